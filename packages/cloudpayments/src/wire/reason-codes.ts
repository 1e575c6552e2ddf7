import type { Words } from './languages.ts';
import { advice, type PayerAdvice } from './payer-advice.ts';
import type { Reason, RetryGroup, RetrySense } from './reasons.ts';

/**
 * Every code of the gateway's table (reference, section 6) and the check results (section 3.6). The group of
 * 5005 is the one of September 2026. The texts for the payer are ours: the official ones say the same, longer.
 */
export const reasonCodes: ReadonlyMap<number, Reason> = new Map(
  rows().map((reason) => [reason.code, reason]),
);

/** The entry of a code; for a code that is in no table, one that says so and advises caution. */
export function reasonFor(code: number): Reason {
  return (
    reasonCodes.get(code) ??
    row(code, 'Unknown', 'unknown', 'later', null, {
      ru: `Код ${code}, которого нет в таблице шлюза`,
      en: `Code ${code}, which is not in the gateway's table`,
    })
  );
}

function row(
  code: number,
  name: string,
  payer: PayerAdvice,
  retry: RetrySense,
  group: RetryGroup | null,
  meaning: Words,
): Reason {
  return { code, name, meaning, payer: advice[payer], retry, group };
}

function rows(): readonly Reason[] {
  return [...checkRows(), ...bankRows(), ...acquirerRows(), ...sbpRows()];
}

function checkRows(): readonly Reason[] {
  return [
    row(3001, 'Invalid Invoice Id', 'shop_refused', 'never', null, {
      ru: 'Магазин не нашёл такой заказ (ответ 10 на Check)',
      en: 'The shop knows no such order (answer 10 to Check)',
    }),
    row(3002, 'Invalid Account Id', 'shop_refused', 'never', null, {
      ru: 'Магазин не признал плательщика (ответ 11 на Check)',
      en: 'The shop did not accept the payer (answer 11 to Check)',
    }),
    row(3003, 'Invalid Amount', 'shop_refused', 'never', null, {
      ru: 'Сумма не та, что в заказе (ответ 12 на Check)',
      en: 'The amount is not the order’s (answer 12 to Check)',
    }),
    row(3004, 'Out Of Date', 'order_expired', 'never', null, {
      ru: 'Срок оплаты заказа истёк (ответ 20 на Check)',
      en: 'The order’s time to pay is over (answer 20 to Check)',
    }),
    row(3005, 'Format Error', 'shop_unavailable', 'later', null, {
      ru: 'Магазин ответил на Check не тем JSON',
      en: 'The shop answered Check with something else than the expected JSON',
    }),
    row(3006, 'Unavailable', 'shop_unavailable', 'later', null, {
      ru: 'Магазин недоступен для Check',
      en: 'The shop could not be reached for Check',
    }),
    row(3007, 'Unable To Connect', 'shop_unavailable', 'later', null, {
      ru: 'Обработчик Check не отвечает (404, 504 и подобное)',
      en: 'The handler of Check does not answer (404, 504 and the like)',
    }),
    row(3008, 'Not Accepted', 'shop_refused', 'never', null, {
      ru: 'Магазин сейчас не принимает этот платёж (ответ 13 на Check)',
      en: 'The shop does not take this payment now (answer 13 to Check)',
    }),
  ];
}

