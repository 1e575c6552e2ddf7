import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import type { TokenRefusals } from './retry-groups.ts';
import type { CardFace, PaymentMethodName } from './transaction.ts';

/** A saved card, or an account bound through SBP or T-Pay, which has no card. */
export type SavedCard = {
  readonly token: string;
  readonly accountId: string;
  readonly paidBy: PaymentMethodName;
  readonly card: CardFace | null;
  /** How the bank will treat a payment by this token: the third column of the test cards. */
  readonly reasonCode: number;
};

/** A card number kept only while its payer is on the 3-D Secure page. */
type Waiting = { readonly id: string; readonly digits: string; readonly saveCard: boolean };

export type TokenStore = {
  readonly get: (token: string) => SavedCard | undefined;
  readonly put: (saved: SavedCard) => void;
  readonly all: () => readonly SavedCard[];
  readonly remember: (id: string, card: Omit<Waiting, 'id'>) => void;
  readonly take: (id: string) => Waiting | undefined;
  /** The refusals that may block a token (reference 6). */
  readonly refusals: Pick<Collection<TokenRefusals>, 'get' | 'put' | 'delete'>;
  readonly clear: () => void;
};

export function createTokenStore(journal: Journal): TokenStore {
  const saved: Collection<SavedCard> = createCollection<SavedCard>({
    name: 'tokens',
    journal,
    keyOf: (item) => item.token,
    revive: (item) => ({ ...item, paidBy: item.paidBy ?? 'Card' }),
    limit: 10_000,
  });
  const waiting: Collection<Waiting> = createCollection<Waiting>({
    name: 'waiting_for_three_ds',
    journal,
    keyOf: (item) => item.id,
    limit: 1000,
  });
  const refusals: Collection<TokenRefusals> = createCollection<TokenRefusals>({
    name: 'token_refusals',
    journal,
    keyOf: (item) => item.token,
    limit: 10_000,
  });
  return {
    get: saved.get,
    put: saved.put,
    all: () => [...saved.values()],
    remember: (id, card) => waiting.put({ id, ...card }),
    take: (id) => {
      const item = waiting.get(id);
      waiting.delete(id);
      return item;
    },
    refusals,
    clear: () => {
      refusals.clear();
      saved.clear();
      waiting.clear();
    },
  };
}
