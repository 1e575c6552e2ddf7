import type { Operation, Order, OrderFacts, Payment, Refund } from '@kopeck/domain';

/** What an order carries that no decision about money looks at. */
export interface OrderDetails {
  readonly accessToken: string;
  readonly description: string;
  readonly email: string;
  readonly items: readonly StoredItem[];
  readonly locale: 'ru' | 'en';
  readonly createdAt: number;
}

/** A line of what is bought; the price is minor units as text, as it lies in the database. */
export interface StoredItem {
  readonly name: string;
  readonly priceMinor: string;
  readonly quantity: number;
}

/** An order as it was read: the facts, and the version and head of history that a write must name. */
export interface StoredOrder {
  readonly facts: OrderFacts;
  readonly details: OrderDetails;
  readonly version: number;
  readonly eventSeq: number;
  readonly eventHash: Buffer;
}

export interface OrderRow {
  readonly id: string;
  readonly invoice_id: string;
  readonly status: Order['status'];
  readonly amount_minor: bigint;
  readonly currency: string;
  readonly account_id: string | null;
  readonly scheme: Order['scheme'];
  readonly probe: boolean;
  readonly expires_at: number | null;
  readonly paid_at: number | null;
  readonly created_at: number;
  readonly access_token: string;
  readonly description: string;
  readonly email: string;
  readonly items: readonly StoredItem[];
  readonly locale: 'ru' | 'en';
  readonly version: number;
  readonly event_seq: number;
  readonly event_hash: Buffer;
  readonly payments: readonly PaymentJson[];
  readonly refunds: readonly (Omit<Refund, 'amountMinor'> & { readonly amountMinor: string })[];
  readonly operations: readonly (Omit<Operation, 'amountMinor'> & {
    readonly amountMinor: string;
  })[];
}

type PaymentJson = Omit<Payment, 'amountMinor' | 'confirmedMinor' | 'card'> & {
  readonly amountMinor: string;
  readonly confirmedMinor: string;
  readonly cardFirstSix: string | null;
  readonly cardLastFour: string | null;
  readonly cardType: string | null;
};

/** One row of `read.sql` as facts. The database's constraints are what makes the types true. */
export function storedOrderOf(row: OrderRow): StoredOrder {
  const order: Order = {
    id: row.id,
    invoiceId: row.invoice_id,
    status: row.status,
    amountMinor: row.amount_minor,
    currency: row.currency,
    accountId: row.account_id,
    scheme: row.scheme,
    expiresAt: row.expires_at,
    paidAt: row.paid_at,
    probe: row.probe,
  };
  return {
    facts: {
      order,
      payments: row.payments.map(paymentOf),
      refunds: row.refunds.map((refund) => ({
        ...refund,
        amountMinor: BigInt(refund.amountMinor),
      })),
      operations: row.operations.map((operation) => ({
        ...operation,
        amountMinor: BigInt(operation.amountMinor),
      })),
    },
    details: {
      accessToken: row.access_token,
      description: row.description,
      email: row.email,
      items: row.items,
      locale: row.locale,
      createdAt: row.created_at,
    },
    version: row.version,
    eventSeq: row.event_seq,
    eventHash: row.event_hash,
  };
}

function paymentOf(json: PaymentJson): Payment {
  const { cardFirstSix, cardLastFour, cardType, ...rest } = json;
  return {
    ...rest,
    amountMinor: BigInt(json.amountMinor),
    confirmedMinor: BigInt(json.confirmedMinor),
    card: { firstSix: cardFirstSix, lastFour: cardLastFour, type: cardType },
  };
}
