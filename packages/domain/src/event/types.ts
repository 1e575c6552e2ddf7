/** Who did it. The name is a person's, a key's or nothing. */
export interface Actor {
  readonly kind: 'customer' | 'bank' | 'kopeck' | 'user' | 'api';
  readonly name: string | null;
}

export const bank: Actor = { kind: 'bank', name: null };
export const kopeck: Actor = { kind: 'kopeck', name: null };
export const customer: Actor = { kind: 'customer', name: null };

/** Every line that can stand in an order's history. The sentences are made where people read them. */
export type EventKind =
  | 'order_created'
  | 'payment_started'
  | 'order_expired'
  | 'payment_authorized'
  | 'payment_charged'
  | 'payment_declined'
  | 'payment_confirmed'
  | 'payment_voided'
  | 'payment_refunded'
  | 'payment_quarantined'
  | 'payment_accepted'
  | 'duplicate_payment'
  | 'pay_unproven'
  | 'contradiction'
  | 'lookup_found'
  | 'receipt_issued'
  | 'operation_requested'
  | 'operation_accepted'
  | 'operation_declined'
  | 'operation_unknown'
  | 'email_sent'
  | 'email_failed';

/** Amounts are decimal-free minor units as text: JSON has no bigint. */
export type EventData = Readonly<Record<string, string | number | boolean | null>>;

export interface EventDraft {
  readonly kind: EventKind;
  readonly actor: Actor;
  readonly data: EventData;
}
