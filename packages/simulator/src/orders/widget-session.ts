import { isObject, textOf } from '../json.ts';
import type { SimulatorParts } from '../parts.ts';
import type { SessionInput } from '../widget/session-input.ts';
import { plainSession } from '../widget/sessions.ts';

/**
 * The widget on the page of an order: what is to be paid comes from the order, whatever the browser
 * says. Null when the widget was opened by a shop.
 */
export function orderSession(body: unknown, parts: SimulatorParts): SessionInput | null {
  const id = isObject(body) ? textOf(body.orderId) : null;
  if (id === null) return null;
  const order = parts.orders.get(id);
  if (order?.status !== 'Created') return notPayable;
  const { scheme, amountMinor, currency, description, invoiceId, accountId, data } = order;
  return {
    ok: true,
    wanted: {
      ...plainSession,
      orderId: order.id,
      scheme,
      amountMinor,
      currency,
      description,
      invoiceId,
      accountId,
      data,
      culture: order.culture ?? 'ru-RU',
      tokenize: false,
    },
  };
}

const notPayable = {
  ok: false,
  problem: { status: 422, code: 'order_not_payable', detail: 'The order cannot be paid any more.' },
} as const;

/** Nothing when a session may go on to pay; a paid or cancelled order takes no second payment. */
export function orderRefusal(orderId: string | null, parts: SimulatorParts) {
  if (orderId === null || parts.orders.get(orderId)?.status === 'Created') return null;
  return notPayable.problem;
}
