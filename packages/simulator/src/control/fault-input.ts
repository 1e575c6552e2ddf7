import { defaultDetails, faultNames, faults, resolvePlace } from '../faults/catalogue.ts';
import type { NewFault } from '../faults/faults.ts';
import { isObject } from '../json.ts';
import { declineCodes } from '../payments/reasons.ts';
import { type Fields, fieldsOf } from '../rest/fields.ts';
import type { Problem } from './problem.ts';

export type FaultInput =
  | { readonly ok: true; readonly fault: NewFault }
  | { readonly ok: false; readonly problem: Problem };

const wrong = (code: string, detail: string): FaultInput => ({
  ok: false,
  problem: { status: 422, code, detail },
});

/** Reads one fault; what it cannot mean is refused in words that list what it can. */
export function readFault(body: unknown): FaultInput {
  if (!isObject(body)) return wrong('bad_fault', 'Send a JSON object {on, fault, times?}.');
  const fields = fieldsOf(Object.entries(body));
  const name = faultNames.find((known) => known === fields.text('fault'));
  if (name === undefined) return wrong('bad_fault', `fault is one of: ${faultNames.join(', ')}.`);
  const on = resolvePlace(fields.text('on') ?? '', name);
  if (on === null) {
    return wrong('bad_place', `${name} can happen on: ${faults[name].places.join(', ')}.`);
  }
  const otherwise = defaultDetails(name);
  const always = fields.get('times') === null || fields.text('times') === 'always';
  const times = always ? null : wholeNumber(fields, 'times', 1, 1);
  const delayMs = wholeNumber(fields, 'delayMs', otherwise.delayMs, 0);
  const count = wholeNumber(fields, 'count', otherwise.count, 1);
  const reasonCode = wholeNumber(fields, 'reasonCode', otherwise.reasonCode, 1);
  if (Number.isNaN(times) || Number.isNaN(delayMs) || Number.isNaN(count)) {
    return wrong(
      'bad_number',
      'times, delayMs and count are whole numbers; times: null is always.',
    );
  }
  if (!declineCodes.includes(reasonCode)) {
    return wrong('bad_reason_code', `reasonCode is one of: ${declineCodes.join(', ')}.`);
  }
  return { ok: true, fault: { on, fault: name, times, delayMs, count, reasonCode } };
}

function wholeNumber(fields: Fields, name: string, otherwise: number, least: number): number {
  const text = fields.text(name);
  if (text === null) return fields.get(name) === undefined ? otherwise : Number.NaN;
  const value = Number(text);
  return Number.isInteger(value) && value >= least ? value : Number.NaN;
}
