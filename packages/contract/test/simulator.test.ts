import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allCases, groups, runCase } from '../src/index.ts';
import { complaint, getReady, type Ready, terminal } from './support.ts';

let ready: Ready;

/** More than a page of an export holds. */
const earlierPayments = 101;

beforeAll(async () => {
  ready = await getReady();
  const { control } = ready.simulator;
  const payment = { scheme: 'auth', amount: '1.00', card: '4000000000003055' } as const;
  for (let count = 0; count < earlierPayments; count += 1) {
    await control.pay({ ...payment, publicId: terminal.publicId, skipCheck: true });
  }
});

afterAll(() => ready.close());

/**
 * Unverified facts that the simulator takes the other way on purpose: it would refuse clients that
 * work.
 */
const lenient: Readonly<Record<string, string>> = {
  'shapes.cryptogram-once': "a shop's tests keep one packet and send it again",
  'qr.terminal-required': 'client libraries leave PublicId to Basic',
};

const strict = allCases.filter(({ id }) => lenient[id] === undefined);

describe.each(groups.map((group) => ({ group })))('the simulator, $group', ({ group }) => {
  test.each(strict.filter((one) => one.group === group))('$id: $claim.en', async (one) => {
    const { bench, missing } = ready.contract;
    expect(complaint(await runCase(bench, missing, one))).toEqual([]);
  });
});

test.each(Object.entries(lenient))('%s is told and no failure: %s', async (id) => {
  const { bench, missing } = ready.contract;
  const one = allCases.find((known) => known.id === id);
  if (one === undefined) throw new Error(`no case ${id}`);
  expect((await runCase(bench, missing, one)).outcome).toBe('noted');
});
