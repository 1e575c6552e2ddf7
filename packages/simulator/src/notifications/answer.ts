import { isObject } from '../json.ts';

/** What came back from the shop, or why nothing did. */
export type ShopAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly body: string }
  | { readonly kind: 'no_connection'; readonly error: string }
  | { readonly kind: 'timed_out'; readonly afterMs: number };

/** `code` of the JSON object in an answer with status 200; null when the answer is anything else. */
function answeredCode(answer: ShopAnswer): number | null {
  if (answer.kind !== 'answered' || answer.status !== 200) return null;
  try {
    // A handler saved with a byte order mark sends it first; the gateway's platform reads past it.
    const parsed: unknown = JSON.parse(answer.body.replace(/^\uFEFF/, ''));
    if (!isObject(parsed)) return null;
    // Three official modules answer CODE: the gateway reads the key in any case.
    const key = Object.keys(parsed).find((name) => name.toLowerCase() === 'code');
    const value = key === undefined ? undefined : parsed[key];
    if (typeof value === 'string' && /^\d+$/.test(value)) return Number(value);
    return typeof value === 'number' && Number.isInteger(value) ? value : null;
  } catch {
    return null;
  }
}

const reasonByCode: ReadonlyMap<number, number> = new Map([
  [0, 0],
  [10, 3001],
  [11, 3002],
  [12, 3003],
  [13, 3008],
  [20, 3004],
]);

const handlerMissing: ReadonlySet<number> = new Set([404, 405, 410, 504, 508]);

/** The reason code that an answer to Check becomes: 0 goes on, anything else declines (3.6). */
export function checkReasonCode(answer: ShopAnswer): number {
  if (answer.kind !== 'answered') return 3006;
  if (handlerMissing.has(answer.status)) return 3007;
  if (answer.status !== 200) return 3006;
  return reasonByCode.get(answeredCode(answer) ?? -1) ?? 3005;
}

/** Why an attempt counts as failed. */
export type Refusal =
  | { readonly kind: 'no_connection'; readonly error: string }
  | { readonly kind: 'timed_out'; readonly afterMs: number }
  | { readonly kind: 'wrong_status'; readonly status: number }
  | { readonly kind: 'no_code' }
  | { readonly kind: 'wrong_code'; readonly code: number }
  /** A fault kept the notification or its answer from arriving. */
  | { readonly kind: 'fault'; readonly fault: string };

/** Null when the shop acknowledged the notification. */
export function refusalOf(answer: ShopAnswer): Refusal | null {
  if (answer.kind !== 'answered') return answer;
  if (answer.status !== 200) return { kind: 'wrong_status', status: answer.status };
  const code = answeredCode(answer);
  if (code === null) return { kind: 'no_code' };
  return code === 0 ? null : { kind: 'wrong_code', code };
}

/** The refusal in words that tell the shop's developer what to change. */
export function refusalText(refusal: Refusal, language: 'ru' | 'en'): string {
  const ru = language === 'ru';
  switch (refusal.kind) {
    case 'no_connection':
      return ru ? `нет соединения: ${refusal.error}` : `no connection: ${refusal.error}`;
    case 'timed_out': {
      const seconds = refusal.afterMs / 1000;
      return ru ? `нет ответа за ${seconds} с` : `no answer in ${seconds} s`;
    }
    case 'wrong_status':
      return ru
        ? `статус HTTP ${refusal.status}, нужен 200`
        : `HTTP status ${refusal.status}, 200 expected`;
    case 'no_code':
      return ru ? 'в ответе нет JSON с полем code' : 'the body is not JSON with a code';
    case 'wrong_code':
      return ru ? `code ${refusal.code}, нужен 0` : `code ${refusal.code}, 0 expected`;
    case 'fault':
      return ru ? `вмешался сбой ${refusal.fault}` : `the fault ${refusal.fault} took part`;
  }
}
