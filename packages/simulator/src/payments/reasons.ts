/** Reason codes of the reference (sections 3.6 and 6): the name in payloads and the payer's text. */

export type Reason = {
  readonly code: number;
  /** As payloads spell it: no spaces. */
  readonly name: string;
  readonly ru: string;
  readonly en: string;
};

const texts = {
  approved: ['Оплата прошла', 'Payment approved'],
  bank: [
    'Свяжитесь с вашим банком или воспользуйтесь другой картой',
    'Contact your bank or use another card',
  ],
  otherCard: ['Воспользуйтесь другой картой', 'Use another card'],
  cardData: [
    'Проверьте данные карты или воспользуйтесь другой картой',
    'Check the card data or use another card',
  ],
  later: ['Повторите попытку позже', 'Try again later'],
  laterOrOther: [
    'Повторите попытку позже или воспользуйтесь другой картой',
    'Try again later or use another card',
  ],
  amount: ['Проверьте сумму', 'Check the amount'],
  funds: ['Недостаточно средств на карте', 'Insufficient funds on the card'],
  limit: [
    'Превышен лимит карты: измените его или воспользуйтесь другой картой',
    'The card limit is exceeded: change it or use another card',
  ],
  cvv: ['Неверно указан код CVV', 'The CVV code is wrong'],
  impossible: ['Платёж невозможен', 'Payment is not possible'],
  noPayout: ['Выплата невозможна', 'Payout is not possible'],
  support: ['Обратитесь в поддержку сайта', "Contact the site's support"],
  shop: ['Магазин не принял платёж', 'The shop did not accept the payment'],
  shopSilent: [
    'Магазин не ответил, платёж не начат. Попробуйте позже',
    'The shop did not answer, nothing was charged. Try again later',
  ],
  outOfDate: ['Срок оплаты заказа истёк', 'The time to pay this order is over'],
} as const satisfies Record<string, readonly [ru: string, en: string]>;

const rows: readonly (readonly [number, string, keyof typeof texts])[] = [
  [0, 'Approved', 'approved'],
  [3001, 'InvalidInvoiceId', 'shop'],
  [3002, 'InvalidAccountId', 'shop'],
  [3003, 'InvalidAmount', 'shop'],
  [3004, 'OutOfDate', 'outOfDate'],
  [3005, 'FormatError', 'shopSilent'],
  [3006, 'Unavailable', 'shopSilent'],
  [3007, 'UnableToConnect', 'shopSilent'],
  [3008, 'NotAccepted', 'shop'],
  [5001, 'ReferToCardIssuer', 'bank'],
  [5003, 'InvalidMerchant', 'bank'],
  [5004, 'PickUpCard', 'bank'],
  [5005, 'DoNotHonor', 'bank'],
  [5006, 'Error', 'cardData'],
  [5007, 'PickUpCardSpecialConditions', 'bank'],
  [5012, 'InvalidTransaction', 'bank'],
  [5013, 'AmountError', 'amount'],
  [5014, 'InvalidCardNumber', 'cardData'],
  [5015, 'NoSuchIssuer', 'cardData'],
  [5017, 'CustomerCancellation', 'otherCard'],
  [5019, 'TransactionError', 'bank'],
  [5030, 'FormatError', 'later'],
  [5031, 'BankNotSupportedBySwitch', 'otherCard'],
  [5033, 'ExpiredCardPickup', 'bank'],
  [5034, 'SuspectedFraud', 'bank'],
  [5036, 'RestrictedCard', 'otherCard'],
  [5041, 'LostCard', 'bank'],
  [5043, 'StolenCard', 'bank'],
  [5051, 'InsufficientFunds', 'funds'],
  [5054, 'ExpiredCard', 'cardData'],
  [5055, 'InvalidPIN', 'otherCard'],
  [5057, 'TransactionNotPermitted', 'bank'],
  [5058, 'TransactionNotPermittedToCard', 'bank'],
  [5059, 'SuspectedFraudDecline', 'bank'],
  [5061, 'ExceedsApprovalAmount', 'limit'],
  [5062, 'RestrictedCard2', 'otherCard'],
  [5063, 'SecurityViolation', 'otherCard'],
  [5065, 'ExceedWithdrawalFrequency', 'bank'],
  [5082, 'IncorrectCVV', 'cvv'],
  [5091, 'Timeout', 'laterOrOther'],
  [5092, 'CannotReachNetwork', 'laterOrOther'],
  [5096, 'SystemError', 'later'],
  [5113, 'GatewaysDoNotSupportTheCurrentlySelectedPaymentCard', 'otherCard'],
  [5204, 'UnableToProcess', 'bank'],
  [5206, 'AuthenticationFailed', 'bank'],
  [5207, 'AuthenticationUnavailable', 'bank'],
  [5300, 'AntiFraud', 'otherCard'],
  [5303, 'AcquirerTerminalLimitsExceeded', 'bank'],
  [5761, 'NoPhone', 'otherCard'],
  [5762, 'InvalidPhone', 'otherCard'],
  [5763, 'DifferentPhones', 'otherCard'],
  [6001, 'SaveCardRefused', 'impossible'],
  [6002, 'InvalidErrorCode', 'impossible'],
  [6003, 'AgentIdNotExists', 'impossible'],
  [6004, 'CurrencyNotValid', 'support'],
  [6005, 'InvalidPaymentLink', 'impossible'],
  [6006, 'AmountCurrencyNotValid', 'impossible'],
  [6007, 'InvalidRedirectUrl', 'impossible'],
  [6008, 'InvalidParamsId', 'impossible'],
  [6009, 'InvalidTtl', 'impossible'],
  [6010, 'SubscriptionNotFound', 'impossible'],
  [6011, 'InvalidSubscription', 'impossible'],
  [6013, 'InvalidRefund', 'impossible'],
  [6014, 'OriginalDetailsIncorrect', 'impossible'],
  [6015, 'TransactionNotFound', 'impossible'],
  [6016, 'InvalidMemberId', 'impossible'],
  [6017, 'IncorrectMCCategory', 'impossible'],
  [6021, 'ReceiverAccountError', 'noPayout'],
  [6022, 'ReceiverNameError', 'noPayout'],
  [6025, 'CrossTerminalTokenRestriction', 'impossible'],
];

const reasons: ReadonlyMap<number, Reason> = new Map(
  rows.map(([code, name, text]) => {
    const [ru, en] = texts[text];
    return [code, { code, name, ru, en }];
  }),
);

/** Reason codes that a fault may decline an authorization with. */
export const declineCodes: readonly number[] = [...reasons.keys()].filter((code) => code >= 5000);

/** A code outside the table reads as an unnamed refusal of the bank. */
export function reasonOf(code: number): Reason {
  return reasons.get(code) ?? { code, name: `Reason${code}`, ru: texts.bank[0], en: texts.bank[1] };
}

export function cardHolderMessage(code: number, culture: string): string {
  const reason = reasonOf(code);
  return culture.toLowerCase().startsWith('en') ? reason.en : reason.ru;
}
