import { parseNotification } from '@kopeck/cloudpayments/notifications';
import type { Notification, NotificationKind, Transaction } from '@kopeck/cloudpayments/wire';
import { describe, expect, test } from 'vitest';
import {
  aContext,
  noCard,
  noon,
  paidFacts,
  price,
  someFacts,
  visa,
} from '../test-support/builders.ts';
import { decideOnCancel, decideOnConfirm } from './decide-follow-up.ts';
import { decideOnPay } from './decide-pay.ts';
import {
  factOfCancel,
  factOfConfirm,
  factOfFail,
  factOfPay,
  factOfRefund,
  factOfTransaction,
  paymentStatusOf,
  questionOfCheck,
} from './from-gateway.ts';

type Fields = Readonly<Record<string, string>>;

/** What every message about a payment carries, in the gateway's spelling (reference, section 3.5). */
const common: Fields = {
  TransactionId: '1001',
  Amount: '1500.00',
  Currency: 'RUB',
  DateTime: '2027-01-15 08:00:00',
  TestMode: '0',
  CardFirstSix: '424242',
  CardLastFour: '4242',
  CardType: 'Visa',
  InvoiceId: 'K-1042',
};
const bodies = {
  check: { ...common, Status: 'Authorized', OperationType: 'Payment' },
  oneStageCheck: { ...common, Status: 'Completed', OperationType: 'Payment' },
  pay: { ...common, Status: 'Authorized', OperationType: 'Payment', GatewayName: 'Test' },
  oneStagePay: { ...common, Status: 'Completed', OperationType: 'Payment', GatewayName: 'Test' },
  confirm: { ...common, Status: 'Completed' },
  fail: { ...common, OperationType: 'Payment', ReasonCode: '5051', Reason: 'InsufficientFunds' },
  cancel: { TransactionId: '1001', Amount: '1500.00', InvoiceId: 'K-1042' },
  refund: {
    TransactionId: '2001',
    PaymentTransactionId: '1001',
    Amount: '500.00',
    DateTime: '2027-01-15 08:00:00',
    OperationType: 'Refund',
  },
} as const satisfies Record<string, Fields>;

/** The body as it would be read at the address of `kind`: the address is not signed, the body is. */
function sentTo<K extends NotificationKind>(
  kind: K,
  body: Fields,
): Extract<Notification, { kind: K }> {
  const rawBody = new TextEncoder().encode(new URLSearchParams(body).toString());
  const parsed = parseNotification({
    rawBody,
    contentType: 'application/x-www-form-urlencoded',
    kind,
  });
  if (!parsed.ok) throw new Error(`${parsed.error}: ${JSON.stringify(parsed.problems)}`);
  return parsed.notification as Extract<Notification, { kind: K }>;
}

describe('a message at its own address', () => {
  test('of Check asks about the sum, the payer and the mode', () => {
    expect(questionOfCheck(sentTo('check', bodies.check))).toEqual({
      amountMinor: price,
      currency: 'RUB',
      accountId: null,
      testMode: false,
    });
    const body = { ...bodies.check, AccountId: 'anna', TestMode: '1' };
    expect(questionOfCheck(sentTo('check', body))).toMatchObject({
      accountId: 'anna',
      testMode: true,
    });
  });

  test('of Pay is proven money held, or taken in one stage', () => {
    expect(factOfPay(sentTo('pay', bodies.pay))).toEqual({
      transactionId: '1001',
      status: 'authorized',
      amountMinor: price,
      currency: 'RUB',
      accountId: null,
      testMode: false,
      card: visa,
      reasonCode: null,
      isPayment: true,
      proven: true,
      source: 'notification',
    });
    expect(factOfPay(sentTo('pay', bodies.oneStagePay)).status).toBe('confirmed');
  });

  test('of Pay about a payout is no payment', () => {
    const payout = { ...bodies.oneStagePay, OperationType: 'CardPayout' };
    expect(factOfPay(sentTo('pay', payout)).isPayment).toBe(false);
    const old = { ...bodies.oneStagePay, OperationType: '' };
    expect(factOfPay(sentTo('pay', old)).isPayment).toBe(true);
  });

  test('of Pay without a card, as by SBP, names no card', () => {
    const sbp = { ...bodies.oneStagePay, CardFirstSix: '', CardLastFour: '', CardType: '' };
    expect(factOfPay(sentTo('pay', sbp)).card).toEqual(noCard);
  });

  test('of Fail is a refusal with the bank’s reason', () => {
    expect(factOfFail(sentTo('fail', bodies.fail))).toMatchObject({
      status: 'declined',
      reasonCode: 5051,
      proven: true,
    });
  });

  test('of Confirm is proven, and proves money never seen held', () => {
    const proof = { amountMinor: price, proven: true, provesUnseen: true };
    expect(factOfConfirm(sentTo('confirm', bodies.confirm))).toMatchObject(proof);
    const old = { ...bodies.confirm, Status: '' };
    expect(factOfConfirm(sentTo('confirm', old))).toMatchObject(proof);
  });

  test('of Cancel names a sum and nothing else', () => {
    expect(factOfCancel(sentTo('cancel', bodies.cancel), true)).toEqual({
      transactionId: '1001',
      amountMinor: price,
      currency: null,
      accountId: null,
      testMode: null,
      card: noCard,
      proven: true,
      provesUnseen: true,
    });
  });

  test('of Refund names its own number, its payment’s and the time by the gateway’s clock', () => {
    expect(factOfRefund(sentTo('refund', bodies.refund), noon + 5_000)).toEqual({
      transactionId: '2001',
      paymentTransactionId: '1001',
      amountMinor: 500_00n,
      isRefund: true,
      at: noon,
    });
    const undated = { ...bodies.refund, DateTime: '' };
    expect(factOfRefund(sentTo('refund', undated), noon + 5_000).at).toBe(noon + 5_000);
  });

  test('of Refund about a payout is no refund', () => {
    const typed = (OperationType: string) =>
      factOfRefund(sentTo('refund', { ...bodies.refund, OperationType }), noon).isRefund;
    expect(typed('CardPayout')).toBe(false);
    expect(typed('')).toBe(true);
  });
});

