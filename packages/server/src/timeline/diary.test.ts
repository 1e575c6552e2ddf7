import { signBody } from '@kopeck/cloudpayments/notifications';
import { bank, type EventKind, kopeck } from '@kopeck/domain';
import { describe, expect, test } from 'vitest';
import { diaryOf } from './diary.ts';
import type { InboxEntry, OrderHistory, StoredEvent, StoredMail } from './queries.ts';

const noonMs = Date.UTC(2026, 10, 24, 9, 0);
const moscow = 'Europe/Moscow';
const inRussian = { locale: 'ru', timeZone: moscow } as const;
const money = {
  paymentId: 'payment-1',
  transactionId: '3000000001',
  amountMinor: '150000',
  currency: 'RUB',
  card: '4242',
} as const;

function anEvent(kind: EventKind, overrides: Partial<StoredEvent> = {}): StoredEvent {
  return { seq: 1, atMs: noonMs, kind, actor: bank, data: money, ...overrides };
}

function bodyOf(fields: Readonly<Record<string, string>> = {}): Buffer {
  const body = new URLSearchParams({
    TransactionId: '3000000001',
    Amount: '1500.00',
    Currency: 'RUB',
    TestMode: '1',
    Status: 'Authorized',
    OperationType: 'Payment',
    GatewayName: 'Test',
    ...fields,
  });
  return Buffer.from(body.toString());
}

function anEntry(overrides: Partial<InboxEntry> = {}): InboxEntry {
  const contentType = 'application/x-www-form-urlencoded';
  const rawBody = overrides.rawBody ?? bodyOf();
  const { contentHmac } = signBody({ rawBody, contentType, secret: 'a-secret-of-this-test' });
  return {
    id: 'notification-1',
    receivedAtMs: noonMs - 5,
    kind: 'pay',
    transactionId: '3000000001',
    rawBody,
    headers: { 'content-type': contentType, 'content-hmac': contentHmac },
    verifiedBy: 'content_hmac',
    secretIndex: 0,
    answer: 0,
    verdict: 'applied',
    ...overrides,
  };
}

function aMail(overrides: Partial<StoredMail> = {}): StoredMail {
  return {
    messageId: '<1@shop.example>',
    kind: 'order_paid',
    recipient: 'ivan@example.test',
    subject: 'Заказ № 7 оплачен',
    sentAtMs: noonMs + 2_000,
    ...overrides,
  };
}

function aHistory(overrides: Partial<OrderHistory> = {}): OrderHistory {
  return { currency: 'RUB', events: [], notifications: [], mails: [], holds: [], ...overrides };
}

const textsOf = (history: OrderHistory) => diaryOf(history, inRussian).map((line) => line.text);
const kindsOf = (history: OrderHistory) => diaryOf(history, inRussian).map((line) => line.kind);

