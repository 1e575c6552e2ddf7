import type { Locale } from '@kopeck/api';
import type { Actor } from '@kopeck/domain';

/** Who asks, as the subject at the beginning of a sentence. */
export const askerText = ({ kind, name }: Actor, locale: Locale): string =>
  askers[locale][kind](name);

type Asker = (name: string | null) => string;

const askers: Record<Locale, Record<Actor['kind'], Asker>> = {
  ru: {
    customer: () => 'Клиент',
    bank: () => 'Банк',
    kopeck: () => 'Kopeck',
    user: (name) => name ?? 'Сотрудник',
    api: (name) => (name === null ? 'Программа магазина' : `Программа «${name}»`),
  },
  en: {
    customer: () => 'The customer',
    bank: () => 'The bank',
    kopeck: () => 'Kopeck',
    user: (name) => name ?? 'A member of staff',
    api: (name) => (name === null ? "The shop's program" : `The program “${name}”`),
  },
};
