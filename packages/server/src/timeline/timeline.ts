import type { Locale, TimelineEvent } from '@kopeck/api';
import type { Pool } from '../db/pool.ts';
import { diaryOf } from './diary.ts';
import { readHistory } from './queries.ts';

export interface TimelineDeps {
  readonly pool: Pool;
  /** `timeZone` is an IANA name: moments inside a sentence are the shop's. */
  readonly shop: { readonly timeZone: string };
}

export interface Timeline {
  /**
   * An order's diary, oldest first, in the reader's language; empty when there is no such order. One read,
   * so all lines are of one moment.
   */
  readonly ofOrder: (input: {
    readonly orderId: string;
    readonly locale: Locale;
  }) => Promise<readonly TimelineEvent[]>;
}

export function createTimeline({ pool, shop }: TimelineDeps): Timeline {
  return {
    ofOrder: async ({ orderId, locale }) => {
      const history = await readHistory(pool, orderId);
      return history === null ? [] : diaryOf(history, { locale, timeZone: shop.timeZone });
    },
  };
}
