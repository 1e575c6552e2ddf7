import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allCases, groups, runCase } from '../src/index.ts';
import { complaint, getReady, type Ready, terminal } from './support.ts';

let ready: Ready;

/** Taken the other way on purpose, see unverified.test.ts. */
const lenient = new Set(['qr.terminal-required']);

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

describe.each(groups.map((group) => ({ group })))('the simulator, $group', ({ group }) => {
  const own = allCases.filter((one) => one.group === group && !lenient.has(one.id));
  test.each(own)('$id: $claim.en', async (one) => {
    const { bench, missing } = ready.contract;
    expect(complaint(await runCase(bench, missing, one))).toEqual([]);
  });
});
