import type { PageLanguage } from '../pages.ts';

/** The words of a till slip. */
const ru = {
  receipts: { receipt: 'Кассовый чек', correction: 'Кассовый чек коррекции' },
  bso: 'Бланк строгой отчётности',
  simulated: 'Чек симулятора: в налоговую он не отправлен',
  missing: 'Такого чека нет',
  missingHint: 'Проверьте адрес: в номере чека важны большие и малые буквы.',
  queued: 'Чек в очереди, касса напечатает его через несколько секунд.',
  failed: 'Чек не напечатан',
  sent: 'Что было отправлено',
  total: 'Итого',
  amounts: [
    ['Electronic', 'Безналичными'],
    ['Cash', 'Наличными'],
    ['AdvancePayment', 'Зачёт аванса'],
    ['Credit', 'В кредит'],
    ['Provision', 'Встречным предоставлением'],
  ],
  taxation: 'СНО',
  inn: 'ИНН',
  place: 'Место расчётов',
  buyer: 'Покупатель',
  cashier: 'Кассир',
  order: 'Заказ',
  cause: 'Основание',
  shift: 'Смена',
  number: 'Чек в смене',
  device: 'ЗН ККТ',
  reg: 'РН ККТ',
  storage: 'ФН',
  document: 'ФД',
  sign: 'ФПД',
  ofd: 'ОФД',
  time: 'Дата и время, МСК',
  qr: 'QR-код для проверки чека',
} as const satisfies SlipWords;

type Shape<T> = T extends string ? string : { readonly [K in keyof T]: Shape<T[K]> };

type SlipWords = {
  readonly receipts: { readonly receipt: string; readonly correction: string };
  readonly amounts: readonly (readonly [name: string, text: string])[];
  readonly [name: string]: unknown;
};

const en: Shape<typeof ru> = {
  receipts: { receipt: 'Fiscal receipt', correction: 'Correction receipt' },
  bso: 'Strict reporting form',
  simulated: "The simulator's receipt: no tax office has it",
  missing: 'There is no such receipt',
  missingHint: 'Check the address: capital and small letters of the number differ.',
  queued: 'The receipt is queued and will be printed in a few seconds.',
  failed: 'The receipt was not printed',
  sent: 'What was sent',
  total: 'Total',
  amounts: [
    ['Electronic', 'Electronically'],
    ['Cash', 'In cash'],
    ['AdvancePayment', 'Advance set off'],
    ['Credit', 'On credit'],
    ['Provision', 'Counter-provision'],
  ],
  taxation: 'Tax system',
  inn: 'INN',
  place: 'Place',
  buyer: 'Buyer',
  cashier: 'Cashier',
  order: 'Order',
  cause: 'Cause',
  shift: 'Shift',
  number: 'Receipt in the shift',
  device: 'Register',
  reg: 'Registration',
  storage: 'Fiscal storage',
  document: 'Document',
  sign: 'Fiscal sign',
  ofd: 'Operator',
  time: 'Date and time, Moscow',
  qr: 'QR to check the receipt',
};

export const slipWords: Readonly<Record<PageLanguage, Shape<typeof ru>>> = { ru, en };
