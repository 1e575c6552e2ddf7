import type { Notification } from '@kopeck/cloudpayments/wire';
import {
  bank,
  type Context,
  type Decision,
  decideOnCancel,
  decideOnConfirm,
  decideOnFail,
  decideOnPay,
  decideOnRefund,
  factOfCancel,
  factOfConfirm,
  factOfFail,
  factOfPay,
  factOfRefund,
  nothing,
  type OrderFacts,
} from '@kopeck/domain';

/** Every notification but Check, which asks a question and has its own path. */
export type StoredNotification = Exclude<Notification, { kind: 'check' }>;

/** `ownShape`: the body could not be a message of another kind sent to this address. */
export interface NotificationContext extends Context {
  readonly ownShape: boolean;
}

type Deciders = {
  readonly [Kind in StoredNotification['kind']]: (
    facts: OrderFacts,
    notification: Extract<StoredNotification, { kind: Kind }>,
    context: NotificationContext,
  ) => Decision;
};

const deciders: Deciders = {
  pay: (facts, pay, context) => decideOnPay(facts, factOfPay(pay), context),
  fail: (facts, fail, context) => decideOnFail(facts, factOfFail(fail), context),
  confirm: (facts, confirm, context) => decideOnConfirm(facts, factOfConfirm(confirm), context),
  cancel: (facts, cancel, context) =>
    decideOnCancel(facts, factOfCancel(cancel, context.ownShape), context),
  refund: (facts, refund, context) =>
    decideOnRefund(facts, factOfRefund(refund, context.now), context),
  recurrent: (facts) => nothing(facts, 'noted'),
  receipt: (facts, receipt) => ({
    ...nothing(facts, 'noted'),
    events: [
      {
        kind: 'receipt_issued',
        actor: bank,
        data: {
          receiptId: receipt.receiptId,
          receiptType: receipt.receiptType,
          amountMinor: String(receipt.amountMinor),
          currency: facts.order.currency,
          url: receipt.url ?? null,
        },
      },
    ],
  }),
};

/** Sends a notification to the decision of its kind. */
export function decideOnNotification(
  facts: OrderFacts,
  notification: StoredNotification,
  context: NotificationContext,
): Decision {
  const decider = deciders[notification.kind] as (
    facts: OrderFacts,
    notification: StoredNotification,
    context: NotificationContext,
  ) => Decision;
  return decider(facts, notification, context);
}

export interface NotificationKeys {
  readonly invoiceId: string | null;
  /** The notification's own operation. */
  readonly transactionId: string | null;
  /** The payment it is about: a refund's is another transaction than its own. */
  readonly paymentTransactionId: string | null;
}

/** By what an order is found. */
export function keysOf(notification: StoredNotification): NotificationKeys {
  switch (notification.kind) {
    case 'recurrent':
      return { invoiceId: null, transactionId: null, paymentTransactionId: null };
    case 'refund':
      return {
        invoiceId: notification.invoiceId ?? null,
        transactionId: notification.transactionId,
        paymentTransactionId: notification.paymentTransactionId,
      };
    case 'receipt':
    case 'pay':
    case 'fail':
    case 'confirm':
    case 'cancel': {
      const transactionId = notification.transactionId ?? null;
      return {
        invoiceId: notification.invoiceId ?? null,
        transactionId,
        paymentTransactionId: transactionId,
      };
    }
  }
}
