import fc from 'fast-check';
import { expect, test } from 'vitest';
import { afterCharge, decideCancel, decideCreate, decideUpdate } from './decide.ts';
import { isRunning, type Plan, type PlanStatus, planTransitions } from './plan.ts';

const noon = Date.UTC(2026, 0, 15, 12);
const dayMs = 86_400_000;

/** A monthly plan of 990,00 ₽ whose first charge is on 31 January, with the given differences. */
function aPlan(overrides: Partial<Plan> = {}): Plan {
  return {
    id: 'sc_1',
    token: 'tk_1',
    accountId: 'user-1',
    description: 'Подписка',
    email: null,
    amountMinor: 990_00n,
    currency: 'RUB',
    requireConfirmation: false,
    startAtMs: Date.UTC(2026, 0, 31, 9),
    interval: 'Month',
    period: 1,
    maxPeriods: null,
    culture: 'ru-RU',
    receipt: null,
    status: 'Active',
    successCount: 0,
    failureCount: 0,
    lastAtMs: null,
    nextAtMs: Date.UTC(2026, 0, 31, 9),
    setupId: null,
    createdAtMs: noon,
    ...overrides,
  };
}

test('a new plan is active and waits for its start', () => {
  expect(decideCreate(aPlan({ status: 'Expired', successCount: 9 }), noon)).toEqual({
    ok: true,
    value: aPlan(),
  });
});

test.each([
  ['no sum', { amountMinor: 0n }, 'Amount'],
  ['a word for a currency', { currency: 'rubles' }, 'Currency'],
  ['no period', { period: 0 }, 'Period'],
  ['thirteen months', { period: 13 }, 'Period'],
  ['366 days', { interval: 'Day', period: 366 }, 'Period'],
  ['no charges at all', { maxPeriods: 0 }, 'MaxPeriods'],
  ['a start now', { startAtMs: noon }, 'StartDate'],
  ['a start in more than a year', { startAtMs: Date.UTC(2027, 0, 15, 12, 1) }, 'StartDate'],
] satisfies [string, Partial<Plan>, string][])('%s is refused', (_name, overrides, field) => {
  const decision = decideCreate(aPlan(overrides), noon);
  expect(decision).toMatchObject({ ok: false, message: expect.stringContaining(field) });
});

test.each([
  ['twelve months', { period: 12 }],
  ['365 days', { interval: 'Day', period: 365 }],
  ['one charge', { maxPeriods: 1 }],
  ['a start in a moment', { startAtMs: noon + 1 }],
  ['a start in exactly a year', { startAtMs: Date.UTC(2027, 0, 15, 12) }],
] satisfies [string, Partial<Plan>][])('%s is accepted', (_name, overrides) => {
  expect(decideCreate(aPlan(overrides), noon).ok).toBe(true);
});

test('a success leads to the next date of the calendar', () => {
  const charged = Date.UTC(2026, 0, 31, 9);
  expect(afterCharge(aPlan(), 'paid', charged)).toEqual(
    aPlan({ successCount: 1, lastAtMs: charged, nextAtMs: Date.UTC(2026, 1, 28, 9) }),
  );
});

test('three failures, a day apart, reject the plan', () => {
  const first = afterCharge(aPlan(), 'declined', noon);
  expect(first).toEqual(aPlan({ status: 'PastDue', failureCount: 1, nextAtMs: noon + dayMs }));
  const second = afterCharge(first, 'declined', noon + dayMs);
  expect(second).toMatchObject({ status: 'PastDue', nextAtMs: noon + 2 * dayMs });
  expect(afterCharge(second, 'declined', noon + 2 * dayMs)).toMatchObject({
    status: 'Rejected',
    failureCount: 3,
    nextAtMs: null,
  });
});

test('a success after failures forgets them, and the calendar does not move', () => {
  const late = Date.UTC(2026, 1, 2, 9);
  const plan = aPlan({ status: 'PastDue', failureCount: 2 });
  expect(afterCharge(plan, 'paid', late)).toMatchObject({
    status: 'Active',
    failureCount: 0,
    nextAtMs: Date.UTC(2026, 1, 28, 9),
  });
});

test('the last period ends the plan', () => {
  const plan = aPlan({ maxPeriods: 2, successCount: 1 });
  expect(afterCharge(plan, 'paid', noon)).toMatchObject({ status: 'Expired', nextAtMs: null });
  expect(afterCharge(plan, 'declined', noon).status).toBe('PastDue');
});

