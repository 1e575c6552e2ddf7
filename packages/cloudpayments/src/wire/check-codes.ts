import type { Words } from './languages.ts';

/** What a shop may answer to a Check (reference, section 3.6). Every other kind takes only 0. */
export type CheckCode = 0 | 10 | 11 | 12 | 13 | 20;

export interface CheckCodeFacts {
  readonly meaning: Words;
  /** The reason code under which the gateway registers the refusal; null for an acceptance. */
  readonly reasonCode: number | null;
}

export const checkCodes: Readonly<Record<CheckCode, CheckCodeFacts>> = {
  0: { meaning: { ru: 'Платёж можно провести', en: 'The payment may go on' }, reasonCode: null },
  10: { meaning: { ru: 'Неверный номер заказа', en: 'Wrong order number' }, reasonCode: 3001 },
  11: { meaning: { ru: 'Неверный AccountId', en: 'Wrong AccountId' }, reasonCode: 3002 },
  12: { meaning: { ru: 'Неверная сумма', en: 'Wrong amount' }, reasonCode: 3003 },
  13: {
    meaning: { ru: 'Платёж не может быть принят', en: 'The payment cannot be accepted' },
    reasonCode: 3008,
  },
  20: { meaning: { ru: 'Платёж просрочен', en: 'The payment is out of date' }, reasonCode: 3004 },
};
