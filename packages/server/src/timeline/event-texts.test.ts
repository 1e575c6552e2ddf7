import { attentionReason, locale, operationKind, paymentStatus } from '@kopeck/api';
import { reasonCodes } from '@kopeck/cloudpayments/wire';
import type { EventData, EventKind } from '@kopeck/domain';
import { describe, expect, test } from 'vitest';
import { factsOfEvent } from './event-facts.ts';
import { eventTexts } from './event-texts.ts';
import type { OrderHistory } from './queries.ts';

const empty: OrderHistory = {
  currency: 'RUB',
  events: [],
  notifications: [],
  mails: [],
  holds: [],
};
const kinds = Object.keys(eventTexts.ru) as readonly EventKind[];

function textOf(
  kind: EventKind,
  data: EventData,
  language: 'ru' | 'en' = 'ru',
  actor = { kind: 'user', name: 'Анна' } as {
    kind: 'user' | 'kopeck' | 'api';
    name: string | null;
  },
): string {
  const event = { seq: 1, atMs: 0, kind, actor, data };
  const reading = { locale: language, timeZone: 'Europe/Moscow' };
  return eventTexts[language][kind](factsOfEvent(event, empty, reading)).replaceAll('\u202f', ' ');
}

const money: EventData = {
  paymentId: 'payment-1',
  transactionId: '3000000001',
  amountMinor: '150000',
  currency: 'RUB',
  card: '4242',
};
const operation: EventData = {
  ...money,
  operationId: 'operation-1',
  operation: 'confirm',
  askedMinor: '100000',
};
/** What each kind carries, as the code that writes it does. */
const dataOf: Record<EventKind, EventData> = {
  order_created: { amountMinor: '150000', currency: 'RUB', source: 'storefront' },
  payment_started: {},
  order_expired: {},
  payment_authorized: { ...money, confirmedMinor: '0' },
  payment_charged: { ...money, confirmedMinor: '150000' },
  payment_declined: { ...money, reasonCode: 5051 },
  payment_confirmed: { ...money, confirmedMinor: '100000' },
  payment_voided: money,
  payment_refunded: {
    ...money,
    refundTransactionId: '3000000009',
    refundedMinor: '40000',
    leftMinor: '110000',
  },
  payment_quarantined: {
    ...money,
    reason: 'amount_differs',
    expectedMinor: '160000',
    expectedCurrency: 'RUB',
    testMode: true,
  },
  payment_accepted: { ...money, quarantine: 'amount_differs', reason: 'Скидка' },
  duplicate_payment: money,
  pay_unproven: money,
  contradiction: { ...money, message: 'confirm', status: 'voided' },
  lookup_found: money,
  receipt_issued: {
    receiptId: 'receipt-1',
    receiptType: 'Income',
    amountMinor: '150000',
    currency: 'RUB',
    url: null,
  },
  operation_requested: { ...operation, reason: null },
  operation_accepted: { ...operation, message: null, cause: null },
  operation_declined: { ...operation, message: 'Refused', cause: null },
  operation_unknown: { ...operation, message: null, cause: 'timeout' },
  email_sent: { mail: 'order_paid', messageId: '<1@shop.example>' },
  email_failed: { mail: 'order_paid', messageId: '<1@shop.example>' },
};

const sentence = /^\p{Lu}.*[^.]\.$/u;
const rawWord =
  /undefined|null|NaN|_|\b(confirm|void|pending|authorized|confirmed|voided|order_paid|timeout|Income|RUB|5051)\b/;

describe.each(locale.options)('in %s', (language) => {
  test.each(kinds)('%s is whole sentences without raw codes', (kind) => {
    const text = textOf(kind, dataOf[kind], language);
    expect(text).toMatch(sentence);
    expect(text).not.toMatch(language === 'ru' ? rawWord : /undefined|null|NaN|_|timeout|RUB|5051/);
  });

  test.each(kinds)('%s stays a sentence when its data is not there', (kind) => {
    expect(textOf(kind, {}, language)).toMatch(sentence);
    expect(textOf(kind, {}, language)).not.toMatch(/undefined|null|NaN/);
  });

  test('every reason of a refusal fits into the sentence', () => {
    for (const reasonCode of [...reasonCodes.keys(), null]) {
      expect(textOf('payment_declined', { ...money, reasonCode }, language)).toMatch(sentence);
    }
  });

  test('every kind says something else', () => {
    const texts = kinds.map((kind) => textOf(kind, dataOf[kind], language));
    expect(new Set(texts).size).toBe(kinds.length);
  });

  test('every reason, source, command, state and message has words of its own', () => {
    const reasons = attentionReason.options.filter((reason) =>
      /differs|test_money|order_closed/.test(reason),
    );
    const groups: readonly (readonly [EventKind, string, readonly string[]])[] = [
      ['payment_quarantined', 'reason', reasons],
      ['order_created', 'source', ['api', 'storefront', 'probe']],
      ['operation_accepted', 'operation', operationKind.options],
      ['contradiction', 'status', paymentStatus.options],
      ['contradiction', 'message', ['pay', 'confirm', 'void', 'refund']],
    ];
    for (const [kind, key, values] of groups) {
      const say = (value: string) => textOf(kind, { ...dataOf[kind], [key]: value }, language);
      const texts = [...values, 'of_a_newer_version'].map(say);
      expect(new Set(texts).size).toBe(values.length + 1);
    }
  });
});

test('sums, cards and reasons are in the words of the desk', () => {
  expect(textOf('payment_authorized', money)).toBe('Банк удержал 1 500,00 ₽ по карте •• 4242.');
  expect(textOf('payment_confirmed', { ...money, confirmedMinor: '150000' })).toBe(
    'Банк списал 1 500,00 ₽ с карты •• 4242.',
  );
  expect(textOf('payment_confirmed', dataOf.payment_confirmed)).toBe(
    'Банк списал 1 000,00 ₽ из удержанных 1 500,00 ₽ с карты •• 4242. Остаток освободится.',
  );
  expect(textOf('payment_declined', { ...money, card: null, reasonCode: 5051 })).toBe(
    'Банк отказал в оплате 1 500,00 ₽. Недостаточно денег на карте.',
  );
  expect(textOf('payment_refunded', { ...dataOf.payment_refunded, leftMinor: '0' })).toBe(
    'Банк вернул 400,00 ₽ на карту •• 4242. Возвращено всё списанное.',
  );
});

test('a command names who asks and why, and Kopeck explains itself without a code', () => {
  const refund = { ...operation, operation: 'refund', reason: ' не тот\nразмер ' };
  expect(textOf('operation_requested', refund)).toBe(
    'Анна просит вернуть 1 000,00 ₽. Причина: «не тот размер».',
  );
  const spare = { ...money, operationId: 'operation-1', operation: 'void', reason: 'duplicate' };
  expect(textOf('operation_requested', spare, 'ru', { kind: 'kopeck', name: null })).toBe(
    'Kopeck просит снять удержание 1 500,00 ₽: этот платёж лишний.',
  );
  expect(textOf('operation_requested', operation, 'ru', { kind: 'api', name: 'shop' })).toBe(
    'Программа «shop» просит списать 1 000,00 ₽ из 1 500,00 ₽.',
  );
});

test('a lost answer, a refusal in words and one without words differ', () => {
  expect(textOf('operation_declined', operation)).toContain('Деньги не сдвинулись');
  expect(textOf('operation_declined', dataOf.operation_declined)).toContain('«Refused»');
  expect(textOf('operation_unknown', operation)).toContain('потерялся');
});
