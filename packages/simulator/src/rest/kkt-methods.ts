import { textOf } from '../json.ts';
import type { SimulatorParts } from '../parts.ts';
import type { Breach } from '../receipts/correction.ts';
import type { ReceiptDecision } from '../receipts/desk.ts';
import { ofdCodes } from '../receipts/kassa.ts';
import { correctionModel, kassaModel, receiptModel } from '../receipts/model.ts';
import { type Receipt, receiptUrl } from '../receipts/receipt.ts';
import { receiptTypes } from '../receipts/tables.ts';
import { type MethodResult, refused, succeeded } from './answer.ts';
import { type Fields, noFields } from './fields.ts';
import type { Call, Method, Methods } from './method.ts';
import { optional, type Parameter, required } from './parameter.ts';

const method = (
  about: string,
  parameters: readonly Parameter[],
  answers: Method['answers'],
  run: Method['run'],
): Method => ({ place: 'kkt', about, section: '2.15', parameters, answers, run });

const receiptId = required('Id', 'string', 'The receipt; the case of its letters matters.');
const inn = required('Inn', 'string', 'INN of the seller, 10 or 12 digits.');
const device = [
  required('DeviceNumber', 'string', 'Serial number of the register.'),
  required('FiscalNumber', 'string', 'Number of the fiscal storage.'),
];

/** Fiscal receipts (reference 2.15, widget reference 4.2). */
export const kktMethods: Methods = {
  'kkt/receipt': {
    ...method(
      'Queues a fiscal receipt that belongs to no payment, or to one made elsewhere.',
      [
        inn,
        required('Type', 'string', 'What kind of settlement it is.', { values: receiptTypes }),
        required('CustomerReceipt', 'object', 'The receipt itself.'),
        optional('InvoiceId', 'string', 'Order number of the shop.'),
        optional('AccountId', 'string', 'The payer on the side of the shop.'),
      ],
      'ReceiptQueued',
      submit,
    ),
    refuse: (message) => broken([{ code: codeOf(message), what: message }]),
  },
  'kkt/receipt/status/get': method('How far a receipt is.', [receiptId], 'ReceiptStatus', (call) =>
    statusOf(found(call, 'receipt')),
  ),
  'kkt/receipt/get': method('A receipt with all it holds.', [receiptId], 'Receipt', (call) => {
    const receipt = found(call, 'receipt');
    if (receipt === undefined) return refused('Not found');
    return succeeded(receiptModel(receipt, call.parts.site.url));
  }),
  'kkt/correction-receipt': {
    ...method(
      'Queues a correction receipt.',
      [required('CorrectionReceiptData', 'object', 'What is corrected, and why.')],
      'ReceiptQueued',
      ({ fields, parts }) =>
        queued(parts, parts.receipts.correct(fields.object('CorrectionReceiptData') ?? noFields)),
    ),
    refuse: (message) => broken([{ code: codeOf(message), what: message }]),
  },
  'kkt/correction-receipt/status/get': method(
    'How far a correction receipt is.',
    [receiptId],
    'ReceiptStatus',
    (call) => statusOf(found(call, 'correction')),
  ),
  'kkt/correction-receipt/get': method(
    'A correction receipt with all it holds.',
    [receiptId],
    'CorrectionReceipt',
    (call) => {
      const receipt = found(call, 'correction');
      if (receipt === undefined) return refused('Not found');
      return succeeded(correctionModel(receipt, call.parts.site.url));
    },
  ),
  'kkt/fiscalize': method(
    'Registers a cash register; from then on the receipts are its.',
    [
      inn,
      ...device,
      required('RegNumber', 'string', 'Registration number of the register.'),
      required('Url', 'string', "The place of settlement: the shop's site."),
      required('Ofd', 'string', 'Operator of fiscal data.', { values: ofdCodes }),
      required('TaxationSystem', 'strings', 'One tax system or several.'),
      optional('MerchantEmail', 'string', "The shop's address."),
      optional('MerchantPhone', 'string', "The shop's phone."),
      optional('IsBso', 'boolean', 'A register for strict reporting forms.'),
    ],
    'Said',
    fiscalize,
  ),
  'kkt/state': method(
    'Puts a register on maintenance, or back to work.',
    [inn, ...device, required('OnMaintenance', 'boolean', 'True: no receipts are made.')],
    'Said',
    changeState,
  ),
  'kkt/state/get': method('The state of a register.', device, 'Kassa', (call) => {
    const { parts } = call;
    if (!isOurs(call)) return refused('Not found');
    const pending = parts.receipts.all().filter(({ status }) => status === 'Queued').length;
    return succeeded(kassaModel(parts.receipts.kassa.get(), parts.clock.now(), pending));
  }),
  'kkt/merchant-devices-warnings': method(
    'What is wrong with the registers of the shop.',
    [],
    'KassaWarnings',
    ({ parts }) => {
      const { deviceNumber, onMaintenance } = parts.receipts.kassa.get();
      const warnings = onMaintenance ? [kassaError] : [];
      return succeeded([
        {
          DeviceNumber: deviceNumber,
          Warnings: warnings,
          IsReceiptProcessingBlocked: onMaintenance,
        },
      ]);
    },
  ),
  'kkt/validate-mark-code': method(
    'Whether goods with this marking code may be sold.',
    [inn, required('MarkCode', 'string', 'The raw code.')],
    'MarkCode',
    ({ fields, parts }) => {
      const { Message: message, ...beside } = markCode(parts, fields.text('MarkCode') ?? '');
      return { answer: { success: true, message, beside } };
    },
  ),
  'kkt/validate-mark-codes': method(
    'The same for many codes.',
    [inn, required('MarkCodes', 'strings', 'The raw codes.')],
    'MarkCodes',
    ({ fields, parts }) => {
      const Results = codesOf(fields).map((code) => ({ MarkCode: code, ...markCode(parts, code) }));
      return { answer: { success: true, message: null, beside: { Results } } };
    },
  ),
};

