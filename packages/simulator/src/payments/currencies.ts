/**
 * The currencies of the reference's section 1.6, in its order. `CurrencyCode` of the rouble is 0; the
 * other numbers are documented nowhere, and here are places in the list.
 */
export const currencies = [
  'RUB',
  'EUR',
  'USD',
  'GBP',
  'UAH',
  'BYR',
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

export const defaultCurrency = 'RUB';

/** `CurrencyCode` of the API; 0 for a currency that is not in the list. */
export function currencyCode(currency: string): number {
  const known: readonly string[] = currencies;
  return Math.max(0, known.indexOf(currency));
}
