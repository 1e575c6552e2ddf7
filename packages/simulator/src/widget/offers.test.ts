import { expect, test } from 'vitest';
import { defaultBehaviour } from '../settings.ts';
import { widgetMethods } from './contract.ts';
import { nothingOffered, offeredMethods } from './offers.ts';

const payment = {
  scheme: 'charge',
  currency: 'RUB',
  escrow: null,
  cryptogramMode: false,
  restricted: [],
} as const;
const everything = { ...defaultBehaviour, enabledMethods: widgetMethods };
const card = ['Card'];

test('what the account does not have is not offered', () => {
  expect(offeredMethods(payment, defaultBehaviour)).toEqual([
    'Card',
    'Sbp',
    'TinkoffPay',
    'SberPay',
  ]);
  expect(offeredMethods(payment, everything)).toEqual(widgetMethods);
});

test.each([
  ['two-stage', { scheme: 'auth' }, ['Card', 'TinkoffPay', 'SberPay', 'MirPay', 'Dolyame']],
  ['in tenge', { currency: 'KZT' }, card],
  ['of a safe deal', { escrow: { startAccumulation: true } }, card],
  ['for a cryptogram', { cryptogramMode: true }, card],
  [
    'with methods switched off, in any case',
    { restricted: ['card', 'SBP', 'Cash'] },
    widgetMethods.slice(2),
  ],
] as const)('a payment %s', (_name, change, methods) => {
  expect(offeredMethods({ ...payment, ...change }, everything)).toEqual(methods);
});

test('when nothing is left, the words say whether the scheme is to blame', () => {
  const restricted = ['Card', 'TinkoffPay', 'SberPay'];
  const twoStage = { ...payment, restricted, scheme: 'auth' } as const;
  expect(offeredMethods(twoStage, defaultBehaviour)).toEqual([]);
  expect(nothingOffered(twoStage, defaultBehaviour)).toContain('Sbp cannot hold money');
  const none = { ...payment, restricted: [...restricted, 'Sbp'] };
  expect(nothingOffered(none, defaultBehaviour)).toContain('all of them are restricted');
});
