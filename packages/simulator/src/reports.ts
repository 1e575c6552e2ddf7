import { formatAmount } from './money.ts';
import type { Attempt, Delivery } from './notifications/delivery.ts';
import type { GatewayEvent } from './payments/gateway.ts';
import { reasonOf } from './payments/reasons.ts';
import type { Log } from './settings.ts';

/**
 * Everything the log tells of the terminal's life: a fixed phrase and details for each, so that a
 * reader can find its own words. What a developer did wrong is a warning.
 */
export type Reports = {
  /** One request to the shop and its answer. */
  readonly attempted: (delivery: Delivery, attempt: Attempt) => void;
  readonly happened: (event: GatewayEvent) => void;
};

const phrases: Readonly<Record<GatewayEvent['kind'], string>> = {
  paid: 'payment taken',
  declined: 'payment declined',
  confirmed: 'payment confirmed',
  voided: 'payment voided',
  refunded: 'payment refunded',
  refund_declined: 'refund declined',
  paid_out: 'payout done',
};

export function createReports(log: Log): Reports {
  return {
    attempted: (delivery, attempt) => {
      const details = {
        type: delivery.type,
        transactionId: delivery.transactionId,
        invoiceId: delivery.invoiceId,
        // The query of a GET holds the payer's data: what was sent is in the cabinet.
        url: attempt.url.split('?')[0],
        status: attempt.status,
        answer: attempt.answer,
        tookMs: attempt.tookMs,
      };
      if (attempt.reason === null) log('info', 'notification acknowledged', details);
      else {
        const { nextAttemptAtMs } = delivery;
        const failed = { ...details, reason: attempt.reason, nextAttemptAtMs };
        log('warn', 'notification not acknowledged', failed);
      }
    },
    happened: ({ kind, transaction }) => {
      const { reasonCode } = transaction;
      const held = kind === 'paid' && transaction.status === 'Authorized';
      log('info', held ? 'payment held' : phrases[kind], {
        transactionId: transaction.id,
        invoiceId: transaction.invoiceId,
        amount: formatAmount(transaction.amountMinor),
        currency: transaction.currency,
        status: transaction.status,
        ...(reasonCode === 0 ? {} : { reasonCode, reason: reasonOf(reasonCode).name }),
      });
    },
  };
}
