import type { PaymentStatus } from './types.ts';

/**
 * Every legal move of a payment. `declined` can still become held or taken money: when the gateway proves
 * that money moved, an earlier refusal was wrong and the money must not be dropped. Nothing leads back.
 */
export const paymentTransitions = {
  pending: ['authorized', 'confirmed', 'voided', 'declined'],
  authorized: ['confirmed', 'voided'],
  confirmed: [],
  voided: [],
  declined: ['authorized', 'confirmed'],
} as const satisfies Record<PaymentStatus, readonly PaymentStatus[]>;

export type MoveResult =
  | { readonly ok: true; readonly status: PaymentStatus }
  | {
      readonly ok: false;
      readonly error: 'illegal_transition';
      readonly from: PaymentStatus;
      readonly to: PaymentStatus;
    };

export function movePayment(from: PaymentStatus, to: PaymentStatus): MoveResult {
  const legal = (paymentTransitions[from] as readonly PaymentStatus[]).includes(to);
  return legal ? { ok: true, status: to } : { ok: false, error: 'illegal_transition', from, to };
}

/** Whether the gateway holds or has taken the payer's money in this status. */
export const holdsMoney = {
  pending: false,
  authorized: true,
  confirmed: true,
  voided: false,
  declined: false,
} as const satisfies Record<PaymentStatus, boolean>;
