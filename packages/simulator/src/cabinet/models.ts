import { faults } from '../faults/catalogue.ts';
import type { FaultRule } from '../faults/faults.ts';
import type { Mail } from '../mail/mailbox.ts';
import { displayAmount, formatAmount } from '../money.ts';
import { refusalText } from '../notifications/answer.ts';
import type { Attempt, Delivery, DeliveryStatus } from '../notifications/delivery.ts';
import type { PageLanguage } from '../pages.ts';
import { reasonOf } from '../payments/reasons.ts';
import type { Transaction } from '../payments/transaction.ts';
import { cabinetWords, placeName } from './words.ts';

/** What the cabinet's views show: plain text, ready to be escaped and printed. */

type ShownStatus = keyof (typeof cabinetWords)['ru']['statuses'];

export function shownStatus(transaction: Transaction): ShownStatus {
  if (transaction.kind === 'refund') return 'Refund';
  const { confirmedMinor, refundedMinor } = transaction;
  if (refundedMinor === 0n) return transaction.status;
  return refundedMinor === confirmedMinor ? 'Refunded' : 'PartlyRefunded';
}

function formatTime(atMs: number, language: PageLanguage): string {
  return new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(atMs);
}

/** The zone of the times above, named once per page. */
export function zoneName(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function transactionModelFor(transaction: Transaction, language: PageLanguage) {
  const words = cabinetWords[language];
  const money = (minor: bigint) => displayAmount(minor, transaction.currency, language);
  const status = shownStatus(transaction);
  const refundable = transaction.confirmedMinor - transaction.refundedMinor;
  const reason = reasonOf(transaction.reasonCode);
  return {
    id: transaction.id,
    invoiceId: transaction.invoiceId ?? '',
    payer: transaction.email ?? transaction.accountId ?? '',
    description: transaction.description ?? '',
    data: transaction.data ?? '',
    card:
      transaction.card === null ? '' : `${transaction.card.brand} •• ${transaction.card.lastFour}`,
    sum: money(transaction.amountMinor),
    taken: transaction.confirmedMinor > 0n ? money(transaction.confirmedMinor) : '',
    returned: transaction.refundedMinor > 0n ? money(transaction.refundedMinor) : '',
    status,
    statusText: words.statuses[status],
    scheme: words.schemes[transaction.scheme],
    reason:
      transaction.reasonCode === 0
        ? ''
        : `${reason.code} ${reason.name}: ${language === 'ru' ? reason.ru : reason.en}`,
    token: transaction.token ?? '',
    originalId: transaction.originalId ?? '',
    time: formatTime(transaction.createdAtMs, language),
    iso: new Date(transaction.createdAtMs).toISOString(),
    holdUntil:
      transaction.holdUntilMs === null ? '' : formatTime(transaction.holdUntilMs, language),
    canConfirm: transaction.kind === 'payment' && transaction.status === 'Authorized',
    canRefund:
      transaction.kind === 'payment' && transaction.status === 'Completed' && refundable > 0n,
    confirmable: formatAmount(transaction.amountMinor),
    refundable: formatAmount(refundable > 0n ? refundable : 0n),
  };
}

const deliveryMarks: Readonly<Record<DeliveryStatus, string>> = {
  pending: 'Authorized',
  delivered: 'Completed',
  refused: 'Declined',
  gave_up: 'Declined',
  dropped: 'Cancelled',
};

export function deliveryModelFor(delivery: Delivery, language: PageLanguage) {
  const words = cabinetWords[language];
  const last = delivery.attempts.at(-1);
  return {
    id: delivery.id,
    type: delivery.type,
    transactionId: delivery.transactionId ?? '',
    invoiceId: delivery.invoiceId ?? '',
    time: formatTime(delivery.createdAtMs, language),
    status: deliveryMarks[delivery.status],
    statusText: words.deliveryStatuses[delivery.status],
    method: delivery.method,
    url: delivery.url,
    body: delivery.sent.replaceAll('&', '\n&'),
    attemptCount: delivery.attemptCount,
    next: delivery.nextAttemptAtMs === null ? '' : formatTime(delivery.nextAttemptAtMs, language),
    took: last?.tookMs ?? 0,
    lastReason: last?.reason ? refusalText(last.reason, language) : '',
    attempts: delivery.attempts.map((attempt) => attemptModel(attempt, language)).toReversed(),
  };
}

function attemptModel(attempt: Attempt, language: PageLanguage) {
  const words = cabinetWords[language];
  return {
    time: formatTime(attempt.startedAtMs, language),
    took: attempt.tookMs,
    status: attempt.status === null ? words.noAnswer : String(attempt.status),
    answer: attempt.answer ?? '',
    reason: attempt.reason === null ? '' : refusalText(attempt.reason, language),
    fault: attempt.fault ?? '',
    headers: Object.entries(attempt.headers)
      .map(([name, value]) => `${name}: ${value}`)
      .join('\n'),
  };
}

export function mailModelFor(mail: Mail, language: PageLanguage) {
  return {
    id: mail.id,
    from: mail.from,
    to: mail.to.join(', '),
    subject: mail.subject === '' ? cabinetWords[language].noSubject : mail.subject,
    time: formatTime(mail.receivedAtMs, language),
    hasHtml: mail.html !== null,
    text: mail.text ?? '',
    headers: mail.headers.join('\n'),
    attachments: mail.attachments.map((item) => `${item.name} (${item.bytes})`).join(', '),
  };
}

export function faultModelFor(rule: FaultRule, language: PageLanguage) {
  const words = cabinetWords[language];
  return {
    id: rule.id,
    place: placeName(rule.on, language),
    fault: faultText(rule, language),
    left: rule.times === null ? words.always : `${words.left}: ${rule.times}`,
    happened: rule.happened,
  };
}

type FaultDetails = Pick<FaultRule, 'fault' | 'delayMs' | 'count' | 'reasonCode'>;

/** What goes wrong, with its number where it has one. */
export function faultText(rule: FaultDetails, language: PageLanguage): string {
  const text = faults[rule.fault][language];
  if (rule.fault === 'delay') return `${text} ${rule.delayMs} ${cabinetWords[language].ms}`;
  if (rule.fault === 'duplicate') return `${text}: ×${rule.count}`;
  return rule.fault === 'decline' ? `${text}: ${rule.reasonCode}` : text;
}
