import { expect, test } from 'vitest';
import { behaviourNames, behaviourNotes, behaviourValues, readBehaviour } from './behaviours.ts';
import { defaultBehaviour } from './settings.ts';

test('every option of the gateway’s behaviour is described, with its default among its values', () => {
  expect(Object.keys(behaviourNotes).sort()).toEqual([...behaviourNames].sort());
  for (const name of behaviourNames) {
    const value = defaultBehaviour[name];
    if (typeof value === 'number') continue;
    for (const one of [value].flat()) expect(behaviourValues(name)).toContain(String(one));
  }
});

test.each([
  ['holdMs=60000', { holdMs: 60_000 }],
  ['holdMs=1h30m', { holdMs: 5_400_000 }],
  ['HOLDMS = 0', { holdMs: 0 }],
  ['testMode=False', { testMode: false }],
  ['confirmAmount=AUTHORIZED', { confirmAmount: 'authorized' }],
  ['enabledMethods=sbp,Card', { enabledMethods: ['Card', 'Sbp'] }],
])('%s is an option and its value', (text, behaviour) => {
  expect(readBehaviour(text)).toEqual({ ok: true, behaviour });
});

test.each([
  ['holdMs', 'shape'],
  ['holdMs=', 'shape'],
  ['hold=1', 'name'],
  ['holdMs=-1', 'value'],
  ['holdMs=1.5', 'value'],
  ['testMode=yes', 'value'],
  ['saveTokens=sometimes', 'value'],
  ['enabledMethods=Card,Cash', 'value'],
])('%s is refused for its %s', (text, problem) => {
  expect(readBehaviour(text)).toMatchObject({ ok: false, problem });
});
