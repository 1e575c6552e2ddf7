import type { NewFault } from '../faults/faults.ts';
import { isObject } from '../json.ts';
import { plain } from '../scenarios/plain.ts';
import { problemText } from '../scenarios/problem.ts';
import { readStep } from '../scenarios/step.ts';
import { wrong } from './body.ts';
import type { Problem } from './problem.ts';

export type FaultInput =
  | { readonly ok: true; readonly fault: NewFault; readonly faults: readonly NewFault[] }
  | { readonly ok: false; readonly problem: Problem };

/**
 * Reads one fault, which is a step of a scenario on its own; what it cannot mean is refused in words
 * that list what it can.
 */
export function readFault(body: unknown): FaultInput {
  if (!isObject(body)) {
    const detail = 'Send a JSON object {on, fault, times?}.';
    return { ok: false, problem: wrong('bad_fault', detail) };
  }
  const step = readStep(plain(body));
  if (step.ok) {
    const [fault] = step.faults;
    if (fault !== undefined) return { ok: true, fault, faults: step.faults };
    return { ok: false, problem: wrong('bad_fault', 'This switches every fault off.') };
  }
  const [first] = step.problems;
  const detail = step.problems.map((item) => problemText({ ...item, line: null }, 'en')).join('\n');
  return { ok: false, problem: wrong(first?.code ?? 'bad_fault', `${detail}.`) };
}
