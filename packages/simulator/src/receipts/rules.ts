import type { Fields } from '../rest/fields.ts';
import {
  amountNames,
  type Decimal,
  type Draft,
  decimalOf,
  minorOf,
  type ReceiptContext,
  totalOf,
} from './draft.ts';
import type { KassaErrorCode } from './kassa-errors.ts';
import {
  agentNeeds,
  markStatuses,
  methodWords,
  objectWords,
  purveyorPhoneSigns,
  taxationWords,
  unitCodes,
  vatProblem,
} from './tables.ts';

/**
 * One rule of widget reference 4.11 with the code of the cash desk that answers its breach. Where the
 * reference knows no code, 27 ("data wrong") stands.
 */
export type ReceiptRule = {
  readonly code: KassaErrorCode;
  readonly about: string;
  /** What is wrong and where, in words for the shop's developer; nothing when the rule is kept. */
  readonly problems: (draft: Draft, context: ReceiptContext) => readonly string[];
};

const mostItems = 100;

/** In the order they are checked: the first one broken gives the receipt its code. */
export const receiptRules: readonly ReceiptRule[] = [
  rule(11, 'the INN is given', (_draft, { inn }) => (inn === null ? ['no Inn'] : [])),
  rule(27, 'an INN has 10 or 12 digits', (_draft, { inn }) =>
    inn === null || isInn(inn) ? [] : [`Inn ${inn} has neither 10 nor 12 digits`],
  ),
  rule(12, 'there is at least one item', ({ items }) => (items.length === 0 ? ['no Items'] : [])),
  rule(27, 'every item is an object', ({ receipt, items }) => {
    const sent = receipt.get('Items');
    return Array.isArray(sent) && sent.length !== items.length
      ? [`${sent.length - items.length} of the Items are no objects`]
      : [];
  }),
  rule(27, 'there are at most 100 items', ({ items }) =>
    items.length > mostItems ? [`${items.length} Items, ${mostItems} at most`] : [],
  ),
  rule(
    26,
    'every item has a label, a price, a quantity and an amount',
    ofItems((item) =>
      ['Label', 'Price', 'Quantity', 'Amount']
        .filter((name) => item.text(name) === null)
        .map((name) => `${name} is missing`),
    ),
  ),
  rule(23, 'sums have at most two decimals', (draft) =>
    ofSums(draft, 'too_precise', 'has more than two decimals'),
  ),
  rule(27, 'sums are decimals', (draft) => ofSums(draft, 'not_a_number', 'is not a decimal')),
  rule(27, 'no price and no amount is negative', (draft) =>
    ofSums(draft, 'negative', 'is negative'),
  ),
  rule(27, 'quantities are above 0', ofItems(quantityProblems)),
  rule(27, 'the total is above 0', (draft) =>
    draft.items.length > 0 && totalOf(draft) === 0n ? ['the sum of the items is 0'] : [],
  ),
  rule(27, 'rates of VAT are valid on the date', (draft, context) =>
    ofItems((item) => vatProblems(item, context))(draft),
  ),
  rule(27, 'the tax system is one of 0…5', ({ receipt }) =>
    rangeProblem(receipt, 'TaxationSystem', (code) => code in taxationWords),
  ),
  rule(3, 'the tax system is registered in the cash desk', taxationProblems),
  rule(
    27,
    'methods, objects and units are known codes',
    ofItems((item) => [
      ...rangeProblem(item, 'Method', (code) => code in methodWords),
      ...rangeProblem(item, 'Object', (code) => objectWords.has(code)),
      ...rangeProblem(item, 'UnitCode', (code) => unitCodes.has(code)),
    ]),
  ),
  rule(27, 'marked goods are sold as their marks allow', ofItems(markProblems)),
  rule(9, 'one agent sign, on the receipt or on its items', agentSignProblems),
  rule(4, 'an agent has all the data that its sign needs', ofAgents(agentDataProblems)),
  rule(
    5,
    'a purveyor has an INN, and a phone where its agent needs one',
    ofAgents(purveyorProblems),
  ),
  rule(7, 'the INN of a purveyor has 10 or 12 digits', ofAgents(purveyorInnProblems)),
  rule(26, 'the amounts are given', ({ amounts }, { behaviour }) =>
    amounts === null && behaviour.receiptAmountsRequired ? ['no Amounts'] : [],
  ),
  rule(13, 'the amounts are not below the total', (draft) => {
    const missing = draft.amounts === null ? 0n : totalOf(draft) - paidOf(draft);
    return missing > 0n ? [`Amounts are ${words(missing)} below the sum of the items`] : [];
  }),
  rule(14, 'no more is paid electronically than the total', (draft) => {
    const excess = minorOf(draft.amounts, 'Electronic') - totalOf(draft);
    return excess > 0n ? [`Electronic is ${words(excess)} above the sum of the items`] : [];
  }),
  rule(27, 'the amounts are the total', (draft) => {
    const excess = draft.amounts === null ? 0n : paidOf(draft) - totalOf(draft);
    return excess > 0n ? [`Amounts are ${words(excess)} above the sum of the items`] : [];
  }),
  rule(24, 'the e-mail is an address', ({ receipt }) => {
    const email = receipt.text('Email');
    return email === null || /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)*$/.test(email)
      ? []
      : [`Email ${email} is no address`];
  }),
  rule(6, 'the phone is digits, with a plus or without', ({ receipt }) => {
    const phone = receipt.text('Phone')?.replaceAll(' ', '');
    return phone === undefined || /^\+?\d{10,15}$/.test(phone)
      ? []
      : [`Phone ${phone} is not digits: no brackets, no dashes`];
  }),
  rule(27, 'texts keep to their lengths', lengthProblems),
  rule(27, 'the time zone is one of 1…11', ({ receipt }) =>
    rangeProblem(receipt, 'RussiaTimeZone', (code) => code >= 1 && code <= 11),
  ),
];

