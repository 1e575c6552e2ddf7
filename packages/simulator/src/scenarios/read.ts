import { type ClockStart, fastest } from '../clock/pace.ts';
import { parseInstant } from '../rest/dates.ts';
import { nearest } from './nearest.ts';
import { isList, isNothing, isPlainObject, type Plain, type PlainObject } from './plain.ts';
import type { ScenarioProblem } from './problem.ts';
import type { Scenario, ScenarioStep, Titles } from './scenario.ts';
import { readStep } from './step.ts';

export type ScenarioReading =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly problems: readonly ScenarioProblem[] };

const keys = ['name', 'title', 'about', 'seed', 'clock', 'steps'];
const clockKeys = ['at', 'frozen', 'speed'];

/**
 * Reads a scenario: an object with `steps`, or the list of steps alone. Every problem at once.
 * @param name what it is called when it does not say so itself
 */
export function readScenario(value: Plain, name: string): ScenarioReading {
  const problems: ScenarioProblem[] = [];
  const complain: Complain = (path, code, ru, en) => problems.push({ path, code, ru, en });
  const whole: PlainObject = isList(value) ? { steps: value } : isPlainObject(value) ? value : {};
  unknownKeys(whole, keys, [], complain);
  const steps = stepsOf(whole, problems, complain);
  const scenario: Scenario = {
    name: nameOf(whole, name, complain),
    title: titlesOf(whole.title),
    seed: textIn(whole, 'seed'),
    clock: clockOf(whole, complain),
    steps,
  };
  return problems.length === 0 ? { ok: true, scenario } : { ok: false, problems };
}

type Complain = (path: ScenarioProblem['path'], code: string, ru: string, en: string) => void;

function textIn(object: PlainObject, name: string): string | null {
  const value = object[name];
  return typeof value === 'string' && !isNothing(value) ? value.trim() : null;
}

function unknownKeys(
  object: PlainObject,
  known: readonly string[],
  path: ScenarioProblem['path'],
  complain: Complain,
): void {
  for (const key of Object.keys(object).filter((name) => !known.includes(name))) {
    const meant = nearest(key, known) ?? known.join(', ');
    complain(
      [...path, key],
      'bad_key',
      `такого ключа нет, есть ${meant}`,
      `there is no such key; there is ${meant}`,
    );
  }
}

function nameOf(whole: PlainObject, otherwise: string, complain: Complain): string {
  const name = textIn(whole, 'name') ?? otherwise;
  if (/^[\p{L}\p{N}._ -]{1,64}$/u.test(name)) return name;
  complain(
    ['name'],
    'bad_name',
    'имя — до 64 букв, цифр, точек, дефисов',
    'a name is up to 64 letters, digits, dots and hyphens',
  );
  return otherwise;
}

/** One text for both languages, or one for each. */
function titlesOf(value: Plain | undefined): Titles | null {
  if (typeof value === 'string') return isNothing(value) ? null : { ru: value, en: value };
  if (!isPlainObject(value)) return null;
  const ru = textIn(value, 'ru');
  const en = textIn(value, 'en');
  const either = ru ?? en;
  return either === null ? null : { ru: ru ?? either, en: en ?? either };
}

function clockOf(whole: PlainObject, complain: Complain): ClockStart | null {
  const value = whole.clock;
  if (value === undefined || isNothing(value)) return null;
  if (!isPlainObject(value)) {
    complain(
      ['clock'],
      'bad_clock',
      `clock — ключи ${clockKeys.join(', ')}`,
      `clock is the keys ${clockKeys.join(', ')}`,
    );
    return null;
  }
  unknownKeys(value, clockKeys, ['clock'], complain);
  const at = textIn(value, 'at');
  const atMs = at === null ? null : parseInstant(at, 0);
  if (at !== null && atMs === null) {
    complain(
      ['clock', 'at'],
      'bad_date',
      'нужен момент времени: 2026-01-15T12:00:00Z',
      'is an instant such as 2026-01-15T12:00:00Z',
    );
  }
  const speed = Number(textIn(value, 'speed') ?? 1);
  if (!(speed > 0 && speed <= fastest)) {
    complain(
      ['clock', 'speed'],
      'bad_number',
      `во сколько раз быстрее: больше 0 и до ${fastest}`,
      `is how many times as fast: above 0 and up to ${fastest}`,
    );
  }
  const frozen = textIn(value, 'frozen') ?? 'false';
  if (!/^(true|false)$/i.test(frozen)) {
    complain(['clock', 'frozen'], 'bad_flag', 'нужно true или false', 'is true or false');
  }
  return { ...(atMs === null ? {} : { atMs }), frozen: /^true$/i.test(frozen), speed };
}

function stepsOf(
  whole: PlainObject,
  problems: ScenarioProblem[],
  complain: Complain,
): readonly ScenarioStep[] {
  const { steps } = whole;
  if (!isList(steps) || steps.length === 0) {
    complain(
      steps === undefined ? [] : ['steps'],
      'bad_steps',
      'нужен список steps, в нём хотя бы один шаг: - on: pay, …',
      'needs a list of steps with at least one in it: - on: pay, …',
    );
    return [];
  }
  return steps.map((step, index) => {
    const reading = readStep(step);
    if (!reading.ok) {
      for (const problem of reading.problems) {
        problems.push({ ...problem, path: ['steps', index, ...problem.path] });
      }
      return { title: null, faults: [] };
    }
    const title = isPlainObject(step) ? titlesOf(step.title) : null;
    return { title, faults: reading.faults };
  });
}
