import { expect, test } from 'vitest';
import type { Bench } from './bench.ts';
import { type Case, casesOf, type Draft } from './case.ts';
import { CaseSkipped } from './check.ts';
import type { Missing } from './missing.ts';
import { runCase, summaryOf } from './run.ts';
import { same } from './text.ts';

const bench = { listener: null } as unknown as Bench;
const nothingMissing: Missing = { listener: null, check: null, clock: null, patience: null };

function aCase(overrides: Partial<Draft>): Case {
  const draft: Draft = {
    name: 'one',
    claim: same('One is one'),
    section: '1.1',
    run: async () => {},
    ...overrides,
  };
  const [made] = casesOf('access', [draft]);
  if (made === undefined) throw new Error('no case');
  return made;
}

const differing: Draft['run'] = async (_bench, check) => check.equal('one', 2, 1);

test('a case without a difference agrees', async () => {
  const result = await runCase(bench, nothingMissing, aCase({}));
  expect(result).toMatchObject({ outcome: 'agrees', differences: [], reason: null });
});

test('a documented fact that differs is a failure, an unverified one is told', async () => {
  const documented = await runCase(bench, nothingMissing, aCase({ run: differing }));
  const unverified = aCase({ run: differing, basis: 'unverified' });
  const noted = await runCase(bench, nothingMissing, unverified);
  const differences = [{ where: 'one', expected: '1', got: '2' }];
  expect(documented).toMatchObject({ outcome: 'differs', differences });
  expect(noted).toMatchObject({ outcome: 'noted', differences });
});

test('differences add up until the case has to stop', async () => {
  const one = aCase({
    run: async (_bench, check) => {
      check.equal('first', 'a', 'b');
      check.matches('second', null, /./);
      check.stop('third', undefined, 'something');
      check.equal('never', 1, 2);
    },
  });
  const { differences } = await runCase(bench, nothingMissing, one);
  expect(differences.map(({ where }) => where)).toEqual(['first', 'second', 'third']);
});

test('a need that cannot be met skips the case with the reason', async () => {
  const missing = { ...nothingMissing, clock: same('no clock') };
  const one = aCase({ needs: ['listener', 'clock'], run: differing });
  const result = await runCase(bench, missing, one);
  expect(result).toMatchObject({ outcome: 'skipped', reason: same('no clock') });
});

test('a case may skip itself, but not hide what it has found', async () => {
  const skip = () => {
    throw new CaseSkipped(same('not offered'));
  };
  const skipped = await runCase(bench, nothingMissing, aCase({ run: async () => skip() }));
  expect(skipped).toMatchObject({ outcome: 'skipped', reason: same('not offered') });
  const found = aCase({
    run: async (_bench, check) => {
      check.equal('one', 2, 1);
      skip();
    },
  });
  expect(await runCase(bench, nothingMissing, found)).toMatchObject({ outcome: 'differs' });
});

test('a connection that breaks is a difference with its cause', async () => {
  const broken = new TypeError('fetch failed', { cause: new Error('read ECONNRESET') });
  const one = aCase({ run: () => Promise.reject(broken) });
  const { outcome, differences } = await runCase(bench, nothingMissing, one);
  expect(outcome).toBe('differs');
  expect(differences).toEqual([
    { where: 'access.one', expected: 'an answer', got: '"read ECONNRESET"' },
  ]);
});

test('the sum counts every outcome', async () => {
  const results = await Promise.all(
    [aCase({}), aCase({ run: differing }), aCase({ run: differing, basis: 'unverified' })].map(
      (one) => runCase(bench, nothingMissing, one),
    ),
  );
  expect(summaryOf(results)).toEqual({ agrees: 1, differs: 1, noted: 1, skipped: 0 });
});
