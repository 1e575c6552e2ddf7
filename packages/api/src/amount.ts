import { z } from 'zod';

/** The currencies the gateway lists (reference, section 1.6). All of them have two decimals. */
export const currencyCodes = [
  'RUB',
  'EUR',
  'USD',
  'GBP',
  'UAH',
  'BYN',
  'KZT',
  'AZN',
  'CHF',
  'CZK',
  'CAD',
  'PLN',
  'SEK',
  'TRY',
  'CNY',
  'INR',
  'BRL',
  'ZAR',
  'UZS',
  'BGN',
  'RON',
  'AUD',
  'HKD',
  'GEL',
  'KGS',
  'AMD',
  'AED',
] as const;

export const currency = z.enum(currencyCodes);
export type Currency = z.infer<typeof currency>;

/**
 * An amount of money in major units as decimal text, `"1500.00"`. At most two decimals: a third one
 * is an error, not a rounding. A JSON number is refused because a float cannot hold 65.98.
 */
export const amount = z
  .string({ error: 'An amount is a decimal string, such as "1500.00", not a number.' })
  .regex(/^(0|[1-9]\d{0,11})(\.\d{1,2})?$/, {
    error: 'An amount is written as "1500.00": digits, a point, at most two decimals.',
  });

/** The same, above zero: nothing can be ordered, confirmed or refunded for nothing. */
export const positiveAmount = amount.refine((text) => /[1-9]/.test(text), {
  error: 'The amount must be more than zero.',
});

/** An instant as ISO 8601 text with its offset, for example `2026-11-24T09:30:00Z`. */
export const instant = z.iso.datetime({
  offset: true,
  error: 'A time is ISO 8601 with an offset, such as "2026-11-24T09:30:00Z".',
});
