import { describe, expect, test } from 'vitest';
import { builtInScenarios } from './built-in.ts';
import { problemText, ScenarioError } from './problem.ts';
import { builtInFrom } from './source.ts';
import { parseScenario } from './text.ts';

async function problemsOf(text: string, language: 'ru' | 'en' = 'en') {
  const outcome = await parseScenario(text, 'file.yaml', 'file').catch((error: unknown) => error);
  if (!(outcome instanceof ScenarioError)) return [];
  return outcome.problems.map((problem) => problemText(problem, language));
}

describe('a scenario is read', () => {
  test('from YAML', async () => {
    const text = `
name: friday
title: {ru: Пятница, en: Friday}
seed: 7
clock: {at: 2026-01-15T12:00:00Z, frozen: true}
steps:
  - on: charge
    fault: answer_lost
    times: 1
  - {on: pay, fault: duplicate, count: 3, deliver_before_answer}
  - on: check
    delay: 40s
  - decline: 5051
    match: {invoiceId: 0042, amount: 1500.00, card: 4242*}
    title: Нет денег
`;
    const scenario = await parseScenario(text, 'file.yaml', 'file');
    expect(scenario).toMatchObject({
      name: 'friday',
      title: { ru: 'Пятница', en: 'Friday' },
      seed: '7',
      clock: { atMs: Date.UTC(2026, 0, 15, 12), frozen: true, speed: 1 },
      steps: [
        { faults: [{ on: 'charge', fault: 'answer_lost' }] },
        { faults: [{ fault: 'duplicate', count: 3 }, { fault: 'deliver_before_answer' }] },
        { faults: [{ on: 'check', fault: 'delay', delayMs: 40_000 }] },
        {
          title: { ru: 'Нет денег', en: 'Нет денег' },
          faults: [
            {
              reasonCode: 5051,
              match: { invoiceId: ['0042'], amount: ['1500.00'], card: ['4242*'] },
            },
          ],
        },
      ],
    });
  });

  test('from JSON, and from a list of steps alone', async () => {
    const steps = [{ on: 'pay', drop: true, times: null }];
    const whole = await parseScenario(JSON.stringify({ steps }, null, 2), 'a.json', 'a');
    const alone = await parseScenario('- {on: pay, drop: true, times: always}', 'a.yaml', 'a');
    expect(whole).toEqual(alone);
    expect(whole).toMatchObject({ name: 'a', seed: null, clock: null });
  });
});

describe('what is wrong is named with its line', () => {
  test('a fault that does not exist, in YAML', async () => {
    const text = 'name: x\nsteps:\n  - on: pay\n    fault: drop\n  - on: pay\n    fault: drpo\n';
    expect((await problemsOf(text))[0]).toMatch(/^line 6, steps\[1\]\.fault: there is no "drpo"/);
    expect((await problemsOf(text, 'ru'))[0]).toMatch(/^строка 6, steps\[1\]\.fault: «drpo»/);
  });
  test('a place, in a list of steps alone', async () => {
    const text = '- on: pay\n  drop: true\n- on: get\n  drop: true\n';
    expect((await problemsOf(text))[0]).toMatch(/^line 3, steps\[1\]\.on: drop can happen on/);
  });
  test('a number, in JSON', async () => {
    const text = '{\n  "steps": [\n    { "on": "pay", "drop": true,\n      "times": -1 }\n  ]\n}';
    expect((await problemsOf(text))[0]).toMatch(/^line 4, steps\[0\]\.times: /);
  });
  test('something inside match', async () => {
    const text = 'steps:\n  - on: pay\n    drop: true\n    match:\n      invoice: A\n';
    expect((await problemsOf(text))[0]).toMatch(/^line 5, steps\[0\]\.match\.invoice: /);
  });
  test('a step that does not say what goes wrong', async () => {
    expect((await problemsOf('steps:\n  - on: pay\n'))[0]).toMatch(
      /^line 2, steps\[0\]: it does not/,
    );
  });
  test.each([
    ['steps:\n  - on: pay\n   drop: x', /^line 3: is neither YAML nor JSON/],
    ['{"steps": [', /^line 1: is neither YAML nor JSON/],
    ['', /^needs a list of steps/],
    ['just a text', /needs a list of steps/],
    ['steps: []', /^line 1, steps: needs a list of steps/],
    ['step:\n  - on: pay', /^line 2, step: there is no such key; there is steps/],
    ['clock: {at: noon}\nsteps: [{on: pay, drop: true}]', /^line 1, clock\.at: is an instant/],
    ['clock: {speed: 0}\nsteps: [{on: pay, drop: true}]', /^line 1, clock\.speed: /],
    ['clock: {frozen: x}\nsteps: [{on: pay, drop: true}]', /^line 1, clock\.frozen: /],
    ['name: a/b\nsteps: [{on: pay, drop: true}]', /^line 1, name: a name is/],
    [
      'a: &a [x]\nsteps: [{on: pay, drop: true}, {on: pay, drop: true, on: fail}]',
      /^line 2: is neither/,
    ],
  ])('%j', async (text, expected) => {
    expect((await problemsOf(text))[0]).toMatch(expected);
  });
});

test('every built-in scenario can be read, under a name of its own, in both languages', () => {
  const names = builtInScenarios.map((known) => known.name);
  expect(new Set(names).size).toBe(names.length);
  for (const known of builtInScenarios) {
    const { steps, title } = builtInFrom(known);
    expect([known.name, steps.every((step) => step.faults.length > 0)]).toEqual([known.name, true]);
    expect(title?.ru).toMatch(/[а-я]/);
    expect(title?.en).not.toMatch(/[а-я]/i);
  }
});
