import { parseDuration } from '../clock/duration.ts';
import { declineCodes } from '../payments/reasons.ts';

/** How much of a fault: each fault looks at one of these at most. */
export type FaultDetails = {
  readonly delayMs: number;
  /** How many copies arrive in all, or how many kilobytes. */
  readonly count: number;
  readonly reasonCode: number;
  /** Of an HTTP or an SMTP answer. */
  readonly status: number;
  /** A word: a status, a type, a sum, or `Field=value`. */
  readonly value: string;
};

export type ParameterName = 'delay' | 'count' | 'reasonCode' | 'status' | 'value';

type Reading = {
  readonly read: (text: string) => Partial<FaultDetails> | null;
  readonly ru: string;
  readonly en: string;
  /** The code of a refusal. */
  readonly code: string;
};

const most = 1_000_000;

/** How each parameter is read, and what is said when it cannot be. */
export const parameters: Readonly<Record<ParameterName, Reading>> = {
  delay: {
    read: (text) => {
      const delayMs = parseDuration(text);
      return delayMs === null ? null : { delayMs };
    },
    ru: 'нужна длительность: 500ms, 40s, 2m, 1h30m, 7d или миллисекунды',
    en: 'is a duration such as 500ms, 40s, 2m, 1h30m, 7d, or milliseconds',
    code: 'bad_number',
  },
  count: {
    read: (text) => {
      const count = wholeNumber(text, 1, most);
      return count === null ? null : { count };
    },
    ru: 'нужно целое число от 1',
    en: 'is a whole number from 1',
    code: 'bad_number',
  },
  reasonCode: {
    read: (text) => {
      const reasonCode = wholeNumber(text, 1, most);
      return reasonCode !== null && declineCodes.includes(reasonCode) ? { reasonCode } : null;
    },
    ru: `нужен код отказа: ${declineCodes.join(', ')}`,
    en: `is one of: ${declineCodes.join(', ')}`,
    code: 'bad_reason_code',
  },
  status: {
    read: (text) => {
      const status = wholeNumber(text, 200, 599);
      return status === null ? null : { status };
    },
    ru: 'нужен код ответа от 200 до 599',
    en: 'is the code of an answer, from 200 to 599',
    code: 'bad_number',
  },
  value: {
    read: (text) => (text === '' ? null : { value: text }),
    ru: 'нужно непустое значение',
    en: 'is a word that is not empty',
    code: 'bad_value',
  },
};

/** Null when the text is no whole number in these bounds. */
export function wholeNumber(text: string, least: number, greatest: number): number | null {
  if (!/^\d{1,9}$/.test(text)) return null;
  const value = Number(text);
  return value >= least && value <= greatest ? value : null;
}
