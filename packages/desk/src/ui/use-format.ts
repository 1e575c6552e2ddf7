import type { Currency, Locale } from '@kopeck/api';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { currentLanguage } from '../i18n/i18n.ts';
import { formatMoney, minorOf } from '../money/money.ts';
import { useSession } from '../session/session.tsx';
import { type DateStyle, formatInstant } from '../time/zone.ts';

export type Format = {
  readonly locale: Locale;
  readonly timeZone: string;
  /** A sum, from minor units or the API's decimal text. */
  readonly money: (amount: bigint | string, currency: Currency) => string;
  /** An instant in the shop's zone. */
  readonly at: (instant: string, style: DateStyle) => string;
};

/** Sums and times as the signed-in person reads them. */
export function useFormat(): Format {
  const { i18n } = useTranslation();
  const { timeZone } = useSession().shop;
  const { language } = i18n;
  return useMemo(() => {
    const locale = language === 'en' ? 'en' : currentLanguage();
    return {
      locale,
      timeZone,
      money: (amount, currency) =>
        formatMoney(typeof amount === 'bigint' ? amount : minorOf(amount), currency, locale),
      at: (instant, style) => formatInstant(instant, style, { timeZone, locale }),
    };
  }, [language, timeZone]);
}
