/**
 * The tables of the protocol reference's section 2, transcribed by hand: which parameters a method
 * has, and whether each is required (R) or optional (O). Independent of the code on purpose: the
 * methods are compared with it, never made from it.
 */
export type Table = Readonly<Record<string, 'R' | 'O'>>;

const cardPayment: Table = {
  Amount: 'R',
  Currency: 'O',
  IpAddress: 'R',
  CardCryptogramPacket: 'R',
  Name: 'O',
  PaymentUrl: 'O',
  InvoiceId: 'O',
  Description: 'O',
  CultureName: 'O',
  AccountId: 'O',
  Email: 'O',
  Payer: 'O',
  JsonData: 'O',
  SaveCard: 'O',
  Escrow: 'O',
  AirlineAddendum: 'O',
};

const tokenPayment: Table = {
  Amount: 'R',
  Currency: 'O',
  AccountId: 'R',
  Token: 'R',
  TrInitiatorCode: 'R',
  PaymentScheduled: 'O',
  InvoiceId: 'O',
  Description: 'O',
  IpAddress: 'O',
  Email: 'O',
  Payer: 'O',
  JsonData: 'O',
};

const linkCommon: Table = {
  PublicId: 'R',
  Amount: 'R',
  Currency: 'R',
  Scheme: 'R',
  Description: 'O',
  AccountId: 'O',
  Email: 'O',
  InvoiceId: 'O',
  JsonData: 'O',
  IpAddress: 'O',
};

const sbp: Table = {
  ...linkCommon,
  SuccessRedirectUrl: 'O',
  Browser: 'O',
  Os: 'O',
  Webview: 'O',
  Device: 'O',
  TtlMinutes: 'O',
  SaveCard: 'O',
  IsTest: 'O',
};

const tinkoffPay: Table = {
  ...linkCommon,
  SuccessRedirectUrl: 'R',
  FailRedirectUrl: 'R',
  Browser: 'R',
  Os: 'R',
  Webview: 'R',
  Device: 'R',
  TtlMinutes: 'O',
  SaveCard: 'O',
};

const sberPay: Table = {
  ...linkCommon,
  SuccessRedirectUrl: 'O',
  Browser: 'R',
  Os: 'R',
  Webview: 'R',
  Device: 'R',
};

const settings: Table = {
  IsEnabled: 'O',
  Address: 'O', // R when enabled
  HttpMethod: 'O',
  Encoding: 'O',
  Format: 'O',
};

const notificationTypes = ['Check', 'Pay', 'Fail', 'Confirm', 'Refund', 'Recurrent', 'Cancel'];

