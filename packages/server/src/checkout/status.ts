import type { CheckoutStatus, Currency, Locale } from '@kopeck/api';
import { type RetrySense, reasonFor } from '@kopeck/cloudpayments/wire';
import {
  type Instant,
  type OrderFacts,
  type OrderStatus,
  type Payment,
  payabilityAt,
  payingPayment,
  refundedMinor,
} from '@kopeck/domain';
import type { Words } from '../http/problem.ts';
import type { StoredOrder } from '../ledger/stored-order.ts';
import type { CheckoutPageView, CheckoutState, DeclinedAttemptView } from '../pages/view.ts';

/** What the payer is told about the order as a whole. */
const messages: Record<OrderStatus, Words> = {
  checkout_initiated: { ru: 'Заказ ждёт оплаты.', en: 'The order waits for payment.' },
  awaiting_payment: { ru: 'Заказ ждёт оплаты.', en: 'The order waits for payment.' },
  paid: { ru: 'Оплачено.', en: 'Paid.' },
  partially_refunded: { ru: 'Часть денег возвращена.', en: 'Part of the money was refunded.' },
  refunded: { ru: 'Деньги возвращены.', en: 'The money was refunded.' },
  cancelled: { ru: 'Заказ отменён.', en: 'The order is cancelled.' },
  expired: { ru: 'Срок оплаты истёк.', en: 'The time to pay is over.' },
};

/** The state of an order as its payer sees it: a passed deadline counts before the sweeper has written it down. */
export function checkoutStatusOf(
  stored: StoredOrder,
  context: { readonly now: Instant; readonly locale: Locale },
): CheckoutStatus {
  const { order } = stored.facts;
  const late = payabilityAt(stored.facts, context.now) === 'expired';
  const status = late ? 'expired' : order.status;
  const attempt = declinedAttempt(stored.facts);
  return {
    status,
    ...(order.paidAt === null ? {} : { paidAt: new Date(order.paidAt).toISOString() }),
    message: messages[status][context.locale],
    ...(attempt === null || payabilityAt(stored.facts, context.now) !== 'payable'
      ? {}
      : {
          attempt: {
            outcome: 'declined',
            message: attempt.message[context.locale],
            retry: attempt.retry,
            at: new Date(attempt.atMs).toISOString(),
          },
        }),
  };
}

/** The whole payment page of an order. */
export function checkoutViewOf(
  { facts, details }: StoredOrder,
  context: { readonly now: Instant; readonly testMode: boolean },
): CheckoutPageView {
  const { order } = facts;
  return {
    token: details.accessToken,
    invoiceId: order.invoiceId,
    locale: details.locale,
    description: details.description,
    items: details.items.map((item) => ({
      name: item.name,
      priceMinor: BigInt(item.priceMinor),
      quantity: item.quantity,
    })),
    amountMinor: order.amountMinor,
    currency: order.currency as Currency,
    email: details.email,
    scheme: order.scheme,
    testMode: context.testMode,
    state: stateOf(facts, context.now),
  };
}

function stateOf(facts: OrderFacts, now: Instant): CheckoutState {
  const { order } = facts;
  switch (payabilityAt(facts, now)) {
    case 'payable':
      return {
        kind: 'payable',
        started: order.status === 'awaiting_payment',
        checking: facts.payments.some(
          (payment) => payment.status === 'pending' && payment.awaitingLookup,
        ),
        attempt: declinedAttempt(facts),
        expiresAtMs: order.expiresAt,
      };
    case 'expired':
      return { kind: 'expired' };
    case 'cancelled':
      return { kind: 'cancelled', releasedMinor: releasedMinor(facts) };
    case 'paid':
      return paidState(facts);
  }
}

function paidState(facts: OrderFacts): CheckoutState {
  const { order } = facts;
  const paying = payingPayment(facts);
  const paidAtMs = order.paidAt ?? 0;
  const confirmedMinor = paying?.confirmedMinor ?? 0n;
  if (order.status === 'partially_refunded' || order.status === 'refunded') {
    const refunded = paying === undefined ? 0n : refundedMinor(facts, paying.id);
    return { kind: order.status, paidAtMs, confirmedMinor, refundedMinor: refunded };
  }
  return { kind: 'paid', paidAtMs, confirmedMinor };
}

/** Null for an order that nobody had paid. */
function releasedMinor(facts: OrderFacts): bigint | null {
  if (facts.order.paidAt === null) return null;
  return facts.payments.findLast((payment) => payment.status === 'voided')?.amountMinor ?? null;
}

/** The last attempt, when the bank refused it. */
function declinedAttempt(facts: OrderFacts): DeclinedAttemptView | null {
  const last: Payment | undefined = facts.payments.at(-1);
  if (last?.status !== 'declined') return null;
  const reason = reasonFor(last.reasonCode ?? 0);
  return { message: reason.payer, retry: sameCardMayDo[reason.retry], atMs: last.createdAt };
}

/** Whether the payer may try with the same card. */
const sameCardMayDo: Record<RetrySense, boolean> = {
  never: false,
  other_card: false,
  check_data: true,
  change_amount: true,
  same_card: true,
  later: true,
  // A payer may top the card up and try at once; only a schedule has to wait.
  next_day: true,
};