function bankRows(): readonly Reason[] {
  return [
    row(5001, 'Refer To Card Issuer', 'bank_or_other_card', 'other_card', 'U', {
      ru: 'Банк карты отказал в операции через интернет',
      en: 'The issuer refuses an online operation',
    }),
    row(5003, 'Invalid Merchant', 'bank_or_other_card', 'other_card', 'U', {
      ru: 'Банк карты отказал в операции через интернет',
      en: 'The issuer refuses an online operation',
    }),
    row(5004, 'Pick Up Card', 'bank_or_other_card', 'other_card', null, {
      ru: 'Карта числится потерянной',
      en: 'The card is reported lost',
    }),
    row(5005, 'Do Not Honor', 'bank_or_other_card', 'other_card', 'C', {
      ru: 'Банк отказал, не назвав причины: CVV, лимит, блокировка, запрет покупок в интернете',
      en: 'Refused without a reason: CVV, a limit, a block, no internet payments',
    }),
    row(5006, 'Error', 'check_data', 'check_data', null, {
      ru: 'Отказ платёжной системы или неверный CVV',
      en: 'Refused by the network, or a wrong CVV',
    }),
    row(5007, 'Pick Up Card Special Conditions', 'bank_or_other_card', 'other_card', null, {
      ru: 'Карта числится потерянной',
      en: 'The card is reported lost',
    }),
    row(5012, 'Invalid Transaction', 'bank_or_other_card', 'other_card', 'U', {
      ru: 'Карта не предназначена для оплаты в интернете',
      en: 'The card is not for online payments',
    }),
    row(5013, 'Amount Error', 'amount', 'change_amount', 'C', {
      ru: 'Слишком маленькая или слишком большая сумма',
      en: 'The amount is too small or too large',
    }),
    row(5014, 'Invalid Card Number', 'check_data', 'check_data', 'C', {
      ru: 'Неверный номер карты',
      en: 'Wrong card number',
    }),
    row(5015, 'No Such Issuer', 'check_data', 'check_data', null, {
      ru: 'Банк карты не найден',
      en: 'The issuer was not found',
    }),
    row(5017, 'Customer Cancellation', 'other_card', 'other_card', 'U', {
      ru: 'Держатель карты отказался от операции',
      en: 'The cardholder refused',
    }),
    row(5019, 'Transaction Error', 'bank_or_other_card', 'other_card', null, {
      ru: 'Банк отказал, не назвав причины',
      en: 'Refused without a reason',
    }),
    row(5030, 'Format Error', 'later', 'later', 'C', {
      ru: 'Ошибка на стороне эквайера',
      en: 'An error of the acquirer',
    }),
    row(5031, 'Bank Not Supported By Switch', 'other_card', 'other_card', null, {
      ru: 'Неизвестный банк карты',
      en: 'Unknown issuer',
    }),
    row(5033, 'Expired Card Pickup', 'bank_or_other_card', 'other_card', 'U', {
      ru: 'Истёк срок потерянной карты',
      en: 'The term of a lost card has ended',
    }),
    row(5034, 'Suspected Fraud', 'bank_or_other_card', 'other_card', 'U', {
      ru: 'Банк карты подозревает мошенничество',
      en: 'The issuer suspects fraud',
    }),
    row(5036, 'Restricted Card', 'other_card', 'other_card', null, {
      ru: 'Карта не предназначена для платежей',
      en: 'The card is not for payments',
    }),
    row(5041, 'Lost Card', 'bank_or_other_card', 'other_card', null, {
      ru: 'Карта потеряна',
      en: 'The card is lost',
    }),
    row(5043, 'Stolen Card', 'bank_or_other_card', 'other_card', null, {
      ru: 'Карта украдена',
      en: 'The card is stolen',
    }),
    row(5051, 'Insufficient Funds', 'insufficient_funds', 'next_day', 'T', {
      ru: 'Недостаточно денег на карте',
      en: 'Not enough money on the card',
    }),
    row(5054, 'Expired Card', 'check_data', 'check_data', 'C', {
      ru: 'Срок карты истёк или введён неверно',
      en: 'The card has expired, or its date is wrong',
    }),
    row(5055, 'Invalid PIN', 'other_card', 'other_card', 'C', {
      ru: 'Неверный ПИН-код',
      en: 'Wrong PIN',
    }),
    row(5057, 'Transaction Not Permitted', 'bank_or_other_card', 'other_card', 'U', {
      ru: 'Ограничение карты: правила банка, блокировка, запрет покупок в интернете',
      en: 'A limit of the card: bank rules, a block, no internet payments',
    }),
    row(5058, 'Transaction Not Permitted To Card', 'bank_or_other_card', 'other_card', null, {
      ru: 'Операция не разрешена для этой карты',
      en: 'The card does not allow the operation',
    }),
    row(5059, 'Suspected Fraud Decline', 'bank_or_other_card', 'other_card', null, {
      ru: 'Банк отклонил как мошенническую',
      en: 'The bank declined it as fraud',
    }),
    row(5061, 'Exceeds Approval Amount', 'card_limit', 'change_amount', null, {
      ru: 'Превышен лимит карты',
      en: 'The card’s limit is exceeded',
    }),
    row(5062, 'Restricted Card 2', 'other_card', 'other_card', null, {
      ru: 'Карта не предназначена для платежей',
      en: 'The card is not for payments',
    }),
    row(5063, 'Security Violation', 'other_card', 'other_card', 'C', {
      ru: 'Карта заблокирована из соображений безопасности',
      en: 'The card is blocked for security',
    }),
    row(5065, 'Exceed Withdrawal Frequency', 'bank_or_other_card', 'next_day', 'T', {
      ru: 'Превышено число операций по карте',
      en: 'The card’s number of operations is exceeded',
    }),
    row(5082, 'Incorrect CVV', 'cvv', 'check_data', null, { ru: 'Неверный CVV', en: 'Wrong CVV' }),
    row(5091, 'Timeout', 'later_or_other_card', 'later', null, {
      ru: 'Нет связи с банком карты',
      en: 'The issuer cannot be reached',
    }),
    row(5092, 'Cannot Reach Network', 'later_or_other_card', 'later', null, {
      ru: 'Нет связи с банком карты',
      en: 'The issuer cannot be reached',
    }),
    row(5096, 'System Error', 'later', 'later', 'T', {
      ru: 'Ошибка эквайера или платёжной системы',
      en: 'An error of the acquirer or the network',
    }),
  ];
}

