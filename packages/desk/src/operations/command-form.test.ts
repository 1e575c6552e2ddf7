import { expect, test } from 'vitest';
import { aPayment } from '../../test/a-payment.ts';
import { commandOf, finalOf, readAmount, sentenceOf } from './command-form.ts';

const taken = aPayment({ status: 'confirmed', confirmedAmount: '1000.00' });

test('a part leaves a rest, the whole leaves none', () => {
  expect(readAmount('confirm', aPayment(), '1 000,00')).toEqual({
    ok: true,
    sum: 1000_00n,
    rest: 500_00n,
    whole: false,
  });
  expect(readAmount('confirm', aPayment(), '1500')).toMatchObject({ rest: 0n, whole: true });
});

test('one kopeck above the limit is refused before anything is sent', () => {
  expect(readAmount('confirm', aPayment(), '1500,01')).toEqual({ ok: false, problem: 'too_much' });
  expect(readAmount('refund', taken, '1000,01')).toEqual({ ok: false, problem: 'too_much' });
});

test('voiding has no amount to mistype', () => {
  expect(readAmount('void', aPayment(), 'nonsense')).toMatchObject({ ok: true, sum: 1500_00n });
});

test('the command carries the sum that was read and the version that was seen', () => {
  expect(commandOf('confirm', aPayment({ version: 7 }), { sum: 1000_50n, reason: '' })).toEqual({
    kind: 'confirm',
    amount: '1000.50',
    version: 7,
  });
  expect(commandOf('void', aPayment(), { sum: 1500_00n, reason: '' })).toEqual({
    kind: 'void',
    version: 2,
  });
  expect(commandOf('refund', taken, { sum: 1n, reason: 'брак' })).toMatchObject({
    amount: '0.01',
    reason: 'брак',
  });
});

test('the sentence fits what will happen', () => {
  expect(sentenceOf('confirm', aPayment(), { whole: true })).toBe('dialog.confirmWhole');
  expect(sentenceOf('confirm', aPayment(), { whole: false })).toBe('dialog.confirmPart');
  expect(sentenceOf('refund', taken, { whole: true })).toBe('dialog.refundWhole');
  expect(sentenceOf('refund', { ...taken, refundedAmount: '1.00' }, { whole: true })).toBe(
    'dialog.refundRest',
  );
});

test('only a part leaves a rest that cannot be taken later', () => {
  expect(finalOf('confirm', { whole: false })).toBe('confirmPart');
  expect(finalOf('confirm', { whole: true })).toBe('confirmWhole');
});