test('a charge that was under way when the plan was cancelled is counted and revives nothing', () => {
  const cancelled = aPlan({ status: 'Cancelled' });
  expect(afterCharge(cancelled, 'paid', noon)).toMatchObject({
    status: 'Cancelled',
    successCount: 1,
  });
  expect(afterCharge(cancelled, 'declined', noon)).toEqual(cancelled);
});

test('a running plan is cancelled once', () => {
  expect(decideCancel(aPlan({ status: 'PastDue' }))).toMatchObject({ ok: true });
  for (const status of ['Cancelled', 'Rejected', 'Expired'] as const) {
    expect(decideCancel(aPlan({ status })).ok).toBe(false);
  }
});

test('an update changes what it names and leaves the next date alone', () => {
  const decision = decideUpdate(aPlan(), { amountMinor: 1n, description: 'Новая' }, noon);
  expect(decision).toEqual({
    ok: true,
    value: aPlan({ amountMinor: 1n, description: 'Новая' }),
  });
});

test('an update moves the next charge by a date or by an interval', () => {
  const startAtMs = noon + dayMs;
  expect(decideUpdate(aPlan(), { startAtMs }, noon)).toMatchObject({
    value: { startAtMs, nextAtMs: startAtMs },
  });
  const started = aPlan({ startAtMs: Date.UTC(2026, 0, 1, 9), nextAtMs: Date.UTC(2026, 1, 1, 9) });
  expect(decideUpdate(started, { interval: 'Week' }, noon)).toMatchObject({
    value: { nextAtMs: Date.UTC(2026, 0, 22, 9) },
  });
});

test.each(['Cancelled', 'Rejected', 'Expired'] as const)(
  'an update revives a plan that is %s',
  (status) => {
    const ended = aPlan({ status, failureCount: 3, nextAtMs: null, successCount: 4 });
    expect(decideUpdate(ended, { description: 'Снова' }, noon)).toMatchObject({
      value: { status: 'Active', failureCount: 0, successCount: 4, nextAtMs: aPlan().startAtMs },
    });
  },
);

test('charges already made count against the new number of periods', () => {
  const ended = aPlan({ status: 'Expired', maxPeriods: 3, successCount: 3, nextAtMs: null });
  expect(decideUpdate(ended, { maxPeriods: 5 }, noon)).toMatchObject({
    value: { status: 'Active', maxPeriods: 5, successCount: 3 },
  });
  expect(decideUpdate(ended, { description: 'Ещё' }, noon)).toMatchObject({
    value: { status: 'Expired', nextAtMs: null },
  });
  expect(decideUpdate(ended, { maxPeriods: 2 }, noon)).toMatchObject({
    value: { status: 'Expired' },
  });
});

test('an update is held to the same bounds, also together with what stays', () => {
  const monthly = aPlan({ period: 12 });
  expect(decideUpdate(monthly, { interval: 'Week' }, noon).ok).toBe(true);
  const weekly = aPlan({ interval: 'Week', period: 52 });
  expect(decideUpdate(weekly, { interval: 'Month' }, noon).ok).toBe(false);
  expect(decideUpdate(aPlan(), { startAtMs: noon - 1 }, noon).ok).toBe(false);
});

test('the table of moves has no state that cannot be left, and none that cannot be reached', () => {
  const states = Object.keys(planTransitions) as PlanStatus[];
  const reached = new Set<PlanStatus>(states.flatMap((state) => planTransitions[state]));
  expect([...reached].sort()).toEqual([...states].sort());
});

test('whatever the charges come to, the counts, the state and the dates agree', () => {
  const outcomes = fc.array(fc.constantFrom('paid', 'declined'), { maxLength: 30 });
  const maxPeriods = fc.option(fc.integer({ min: 1, max: 6 }));
  fc.assert(
    fc.property(outcomes, maxPeriods, (charges, most) => {
      let plan = aPlan({ maxPeriods: most });
      for (const outcome of charges) {
        if (plan.nextAtMs === null) break;
        const nowMs = plan.nextAtMs;
        const next = afterCharge(plan, outcome, nowMs);
        if (next.status !== plan.status) {
          expect(planTransitions[plan.status]).toContain(next.status);
        }
        expect(next.nextAtMs ?? Number.POSITIVE_INFINITY).toBeGreaterThan(nowMs);
        plan = next;
      }
      expect(plan.failureCount === 0).toBe(plan.status === 'Active' || plan.status === 'Expired');
      expect(plan.failureCount === 3).toBe(plan.status === 'Rejected');
      expect(plan.status === 'Expired').toBe(most !== null && plan.successCount === most);
      expect(plan.nextAtMs !== null).toBe(isRunning(plan));
    }),
  );
});