describe('a notification', () => {
  test('that caused an event is its evidence, word for word, and no line of its own', () => {
    const entry = anEntry();
    const history = aHistory({ events: [anEvent('payment_authorized')], notifications: [entry] });
    expect(diaryOf(history, inRussian)).toEqual([
      {
        seq: 1,
        at: '2026-11-24T09:00:00.000Z',
        actor: { kind: 'bank', name: null },
        kind: 'payment_authorized',
        text: 'Банк удержал 1\u202f500,00\u202f₽ по карте •• 4242.',
        evidence: {
          notificationId: 'notification-1',
          rawBody: entry.rawBody.toString(),
          signature: `Content-HMAC: ${entry.headers['content-hmac']} (проверено действующим секретом)`,
          answer: '{"code":0}',
          requestId: null,
        },
      },
    ]);
  });

  test('is the evidence of everything one decision wrote', () => {
    const events = [
      anEvent('payment_authorized'),
      anEvent('payment_quarantined', { seq: 2, actor: kopeck }),
    ];
    const history = aHistory({ events, notifications: [anEntry({ verdict: 'quarantined' })] });
    const ids = diaryOf(history, inRussian).map((line) => line.evidence?.notificationId);
    expect(ids).toEqual(['notification-1', 'notification-1']);
  });

  test('is not the evidence of another payment, of another kind of event, of an earlier or a far later one', () => {
    const other = anEvent('payment_authorized', {
      data: { ...money, transactionId: '3000000002' },
    });
    const declined = anEvent('payment_declined', { seq: 2 });
    const earlier = anEvent('payment_authorized', { seq: 3, atMs: noonMs - 6 });
    const muchLater = anEvent('payment_authorized', { seq: 4, atMs: noonMs + 60_000 });
    for (const event of [other, declined, earlier, muchLater]) {
      const history = aHistory({ events: [event], notifications: [anEntry()] });
      expect(kindsOf(history)).toContain('notification_applied');
    }
  });

  test('is not the evidence of what an answer to our own command or question caused', () => {
    for (const opening of ['operation_accepted', 'lookup_found'] as const) {
      const events = [anEvent(opening), anEvent('payment_confirmed', { seq: 2 })];
      const confirm = anEntry({ kind: 'confirm' });
      const [, confirmed] = diaryOf(
        aHistory({ events, notifications: [confirm] }),
        inRussian,
      ).filter((line) => line.kind !== 'notification_applied');
      expect(confirmed).toMatchObject({ kind: 'payment_confirmed', evidence: null });
    }
  });

  test('of a refund belongs to the refund with its own number', () => {
    const rawBody = bodyOf({
      TransactionId: '3000000009',
      PaymentTransactionId: '3000000001',
      Amount: '400.00',
      OperationType: 'Refund',
    });
    const data = { ...money, refundTransactionId: '3000000009', refundedMinor: '40000' };
    const entry = anEntry({ kind: 'refund', transactionId: '3000000009', rawBody });
    const events = [
      anEvent('payment_refunded', { data: { ...data, refundTransactionId: '3000000008' } }),
      anEvent('payment_refunded', { seq: 2, atMs: noonMs + 1, data }),
    ];
    const lines = diaryOf(aHistory({ events, notifications: [entry] }), inRussian);
    expect(lines.map((line) => line.evidence?.notificationId)).toEqual([
      undefined,
      'notification-1',
    ]);
  });

  test('goes to the nearest event after it, and an event to one notification', () => {
    const events = [
      anEvent('payment_declined'),
      anEvent('payment_declined', { seq: 2, atMs: noonMs + 1_000 }),
    ];
    const fail = { kind: 'fail', rawBody: bodyOf({ ReasonCode: '5051' }) } as const;
    const notifications = [
      anEntry({ ...fail, id: 'first' }),
      anEntry({ ...fail, id: 'second', receivedAtMs: noonMs - 1 }),
    ];
    const lines = diaryOf(aHistory({ events, notifications }), inRussian);
    expect(lines.map((line) => line.evidence?.notificationId)).toEqual(['first', 'second']);
  });

  test('verified by the decoded header and the previous secret says so', () => {
    const entry = anEntry({
      headers: { 'x-content-hmac': 'c2lnbmF0dXJl' },
      verifiedBy: 'x_content_hmac',
      secretIndex: 1,
    });
    const [line] = diaryOf(aHistory({ notifications: [entry] }), { ...inRussian, locale: 'en' });
    expect(line?.evidence?.signature).toBe(
      'X-Content-HMAC: c2lnbmF0dXJl (verified with the previous secret)',
    );
  });

  test('that came again is a line that says nothing changed', () => {
    const notifications = [
      anEntry(),
      anEntry({ id: 'notification-2', receivedAtMs: noonMs + 10, verdict: 'repeated' }),
    ];
    const history = aHistory({ events: [anEvent('payment_authorized')], notifications });
    expect(textsOf(history)[1]).toBe(
      'Банк прислал уведомление об оплате 1\u202f500,00\u202f₽ ещё раз; ничего не изменилось.',
    );
  });

  test('of what the answer to our command had told already is not called a repetition', () => {
    const entry = anEntry({ kind: 'confirm', verdict: 'repeated' });
    expect(textsOf(aHistory({ notifications: [entry] }))).toEqual([
      'Банк прислал уведомление о списании 1\u202f500,00\u202f₽; нового в нём нет, ничего не изменилось.',
    ]);
  });

  test('without a currency of its own is about the order’s', () => {
    const rawBody = Buffer.from('TransactionId=3000000001&Amount=1500.00');
    const entry = anEntry({ kind: 'cancel', verdict: 'repeated', rawBody });
    expect(textsOf(aHistory({ currency: 'KZT', notifications: [entry] }))[0]).toContain(
      'о снятии удержания 1\u202f500,00\u202f₸',
    );
  });
});

