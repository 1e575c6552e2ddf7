/** Error codes of the cash desk (widget reference 4.11). */
export const kassaErrors = {
  '-1': ['неизвестная ошибка', 'unknown error'],
  2: ['нет кассы этой организации', 'no register of this organization'],
  3: ['система налогообложения не установлена в кассе', 'the register has no such tax system'],
  4: ['не все данные агента', 'agent data incomplete'],
  5: ['нет ИНН или телефона поставщика', "the purveyor's INN or phone is missing"],
  6: ['неверный телефон покупателя', "the buyer's phone is wrong"],
  7: ['неверный ИНН поставщика', "the purveyor's INN is wrong"],
  8: ['фискальный накопитель заполнен', 'the fiscal storage is full'],
  9: ['ошибка в данных агента', 'agent data wrong'],
  10: ['персональные данные не зашифрованы', 'personal data not encrypted'],
  11: ['не передан ИНН', 'no INN'],
  12: ['нет позиций', 'no items'],
  13: ['оплата меньше итога', 'payments below the total'],
  14: ['безналичная оплата больше итога', 'electronic payment above the total'],
  15: ['нет подходящей кассы', 'no suitable register'],
  16: ['нет кассы с этим терминалом', 'no register with this terminal'],
  17: ['нет кассы с признаком БСО', 'no register for strict reporting forms'],
  18: ['нет кассы без признака БСО', 'no register but for strict reporting forms'],
  19: ['нет кассы для наличных', 'no register for cash'],
  20: ['нет кассы с признаком агента', 'no register with the agent sign'],
  21: ['нет кассы с реквизитом пользователя', 'no register with the user requisite'],
  22: ['превышен лимит тестовых чеков', 'the limit of test receipts is exceeded'],
  23: ['больше двух знаков после точки', 'more than two decimals'],
  24: ['неверный e-mail', 'the e-mail is wrong'],
  25: ['нет оплаченной кассы', 'no paid-for register'],
  26: ['не переданы нужные данные', 'data missing'],
  27: ['неверные данные', 'data wrong'],
} as const satisfies Readonly<Record<number, readonly [ru: string, en: string]>>;

export type KassaErrorCode = -1 | Exclude<keyof typeof kassaErrors, '-1'>;

/** A code that is no code of the table reads as an unknown error. */
export function kassaErrorText(code: number, language: 'ru' | 'en'): string {
  const texts: Readonly<Record<string, readonly [string, string]>> = kassaErrors;
  const [ru, en] = texts[String(code)] ?? kassaErrors['-1'];
  return language === 'ru' ? ru : en;
}

/** The code that a text names; unknown for anything else. */
export function kassaErrorCode(text: string): number {
  const code = Number(text);
  return Number.isInteger(code) && String(code) in kassaErrors ? code : -1;
}
