import { paymentRow } from '@kopeck/api';
import { describe, expect, test } from 'vitest';
import type { PaymentLine } from './queries.ts';
import { cursorText, paymentRowOf, readCursor } from './view.ts';

const uuid = '0e9d1a52-4a44-4b53-9f4e-0a9c1d1f7c11';
const createdAt = Date.parse('2026-11-24T09:30:00.123Z');

const aLine = (overrides: Partial<PaymentLine> = {}): PaymentLine => ({
  id: uuid,
  transactionId: '9223372036854775807',
  status: 'authorized',
  scheme: 'dual',
  amountMinor: 1_500_00n,
  currency: 'RUB',
  confirmedMinor: 0n,
  authorizedAt: createdAt,
  authorizedUntil: createdAt + 1_000,
  quarantine: null,
  duplicate: false,
  awaitingLookup: false,
  testMode: false,
  cardLastFour: '4242',
  cardType: 'Visa',
  reasonCode: null,
  createdAt,
  version: 3,
  orderId: '7c1b8f3e-6a5d-4c2b-8f1e-2d3c4b5a6978',
  orderStatus: 'paid',
  invoiceId: 'K-1042',
  description: 'Чай',
  email: 'anna@example.test',
  refundedMinor: 0n,
  openOperation: null,
  firstTimePayer: true,
  ...overrides,
});

describe('a line of the list', () => {
  test('is what the contract promises, with sums to the kopeck and the whole 64-bit number', () => {
    const row = paymentRowOf(aLine({ refundedMinor: 65_98n }), 'ru');
    expect(paymentRow.parse(row)).toEqual(row);
    expect(row).toMatchObject({
      transactionId: '9223372036854775807',
      amount: '1500.00',
      refundedAmount: '65.98',
      createdAt: '2026-11-24T09:30:00.123Z',
      authorizedUntil: '2026-11-24T09:30:01.123Z',
      attention: [],
    });
  });

  test('has a deadline only while the money is held', () => {
    expect(paymentRowOf(aLine({ status: 'confirmed' }), 'ru').authorizedUntil).toBeNull();
    expect(paymentRowOf(aLine({ status: 'voided' }), 'ru').authorizedUntil).toBeNull();
  });

  test('carries the command under way, and asks for attention when its answer was lost', () => {
    const open = {
      id: '5b0c8a6e-1111-4222-8333-944445555666',
      paymentId: uuid,
      kind: 'confirm',
      status: 'unknown',
      amountMinor: '90000',
      requestedBy: 'Анна',
      requestedAt: createdAt,
      reason: null,
      gatewayMessage: null,
      settledAt: null,
    } as const;
    const row = paymentRowOf(aLine({ openOperation: open }), 'en');
    expect(paymentRow.parse(row)).toEqual(row);
    expect(row.openOperation).toMatchObject({
      amount: '900.00',
      currency: 'RUB',
      status: 'unknown',
    });
    expect(row.attention).toEqual(['operation_unknown']);
    const sent = paymentRowOf(aLine({ openOperation: { ...open, status: 'requested' } }), 'en');
    expect(sent.attention).toEqual([]);
  });
});

describe('the cursor of a page', () => {
  test.each([createdAt, 0, createdAt + 0.25])('leads back to the row it was made of: %d', (at) => {
    const cursor = cursorText(aLine({ createdAt: at }));
    expect(cursor).toMatch(/^[\w-]+$/u);
    expect(readCursor(cursor)).toEqual({ createdAtMs: at, id: uuid });
  });

  const made = (text: string) => Buffer.from(text).toString('base64url');

  test.each([
    ['nothing', ''],
    ['a word', 'next'],
    ['another shop’s', made('{"page":2}')],
    ['no id', made(`${createdAt}_`)],
    ['no instant', made(`_${uuid}`)],
    ['an instant that is none', made(`1e400_${uuid}`)],
    ['an instant beyond the calendar', made(`${'9'.repeat(16)}_${uuid}`)],
    ['an id of the right length that is none', made(`${createdAt}_${'-'.repeat(36)}`)],
    ['an id in capitals', made(`${createdAt}_${uuid.toUpperCase()}`)],
    ['something behind', made(`${createdAt}_${uuid}' or true`)],
  ])('is refused when it is not ours: %s', (_, cursor) => {
    expect(readCursor(cursor)).toBeNull();
  });
});
