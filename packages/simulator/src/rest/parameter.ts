import { parseAmount } from '../money.ts';
import { parseInstant } from './dates.ts';
import type { Fields } from './fields.ts';

/**
 * How a value must look. `amount`: a positive decimal with at most two significant decimals;
 * `integer`: any number, rounded arithmetically as the gateway does (reference 1.3); `long`: a
 * 64-bit id; `json`: JSON text, or an object in a JSON request; `date`: ISO 8601, a day or an instant.
 */
export type ParameterType =
  | 'string'
  | 'strings'
  | 'amount'
  | 'number'
  | 'integer'
  | 'long'
  | 'boolean'
  | 'date'
  | 'json'
  | 'object';

/** One parameter of an API method, as the tables of the reference's section 2 list them. */
export type Parameter = {
  readonly name: string;
  readonly type: ParameterType;
  readonly required: boolean;
  /** The only values, in any case of their letters. */
  readonly values?: readonly string[];
  /**
   * Documented as required, and yet left out by clients that work: always, or by mobile SDKs, which
   * name the terminal by `PublicId` alone.
   */
  readonly tolerated?: 'always' | 'by_public_id';
  /** One English sentence for the OpenAPI document. */
  readonly about: string;
};

type Details = Pick<Parameter, 'values' | 'tolerated'>;

export const required = (
  name: string,
  type: ParameterType,
  about: string,
  details: Details = {},
): Parameter => ({ name, type, required: true, about, ...details });

export const optional = (
  name: string,
  type: ParameterType,
  about: string,
  details: Details = {},
): Parameter => ({ name, type, required: false, about, ...details });

/** The gateway's words for the first parameter that is missing or wrong; null when all fit (1.3). */
export function problemWith(
  parameters: readonly Parameter[],
  fields: Fields,
  byPublicId = false,
): string | null {
  for (const parameter of parameters) {
    if (!isGiven(fields, parameter)) {
      const { tolerated } = parameter;
      if (tolerated === 'always' || (tolerated === 'by_public_id' && byPublicId)) continue;
      // On the gateway's platform a truth value that is not sent is false.
      if (parameter.required && parameter.type !== 'boolean')
        return `${parameter.name} is required`;
      continue;
    }
    if (!fits(parameter, fields)) {
      return tooSmall(parameter, fields) ?? `Invalid ${parameter.name} value`;
    }
  }
  return null;
}

/**
 * A sum of nothing is as if it were absent, and too small on top: so the test terminal answered a
 * published client's suite, word for word. A negative one is too small alone (own analysis).
 */
function tooSmall({ name, type }: Parameter, fields: Fields): string | null {
  const text = fields.text(name) ?? '';
  if (type !== 'amount' || !/^-?\d+(\.\d+)?$/.test(text) || Number(text) > 0) return null;
  const words = `${name} value is too small`;
  return Number(text) === 0 ? `${name} is required; ${words}` : words;
}

/** The truth values that the tables require and a request leaves out: each counts as false. */
export function takenForFalse(parameters: readonly Parameter[], fields: Fields): readonly string[] {
  return parameters
    .filter((one) => one.required && one.type === 'boolean' && one.tolerated === undefined)
    .filter((one) => !isGiven(fields, one))
    .map((one) => one.name);
}

function isGiven(fields: Fields, parameter: Parameter): boolean {
  const value = fields.get(parameter.name);
  if (parameter.type === 'strings') return fields.list(parameter.name).length > 0;
  return value !== undefined && value !== null && value !== '';
}

const plain: readonly ParameterType[] = ['string', 'amount', 'number', 'integer', 'long', 'date'];

function fits(parameter: Parameter, fields: Fields): boolean {
  const { name, type, values } = parameter;
  const text = fields.text(name) ?? '';
  // Blank text is as if it were absent only for what may be absent.
  if (plain.includes(type) && text === '') return !parameter.required && type === 'string';
  if (values !== undefined && !values.some((known) => known.toLowerCase() === text.toLowerCase())) {
    return false;
  }
  switch (type) {
    case 'amount':
      return (parseAmount(text) ?? 0n) > 0n;
    case 'number':
    case 'integer':
      return /^[+-]?\d+([.,]\d+)?$/.test(text);
    case 'long':
      return /^\d{1,19}$/.test(text);
    case 'boolean':
      return fields.get(name) === true || fields.get(name) === false || isFlag(text);
    case 'object':
      return fields.object(name) !== null;
    case 'date':
      return parseInstant(text, 0) !== null;
    case 'string':
    case 'strings':
    case 'json':
      return true;
  }
}

function isFlag(text: string): boolean {
  return /^(true|false|1|0)$/i.test(text);
}

/** The names that a request has and the method does not know: often a slip of the pen. */
export function unknownNames(parameters: readonly Parameter[], fields: Fields): readonly string[] {
  const known = new Set(parameters.map((parameter) => parameter.name.toLowerCase()));
  return fields.names().filter((name) => !known.has(name.toLowerCase()));
}
