import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import type { Chance } from '../seed.ts';
import type { Decision } from './decide.ts';
import {
  type DealBooks,
  decideDealPayout,
  decideJoin,
  type EscrowDeal,
  type EscrowPayout,
  type EscrowType,
  type WantedPayout,
} from './escrow-deal.ts';
import type { GatewayEvent } from './gateway.ts';
import type { Ledger } from './ledger.ts';
import type { Transaction } from './transaction.ts';

/** The safe deals of the terminal (reference 2.14). */
export type Escrow = {
  readonly open: (type: EscrowType) => EscrowDeal;
  /** Whether one more payment may join the deal. */
  readonly join: (id: string, type: EscrowType | null) => Decision<EscrowDeal>;
  /** Reserves a payout that fits the deal, before it is made: two at once never share a sum. */
  readonly reserve: (id: string, payoutId: string, wanted: WantedPayout) => Decision<EscrowDeal>;
  readonly books: (id: string) => DealBooks | undefined;
  /** Takes note of what happens to the operations of a deal. */
  readonly happened: (event: GatewayEvent) => void;
  readonly clear: () => void;
};

type EscrowDeps = {
  readonly journal: Journal;
  readonly chance: Chance;
  readonly ledger: Ledger;
  /** Gives back what a closed deal did not pay out. */
  readonly giveBack: (payment: Transaction) => void;
};

const notFound = { ok: false, message: 'Escrow deal not found' } as const;

export function createEscrow(deps: EscrowDeps): Escrow {
  const deals: Collection<EscrowDeal> = createCollection<EscrowDeal>({
    name: 'escrow_deals',
    journal: deps.journal,
    keyOf: (deal) => deal.id,
    limit: 10_000,
  });

  const books = (id: string): DealBooks | undefined => {
    const deal = deals.get(id);
    if (deal === undefined) return undefined;
    const found = deal.operationIds
      .map((key) => deps.ledger.get(key))
      .filter((item) => item !== undefined);
    const payouts = deal.payouts.filter(({ id: key }) => deps.ledger.get(key)?.status !== 'Failed');
    const isRefund = (item: Transaction) => item.kind === 'refund';
    const payments = found.filter((item) => !isRefund(item));
    return { deal, payments, refunds: found.filter(isRefund), payouts };
  };

  /** N:1: the payers of the payments that the payout left out get their money back. */
  const closeWith = (deal: EscrowDeal, payoutId: string) => {
    const payout = deal.payouts.find((item) => item.id === payoutId);
    if (payout === undefined || deal.type !== 'NToOne') return;
    for (const payment of books(deal.id)?.payments ?? []) {
      if (!payout.paymentIds.includes(payment.id)) deps.giveBack(payment);
    }
  };

  return {
    open: (type) => {
      const id = deps.chance.uuid('escrow', (known) => deals.get(known) !== undefined);
      const deal: EscrowDeal = { id, type, operationIds: [], payouts: [] };
      deals.put(deal);
      return deal;
    },
    join: (id, type) => {
      const known = books(id);
      if (known === undefined) return notFound;
      if (type !== null && type !== known.deal.type) {
        return { ok: false, message: `The escrow deal is of type ${known.deal.type}` };
      }
      return decideJoin(known);
    },
    reserve: (id, payoutId, wanted) => {
      const known = books(id);
      if (known === undefined) return notFound;
      const decision = decideDealPayout(known, wanted);
      if (!decision.ok) return decision;
      const { amountMinor, paymentIds, isFinal } = wanted;
      const payout: EscrowPayout = { id: payoutId, amountMinor, paymentIds, isFinal };
      const deal = { ...known.deal, payouts: [...known.deal.payouts, payout] };
      deals.put(deal);
      return { ok: true, value: deal };
    },
    books,
    happened: ({ kind, transaction }) => {
      const deal = deals.get(transaction.escrowId ?? '');
      if (deal === undefined) return;
      if (kind === 'paid' || kind === 'refunded') {
        deals.put({ ...deal, operationIds: [...deal.operationIds, transaction.id] });
      } else if (kind === 'paid_out') closeWith(deal, transaction.id);
    },
    clear: deals.clear,
  };
}
