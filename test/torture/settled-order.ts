import type { OrderDetail, PaymentDetail } from '@kopeck/api';
import { until } from '../support/kopeck.ts';
import type { Shop } from '../support/shop.ts';

const patienceMs = 90_000;

/** An order when no command of it is under way any more; fails when that takes too long. */
export async function settledOrder(shop: Shop, orderId: string): Promise<OrderDetail> {
  const ids = (await shop.order(orderId)).payments.map((payment) => payment.id);
  for (const id of ids) {
    await until(
      async () => (await shop.call<PaymentDetail>('GET', `/api/payments/${id}`)).body,
      ({ payment }) => payment.openOperation === null,
      patienceMs,
    );
  }
  return shop.order(orderId);
}
