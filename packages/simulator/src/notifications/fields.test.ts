import { describe, expect, test } from 'vitest';
import { aCharge, aTransaction, noonMs } from '../../test/builders.ts';
import { notificationFields } from './fields.ts';

const choices = { testMode: true, confirmAmount: 'confirmed' } as const;
const names = (type: Parameters<typeof notificationFields>[0], transaction = aTransaction()) =>
  notificationFields(type, transaction, choices).map(([name]) => name);
const values = (type: Parameters<typeof notificationFields>[0], transaction = aTransaction()) =>
  Object.fromEntries(notificationFields(type, transaction, choices));

describe('which fields each type has, in order', () => {
  test('Cancel is short', () => {
    expect(names('Cancel')).toEqual([
      'TransactionId',
      'Amount',
      'DateTime',
      'InvoiceId',
      'AccountId',
      'Email',
      'Rrn',
      'Data',
    ]);
  });
  test('Refund names its payment and has neither currency nor card', () => {
    const fields = names('Refund');
    expect(fields.slice(0, 4)).toEqual([
      'TransactionId',
      'PaymentTransactionId',
      'Amount',
      'DateTime',
    ]);
    expect(fields).not.toContain('Currency');
    expect(fields).not.toContain('CardFirstSix');
  });
  test('GatewayName is in Pay and nowhere else', () => {
    const types = ['Check', 'Pay', 'Fail', 'Confirm', 'Refund', 'Cancel'] as const;
    expect(types.filter((type) => names(type).includes('GatewayName'))).toEqual(['Pay']);
    expect(values('Pay').GatewayName).toBe('Test');
  });
  test('Fail has the reason and no status', () => {
    const fail = values('Fail', aTransaction({ status: 'Declined', reasonCode: 5051 }));
    expect(fail).toMatchObject({ Reason: 'InsufficientFunds', ReasonCode: '5051' });
    expect(fail).not.toHaveProperty('Status');
  });
  test('no type carries NotificationType', () => {
    expect(names('Check')).not.toContain('NotificationType');
  });
});

test('Check tells the status the payment would get', () => {
  const draft = { status: 'AwaitingAuthentication' } as const;
  expect(values('Check', aTransaction(draft)).Status).toBe('Authorized');
  expect(values('Check', aCharge(draft)).Status).toBe('Completed');
});

test('Confirm carries what was taken, or what was held when told so', () => {
  const part = aTransaction({ status: 'Completed', confirmedMinor: 1000_00n });
  expect(values('Confirm', part).Amount).toBe('1000.00');
  const held = notificationFields('Confirm', part, { ...choices, confirmAmount: 'authorized' });
  expect(Object.fromEntries(held).Amount).toBe('1500.00');
});

test('times are UTC, and those of the void for a void', () => {
  const voided = aTransaction({ status: 'Cancelled', cancelledAtMs: noonMs + 61_000 });
  expect(values('Cancel', voided).DateTime).toBe('2026-01-15 12:01:01');
});

test('what is not known is sent empty, not left out', () => {
  expect(values('Pay', aTransaction({ card: null, invoiceId: null }))).toMatchObject({
    CardFirstSix: '',
    InvoiceId: '',
    Token: '',
    Data: '',
  });
});
