import { kassaErrors } from '../receipts/kassa-errors.ts';
import { receiptTypes } from '../receipts/tables.ts';
import type { AnswerShape } from '../rest/method.ts';
import {
  decimal,
  flag,
  integer,
  list,
  long,
  object,
  oneOf,
  only,
  orNull,
  reference,
  type Schema,
  text,
} from './json-schema.ts';
import type { Answers } from './schemas.ts';

const envelope = {
  InnerResult: orNull(object({})),
  Warning: orNull(text()),
  WarningCodes: orNull(list(integer())),
};

const codes = Object.entries(kassaErrors).map(([code, [, words]]) => `${code} ${words}`);
const errorCode = integer(`0, or: ${codes.join('; ')}.`);

const submission = object({
  Id: text('The receipt; the case of its letters matters.'),
  ErrorCode: errorCode,
  ReceiptLocalUrl: text('The page of the receipt.'),
});

const refusal = object({ ErrorCode: errorCode });

/** Answers about fiscal receipts (reference 2.15, widget reference 4). */
export const receiptAnswers = {
  Said: { model: null, message: text('What the cash desk did.') },
  ReceiptQueued: {
    model: submission,
    message: only('Queued'),
    beside: envelope,
    unsuccessful: [refusal],
  },
  ReceiptStatus: {
    model: oneOf(['Queued', 'Processed', 'Error', 'NotFound']),
    beside: { Warnings: list(reference('KassaWarning')) },
  },
  Receipt: { model: reference('Receipt') },
  CorrectionReceipt: { model: reference('CorrectionReceipt') },
  Kassa: { model: reference('Kassa') },
  KassaWarnings: {
    model: list(
      object({
        DeviceNumber: text(),
        Warnings: list(reference('KassaWarning')),
        IsReceiptProcessingBlocked: flag(),
      }),
    ),
  },
  MarkCode: {
    model: null,
    message: orNull(text('Why the code is no good.')),
    beside: { IsValid: flag(), IndustryRequisite: orNull(reference('IndustryRequisite')) },
  },
  MarkCodes: { model: null, beside: { Results: list(reference('MarkCodeResult')) } },
} as const satisfies Partial<Record<AnswerShape, Answers>>;

const amounts: Readonly<Record<string, Schema>> = {
  Electronic: decimal(),
  AdvancePayment: decimal(),
  Credit: decimal(),
  Provision: decimal(),
  Cash: decimal(),
};

const content: Readonly<Record<string, Schema>> = {
  Email: orNull(text()),
  Phone: orNull(text()),
  Items: list(reference('ReceiptItem')),
  TaxationSystem: integer('0 general … 5 patent.'),
  IsBso: flag('A strict reporting form.'),
  AgentSign: orNull(integer()),
  CalculationPlace: orNull(text()),
  CashierName: orNull(text()),
  CustomerInfo: orNull(text()),
  CustomerInn: orNull(text()),
};

const fiscal: Readonly<Record<string, Schema>> = {
  DeviceNumber: orNull(text()),
  DocumentNumber: orNull(text()),
  FiscalNumber: orNull(text()),
  FiscalSign: orNull(text()),
  RegNumber: orNull(text()),
  SessionCheckNumber: orNull(text('In the shift.')),
  SessionNumber: orNull(text('The shift.')),
  OfdReceiptUrl: orNull(text()),
  OrganizationInn: text(),
};

const markResult: Readonly<Record<string, Schema>> = {
  IsValid: flag(),
  Message: orNull(text()),
  IndustryRequisite: orNull(reference('IndustryRequisite')),
};

export const receiptSchemas: Readonly<Record<string, Schema>> = {
  ReceiptItem: object({
    Label: text('128 characters at most.'),
    Price: decimal(),
    Quantity: decimal(),
    Amount: decimal(),
    Department: orNull(text()),
    Vat: orNull(integer('Null: not subject to VAT.')),
    EAN13: orNull(text()),
    AgentSign: orNull(integer()),
    Method: integer(),
    Object: integer(),
    MeasurementUnit: orNull(text()),
    AgentData: orNull(object({})),
    PurveyorData: orNull(object({})),
  }),
  Receipt: object({
    ...content,
    Amounts: object(amounts),
    AdditionalData: object({
      Id: text(),
      Type: oneOf(receiptTypes),
      Amount: decimal(),
      DateTime: orNull(text('yyyy-MM-dd HH:mm:ss, UTC.')),
      ...fiscal,
      Ofd: orNull(text()),
      QrCodeUrl: orNull(text()),
      TransactionId: orNull(long()),
      InvoiceId: orNull(text()),
      AccountId: orNull(text()),
      CalculationPlace: orNull(text()),
      CashierName: orNull(text()),
      SenderEmail: orNull(text()),
      SettlePlace: orNull(text()),
    }),
  }),
  CorrectionReceipt: object({
    ...content,
    Id: text(),
    Status: oneOf(['Queued', 'Processed', 'Error']),
    ErrorCode: errorCode,
    ErrorMessage: orNull(text()),
    Amount: decimal(),
    Amounts: object({ ...amounts, Sum: decimal() }),
    CorrectionType: integer('0 own decision, 1 by order.'),
    CorrectionReceiptType: integer('1 income, 2 its return, 3 expense, 4 its return.'),
    VatRate: orNull(integer()),
    CorrectionDate: orNull(text()),
    CorrectionNumber: orNull(text()),
    PaymentPlace: orNull(text()),
    PaymentAddress: orNull(text()),
    ...fiscal,
    OfdName: orNull(text()),
    Ofd: orNull(text()),
    OfdInn: orNull(text()),
  }),
  Kassa: object({
    Inn: text(),
    DeviceNumber: text(),
    RegNumber: text(),
    FiscalNumber: text(),
    Status: integer('1 online, 2 offline, 3 error.'),
    Fiscal: flag(),
    OfdName: text(),
    SettlePlace: orNull(text()),
    CalculationPlace: orNull(text()),
    KkmModelName: text(),
    FiscalDateEnd: text(),
    FirmwareVersion: text(),
    IsBso: flag(),
    OfdQueueDocsCount: integer(),
    FnOccupancy: decimal('1: the storage is full.'),
    Warnings: list(reference('KassaWarning')),
    IsReceiptProcessingBlocked: flag(),
  }),
  KassaWarning: object({
    Code: integer('1 storage expired, 2 OFD queue, 3 storage full, 4 register error.'),
    Description: text(),
    ResolveAction: orNull(text()),
  }),
  IndustryRequisite: object({
    Code: text(),
    DocumentDate: text(),
    DocumentNumber: text(),
    RequisiteValue: text(),
  }),
  MarkCodeResult: object({ MarkCode: text(), ...markResult }),
};
