import { afterAll, beforeAll, expect, test } from 'vitest';
import { allCases, runCase } from '../src/index.ts';
import { getReady, type Ready } from './support.ts';

/**
 * A gateway that takes what the documentation leaves open the other way: the suite tells so, and
 * does not call it a failure.
 */
const otherwise: readonly (readonly [id: string, how: string])[] = [
  ['two-stage.partial-confirm-amount', 'the model shows what was held'],
  ['notifications.partial-confirm', 'Confirm carries what was held'],
  ['idempotency.failures-are-not-remembered', 'a refused call is remembered too'],
  ['idempotency.another-request', 'one X-Request-ID stands for one operation of the terminal'],
  ['shapes.cryptogram-once', 'a packet may come twice'],
  ['tokens.not-asked', 'a card is always saved'],
  ['tokens.initiator-required', 'a payment by token may come without TrInitiatorCode'],
  ['orders.moscow-time', 'the dates of an order are in UTC'],
  ['qr.terminal-required', 'Basic names the terminal of a link'],
];

let ready: Ready;

beforeAll(async () => {
  ready = await getReady({
    confirmAmount: 'authorized',
    rememberFailures: true,
    requestIdScope: 'terminal',
    cryptogramReuse: 'allowed',
    saveTokens: 'always',
    initiatorCodeRequired: false,
    orderDatesIso: 'utc',
  });
});

afterAll(() => ready.close());

test.each(otherwise)('%s is told and no failure: %s', async (id) => {
  const { bench, missing } = ready.contract;
  const one = allCases.find((known) => known.id === id);
  if (one === undefined) throw new Error(`no case ${id}`);
  const { outcome, differences } = await runCase(bench, missing, one);
  expect(outcome).toBe('noted');
  expect(differences).not.toEqual([]);
});