function acquirerRows(): readonly Reason[] {
  return [
    row(
      5113,
      'Gateways do not support the currently selected payment card',
      'other_card',
      'other_card',
      null,
      {
        ru: 'Карты этого зарубежного банка не принимаются',
        en: 'This foreign issuer is not supported',
      },
    ),
    row(5204, 'Unable To Process', 'bank_or_other_card', 'later', null, {
      ru: 'Отказ по прочим причинам',
      en: 'Other reasons',
    }),
    row(5206, 'Authentication failed', 'authentication', 'same_card', null, {
      ru: 'Проверка 3-D Secure не пройдена',
      en: '3-D Secure was not passed',
    }),
    row(5207, 'Authentication unavailable', 'authentication', 'same_card', null, {
      ru: 'Проверка 3-D Secure недоступна',
      en: '3-D Secure is not available',
    }),
    row(5300, 'Anti Fraud', 'other_card', 'other_card', null, {
      ru: 'Лимиты эквайера',
      en: 'Limits of the acquirer',
    }),
    row(5303, 'Acquirer Terminal Limits Exceeded', 'bank_or_other_card', 'later', null, {
      ru: 'Превышен лимит терминала: сообщите менеджеру шлюза',
      en: 'The terminal’s limit is exceeded: tell the gateway’s manager',
    }),
    row(5761, 'No Phone', 'other_card', 'other_card', null, {
      ru: 'Не передан телефон плательщика',
      en: 'The payer’s phone was not sent',
    }),
    row(5762, 'Invalid Phone', 'other_card', 'other_card', null, {
      ru: 'Неверный телефон плательщика',
      en: 'The payer’s phone is wrong',
    }),
    row(5763, 'Different Phones', 'other_card', 'other_card', null, {
      ru: 'Телефон плательщика не совпадает',
      en: 'The payer’s phone differs',
    }),
  ];
}

function sbpRows(): readonly Reason[] {
  const payment = (code: number, name: string, meaning: Words): Reason =>
    row(code, name, 'not_possible', 'never', null, meaning);
  return [
    payment(6001, 'SaveCardRefused', {
      ru: 'Отказ в привязке счёта (СБП)',
      en: 'The account was not bound (SBP)',
    }),
    payment(6002, 'InvalidErrorCode', {
      ru: 'Неверное значение поля code',
      en: 'Wrong value of the field code',
    }),
    payment(6003, 'AgentIdNotExists', {
      ru: 'СБП не знает agentId: ошибка настройки',
      en: 'agentId is unknown to SBP: a setting is wrong',
    }),
    row(6004, 'CurrencyNotValid', 'ask_shop', 'never', null, {
      ru: 'Оплата в этой валюте невозможна',
      en: 'Payment in this currency is not possible',
    }),
    payment(6005, 'InvalidPaymentLink', {
      ru: 'Неверные данные платёжной ссылки: нужна новая',
      en: 'Wrong data of the payment link: a new one is needed',
    }),
    payment(6006, 'AmountCurrencyNotValid', {
      ru: 'Сумма и валюта должны идти вместе (qrcType = 01)',
      en: 'Amount and currency must come together (qrcType = 01)',
    }),
    payment(6007, 'InvalidRedirectUrl', { ru: 'Неверный redirectUrl', en: 'Wrong redirectUrl' }),
    payment(6008, 'InvalidParamsId', { ru: 'Неверный paramsId', en: 'Wrong paramsId' }),
    payment(6009, 'InvalidTtl', {
      ru: 'Срок жизни ссылки вне допустимого',
      en: 'The life of the link is out of range',
    }),
    payment(6010, 'SubscriptionNotFound', {
      ru: 'Привязка не найдена: нужна новая',
      en: 'The binding was not found: bind again',
    }),
    payment(6011, 'InvalidSubscription', {
      ru: 'Неверные данные привязки',
      en: 'Wrong data of the binding',
    }),
    payment(6013, 'InvalidRefund', {
      ru: 'Номер запроса на возврат уже был',
      en: 'The refund’s request id was used before',
    }),
    payment(6014, 'OriginalDetailsIncorrect', {
      ru: 'Не совпадает с исходной операцией',
      en: 'It differs from the original operation',
    }),
    payment(6015, 'TransactionNotFound', {
      ru: 'Операция не найдена',
      en: 'The operation was not found',
    }),
    payment(6016, 'InvalidMemberId', {
      ru: 'СБП не знает memberId',
      en: 'memberId is unknown to SBP',
    }),
    payment(6017, 'IncorrectMCCategory', {
      ru: 'Категория магазина запрещена',
      en: 'The shop’s category is forbidden',
    }),
    row(6021, 'Receiver Account Error', 'payout_not_possible', 'never', null, {
      ru: 'У получателя нет счёта в этом банке',
      en: 'The receiver has no account in that bank',
    }),
    row(6022, 'Receiver Name Error', 'payout_not_possible', 'never', null, {
      ru: 'Нет счёта или имя получателя не то',
      en: 'No account, or the receiver’s name is wrong',
    }),
    payment(6025, 'CrossTerminalTokenRestriction', {
      ru: 'Токен выдан другому терминалу',
      en: 'The token belongs to another terminal',
    }),
  ];
}
