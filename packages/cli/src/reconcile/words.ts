interface Money {
  readonly amount: string;
  readonly currency: string;
}

const sums = (money: readonly Money[]): string =>
  money.map(({ amount, currency }) => `${amount} ${currency}`).join(', ');

const moment = (at: Date, locale: string): string =>
  at.toLocaleString(locale, { dateStyle: 'short', timeStyle: 'short' });

export const reconcileWords = {
  ru: {
    compared: (count: number) => `сверено операций: ${count.toLocaleString('ru-RU')}`,
    repaired: 'Исправлено: банк спрошен, наш учёт ему следует',
    period: (from: Date, to: Date) => `С ${moment(from, 'ru-RU')} по ${moment(to, 'ru-RU')}`,
    columns: ['', 'Валюта', 'Платежей', 'Удержано', 'Списано', 'Возвращено'],
    sides: { there: 'У банка', here: 'У нас' },
    agrees: 'Необъяснённых денег: 0',
    differs: (money: readonly Money[]) => `Необъяснённых денег: ${sums(money)}`,
    incomplete: (problem: string) => `Банк показал не всё (${problem}). Повторите сверку позже`,
    fix: 'Исправить запросом к банку: npm run kopeck reconcile -- --fix',
    explain: 'Остальное решает человек: кабинет, раздел «Сверка»',
  },
  en: {
    compared: (count: number) => `operations compared: ${count.toLocaleString('en-GB')}`,
    repaired: 'Repaired: the bank was asked, our books follow it',
    period: (from: Date, to: Date) => `From ${moment(from, 'en-GB')} to ${moment(to, 'en-GB')}`,
    columns: ['', 'Currency', 'Payments', 'Held', 'Taken', 'Refunded'],
    sides: { there: 'At the bank', here: 'Here' },
    agrees: 'Unexplained money: 0',
    differs: (money: readonly Money[]) => `Unexplained money: ${sums(money)}`,
    incomplete: (problem: string) =>
      `The bank did not show everything (${problem}). Try again later`,
    fix: 'Repair by asking the bank: npm run kopeck reconcile -- --fix',
    explain: 'A person decides on the rest: the desk, Reconciliation',
  },
} as const;
