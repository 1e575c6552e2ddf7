import { warn } from './developer.ts';
import {
  type GivenParameters,
  isRecord,
  readCount,
  readMoney,
  readObject,
  readOneOf,
  textOf,
  WrongParameter,
} from './parameters.ts';
import { borrowLines, readItems } from './receipt-lines.ts';

/**
 * `Data` of a payment by `start`: `metadata`, with `receipt` and `recurrent` where the older widget
 * had them, inside `CloudPayments` (widget reference 1.2, 2.1).
 */
export function startData(given: GivenParameters, accountId: string | null): unknown {
  const items = readItems(given.items);
  const receipt = readReceipt('receipt', given.receipt);
  const recurrent = readRecurrent(given.recurrent, accountId);
  const metadata = given.metadata ?? null;
  if (receipt === null && recurrent === null) return metadata;
  const { own, rest } = splitInstructions(metadata);
  return {
    ...rest,
    CloudPayments: {
      ...own,
      ...(receipt === null ? {} : { CustomerReceipt: borrowLines(receipt, items) }),
      ...(recurrent === null ? {} : { recurrent }),
    },
  };
}

/** The root key of instructions is known in any case (widget reference 2.1). */
function splitInstructions(metadata: unknown) {
  if (!isRecord(metadata)) return { own: {}, rest: metadata === null ? {} : { metadata } };
  const key = Object.keys(metadata).find((name) => name.toLowerCase() === 'cloudpayments') ?? '';
  const { [key]: own, ...rest } = metadata;
  return { own: isRecord(own) ? own : {}, rest };
}

/** An object, or text that holds one: the documentation types it both ways (1.5). */
function readReceipt(name: string, value: unknown): GivenParameters | null {
  if (typeof value !== 'string' || value.trim() === '') return readObject(name, value || null);
  try {
    return readObject(name, JSON.parse(value));
  } catch {
    throw new WrongParameter(`${name} must be an object`);
  }
}

/** The plan of repeating payments, in the older form: `receipt` was `customerReceipt` (2.3). */
function readRecurrent(value: unknown, accountId: string | null): object | null {
  const plan = readObject('recurrent', value);
  if (plan === null) return null;
  const { receipt, ...rest } = plan;
  readOneOf('recurrent.interval', plan.interval, ['Day', 'Week', 'Month']);
  readCount('recurrent.period', plan.period);
  if (isGiven(plan.maxPeriods)) readCount('recurrent.maxPeriods', plan.maxPeriods);
  if (isGiven(plan.amount)) readMoney('recurrent.amount', plan.amount);
  if (isGiven(plan.startDate)) readFuture('recurrent.startDate', plan.startDate);
  if (accountId === null) {
    warn('recurrent without userInfo.accountId: the payment passes, no subscription is made');
  }
  const customerReceipt = readReceipt('recurrent.receipt', receipt);
  return customerReceipt === null ? rest : { ...rest, customerReceipt };
}

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';

/** The simulator's clock may stand elsewhere than the browser's, so a past date is only told of. */
function readFuture(name: string, value: unknown): void {
  const atMs = value instanceof Date ? value.getTime() : Date.parse(textOf(value) ?? '');
  if (Number.isNaN(atMs)) throw new WrongParameter(`${name} must be a date`);
  if (atMs <= Date.now()) warn(`${name} must be in the future`);
}
