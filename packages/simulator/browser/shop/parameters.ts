import { parseAmount } from '../../src/money.ts';

/** Values as a shop's JavaScript gives them: nothing about them is certain. */
export type GivenParameters = Readonly<Record<string, unknown>>;

/** A parameter that will not do; its words are for the shop's developer. */
export class WrongParameter extends Error {}

export function isRecord(value: unknown): value is GivenParameters {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text, or a number as text; null for anything else and for what is blank. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** Decimal text with a dot and at most two decimals, above zero. */
export function readMoney(name: string, value: unknown): string {
  if (value === undefined || value === null || value === '') {
    throw new WrongParameter(`${name} is required`);
  }
  const text = textOf(value)?.trim() ?? '';
  if (!/^\d{1,15}(\.\d+)?$/.test(text)) {
    throw new WrongParameter(
      `${name} must be a number such as 1500 or 1500.50, not ${shown(value)}`,
    );
  }
  const minor = parseAmount(text);
  if (minor === null) throw new WrongParameter(`${name} has more than two decimals: ${text}`);
  if (minor <= 0n) throw new WrongParameter(`${name} must be greater than 0`);
  return text;
}

/** A whole number above zero. */
export function readCount(name: string, value: unknown): number {
  const count = Number(value);
  if (!Number.isInteger(count) || count <= 0 || typeof value === 'object') {
    throw new WrongParameter(`${name} must be a whole number above 0, not ${shown(value)}`);
  }
  return count;
}

export function readObject(name: string, value: unknown): GivenParameters | null {
  if (value === undefined || value === null) return null;
  if (!isRecord(value)) throw new WrongParameter(`${name} must be an object`);
  return value;
}

export function readOneOf(name: string, value: unknown, allowed: readonly string[]): string {
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  const choice = allowed.map((one) => `"${one}"`).join(', ');
  throw new WrongParameter(`${name} must be one of ${choice}, not ${shown(value)}`);
}

/** Whole addresses stay, those of the shop's own site are completed. */
export function readUrl(name: string, value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string' || !URL.canParse(value, location.href)) {
    throw new WrongParameter(`${name} must be an address`);
  }
  const { href, protocol } = new URL(value, location.href);
  if (/^(javascript|data|vbscript):$/.test(protocol)) {
    throw new WrongParameter(`${name} must be an address`);
  }
  return href;
}

function shown(value: unknown): string {
  if (typeof value === 'object' && value !== null) return 'an object';
  return value === undefined ? 'undefined' : JSON.stringify(value);
}
