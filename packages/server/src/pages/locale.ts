import type { Locale } from '@kopeck/api';

type Wishes = {
  /** `?lang=`, as it came. */
  readonly asked: unknown;
  /** The language the order was made in, when there is an order. */
  readonly order?: Locale | undefined;
  readonly acceptLanguage?: string | undefined;
};

/** What the person asked for wins, then the order's language, then the browser's, then Russian. */
export function chooseLocale({ asked, order, acceptLanguage }: Wishes): Locale {
  if (asked === 'ru' || asked === 'en') return asked;
  return order ?? fromHeader(acceptLanguage) ?? 'ru';
}

function fromHeader(header = ''): Locale | null {
  const wishes = header
    .slice(0, 500)
    .split(',')
    .map((wish) => {
      const [tag = '', ...parameters] = wish.trim().toLowerCase().split(';');
      const weight = parameters.find((parameter) => parameter.trim().startsWith('q='));
      return { language: tag.split('-')[0], weight: weight ? Number(weight.trim().slice(2)) : 1 };
    })
    .filter((wish) => wish.weight > 0)
    .sort((one, other) => other.weight - one.weight);
  const known = wishes.find((wish) => wish.language === 'ru' || wish.language === 'en');
  return known?.language === 'en' ? 'en' : known ? 'ru' : null;
}
