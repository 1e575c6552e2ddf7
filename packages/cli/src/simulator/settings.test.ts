import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultKeep, demoKeys } from '@kopeck/simulator/options';
import { Command } from 'commander';
import { expect, onTestFinished, test } from 'vitest';
import { demoApiSecret, demoPublicId } from '../settings/environment.ts';
import { type SimulatorFlags, withSimulatorFlags } from './flags.ts';
import { readFlags } from './settings.ts';

/** As the command line gives them. */
function flagsOf(...argv: readonly string[]): SimulatorFlags {
  const command = withSimulatorFlags(new Command('simulator'), 'en').exitOverride();
  return command.parse([...argv], { from: 'user' }).opts();
}

function settingsOf(...argv: readonly string[]) {
  const read = readFlags(flagsOf(...argv), { cwd: '/shop', language: 'en' });
  if (!read.ok) throw new Error(read.problems.join('\n'));
  return read.settings;
}

test('without a flag: the demo keys, port 3010, no notifications, nothing on the disk', () => {
  expect(settingsOf()).toEqual({
    host: '127.0.0.1',
    port: 3010,
    smtpPort: 0,
    ...demoKeys,
    notifications: {},
    journalFile: null,
    behaviour: {},
    keep: {},
  });
});

test('the demo keys are those of kopeck start', () => {
  expect(demoKeys).toEqual({ publicId: demoPublicId, apiSecret: demoApiSecret });
});

test('everything that a flag can say', () => {
  const settings = settingsOf(
    ...['--port', '0', '--host', '0.0.0.0', '--smtp-port', '2525', '--url', 'http://sim.test/'],
    ...['--public-id', 'pk_own', '--secret', 'own', '--journal', 'state/journal.jsonl'],
    ...['--scenario', 'answer-lost', '--seed', '7', '--clock-frozen', '--clock-speed', '60'],
    ...['--clock-at', '2026-01-15T12:00:00Z'],
    ...['--keep', 'transactions=10', '--keep', 'mails=5', '--live', '--behaviour', 'holdMs=1000'],
  );
  expect(settings).toMatchObject({
    host: '0.0.0.0',
    port: 0,
    smtpPort: 2525,
    widgetOrigin: 'http://sim.test',
    publicId: 'pk_own',
    apiSecret: 'own',
    journalFile: '/shop/state/journal.jsonl',
    scenario: 'answer-lost',
    seed: '7',
    clock: { atMs: Date.UTC(2026, 0, 15, 12), speed: 60, frozen: true },
    keep: { transactions: 10, mails: 5 },
    behaviour: { parallelRequests: 30, testMode: false, holdMs: 1000 },
  });
});

test('a behaviour that is named outweighs --live', () => {
  const { behaviour } = settingsOf('--behaviour', 'testMode=true', '--live');
  expect(behaviour).toEqual({ parallelRequests: 30, testMode: true });
});

test.each([
  ['path', 'http://shop.test/pay/check', false],
  ['query', 'http://shop.test/pay?type=check', false],
  ['body', 'http://shop.test/pay', true],
  ['same', 'http://shop.test/pay', false],
])('--notify-style %s sends Check to %s', (style, address, typeInBody) => {
  const { notifications } = settingsOf('--notify', 'http://shop.test/pay', '--notify-style', style);
  expect(notifications.Check).toMatchObject({ isEnabled: true, address, typeInBody });
  expect(notifications.Check?.httpMethod).toBe('POST');
});

test('an address of one type outweighs the common one; off switches the type off', () => {
  const { notifications } = settingsOf(
    ...['--notify', 'http://shop.test/pay', '--notify-check', 'off'],
    ...['--notify-refund', 'http://other.test/refund'],
  );
  expect(notifications.Check?.isEnabled).toBe(false);
  expect(notifications.Refund).toMatchObject({
    isEnabled: true,
    address: 'http://other.test/refund',
  });
  expect(notifications.Pay?.address).toBe('http://shop.test/pay/pay');
});

test.each([
  [['--port', '70000'], '--port'],
  [['--smtp-port', 'x'], '--smtp-port'],
  [['--notify', 'shop.test'], '--notify'],
  [['--notify-pay', 'ftp://shop.test'], '--notify-pay'],
  [['--url', 'sim'], '--url'],
  [['--clock-at', 'noon'], '--clock-at'],
  [['--clock-speed', '0'], '--clock-speed'],
  [['--clock-speed', 'fast'], '--clock-speed'],
  [['--scenario', ''], '--scenario'],
  [['--seed', ' '], '--seed'],
  [['--public-id', ' '], '--public-id'],
  [['--secret', ''], '--secret'],
  [['--keep', 'transactions=0'], Object.keys(defaultKeep).join(', ')],
  [['--keep', 'letters=1'], '--keep'],
  [['--behaviour', 'holdMs'], 'kopeck simulator --help'],
  [['--behaviour', 'hold=1'], 'kopeck simulator --help'],
  [['--behaviour', 'saveTokens=maybe'], 'always, when_asked, never'],
])('%j is refused in words that name %s', (argv, words) => {
  for (const language of ['ru', 'en'] as const) {
    const read = readFlags(flagsOf(...argv), { cwd: '/shop', language });
    expect(read.ok ? [] : read.problems).toEqual([expect.stringContaining(words)]);
  }
});

test('all problems are told at once', () => {
  const flags = flagsOf('--port', 'x', '--notify', 'y', '--keep', 'z');
  const read = readFlags(flags, { cwd: '/', language: 'ru' });
  expect(read.ok ? 0 : read.problems.length).toBe(3);
});

test('the certificate of payouts is read from its file, and anything else in it is named', () => {
  const directory = mkdtempSync(join(tmpdir(), 'kopeck-settings-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const file = join(directory, 'payouts.pem');
  writeFileSync(file, pem);
  expect(settingsOf('--payout-certificate', file)).toMatchObject({ payoutCertificate: pem });
  writeFileSync(file, 'nothing');
  for (const wrong of [file, join(directory, 'absent.pem')]) {
    const read = readFlags(flagsOf('--payout-certificate', wrong), { cwd: '/', language: 'en' });
    expect(read).toEqual({
      ok: false,
      problems: [`--payout-certificate: "${wrong}" holds no certificate and no public key in PEM.`],
    });
  }
});
