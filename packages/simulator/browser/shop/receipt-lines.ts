import { formatAmount, parseAmount } from '../../src/money.ts';
import {
  type GivenParameters,
  isRecord,
  readCount,
  readMoney,
  textOf,
  WrongParameter,
} from './parameters.ts';

/** A line of `items` of `start` (widget reference 1.5). */
type Item = {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly price: string;
};

export function readItems(value: unknown): readonly Item[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new WrongParameter('items must be an array');
  return value.map((item: unknown, index) => {
    const at = `items[${index}]`;
    if (!isRecord(item)) throw new WrongParameter(`${at} must be an object`);
    const id = textOf(item.id);
    const name = textOf(item.name);
    if (id === null) throw new WrongParameter(`${at}.id is required`);
    if (name === null) throw new WrongParameter(`${at}.name is required`);
    const count = readCount(`${at}.count`, item.count);
    return { id, name, count, price: readMoney(`${at}.price`, item.price) };
  });
}

/**
 * A receipt whose lines take what they leave out from the item of the same `id`: label, price,
 * quantity, and the amount that follows from them. Names may be in any case; what was sent stays.
 */
export function borrowLines(receipt: GivenParameters, items: readonly Item[]): GivenParameters {
  const key = keyOf(receipt, 'items');
  const lines = key === null ? null : receipt[key];
  if (key === null || !Array.isArray(lines) || items.length === 0) return receipt;
  return { ...receipt, [key]: lines.map((line: unknown) => completed(line, items)) };
}

function completed(line: unknown, items: readonly Item[]): unknown {
  if (!isRecord(line)) return line;
  const id = textOf(line[keyOf(line, 'id') ?? '']);
  const item = items.find((one) => one.id === id);
  if (item === undefined) return line;
  const borrowed = {
    label: item.name,
    price: Number(item.price),
    quantity: item.count,
    amount: amountOf(item),
  };
  const missing = Object.entries(borrowed).filter(([name]) => keyOf(line, name) === null);
  return { ...line, ...Object.fromEntries(missing) };
}

/** Counted in kopecks; a number only where JSON wants one. */
function amountOf({ price, count }: Item): number {
  return Number(formatAmount((parseAmount(price) ?? 0n) * BigInt(count)));
}

function keyOf(record: GivenParameters, name: string): string | null {
  return Object.keys(record).find((key) => key.toLowerCase() === name) ?? null;
}
