import type { Currency, Locale } from '@kopeck/api';

const narrowNoBreakSpace = '\u202f';

/**
 * The locale data spells these as a code where the payer knows a sign. The others keep the symbol of
 * the locale data: `$` alone would be read as three currencies.
 */
const knownBySign: ReadonlySet<Currency> = new Set(['RUB', 'UAH', 'KZT', 'TRY', 'PLN', 'CZK']);
const languageTags = { ru: 'ru-RU', en: 'en-US' } as const satisfies Record<Locale, string>;
const formats = new Map<string, Intl.NumberFormat>();

/**
 * Money for a person to read: `1 500,00 ₽` with narrow no-break spaces, or `₽1,500.00`. Kopecks are
 * always shown. The sum is in minor units (hundredths) and never passes through a float.
 */
export function moneyText(amountMinor: bigint, currency: Currency, locale: Locale): string {
  const positive = amountMinor < 0n ? -amountMinor : amountMinor;
  const decimals = String(positive % 100n).padStart(2, '0');
  const text = formatFor(currency, locale)
    .formatToParts(positive / 100n)
    .map((part) => (part.type === 'fraction' ? decimals : part.value))
    .join('')
    .replace(/\s/gu, narrowNoBreakSpace);
  return amountMinor < 0n ? `−${text}` : text;
}

function formatFor(currency: Currency, locale: Locale): Intl.NumberFormat {
  const key = `${locale} ${currency}`;
  const known = formats.get(key);
  if (known) return known;
  const format = new Intl.NumberFormat(languageTags[locale], {
    style: 'currency',
    currency,
    currencyDisplay: knownBySign.has(currency) ? 'narrowSymbol' : 'symbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  formats.set(key, format);
  return format;
}
