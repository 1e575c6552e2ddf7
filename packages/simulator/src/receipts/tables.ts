/** Enumerations of receipts (widget reference 4.6–4.9), for checking and for printing. */

type Words = readonly [ru: string, en: string];

export const receiptTypes = ['Income', 'IncomeReturn', 'Expense', 'ExpenseReturn'] as const;
export type ReceiptType = (typeof receiptTypes)[number];

export const receiptTypeWords: Readonly<Record<ReceiptType, Words>> = {
  Income: ['Приход', 'Income'],
  IncomeReturn: ['Возврат прихода', 'Return of income'],
  Expense: ['Расход', 'Expense'],
  ExpenseReturn: ['Возврат расхода', 'Return of expense'],
};

/** Midnight in Moscow, where the law's dates are. */
const moscow = (date: string) => Date.parse(`${date}T00:00:00+03:00`);

const reduced = moscow('2025-01-01');
const raised = moscow('2026-01-01');
const eighteenEnded = moscow('2019-01-01');

type VatRate = {
  readonly code: number;
  readonly words: Words;
  /** Valid from here, inclusive, and until there, exclusive. */
  readonly fromMs?: number;
  readonly untilMs?: number;
  /** A return of what was sold at the rate carries that rate, also when it has ended. */
  readonly returnable?: boolean;
};

const rate = (code: number, details: Partial<VatRate> = {}): VatRate => ({
  code,
  words:
    code > 100
      ? [`НДС ${code % 100}/${code}`, `VAT ${code % 100}/${code}`]
      : [`НДС ${code}%`, `VAT ${code}%`],
  ...details,
});

/** Rates by date (4.7); −1 stands for none beside an absent one (reference 2.15). */
export const vatRates: readonly VatRate[] = [
  rate(-1, { words: ['без НДС', 'no VAT'] }),
  rate(0),
  rate(5, { fromMs: reduced }),
  rate(7, { fromMs: reduced }),
  rate(10),
  rate(12),
  rate(18, { untilMs: eighteenEnded }),
  rate(20, { untilMs: raised, returnable: true }),
  rate(22, { fromMs: raised }),
  rate(105, { fromMs: reduced }),
  rate(107, { fromMs: reduced }),
  rate(110),
  rate(118, { untilMs: eighteenEnded }),
  rate(120, { untilMs: raised, returnable: true }),
  rate(122, { fromMs: raised }),
];

/** Null when the rate may stand in a receipt of this moment; else why not, in words. */
export function vatProblem(code: number, type: ReceiptType, nowMs: number): string | null {
  const known = vatRates.find((one) => one.code === code);
  if (known === undefined) {
    return `is not one of ${vatRates.map((one) => one.code).join(', ')} or null`;
  }
  const { fromMs = Number.NEGATIVE_INFINITY, untilMs = Number.POSITIVE_INFINITY } = known;
  if (nowMs < fromMs) return `is valid from ${dayOf(fromMs)} only`;
  const returned = known.returnable === true && type.endsWith('Return');
  return nowMs < untilMs || returned ? null : `was valid before ${dayOf(untilMs)} only`;
}

const dayOf = (atMs: number) =>
  new Date(atMs + 3 * 60 * 60 * 1000).toISOString().slice(0, 10).split('-').reverse().join('.');

export function vatWords(code: number | null): Words {
  return vatRates.find((one) => one.code === (code ?? -1))?.words ?? [String(code), String(code)];
}

export const taxationWords: readonly Words[] = [
  ['ОСН', 'general'],
  ['УСН доход', 'simplified, income'],
  ['УСН доход − расход', 'simplified, income minus expenses'],
  ['ЕНВД', 'single tax (ENVD)'],
  ['ЕСХН', 'agricultural'],
  ['патент', 'patent'],
];

export const methodWords: readonly Words[] = [
  ['полный расчёт', 'full payment'],
  ['предоплата 100%', 'full prepayment'],
  ['предоплата', 'prepayment'],
  ['аванс', 'advance'],
  ['полный расчёт', 'full payment'],
  ['частичный расчёт и кредит', 'part payment and credit'],
  ['передача в кредит', 'credit'],
  ['оплата кредита', 'repayment of credit'],
];

/** 0 is printed as a commodity, which is what an OFD receives. */
export const objectWords: ReadonlyMap<number, Words> = new Map([
  [0, ['товар', 'commodity']],
  [1, ['товар', 'commodity']],
  [2, ['подакцизный товар', 'excised commodity']],
  [3, ['работа', 'job']],
  [4, ['услуга', 'service']],
  [5, ['ставка азартной игры', 'gambling bet']],
  [6, ['выигрыш азартной игры', 'gambling win']],
  [7, ['лотерейный билет', 'lottery ticket']],
  [8, ['выигрыш лотереи', 'lottery win']],
  [9, ['предоставление РИД', 'rights to intellectual results']],
  [10, ['платёж', 'payment']],
  [11, ['агентское вознаграждение', 'agent reward']],
  [12, ['выплата', 'payout']],
  [13, ['иной предмет расчёта', 'other']],
  [14, ['имущественное право', 'property right']],
  [15, ['внереализационный доход', 'non-operating income']],
  [16, ['страховые взносы', 'insurance contributions']],
  [17, ['торговый сбор', 'trade fee']],
  [18, ['курортный сбор', 'resort fee']],
  [19, ['залог', 'pledge']],
  [20, ['расход', 'expense incurred']],
  [21, ['взносы на ОПС ИП', 'pension contributions, sole traders']],
  [22, ['взносы на ОПС', 'pension contributions']],
  [23, ['взносы на ОМС ИП', 'medical contributions, sole traders']],
  [24, ['взносы на ОМС', 'medical contributions']],
  [25, ['взносы на ОСС', 'social contributions']],
  [26, ['платёж казино', 'casino payment']],
  [27, ['выдача денежных средств', 'cash withdrawal']],
  [30, ['АТНМ', 'excised, no marking code']],
  [31, ['АТМ', 'excised, with marking code']],
  [32, ['ТНМ', 'commodity, no marking code']],
  [33, ['ТМ', 'commodity, with marking code']],
]);

export const unitCodes: ReadonlySet<number> = new Set([
  0, 10, 11, 12, 20, 21, 22, 30, 31, 32, 40, 41, 42, 50, 51, 70, 71, 72, 73, 80, 81, 82, 83, 255,
]);

/** `ExpectedMarkItemStatus` (4.4). */
export const markStatuses: ReadonlySet<number> = new Set([1, 2, 3, 4, 5, 6, 255]);

/** Which data an agent of each sign must have (4.8). */
export const agentNeeds: readonly (readonly string[])[] = (() => {
  const bank = ['AgentOperationName', 'PaymentAgentPhone'];
  const transfer = ['Phone', 'Name', 'Address', 'Inn'].map((name) => `TransferOperator${name}`);
  const payer = ['PaymentAgentPhone', 'PaymentReceiverOperatorPhone'];
  return [[...bank, ...transfer], [...bank, ...transfer], payer, payer, [], [], []];
})();

/** The signs whose purveyor needs a phone beside the name and the INN. */
export const purveyorPhoneSigns: ReadonlySet<number> = new Set([0, 1, 2, 3]);
