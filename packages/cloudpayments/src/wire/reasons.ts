import type { Words } from './languages.ts';

/**
 * Whether the payer, or a schedule, has reason to try again.
 *
 * - `never`: nothing the payer does helps; the shop or the bank has to act first
 * - `other_card`: with another card, or after a call to the bank
 * - `check_data`: the same card with the data entered right
 * - `change_amount`: with another sum, or after the card's limit is raised
 * - `same_card`: at once, the same card
 * - `later`: the same card, in a while
 * - `next_day`: the same card, not earlier than tomorrow
 */
export type RetrySense =
  | 'never'
  | 'other_card'
  | 'check_data'
  | 'change_amount'
  | 'same_card'
  | 'later'
  | 'next_day';

/**
 * The official groups for recurring charges: U stop charging this card, C and T after two attempts the card is
 * blocked for 24 hours.
 */
export type RetryGroup = 'U' | 'C' | 'T';

export interface Reason {
  readonly code: number;
  /** As in the gateway's table; its `Reason` field is the same without spaces. */
  readonly name: string;
  /** For the shop: what happened. */
  readonly meaning: Words;
  /** For the payer: what happened and what to do. */
  readonly payer: Words;
  readonly retry: RetrySense;
  readonly group: RetryGroup | null;
}