/** By path, as the reference spells it. */
export const referenceTables: Readonly<Record<string, Table>> = {
  // 2.1
  test: {},
  // 2.2, 2.4
  'payments/cards/charge': cardPayment,
  'payments/cards/auth': cardPayment,
  'payments/cards/post3ds': { TransactionId: 'R', PaRes: 'R' },
  // 2.5
  'payments/tokens/charge': tokenPayment,
  'payments/tokens/auth': tokenPayment,
  // 2.6
  'payments/confirm': { TransactionId: 'R', Amount: 'R', JsonData: 'O' },
  'payments/void': { TransactionId: 'R' },
  'payments/refund': { TransactionId: 'R', Amount: 'R', JsonData: 'O' },
  // 2.7
  'payments/cards/topup': {
    CardCryptogramPacket: 'R',
    Amount: 'R',
    Currency: 'R',
    Name: 'O',
    AccountId: 'O',
    Email: 'O',
    JsonData: 'O',
    InvoiceId: 'O',
    Description: 'O',
    Payer: 'O',
    Receiver: 'O',
  },
  'payments/token/topup': {
    Token: 'R',
    Amount: 'R',
    AccountId: 'R',
    Currency: 'R',
    InvoiceId: 'O',
    Payer: 'O',
    Receiver: 'O',
    Escrow: 'O',
  },
  'payments/alt/topup': {
    Amount: 'R',
    Currency: 'R',
    Receiver: 'R',
    MemberId: 'O',
    AccountId: 'O',
    Email: 'O',
    CultureName: 'O',
    InvoiceId: 'O',
    Description: 'O',
    Payer: 'O',
  },
  // 2.8
  'payments/get': { TransactionId: 'R' },
  'payments/find': { InvoiceId: 'R' },
  'v2/payments/find': { InvoiceId: 'R' },
  'payments/list': { Date: 'R', TimeZone: 'O' },
  'v2/payments/list': {
    CreatedDateGte: 'R',
    CreatedDateLte: 'R',
    PageNumber: 'R',
    TimeZone: 'O',
    Statuses: 'O',
  },
  'payments/tokens/list': { PageNumber: 'R' },
  'chargebacks/list': { CreatedDateGte: 'R', CreatedDateLte: 'R', PageNumber: 'R' },
  // 2.9
  'subscriptions/create': {
    Token: 'R',
    AccountId: 'R',
    Description: 'R',
    Email: 'O',
    Amount: 'R',
    Currency: 'R',
    RequireConfirmation: 'R',
    StartDate: 'R',
    Interval: 'R',
    Period: 'R',
    MaxPeriods: 'O',
    CustomerReceipt: 'O',
  },
  'subscriptions/update': {
    Id: 'R',
    Description: 'O',
    Amount: 'O',
    Currency: 'O',
    RequireConfirmation: 'O',
    StartDate: 'O',
    Interval: 'O',
    Period: 'O',
    MaxPeriods: 'O',
    CustomerReceipt: 'O',
    CultureName: 'O',
  },
  'subscriptions/get': { Id: 'R' },
  'subscriptions/find': { accountId: 'R' },
  'subscriptions/cancel': { Id: 'R' },
  // 2.10
  'orders/create': {
    Amount: 'R',
    Currency: 'O',
    Description: 'R',
    Email: 'O',
    RequireConfirmation: 'O',
    SendEmail: 'O',
    SendSms: 'O',
    SendViber: 'O',
    InvoiceId: 'O',
    AccountId: 'O',
    OfferUri: 'O',
    Phone: 'O',
    CultureName: 'O',
    SubscriptionBehavior: 'O',
    SuccessRedirectUrl: 'O',
    FailRedirectUrl: 'O',
    JsonData: 'O',
  },
  'orders/cancel': { Id: 'R' },
  // 2.11; Check can be read but not changed, which is an answer of the method and not of its table
  ...Object.fromEntries(
    notificationTypes.flatMap((type): readonly (readonly [string, Table])[] => [
      [`site/notifications/${type}/get`, {}],
      [`site/notifications/${type}/update`, settings],
    ]),
  ),
  // 2.12
  'payments/qr/sbp/link': sbp,
  'payments/qr/sbp/image': sbp,
  'payments/qr/tinkoffpay/link': tinkoffPay,
  'payments/qr/tinkoffpay/image': tinkoffPay,
  'payments/qr/sberpay/link': sberPay,
  'payments/qr/sberpay/image': sberPay,
  // seen in mobile SDKs, which send both; which of them is required is not said
  'payments/qr/status/wait': { TransactionId: 'R', PublicId: 'O' },
  'payments/qr/status/get': { TransactionId: 'R', PublicId: 'O' },
  'sbp/v2/banks/info': {
    PublicTerminalId: 'R',
    AccountId: 'O',
    IsRenewSubscription: 'O',
    JsonData: 'O',
    Platform: 'O',
    SaveCard: 'O',
    Token: 'O',
  },
  // 2.13
  'payments/altpay/pay': {
    PublicId: 'R',
    AltPayType: 'R',
    Amount: 'R',
    Scheme: 'R',
    InvoiceId: 'O',
    Description: 'O',
    AccountId: 'O',
    Email: 'O',
    SuccessRedirectUrl: 'O',
    FailRedirectUrl: 'O',
    JsonData: 'O',
    CultureName: 'O',
  },
  // 2.14
  'Escrow/GetEscrowInfo': { EscrowAccumulationIds: 'R' },
  // 2.15
  'kkt/receipt': { Inn: 'R', Type: 'R', CustomerReceipt: 'R', InvoiceId: 'O', AccountId: 'O' },
  'kkt/receipt/status/get': { Id: 'R' },
  'kkt/receipt/get': { Id: 'R' },
  'kkt/correction-receipt': { CorrectionReceiptData: 'R' },
  'kkt/correction-receipt/get': { Id: 'R' },
  // named only (2.15, widget reference 4.2); the parameters are those that two SDKs send
  'kkt/correction-receipt/status/get': { Id: 'R' },
  'kkt/fiscalize': {
    Inn: 'R',
    DeviceNumber: 'R',
    FiscalNumber: 'R',
    RegNumber: 'R',
    Url: 'R',
    Ofd: 'R',
    TaxationSystem: 'R',
    MerchantEmail: 'O',
    MerchantPhone: 'O',
    IsBso: 'O',
  },
  'kkt/state': { Inn: 'R', DeviceNumber: 'R', FiscalNumber: 'R', OnMaintenance: 'R' },
  'kkt/state/get': { DeviceNumber: 'R', FiscalNumber: 'R' },
  'kkt/merchant-devices-warnings': {},
  'kkt/validate-mark-code': { Inn: 'R', MarkCode: 'R' },
  'kkt/validate-mark-codes': { Inn: 'R', MarkCodes: 'R' },
  // 2.16
  'applepay/startsession': { ValidationUrl: 'R', PaymentUrl: 'O' },
  // seen in mobile SDKs, which put the addresses into MD
  'payments/ThreeDSCallback': { MD: 'R', PaRes: 'R', SuccessUrl: 'O', FailUrl: 'O' },
};

/** Methods whose terminal is named in the body instead of by Basic, reference 1.2. */
export const withoutBasic: readonly string[] = [
  'payments/qr/sberpay/link',
  'payments/qr/sberpay/image',
  'payments/altpay/pay',
];
