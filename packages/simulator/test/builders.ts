import { type Transaction, unsetFields } from '../src/payments/transaction.ts';

/** A two-stage payment of 1 500,00 ₽ that is held, with the given differences. */
export function aTransaction(overrides: Partial<Transaction> = {}): Transaction {
  return {
    ...unsetFields,
    id: '3000000001',
    kind: 'payment',
    scheme: 'auth',
    status: 'Authorized',
    amountMinor: 1500_00n,
    confirmedMinor: 0n,
    refundedMinor: 0n,
    currency: 'RUB',
    invoiceId: 'INV-1',
    accountId: null,
    email: null,
    description: null,
    data: null,
    card: { firstSix: '424242', lastFour: '4242', expiry: '12/30', brand: 'Visa', holder: null },
    token: null,
    authCode: null,
    rrn: null,
    reasonCode: 0,
    culture: 'ru-RU',
    ipAddress: null,
    originalId: null,
    createdAtMs: noonMs,
    authorizedAtMs: noonMs,
    confirmedAtMs: null,
    cancelledAtMs: null,
    holdUntilMs: null,
    ...overrides,
  };
}

export const noonMs = Date.UTC(2026, 0, 15, 12);

/** The same payment, one-stage and taken. */
export function aCharge(overrides: Partial<Transaction> = {}): Transaction {
  return aTransaction({
    scheme: 'charge',
    status: 'Completed',
    confirmedMinor: 1500_00n,
    confirmedAtMs: noonMs,
    ...overrides,
  });
}