/** Every breach, in the order of the rules. */
export function breachesOf(
  draft: Draft,
  context: ReceiptContext,
): readonly { readonly code: KassaErrorCode; readonly what: string }[] {
  return receiptRules.flatMap(({ code, problems }) =>
    problems(draft, context).map((what) => ({ code, what })),
  );
}

function rule(code: KassaErrorCode, about: string, problems: ReceiptRule['problems']): ReceiptRule {
  return { code, about, problems };
}

/** The same check for every item; the words say which one. */
function ofItems(check: (item: Fields) => readonly string[]) {
  return ({ items }: Draft): readonly string[] =>
    items.flatMap((item, index) => check(item).map((what) => `Items[${index}]: ${what}`));
}

function ofSums(draft: Draft, kind: Decimal['kind'], words: string): readonly string[] {
  const { items, amounts } = draft;
  const named = (fields: Fields, names: readonly string[]) =>
    names
      .filter((name) => decimalOf(fields, name).kind === kind)
      .map((name) => `${name} ${fields.text(name)} ${words}`);
  return [
    ...ofItems((item) => named(item, ['Price', 'Amount', 'Excise']))({ ...draft, items }),
    ...(amounts === null ? [] : named(amounts, amountNames).map((what) => `Amounts: ${what}`)),
  ];
}

function quantityProblems(item: Fields): readonly string[] {
  const text = item.text('Quantity');
  if (text === null) return [];
  return /^\d{1,10}(\.\d{1,6})?$/.test(text) && Number(text) > 0
    ? []
    : [`Quantity ${text} is not a number above 0`];
}

/** Null and an absent rate are no VAT, which is not the same as 0 %. */
function vatProblems(item: Fields, { type, nowMs }: ReceiptContext): readonly string[] {
  const text = item.text('Vat');
  if (text === null) return [];
  const problem = /^-?\d{1,3}$/.test(text)
    ? vatProblem(Number(text), type, nowMs)
    : 'is not a whole number or null';
  return problem === null ? [] : [`Vat ${text} ${problem}`];
}

function rangeProblem(
  fields: Fields,
  name: string,
  known: (code: number) => boolean,
): readonly string[] {
  const text = fields.text(name);
  if (text === null) return [];
  return /^\d{1,4}$/.test(text) && known(Number(text))
    ? []
    : [`${name} ${text} is not a known code`];
}

/** The demo cash desk takes every system unless told which ones it has. */
function taxationProblems({ receipt }: Draft, { behaviour }: ReceiptContext): readonly string[] {
  const { registeredTaxation } = behaviour;
  const given = receipt.text('TaxationSystem');
  if (registeredTaxation === 'any') return [];
  if (registeredTaxation === 'several') {
    return given === null ? ['no TaxationSystem, and the cash desk has several'] : [];
  }
  return given === null || given === registeredTaxation
    ? []
    : [`TaxationSystem ${given}, and the cash desk has ${registeredTaxation}`];
}

