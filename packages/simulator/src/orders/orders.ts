import type { Clock } from '../clock.ts';
import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import type { Decision } from '../payments/decide.ts';
import type { GatewayEvent } from '../payments/gateway.ts';
import type { PaymentMethod, PaymentRequest } from '../payments/request.ts';
import { type Chance, lettersOf } from '../seed.ts';
import type { NewOrder, Order } from './order.ts';

export type Orders = {
  readonly create: (order: NewOrder) => Order;
  readonly get: (id: string) => Order | undefined;
  /** Only one that nobody has paid: a paid one is refunded instead. */
  readonly cancel: (id: string) => Decision<Order>;
  /** The SBP link that the payer was sent to. */
  readonly linked: (id: string, providerQrId: string) => void;
  /** For the gateway's events: an order is paid by what its page started. */
  readonly happened: (event: GatewayEvent) => void;
  /** Oldest first. */
  readonly all: () => IterableIterator<Order>;
  readonly clear: () => void;
};

type OrderDeps = {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly limit: number;
  readonly onChange: () => void;
};

const refuse = (message: string) => ({ ok: false, message }) as const;

/** The terminal's orders (reference 2.10). */
export function createOrders(deps: OrderDeps): Orders {
  const { journal, clock, chance, limit, onChange } = deps;
  let lastNumber = 0;
  const orders: Collection<Order> = createCollection<Order>({
    name: 'orders',
    journal,
    keyOf: (order) => order.id,
    limit,
    onPut: (order) => {
      lastNumber = Math.max(lastNumber, order.number);
    },
  });
  const put = (order: Order): Order => {
    orders.put(order);
    onChange();
    return order;
  };
  return {
    create: (order) =>
      put({
        ...order,
        id: chance.fresh('order', 16, lettersOf(idAlphabet), (id) => orders.get(id) !== undefined),
        number: lastNumber + 1,
        status: 'Created',
        createdAtMs: clock.now(),
        paidAtMs: null,
        transactionId: null,
        providerQrId: null,
      }),
    get: orders.get,
    cancel: (id) => {
      const order = orders.get(id);
      if (order === undefined) return refuse('Not found');
      if (order.status === 'Paid') return refuse('The order is paid');
      if (order.status === 'Cancelled') return refuse('The order is cancelled already');
      return { ok: true, value: put({ ...order, status: 'Cancelled' }) };
    },
    linked: (id, providerQrId) => {
      const order = orders.get(id);
      if (order !== undefined) put({ ...order, providerQrId });
    },
    happened: ({ kind, transaction }) => {
      if (transaction.orderId === null || transaction.kind !== 'payment') return;
      const order = orders.get(transaction.orderId);
      if (order === undefined || order.status === 'Paid') return;
      if (kind === 'declined') put({ ...order, transactionId: transaction.id });
      if (kind !== 'paid') return;
      // Money that came while the order was being cancelled is still money for it.
      const paidAtMs = clock.now();
      put({ ...order, status: 'Paid', paidAtMs, transactionId: transaction.id });
    },
    all: orders.values,
    clear: orders.clear,
  };
}

/** What the page of an order asks the gateway for. */
export function paymentOf(order: Order, method: PaymentMethod): PaymentRequest {
  return {
    scheme: order.scheme,
    amountMinor: order.amountMinor,
    currency: order.currency,
    invoiceId: order.invoiceId,
    accountId: order.accountId,
    email: order.email,
    description: order.description,
    data: order.data,
    culture: order.culture ?? 'ru-RU',
    ipAddress: null,
    saveCard: false,
    method,
    skipCheck: false,
    ties: { orderId: order.id },
  };
}

const idAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
