import type { Instant } from '../time/instant.ts';

export type OperationKind = 'confirm' | 'void' | 'refund';
export type OperationStatus = 'requested' | 'accepted' | 'declined' | 'unknown';

/** One command sent to the gateway. Its id is the idempotency key (`requestId`) of the call. */
export interface Operation {
  readonly id: string;
  readonly paymentId: string;
  readonly kind: OperationKind;
  readonly status: OperationStatus;
  readonly amountMinor: bigint;
  readonly requestedBy: string;
  readonly requestedAt: Instant;
  readonly reason: string | null;
  readonly gatewayMessage: string | null;
  readonly settledAt: Instant | null;
}

/** Where an operation may go. `unknown` is left only by what a look-up shows. */
export const operationTransitions = {
  requested: ['accepted', 'declined', 'unknown'],
  unknown: ['accepted', 'declined'],
  accepted: [],
  declined: [],
} as const satisfies Record<OperationStatus, readonly OperationStatus[]>;

export const isOpen = (operation: Operation): boolean =>
  operationTransitions[operation.status].length > 0;