/** A part of a marked unit is one line of one piece (4.4). */
function markProblems(item: Fields): readonly string[] {
  const status = rangeProblem(item, 'ExpectedMarkItemStatus', (code) => markStatuses.has(code));
  const part = item.object('MarkPartQuantity');
  if (part === null) return status;
  const whole = (name: string) => part.integer(name) ?? 0;
  const fits =
    Number(item.text('Quantity')) === 1 &&
    minorOf(item, 'Price') === minorOf(item, 'Amount') &&
    item.text('UnitCode') === '0';
  return [
    ...status,
    ...(fits ? [] : ['MarkPartQuantity needs Quantity 1, Price equal to Amount and UnitCode 0']),
    ...(whole('Numerator') > 0 && whole('Numerator') < whole('Denominator')
      ? []
      : ['MarkPartQuantity is not a part: Numerator below Denominator']),
  ];
}

const isSign = (text: string | null) => text !== null && /^[0-6]$/.test(text);

function agentSignProblems({ receipt, items }: Draft): readonly string[] {
  const whole = receipt.text('AgentSign');
  const signs = items.map((item) => item.text('AgentSign'));
  const unknown = [whole, ...signs].filter((sign) => sign !== null && !isSign(sign));
  return [
    ...unknown.map((sign) => `AgentSign ${sign} is not one of 0…6`),
    ...(whole !== null && signs.some((sign) => sign !== null)
      ? ['AgentSign stands both on the receipt and on its items']
      : []),
  ];
}

/** With a sign on the whole receipt every item still needs data of its own (4.8). */
function ofAgents(check: (item: Fields, sign: number) => readonly string[]) {
  return ({ receipt, items }: Draft): readonly string[] =>
    items.flatMap((item, index) => {
      const sign = item.text('AgentSign') ?? receipt.text('AgentSign');
      if (!isSign(sign)) return [];
      return check(item, Number(sign)).map((what) => `Items[${index}]: ${what}`);
    });
}

function agentDataProblems(item: Fields, sign: number): readonly string[] {
  const data = item.object('AgentData');
  const missing = (agentNeeds[sign] ?? []).filter((name) => (data?.text(name) ?? null) === null);
  const purveyor = item.object('PurveyorData');
  return [
    ...missing.map((name) => `AgentData.${name} is missing for AgentSign ${sign}`),
    ...((purveyor?.text('Name') ?? null) === null ? ['PurveyorData.Name is missing'] : []),
  ];
}

function purveyorProblems(item: Fields, sign: number): readonly string[] {
  const purveyor = item.object('PurveyorData');
  const needed = purveyorPhoneSigns.has(sign) ? ['Inn', 'Phone'] : ['Inn'];
  return needed
    .filter((name) => (purveyor?.text(name) ?? null) === null)
    .map((name) => `PurveyorData.${name} is missing`);
}

function purveyorInnProblems(item: Fields): readonly string[] {
  const inn = item.object('PurveyorData')?.text('Inn') ?? null;
  return inn === null || isInn(inn) ? [] : [`PurveyorData.Inn ${inn} is no INN`];
}

function lengthProblems(draft: Draft): readonly string[] {
  const { receipt } = draft;
  const longer = (fields: Fields | null, limits: Readonly<Record<string, number>>) =>
    Object.entries(limits)
      .filter(([name, most]) => [...(fields?.text(name) ?? '')].length > most)
      .map(([name, most]) => `${name} is longer than ${most} characters`);
  const customerInn = receipt.text('CustomerInn');
  return [
    ...longer(receipt, { CalculationPlace: 256, AdditionalReceiptRequisite: 16 }),
    ...longer(receipt.object('UserRequisiteData'), { RequisiteKey: 64, RequisiteValue: 256 }),
    ...longer(receipt.object('OperationReceiptRequisite'), { OperationData: 64 }),
    ...(customerInn === null || isInn(customerInn) ? [] : [`CustomerInn ${customerInn} is no INN`]),
    ...ofItems((item) => [
      ...longer(item, { CustomsDeclarationNumber: 32 }),
      ...(/^(\d{3})?$/.test(item.text('CountryOriginCode') ?? '')
        ? []
        : ['CountryOriginCode is not three digits']),
    ])(draft),
  ];
}

const isInn = (text: string) => /^(\d{10}|\d{12})$/.test(text);

function paidOf({ amounts }: Draft): bigint {
  return amountNames.reduce((sum, name) => sum + minorOf(amounts, name), 0n);
}

const words = (minor: bigint) => `${minor / 100n}.${String(minor % 100n).padStart(2, '0')}`;
