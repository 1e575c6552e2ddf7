import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import { factsOf } from '../faults/match.ts';
import type { Dispatcher } from '../notifications/dispatcher.ts';
import type { Behaviour } from '../settings.ts';
import type { Done, Gateway } from './gateway.ts';
import { type CardFace, type Transaction, unsetFields } from './transaction.ts';

/** Money for a card or, through SBP, for an account (reference 2.7). */
export type PayoutRequest = {
  /** Its number, taken from the ledger beforehand. */
  readonly id: string;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly invoiceId: string | null;
  readonly accountId: string | null;
  readonly email: string | null;
  readonly description: string | null;
  readonly data: string | null;
  readonly culture: string;
  readonly to: { readonly kind: 'card'; readonly card: CardFace | null } | { readonly kind: 'sbp' };
  readonly token: string | null;
  /** JSON text of `Receiver`. */
  readonly receiver: string | null;
  readonly escrowId: string | null;
  /** The bank's word: 0 pays out. */
  readonly reasonCode: number;
};

export type Payouts = { readonly pay: (request: PayoutRequest) => Promise<Done> };

type PayoutDeps = {
  readonly gateway: Gateway;
  readonly dispatcher: Dispatcher;
  readonly faults: Faults;
  readonly clock: Clock;
  readonly behaviour: Behaviour;
};

/**
 * A payout is `Created` until the bank has decided, which for a card is at once by default; then it
 * is `Completed`, told by Pay, or `Failed`, told by Fail.
 */
export function createPayouts(deps: PayoutDeps): Payouts {
  const { behaviour, gateway } = deps;
  return {
    pay: async (request) => {
      const payout = draftOf(deps, request);
      const refusal = behaviour.payoutChecks ? await deps.dispatcher.check(payout) : 0;
      const facts = () => factsOf(payout);
      const take = (on: 'payout' | 'authorization') => deps.faults.take(on, ['decline'], facts);
      const fault = refusal === 0 ? (take('payout') ?? take('authorization')) : null;
      const reasonCode = refusal !== 0 ? refusal : (fault?.reasonCode ?? request.reasonCode);
      const word = { reasonCode, token: null, data: request.data };
      const afterMs = request.to.kind === 'card' ? behaviour.cardPayoutMs : behaviour.payoutMs;
      if (afterMs > 0 && refusal === 0) return gateway.settleLater(payout, word, afterMs);
      const created = gateway.record(payout, { notification: null, event: null });
      const settled = gateway.settle(payout.id, word);
      return settled.ok ? settled.value : created;
    },
  };
}

function draftOf(deps: PayoutDeps, request: PayoutRequest): Transaction {
  const { to, reasonCode: _word, ...told } = request;
  return {
    ...unsetFields,
    ...told,
    kind: 'payout',
    scheme: 'charge',
    status: 'Created',
    confirmedMinor: 0n,
    refundedMinor: 0n,
    paidBy: to.kind === 'card' ? 'Card' : 'Sbp',
    card: to.kind === 'card' ? to.card : null,
    authCode: null,
    rrn: null,
    reasonCode: 0,
    ipAddress: null,
    originalId: null,
    createdAtMs: deps.clock.now(),
    authorizedAtMs: null,
    confirmedAtMs: null,
    cancelledAtMs: null,
    holdUntilMs: null,
  };
}
