import { randomUUID } from 'node:crypto';
import type { OperationKind, OperationStatus, OperationView } from '@kopeck/api';
import type { FixturePayment } from './fixture-data.ts';

/** How the next commands end, and how long the bank thinks. */
export type BankMood = { outcome: 'accepted' | 'declined' | 'unknown'; delayMs: number };

const kopecks = (amount: string) => BigInt(amount.replace('.', ''));
const decimal = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
const padded = (amount: string) => {
  const [whole = '0', cents = ''] = amount.split('.');
  return `${whole}.${cents.padEnd(2, '0')}`;
};

const messages: Record<OperationStatus, Record<'ru' | 'en', string>> = {
  requested: { ru: 'Ждём ответа банка.', en: 'Waiting for the bank.' },
  accepted: { ru: 'Банк выполнил команду.', en: 'The bank carried it out.' },
  declined: {
    ru: 'Деньги не двинулись. Удержание остаётся в силе.',
    en: 'No money moved. The hold stands.',
  },
  unknown: {
    ru: 'Спросим банк сами в течение минуты. Повторять не нужно.',
    en: 'We ask the bank within a minute. There is no need to repeat.',
  },
};

export type Refusal = { status: number; code: string; detail: string };

/** Takes a command as the real server does: version, state, limits, one open operation at a time. */
export function giveCommand(
  payment: FixturePayment,
  command: {
    kind: OperationKind;
    amount?: string;
    version: number;
    reason?: string;
    by: string;
    language: 'ru' | 'en';
  },
  mood: BankMood,
): OperationView | Refusal {
  const { row } = payment;
  const refuse = (status: number, code: string, detail: string): Refusal => ({
    status,
    code,
    detail,
  });
  if (row.openOperation !== null)
    return refuse(409, 'operation_open', 'По платежу уже идёт другая команда.');
  if (command.version !== row.version)
    return refuse(409, 'version_conflict', 'Платёж изменил Виктор Ким, пока вы решали.');
  const wanted = command.kind === 'refund' ? 'confirmed' : 'authorized';
  if (row.status !== wanted) return refuse(409, 'wrong_state', 'В этом состоянии так нельзя.');
  const limit =
    command.kind === 'refund'
      ? kopecks(row.confirmedAmount) - kopecks(row.refundedAmount)
      : kopecks(row.amount);
  const minor = command.amount === undefined ? limit : kopecks(padded(command.amount));
  if (minor > limit)
    return refuse(
      422,
      command.kind === 'refund' ? 'exceeds_confirmed_amount' : 'exceeds_authorized_amount',
      'Сумма больше возможной.',
    );
  const operation: OperationView = {
    id: randomUUID(),
    paymentId: row.id,
    kind: command.kind,
    status: 'requested',
    amount: decimal(minor),
    currency: row.currency,
    reason: command.reason ?? null,
    requestedBy: command.by,
    requestedAt: new Date().toISOString(),
    settledAt: null,
    gatewayMessage: null,
    message: messages.requested[command.language],
  };
  payment.operations.push(operation);
  row.openOperation = operation;
  row.version += 1;
  const { outcome, delayMs } = mood;
  setTimeout(() => settle(payment, operation, outcome, command.language), delayMs).unref();
  return operation;
}

function settle(
  payment: FixturePayment,
  operation: OperationView,
  outcome: BankMood['outcome'],
  language: 'ru' | 'en',
) {
  operation.status = outcome;
  operation.message = messages[outcome][language];
  if (outcome === 'unknown') {
    setTimeout(() => settle(payment, operation, 'accepted', language), 60_000).unref();
    return;
  }
  const { row } = payment;
  row.openOperation = null;
  row.version += 1;
  operation.settledAt = new Date().toISOString();
  if (outcome === 'declined') {
    operation.gatewayMessage = 'Срок действия карты истёк';
    return;
  }
  const apply: Record<OperationKind, () => void> = {
    confirm: () => {
      row.status = 'confirmed';
      row.confirmedAmount = operation.amount;
    },
    void: () => {
      row.status = 'voided';
    },
    refund: () => {
      row.refundedAmount = decimal(kopecks(row.refundedAmount) + kopecks(operation.amount));
    },
  };
  apply[operation.kind]();
  row.authorizedUntil = null;
  row.attention = [];
  const words: Record<OperationKind, string> = {
    confirm: 'Списано',
    void: 'Отменено удержание',
    refund: 'Возвращено',
  };
  payment.events.push({
    seq: payment.events.length + 1,
    at: operation.settledAt,
    kind: 'operation',
    actor: { kind: 'user', name: operation.requestedBy },
    text: `${words[operation.kind]} ${operation.amount.replace('.', ',')} ₽.`,
    evidence: {
      notificationId: null,
      rawBody: null,
      signature: null,
      answer: '{"Success":true,"Message":null}',
      requestId: operation.id,
    },
  });
}
