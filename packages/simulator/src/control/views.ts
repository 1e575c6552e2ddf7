import type { Mail } from '../mail/mailbox.ts';
import { formatAmount } from '../money.ts';
import { refusalText } from '../notifications/answer.ts';
import type { Delivery } from '../notifications/delivery.ts';
import type { Transaction } from '../payments/transaction.ts';

/** What the control calls show: JSON without bigints, instants as ISO text. */

const iso = (atMs: number | null) => (atMs === null ? null : new Date(atMs).toISOString());

export function transactionView(transaction: Transaction): object {
  const { amountMinor, confirmedMinor, refundedMinor } = transaction;
  return {
    id: Number(transaction.id),
    kind: transaction.kind,
    scheme: transaction.scheme,
    status: transaction.status,
    amount: formatAmount(amountMinor),
    confirmedAmount: formatAmount(confirmedMinor),
    refundedAmount: formatAmount(refundedMinor),
    currency: transaction.currency,
    invoiceId: transaction.invoiceId,
    accountId: transaction.accountId,
    email: transaction.email,
    description: transaction.description,
    data: transaction.data,
    card: transaction.card,
    token: transaction.token,
    reasonCode: transaction.reasonCode,
    originalId: transaction.originalId === null ? null : Number(transaction.originalId),
    createdAt: iso(transaction.createdAtMs),
    authorizedAt: iso(transaction.authorizedAtMs),
    confirmedAt: iso(transaction.confirmedAtMs),
    cancelledAt: iso(transaction.cancelledAtMs),
    holdUntil: iso(transaction.holdUntilMs),
  };
}

export function deliveryView(delivery: Delivery): object {
  return {
    id: delivery.id,
    type: delivery.type,
    transactionId: delivery.transactionId === null ? null : Number(delivery.transactionId),
    invoiceId: delivery.invoiceId,
    status: delivery.status,
    createdAt: iso(delivery.createdAtMs),
    nextAttemptAt: iso(delivery.nextAttemptAtMs),
    attemptCount: delivery.attemptCount,
    request: {
      method: delivery.method,
      url: delivery.url,
      contentType: delivery.contentType,
      body: delivery.sent,
    },
    ...(delivery.signature === 'right' ? {} : { signature: delivery.signature }),
    ...(delivery.insteadOf === null ? {} : { note: formatNote(delivery.insteadOf) }),
    attempts: delivery.attempts.map((attempt) => ({
      at: iso(attempt.startedAtMs),
      tookMs: attempt.tookMs,
      method: attempt.method,
      url: attempt.url,
      headers: attempt.headers,
      body: delivery.method === 'POST' ? (attempt.sent ?? delivery.sent) : '',
      status: attempt.status,
      answer: attempt.answer,
      reason: attempt.reason === null ? null : refusalText(attempt.reason, 'en'),
      fault: attempt.fault,
    })),
  };
}

function formatNote(format: string): string {
  return `The format ${format} is not simulated, its fields are not published: sent as CloudPayments.`;
}

export function mailView(mail: Mail): object {
  return {
    id: mail.id,
    to: mail.to.join(', '),
    from: mail.from,
    subject: mail.subject,
    messageId: mail.messageId,
    html: mail.html,
    text: mail.text,
    headers: mail.headers,
    attachments: mail.attachments,
    receivedAt: iso(mail.receivedAtMs),
  };
}
