import type { Instant } from '../time/instant.ts';

/** Confirmed money given back, whole or in part: its own row with the gateway's own number. */
export interface Refund {
  readonly id: string;
  readonly paymentId: string;
  readonly transactionId: string;
  readonly amountMinor: bigint;
  readonly operationId: string | null;
  readonly refundedAt: Instant;
}
