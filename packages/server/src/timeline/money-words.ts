import type { Currency, Locale } from '@kopeck/api';
import { moneyText } from '../pages/money-text.ts';

/**
 * A sum of minor units as a person reads it. The currency is three capital letters from the ledger; one the
 * formatter knows no sign of is written as it is.
 */
export const sumText = (amountMinor: bigint, currency: string, locale: Locale): string =>
  moneyText(amountMinor, currency as Currency, locale);
