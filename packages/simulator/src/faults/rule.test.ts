import { expect, test } from 'vitest';
import { defaultDetails } from './catalogue.ts';
import { concerns, type FaultRule, happensNext } from './rule.ts';

const rule = (changes: Partial<FaultRule> = {}): FaultRule => ({
  id: 'r',
  on: 'pay',
  fault: 'drop',
  ...defaultDetails('drop'),
  times: 1,
  after: 0,
  every: 1,
  probability: 1,
  seed: 's',
  match: {},
  untilMs: null,
  scenario: null,
  step: null,
  seen: 0,
  happened: 0,
  ...changes,
});

/** At which of the first occasions it happens. */
const happening = (changes: Partial<FaultRule>, occasions = 10) =>
  Array.from({ length: occasions }, (_, seen) => seen).filter((seen) =>
    happensNext(rule({ ...changes, seen })),
  );

test('after lets occasions pass, every takes one of so many', () => {
  expect(happening({})).toHaveLength(10);
  expect(happening({ after: 3 })).toEqual([3, 4, 5, 6, 7, 8, 9]);
  expect(happening({ every: 3 })).toEqual([2, 5, 8]);
  expect(happening({ after: 2, every: 4 })).toEqual([5, 9]);
});

test('a chance is the same for the same seed, and another for another', () => {
  const chance = { probability: 0.3 };
  expect(happening({ ...chance, seed: 'a' }, 100)).toEqual(
    happening({ ...chance, seed: 'a' }, 100),
  );
  expect(happening({ ...chance, seed: 'a' }, 100)).not.toEqual(
    happening({ ...chance, seed: 'b' }, 100),
  );
  const share = happening(chance, 10_000).length / 10_000;
  expect(share).toBeGreaterThan(0.28);
  expect(share).toBeLessThan(0.32);
});

test('a group of places is each of them; a spent rule concerns nothing', () => {
  const at = (on: 'pay' | 'check' | 'confirm') => ({ on, among: ['drop'] as const, facts: {} });
  expect(concerns(rule(), at('pay'))).toBe(true);
  expect(concerns(rule(), at('check'))).toBe(false);
  expect(concerns(rule({ on: 'notifications' }), at('check'))).toBe(true);
  expect(concerns(rule({ on: 'notifications' }), at('confirm'))).toBe(false);
  expect(concerns(rule({ times: 0 }), at('pay'))).toBe(false);
  // An answer that is lost is of no use to Check, which is asked once.
  const lost = { on: 'check', among: ['answer_lost'], facts: {} } as const;
  expect(concerns(rule({ on: 'notifications', fault: 'answer_lost' }), lost)).toBe(false);
  expect(concerns(rule(), { on: 'pay', among: ['reset'], facts: {} })).toBe(false);
});
