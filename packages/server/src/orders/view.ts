import type { Currency, OrderView, PaymentView } from '@kopeck/api';
import { formatAmount } from '@kopeck/cloudpayments/wire';
import { type OrderFacts, openOperationOf, type Payment, refundedMinor } from '@kopeck/domain';
import type { StoredOrder } from '../ledger/stored-order.ts';
import { instantText, paymentViewOf } from '../payments/fields.ts';

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

/** One attempt of an order as the API shows it. */
export const paymentOfOrder = (facts: OrderFacts, payment: Payment): PaymentView =>
  paymentViewOf({
    ...payment,
    cardLastFour: payment.card.lastFour,
    cardType: payment.card.type,
    refundedMinor: refundedMinor(facts, payment.id),
    operationUnknown: openOperationOf(facts, payment.id)?.status === 'unknown',
  });
