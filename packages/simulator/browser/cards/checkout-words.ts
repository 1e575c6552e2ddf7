import type { ErrorCode } from './card-data.ts';

/** The texts of the older method, which speaks Russian to the payer (widget reference 3.2). */
export const errorTexts: Readonly<Record<ErrorCode, string>> = {
  CardNumber_Empty: 'Введите номер карты',
  CardNumber_Invalid: 'Неправильный номер карты',
  Cvv_Empty: 'Введите CVV-код',
  Cvv_Invalid: 'Неправильный CVV-код',
  ExpDateMonthYear_Empty: 'Введите срок действия карты',
  ExpDateMonthYear_Invalid: 'Неправильный срок действия карты',
  ExpDateMonth_Empty: 'Введите месяц',
  ExpDateMonth_Invalid: 'Неправильный месяц',
  ExpDateYear_Empty: 'Введите год',
  ExpDateYear_Invalid: 'Неправильный год',
  Name_Empty: 'Введите имя держателя карты',
  Name_Invalid: 'Имя держателя карты пишется латинскими буквами',
  Name_TooLong: 'В имени держателя карты слишком много символов',
  Name_TooShort: 'В имени держателя карты слишком мало символов',
};
