import { describe, expect, test } from 'vitest';
import { plain } from './plain.ts';
import { problemText } from './problem.ts';
import { readStep } from './step.ts';

function faultsOf(step: unknown) {
  const reading = readStep(plain(step));
  if (!reading.ok) throw new Error(reading.problems.map((item) => item.en).join('; '));
  return reading.faults;
}

function problemsOf(step: unknown) {
  const reading = readStep(plain(step));
  return reading.ok
    ? []
    : reading.problems.map((item) => problemText({ ...item, line: null }, 'en'));
}

describe('a step is read', () => {
  test('once, at once and for certain, unless it says otherwise', () => {
    expect(faultsOf({ on: 'charge', fault: 'answer_lost' })).toEqual([
      {
        on: 'charge',
        fault: 'answer_lost',
        delayMs: 3000,
        count: 2,
        reasonCode: 5051,
        status: 503,
        value: '',
        times: 1,
        after: 0,
        every: 1,
        probability: 1,
        forMs: null,
        match: {},
        seed: null,
      },
    ]);
  });

  test.each([
    [
      { on: 'check', delay: '40s' },
      { on: 'check', fault: 'delay', delayMs: 40_000 },
    ],
    [{ decline: 5034 }, { on: 'authorization', fault: 'decline', reasonCode: 5034 }],
    [
      { on: 'payout', decline: '5051' },
      { on: 'payout', reasonCode: 5051 },
    ],
    [
      { on: 'confirm', drop: true },
      { on: 'confirm_notification', fault: 'drop' },
    ],
    [
      { on: 'api', http_status: 502 },
      { on: 'api', status: 502 },
    ],
    [
      { on: 'Pay', corrupt_signature: null },
      { on: 'pay', fault: 'corrupt_signature' },
    ],
    [
      { on: 'pay', fault: 'answer_late', delay: '2m' },
      { fault: 'answer_late', delayMs: 120_000 },
    ],
    [
      { on: 'pay', delay: true },
      { fault: 'delay', delayMs: 3000 },
    ],
    [{ on: 'pay', drop: 1 > 0, times: 'always' }, { times: null }],
    [{ on: 'pay', drop: true, times: null }, { times: null }],
    [
      { on: 'pay', drop: true, after: '3 times', every: 2 },
      { after: 3, every: 2 },
    ],
    [{ on: 'pay', drop: true, probability: '10%' }, { probability: 0.1 }],
    [{ on: 'pay', drop: true, probability: 0.25 }, { probability: 0.25 }],
    [{ on: 'pay', drop: true, for: '1h' }, { forMs: 3_600_000 }],
    [{ on: 'pay', drop: true, seed: 7 }, { seed: '7' }],
    [
      { on: 'pay', drop: true, match: { invoiceId: ['A', 'B'], amount: 1500 } },
      { match: { invoiceId: ['A', 'B'], amount: ['1500'] } },
    ],
    [{ mail_refused: 450 }, { on: 'mail', status: 450 }],
  ])('%j', (step, expected) => {
    expect(faultsOf(step)).toMatchObject([expected]);
  });

  test('several faults and several places are each a rule of their own', () => {
    const step = { on: 'pay', fault: 'duplicate', count: 3, deliver_before_answer: null };
    expect(faultsOf(step)).toMatchObject([
      { on: 'pay', fault: 'duplicate', count: 3 },
      { on: 'pay', fault: 'deliver_before_answer' },
    ]);
    expect(
      faultsOf({ on: ['pay', 'fail'], fault: ['drop', 'reset'] }).map((rule) => [
        rule.on,
        rule.fault,
      ]),
    ).toEqual([
      ['pay', 'drop'],
      ['fail', 'drop'],
      ['pay', 'reset'],
      ['fail', 'reset'],
    ]);
  });

  test('a fault that is switched off is none', () => {
    expect(faultsOf({ on: 'pay', drop: true, duplicate: false })).toHaveLength(1);
  });
});

describe('what cannot be meant is refused in words', () => {
  test.each([
    [{ on: 'pay', fault: 'drpo' }, /^fault: there is no "drpo", did you mean drop\?/],
    [{ on: 'pay' }, /it does not say what goes wrong/],
    [{ on: 'get', fault: 'drop' }, /^on: drop can happen on: check, pay,/],
    [{ fault: 'drop' }, /^drop can happen on: /],
    [{ on: 'pay', drop: true, times: 0 }, /^times: times is a whole number from 1/],
    [{ on: 'pay', drop: true, tims: 1 }, /^tims: there is no such key; did you mean times\?/],
    [{ on: 'pay', drop: true, probability: 2 }, /^probability: /],
    [{ on: 'pay', drop: true, probability: 0 }, /^probability: /],
    [{ on: 'pay', drop: true, after: -1 }, /^after: /],
    [{ on: 'pay', drop: 3 }, /^drop: takes nothing/],
    [{ on: 'pay', altered: '1.00' }, /^altered: altered takes a value such as Amount=1.00/],
    [{ on: 'check', replay: 'Paid' }, /^replay: replay takes a value such as Pay/],
    [{ altered_payment: 'a lot' }, /^altered_payment: .* such as 1.00/],
    [{ on: 'pay', delay: 'soon' }, /duration/],
    [{ decline: 12 }, /^decline: is one of: 5001, /],
    [{ on: 'pay', drop: true, match: { invoice: 'A' } }, /^match.invoice: there is no such fact/],
    [{ on: 'pay', drop: true, match: 'A' }, /^match: match is keys/],
    [{ on: 'pay', drop: true, match: { amount: null } }, /^match.amount: is a pattern/],
    ['drop', /^a step is keys with values/],
  ])('%j', (step, expected) => {
    expect(problemsOf(step)[0]).toMatch(expected);
  });

  test('all of it at once', () => {
    expect(problemsOf({ on: 'pay', fault: 'drop', times: -1, match: { x: 1 }, y: 2 })).toHaveLength(
      3,
    );
  });
});
