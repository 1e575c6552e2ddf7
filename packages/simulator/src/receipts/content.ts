import { exactNumber, textOf } from '../json.ts';
import { formatAmount } from '../money.ts';
import type { Fields } from '../rest/fields.ts';
import { amountNames, type Draft, minorOf, totalOf } from './draft.ts';

/** Longer labels are cut (widget reference 4.4). */
const longestLabel = 128;

const plainItemNames = [
  'CustomsDeclarationNumber',
  'CountryOriginCode',
  'SaleObjectData',
  'AdditionalPositionInfo',
  'ProductCodeData',
  'RawMarkCode',
  'GroupSeparator',
  'MarkPartQuantity',
  'IndustryRequisiteCollection',
  'Spic',
  'PackageCode',
  'Ean',
];

const plainReceiptNames = [
  'CustomerBirthday',
  'CustomerStateCode',
  'CustomerDocType',
  'CustomerDoc',
  'CustomerPlace',
  'CashierInn',
  'AdditionalReceiptInfos',
  'AdditionalReceiptRequisite',
  'UserRequisiteData',
  'OperationReceiptRequisite',
  'IndustryRequisiteCollection',
  'IsInternetPayment',
  'RussiaTimeZone',
  'TimeZoneCode',
  'NonCashPayments',
];

/** The names that a receipt and an item may have; any other is told to the developer, not refused. */
const knownReceiptNames = new Set(
  [
    ...['Items', 'TaxationSystem', 'Amounts', 'Email', 'Phone', 'IsBso', 'AgentSign'],
    ...['CalculationPlace', 'CashierName', 'CustomerInfo', 'CustomerInn', ...plainReceiptNames],
  ].map((name) => name.toLowerCase()),
);
const knownItemNames = new Set(
  [
    ...['Id', 'Label', 'Price', 'Quantity', 'Amount', 'Vat', 'Method', 'Object', 'UnitCode'],
    ...['MeasurementUnit', 'Excise', 'AgentSign', 'AgentData', 'PurveyorData', 'Department'],
    ...['Ean13', 'ExpectedMarkItemStatus', ...plainItemNames],
  ].map((name) => name.toLowerCase()),
);

export function unknownReceiptNames({ receipt, items }: Draft): readonly string[] {
  return [
    ...receipt.names().filter((name) => !knownReceiptNames.has(name.toLowerCase())),
    ...items.flatMap((item, index) =>
      item
        .names()
        .filter((name) => !knownItemNames.has(name.toLowerCase()))
        .map((name) => `Items[${index}].${name}`),
    ),
  ];
}

/**
 * The receipt as the cash desk shows it: names in one spelling, sums with two decimals, defaults
 * filled in. Call for a receipt that keeps every rule.
 */
export function contentOf(draft: Draft, defaultTaxation: number): object {
  const { receipt, amounts } = draft;
  const total = totalOf(draft);
  return {
    Email: receipt.text('Email'),
    Phone: receipt.text('Phone'),
    Items: draft.items.map(itemContent),
    TaxationSystem: receipt.integer('TaxationSystem') ?? defaultTaxation,
    Amounts: Object.fromEntries(
      amountNames.map((name) => {
        const electronic = name === 'Electronic' ? total : 0n;
        return [name, money(amounts === null ? electronic : minorOf(amounts, name))];
      }),
    ),
    IsBso: receipt.flag('IsBso'),
    AgentSign: receipt.integer('AgentSign'),
    CalculationPlace: receipt.text('CalculationPlace'),
    CashierName: receipt.text('CashierName'),
    CustomerInfo: receipt.text('CustomerInfo'),
    CustomerInn: receipt.text('CustomerInn'),
    ...given(receipt, plainReceiptNames),
  };
}

function itemContent(item: Fields): object {
  const vat = item.integer('Vat');
  return {
    Label: [...(item.text('Label') ?? '')].slice(0, longestLabel).join(''),
    Price: money(minorOf(item, 'Price')),
    // JSON knows no number with a leading zero.
    Quantity: exactNumber((item.text('Quantity') ?? '1').replace(/^0+(?=\d)/, '')),
    Amount: money(minorOf(item, 'Amount')),
    Department: null,
    Vat: vat === -1 ? null : vat,
    EAN13: item.text('Ean13'),
    AgentSign: item.integer('AgentSign'),
    // Full payment is the default, and the widget's sample sends 0 for it (4.6).
    Method: item.integer('Method') || 4,
    Object: item.integer('Object') ?? 0,
    MeasurementUnit: item.text('MeasurementUnit'),
    AgentData: item.get('AgentData') ?? null,
    PurveyorData: item.get('PurveyorData') ?? null,
    ...(item.text('Excise') === null ? {} : { Excise: money(minorOf(item, 'Excise')) }),
    ...numbers(item, ['UnitCode', 'ExpectedMarkItemStatus']),
    ...given(item, plainItemNames),
  };
}

function numbers(fields: Fields, names: readonly string[]): object {
  const entries = names.map((name) => [name, fields.integer(name)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== null));
}

/** What was given, as it was given. */
function given(fields: Fields, names: readonly string[]): object {
  const entries = names.map((name) => [name, fields.get(name)] as const);
  return Object.fromEntries(
    entries.filter(([, value]) => value !== undefined && value !== null && textOf(value) !== ''),
  );
}

const money = (minor: bigint) => exactNumber(formatAmount(minor));