test('a Check is a line of its own with the answer in words, before what happened at its instant', () => {
  const check = { kind: 'check', receivedAtMs: noonMs } as const;
  const notifications = [
    anEntry({ ...check, verdict: 'check_payable' }),
    anEntry({ ...check, verdict: 'check_wrong_amount', answer: 12 }),
  ];
  const history = aHistory({ events: [anEvent('payment_authorized')], notifications });
  expect(textsOf(history)).toEqual([
    'Банк спросил, можно ли принять оплату 1\u202f500,00\u202f₽. Ответ: можно.',
    'Банк спросил, можно ли принять оплату 1\u202f500,00\u202f₽. Ответ: нельзя, в заказе другая сумма (код 12).',
    'Банк удержал 1\u202f500,00\u202f₽ по карте •• 4242.',
  ]);
});

test('lines stand by time, those of one instant as they were written, numbered as they are shown', () => {
  const events = [
    anEvent('operation_requested', { seq: 1, atMs: noonMs + 1 }),
    anEvent('order_created', { seq: 2 }),
    anEvent('payment_started', { seq: 3 }),
  ];
  const lines = diaryOf(aHistory({ events }), inRussian);
  expect(lines.map((line) => [line.seq, line.kind])).toEqual([
    [1, 'order_created'],
    [2, 'payment_started'],
    [3, 'operation_requested'],
  ]);
});

test('a command carries its id as evidence and its asker’s name', () => {
  const event = anEvent('operation_requested', {
    actor: { kind: 'user', name: 'Анна Казначеева' },
    data: {
      ...money,
      operationId: 'operation-1',
      operation: 'confirm',
      askedMinor: '100000',
      reason: null,
    },
  });
  const [line] = diaryOf(aHistory({ events: [event] }), inRussian);
  expect(line?.text).toBe(
    'Анна Казначеева просит списать 1\u202f000,00\u202f₽ из 1\u202f500,00\u202f₽.',
  );
  expect(line?.evidence).toMatchObject({ requestId: 'operation-1', notificationId: null });
});

test('a held payment says until when, in the shop’s time zone', () => {
  const holds = [{ paymentId: 'payment-1', untilMs: noonMs }];
  const history = aHistory({ events: [anEvent('payment_authorized')], holds });
  expect(textsOf(history)[0]).toContain('не позже 24\u00a0ноября, 12:00 (Москва).');
});

describe('an e-mail', () => {
  const sent = anEvent('email_sent', {
    actor: kopeck,
    data: { mail: 'order_paid', messageId: '<1@shop.example>', recipient: 'other@example.test' },
  });
  const sentence = 'Kopeck отправил письмо об оплате на ivan@example.test: «Заказ № 7 оплачен».';

  test('shows the address it was sent to, and only from where sent e-mail is kept', () => {
    expect(textsOf(aHistory({ events: [sent], mails: [aMail()] }))).toEqual([sentence]);
    expect(textsOf(aHistory({ events: [sent] }))).toEqual([
      'Kopeck отправил клиенту письмо об оплате.',
    ]);
  });

  test('without an event of its own is a line all the same', () => {
    expect(textsOf(aHistory({ mails: [aMail()] }))).toEqual([sentence]);
    const failed = { ...sent, kind: 'email_failed' };
    expect(textsOf(aHistory({ events: [failed], mails: [aMail()] }))).toContain(sentence);
  });
});

test('a line of a newer version is shown as one, not hidden', () => {
  const event = { ...anEvent('order_created'), kind: 'toString' };
  const [line] = diaryOf(aHistory({ events: [event] }), inRussian);
  expect(line).toMatchObject({ kind: 'toString', text: expect.stringContaining('новой версией') });
});