describe('a signed message replayed to the address of another', () => {
  test.each(['check', 'oneStageCheck', 'confirm'] as const)(
    'a %s sent as Pay pays nothing',
    (name) => {
      const fact = factOfPay(sentTo('pay', bodies[name]));
      expect(fact.proven).toBe(false);
      const { next } = decideOnPay(someFacts(), fact, aContext());
      expect(next.order.status).toBe('awaiting_payment');
    },
  );

  test('a Confirm sent as Pay leaves the hold that it confirms as it is', () => {
    const fact = factOfPay(sentTo('pay', bodies.confirm));
    const { next } = decideOnPay(paidFacts(), fact, aContext());
    expect(next.order.status).toBe('paid');
    expect(next.payments).toMatchObject([{ status: 'authorized', awaitingLookup: true }]);
  });

  test.each(['check', 'pay'] as const)('a two-stage %s sent as Confirm takes no money', (name) => {
    const fact = factOfConfirm(sentTo('confirm', bodies[name]));
    expect(fact.proven).toBe(false);
    const { next } = decideOnConfirm(paidFacts(), fact, aContext());
    expect(next.payments).toMatchObject([{ status: 'authorized', confirmedMinor: 0n }]);
  });

  test('a one-stage Check sent as Confirm pays nothing', () => {
    const fact = factOfConfirm(sentTo('confirm', bodies.oneStageCheck));
    expect(fact).toMatchObject({ proven: true, provesUnseen: false });
    const { next } = decideOnConfirm(someFacts(), fact, aContext());
    expect(next.order.status).toBe('awaiting_payment');
  });

  test('a body that is not shaped as a Cancel releases no hold', () => {
    const fact = factOfCancel(sentTo('cancel', bodies.fail), false);
    expect(fact).toMatchObject({ proven: false, provesUnseen: false });
    const { next } = decideOnCancel(paidFacts(), fact, aContext());
    expect(next.payments).toMatchObject([{ status: 'authorized' }]);
  });

  test.each(['check', 'pay', 'confirm', 'fail', 'cancel'] as const)(
    'a %s cannot be read as a Refund, which names its payment',
    (name) => {
      expect(() => sentTo('refund', bodies[name])).toThrow('invalid_fields');
    },
  );

  test.each(['check', 'pay', 'confirm', 'cancel', 'refund'] as const)(
    'a %s cannot be read as a Fail, which names its reason',
    (name) => {
      expect(() => sentTo('fail', bodies[name])).toThrow('invalid_fields');
    },
  );
});

describe('a transaction that was looked up', () => {
  const transaction: Transaction = {
    transactionId: '1001',
    amountMinor: price,
    currency: 'RUB',
    status: 'Authorized',
    testMode: false,
    createdAtMs: noon,
    type: 0,
    cardFirstSix: '424242',
    cardLastFour: '4242',
    cardType: 'Visa',
  };

  test('is proven, whatever a Pay of it would lack', () => {
    expect(factOfTransaction(transaction)).toEqual({
      transactionId: '1001',
      status: 'authorized',
      amountMinor: price,
      currency: 'RUB',
      accountId: null,
      testMode: false,
      card: visa,
      reasonCode: null,
      isPayment: true,
      proven: true,
      source: 'lookup',
    });
  });

  test('is a payment by its type, and of an unknown type by default', () => {
    const { type: _type, ...untyped } = transaction;
    expect(factOfTransaction(untyped).isPayment).toBe(true);
    expect(factOfTransaction({ ...transaction, type: 1 }).isPayment).toBe(false);
    expect(factOfTransaction({ ...transaction, type: 2 }).isPayment).toBe(false);
  });

  test('that was refused tells why', () => {
    const refused = { ...transaction, status: 'Declined', reasonCode: 5051 };
    expect(factOfTransaction(refused)).toMatchObject({ status: 'declined', reasonCode: 5051 });
  });

  test.each([
    ['Authorized', 'authorized'],
    ['Completed', 'confirmed'],
    ['Cancelled', 'voided'],
    ['Declined', 'declined'],
    ['AwaitingAuthentication', 'unfinished'],
    ['Created', 'unfinished'],
    ['Pending', 'unfinished'],
    ['a word of next year', 'unfinished'],
    ['authorized', 'unfinished'],
  ] as const)('%s means %s', (status, ours) => {
    expect(paymentStatusOf(status)).toBe(ours);
  });
});
