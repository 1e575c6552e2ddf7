import type { Currency, OrderView, PaymentView } from '@kopeck/api';
import { formatAmount } from '@kopeck/cloudpayments/wire';
import { type OrderFacts, openOperationOf, type Payment, refundedMinor } from '@kopeck/domain';
import type { StoredOrder } from '../ledger/stored-order.ts';
import { attentionOf } from '../payments/attention.ts';

const instantText = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms).toISOString();

/** An order as the API shows it. */
export function orderViewOf({ facts, details }: StoredOrder, publicUrl: string): OrderView {
  const { order } = facts;
  return {
    id: order.id,
    invoiceId: order.invoiceId,
    status: order.status,
    description: details.description,
    amount: formatAmount(order.amountMinor),
    currency: order.currency as Currency,
    email: details.email,
    accountId: order.accountId,
    items: details.items.map((item) => ({
      name: item.name,
      price: formatAmount(BigInt(item.priceMinor)),
      quantity: item.quantity,
    })),
    locale: details.locale,
    token: details.accessToken,
    checkoutUrl: `${publicUrl}/checkout/${details.accessToken}`,
    paymentUrl: `${publicUrl}/payment/${details.accessToken}`,
    createdAt: new Date(details.createdAt).toISOString(),
    expiresAt: instantText(order.expiresAt),
    paidAt: instantText(order.paidAt),
  };
}

/** One attempt as the API shows it. */
export function paymentViewOf(facts: OrderFacts, payment: Payment): PaymentView {
  return {
    id: payment.id,
    transactionId: payment.transactionId,
    status: payment.status,
    scheme: payment.scheme,
    amount: formatAmount(payment.amountMinor),
    currency: payment.currency as Currency,
    confirmedAmount: formatAmount(payment.confirmedMinor),
    refundedAmount: formatAmount(refundedMinor(facts, payment.id)),
    version: payment.version,
    authorizedAt: instantText(payment.authorizedAt),
    authorizedUntil: payment.status === 'authorized' ? instantText(payment.authorizedUntil) : null,
    card: payment.card.lastFour,
    cardType: payment.card.type,
    testMode: payment.testMode,
    reasonCode: payment.reasonCode,
    attention: attentionOf({
      ...payment,
      refundedMinor: refundedMinor(facts, payment.id),
      operationUnknown: openOperationOf(facts, payment.id)?.status === 'unknown',
    }),
  };
}