function submit({ fields, parts }: Call): MethodResult {
  const type = receiptTypes.find(
    (name) => name.toLowerCase() === fields.text('Type')?.toLowerCase(),
  );
  const decision = parts.receipts.submit({
    type: type ?? 'Income',
    inn: fields.text('Inn') ?? '',
    receipt: fields.object('CustomerReceipt') ?? noFields,
    sent: '',
    transactionId: null,
    invoiceId: fields.text('InvoiceId'),
    accountId: fields.text('AccountId'),
  });
  return queued(parts, decision);
}

/** The envelope of the cash desk has more than that of the gateway (reference 2.15). */
const beside = { InnerResult: null, Warning: null, WarningCodes: null };

function queued(parts: SimulatorParts, decision: ReceiptDecision): MethodResult {
  if (!decision.ok) return broken(decision.breaches);
  const { id } = decision.receipt;
  const model = { Id: id, ErrorCode: 0, ReceiptLocalUrl: receiptUrl(parts.site.url, id) };
  return { answer: { success: true, message: 'Queued', model, beside } };
}

/** The first breach gives the code, the message tells all of them; there is nothing else to tell. */
function broken(breaches: readonly Breach[]): MethodResult {
  const message = breaches.map(({ what }) => what).join('; ');
  const model = { ErrorCode: breaches[0]?.code ?? -1 };
  return { answer: { success: false, message, model, beside: { InnerResult: null } } };
}

/** The code of a parameter that is missing or wrong. */
function codeOf(message: string): Breach['code'] {
  if (message.startsWith('Inn is required')) return 11;
  if (message.startsWith('CustomerReceipt is required')) return 12;
  return message.endsWith('is required') ? 26 : 27;
}

function found({ fields, parts }: Call, kind: Receipt['kind']): Receipt | undefined {
  const receipt = parts.receipts.get(fields.text('Id') ?? '');
  return receipt?.kind === kind ? receipt : undefined;
}

function statusOf(receipt: Receipt | undefined): MethodResult {
  const { answer } = succeeded(receipt?.status ?? 'NotFound');
  return { answer: { ...answer, beside: { Warnings: [] } } };
}

function isOurs({ fields, parts }: Call): boolean {
  const { deviceNumber, fiscalNumber } = parts.receipts.kassa.get();
  return (
    fields.text('DeviceNumber') === deviceNumber && fields.text('FiscalNumber') === fiscalNumber
  );
}

function fiscalize({ fields, parts }: Call): MethodResult {
  const text = (name: string) => fields.text(name) ?? '';
  if (!/^(\d{10}|\d{12})$/.test(text('Inn'))) return refused('Invalid Inn value');
  if (!fields.list('TaxationSystem').every((code) => /^[0-5]$/.test(code))) {
    return refused('Invalid TaxationSystem value');
  }
  const ofd = ofdCodes.find((code) => code.toLowerCase() === text('Ofd').toLowerCase());
  parts.receipts.kassa.put({
    inn: text('Inn'),
    deviceNumber: text('DeviceNumber'),
    regNumber: text('RegNumber'),
    fiscalNumber: text('FiscalNumber'),
    ofd: ofd ?? text('Ofd'),
    url: text('Url'),
    isBso: fields.flag('IsBso'),
    onMaintenance: false,
  });
  return said('Fiscal data queued');
}

/** Success, with the words of the cash desk's own documentation. */
const said = (message: string): MethodResult => ({ answer: { success: true, message } });

function changeState(call: Call): MethodResult {
  const { fields, parts } = call;
  const kassa = parts.receipts.kassa.get();
  if (!isOurs(call) || fields.text('Inn') !== kassa.inn) return refused('Not found');
  const onMaintenance = fields.flag('OnMaintenance');
  if (onMaintenance === kassa.onMaintenance) {
    return said(onMaintenance ? 'Kkm is already on maintenance' : 'Kkm is already turned on');
  }
  parts.receipts.kassa.put({ ...kassa, onMaintenance });
  return said('Kkt status was changed');
}

/** Code 4 of `merchant-devices-warnings` (widget reference 4.11). */
const kassaError = {
  Code: 4,
  Description: 'Касса на техобслуживании',
  ResolveAction: 'kkt/state: OnMaintenance = false',
};

/** A comma may stand in a marking code, so a JSON array is taken as it is. */
function codesOf(fields: Fields): readonly string[] {
  const given = fields.get('MarkCodes');
  if (!Array.isArray(given)) return fields.list('MarkCodes');
  return given.flatMap((code: unknown) => textOf(code) ?? []);
}

/** A code of the shape that marked goods have is good; the marking system itself is not simulated. */
function markCode(parts: SimulatorParts, code: string) {
  const isValid = /^\(?01\)?\d{14}\(?21\)?[\x21-\x7e]{6,}/.test(code);
  const time = parts.clock.now();
  return {
    IsValid: isValid,
    Message: isValid ? null : 'The code is not one of marked goods: 01, GTIN, 21, serial number',
    IndustryRequisite: isValid
      ? {
          Code: '030',
          DocumentDate: '21.11.2023',
          DocumentNumber: '1944',
          RequisiteValue: `UUID=${parts.chance.uuid('mark code')}&Time=${time}`,
        }
      : null,
  };
}
