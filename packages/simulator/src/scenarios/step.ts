import { parseDuration } from '../clock/duration.ts';
import {
  defaultDetails,
  type FaultName,
  faultNames,
  resolvePlace,
  traitsOf,
  usualPlace,
} from '../faults/catalogue.ts';
import {
  type FaultDetails,
  type ParameterName,
  parameters,
  wholeNumber,
} from '../faults/details.ts';
import { type Match, type MatchName, matchNames } from '../faults/match.ts';
import type { NewFault } from '../faults/rule.ts';
import { nearest } from './nearest.ts';
import { isNothing, isPlainObject, type Plain, type PlainObject, textsOf } from './plain.ts';
import type { ScenarioProblem } from './problem.ts';

export type StepReading =
  | { readonly ok: true; readonly faults: readonly NewFault[] }
  | { readonly ok: false; readonly problems: readonly ScenarioProblem[] };

/** What tells how often, when and to whom; the other keys of a step are faults and their numbers. */
const timing = ['times', 'after', 'every', 'probability', 'for', 'match', 'seed'] as const;

/** The keys that give a fault its number, and the parameter that each of them is. */
const numberKeys: Readonly<Record<string, ParameterName>> = {
  delay: 'delay',
  delayms: 'delay',
  count: 'count',
  reasoncode: 'reasonCode',
  status: 'status',
  value: 'value',
};

const otherKeys = ['on', 'fault', 'title', ...timing];
const knownKeys: readonly string[] = [
  ...otherKeys,
  ...['delay', 'delayMs', 'count', 'reasonCode', 'status', 'value'],
  ...faultNames,
];

/** Reads one step, or one fault on its own, which is the same; every problem at once. */
export function readStep(step: Plain): StepReading {
  if (!isPlainObject(step)) {
    return refuse(
      problem([], 'bad_step', {
        ru: 'шаг — это ключи со значениями: on, fault, times, …',
        en: 'a step is keys with values: on, fault, times, …',
      }),
    );
  }
  const reading = createReading(step);
  const named = namedFaults(reading);
  const places = placesOf(reading, named).map(({ on, named: { fault, details } }) => ({
    on,
    fault,
    details: { ...defaultDetails(fault), ...details },
  }));
  for (const { fault, details } of places) checkValue(reading, fault, details.value);
  const common = {
    times: timesOf(reading),
    after: numberOf(reading, 'after', 0),
    every: Math.max(1, numberOf(reading, 'every', 1)),
    probability: probabilityOf(reading),
    forMs: lifetimeOf(reading),
    match: matchOf(reading),
    seed: reading.text('seed'),
  };
  for (const key of reading.unread()) {
    const meant = nearest(key, knownKeys);
    reading.complain([key], 'bad_key', {
      ru: `такого ключа нет${meant === null ? '' : `, есть ${meant}`}`,
      en: `there is no such key${meant === null ? '' : `; did you mean ${meant}?`}`,
    });
  }
  const problems = reading.problems();
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    faults: places.map(({ on, fault, details }) => ({ on, fault, ...details, ...common })),
  };
}

type Words = { readonly ru: string; readonly en: string };

const problem = (path: ScenarioProblem['path'], code: string, words: Words): ScenarioProblem => ({
  path,
  code,
  ...words,
});

const refuse = (...problems: readonly ScenarioProblem[]): StepReading => ({ ok: false, problems });

/** The step's keys in any case, each marked as read when it is asked for. */
function createReading(step: PlainObject) {
  const spelled = new Map(Object.keys(step).map((key) => [key.toLowerCase(), key]));
  const left = new Set(spelled.keys());
  const problems: ScenarioProblem[] = [];
  const get = (name: string): Plain | undefined => {
    left.delete(name.toLowerCase());
    const key = spelled.get(name.toLowerCase());
    return key === undefined ? undefined : step[key];
  };
  return {
    get,
    text: (name: string): string | null => {
      const value = get(name);
      return typeof value === 'string' && !isNothing(value) ? value.trim() : null;
    },
    has: (name: string) => spelled.has(name.toLowerCase()),
    spelling: (name: string) => spelled.get(name.toLowerCase()) ?? name,
    complain: (path: ScenarioProblem['path'], code: string, words: Words) => {
      problems.push(problem(path, code, words));
    },
    unread: () => {
      left.delete('title');
      return [...left].map((key) => spelled.get(key) ?? key);
    },
    problems: () => problems,
  };
}

type Reading = ReturnType<typeof createReading>;
type Named = { readonly fault: FaultName; readonly details: Partial<FaultDetails> };

/** The faults of `fault:`, and those that are keys themselves: `duplicate: 3`, `decline: 5051`. */
function namedFaults(reading: Reading): readonly Named[] {
  const listed = listedFaults(reading);
  // `delay` is a fault of its own, and the number of those that take one.
  const isNumber = (name: FaultName) =>
    name === 'delay' && listed.some((fault) => traitsOf(fault).parameter === 'delay');
  const shorthand = faultNames.flatMap((fault): readonly Named[] => {
    if (!reading.has(fault) || isNumber(fault)) return [];
    const value = reading.get(fault) ?? '';
    if (typeof value === 'string' && /^(false|off|no)$/i.test(value)) return [];
    return [{ fault, details: shorthandDetails(reading, fault, value) }];
  });
  const numbers = numbersOf(reading);
  if (listed.length + shorthand.length === 0 && !reading.has('fault')) {
    reading.complain([], 'bad_fault', {
      ru: `не сказано, что пойдёт не так: fault — одно из ${faultNames.join(', ')}`,
      en: `it does not say what goes wrong: fault is one of: ${faultNames.join(', ')}`,
    });
  }
  return [
    ...listed.map((fault) => ({ fault, details: numbers })),
    ...shorthand.map(({ fault, details }) => ({ fault, details: { ...numbers, ...details } })),
  ];
}

function listedFaults(reading: Reading): readonly FaultName[] {
  const value = reading.get('fault');
  if (value === undefined) return [];
  const texts = textsOf(value) ?? [''];
  return texts.flatMap((text) => {
    const name = faultNames.find((known) => known === text.trim().toLowerCase());
    if (name !== undefined) return [name];
    const meant = nearest(text, faultNames);
    reading.complain(['fault'], 'bad_fault', {
      ru: `«${text}» не бывает${meant === null ? '' : `, бывает ${meant}`}; fault — одно из ${faultNames.join(', ')}`,
      en: `there is no "${text}"${meant === null ? '' : `, did you mean ${meant}?`} fault is one of: ${faultNames.join(', ')}`,
    });
    return [];
  });
}

function shorthandDetails(reading: Reading, fault: FaultName, value: Plain): Partial<FaultDetails> {
  if (isNothing(value) || isSwitch(value)) return {};
  const name = traitsOf(fault).parameter;
  const text = typeof value === 'string' ? value.trim() : '';
  const details = name === undefined ? null : parameters[name].read(text);
  if (details !== null) return details;
  const path = [reading.spelling(fault)];
  if (name === undefined) {
    reading.complain(path, 'bad_value', {
      ru: 'здесь ничего не нужно: напишите true',
      en: 'takes nothing: write true',
    });
  } else {
    const { code, ru, en } = parameters[name];
    reading.complain(path, code, { ru: `здесь ${ru}`, en });
  }
  return {};
}

/** Whether it only says yes or no. */
function isSwitch(value: Plain): boolean {
  return typeof value === 'string' && /^(true|on|yes|false|off|no)$/i.test(value.trim());
}

function numbersOf(reading: Reading): Partial<FaultDetails> {
  let details: Partial<FaultDetails> = {};
  for (const [key, name] of Object.entries(numberKeys)) {
    if (!reading.has(key)) continue;
    const { read, code, ru, en } = parameters[name];
    const spelling = reading.spelling(key);
    const value = reading.get(key) ?? '';
    // As a fault of its own `delay` was read already, and has its value from there.
    const text = typeof value === 'string' ? value.trim() : '';
    const given = read(text);
    if (given !== null) details = { ...details, ...given };
    else if (!isNothing(value) && !(key === 'delay' && isSwitch(text))) {
      reading.complain([spelling], code, { ru: `${spelling}: ${ru}`, en: `${spelling} ${en}` });
    }
  }
  return details;
}

/** Some faults take a value of a certain shape, such as `Amount=1.00`. */
function checkValue(reading: Reading, fault: FaultName, value: string): void {
  const { shape, usual } = traitsOf(fault);
  if (shape === undefined || shape.test(value)) return;
  const path = [reading.has('value') ? 'value' : fault];
  reading.complain(path, 'bad_value', {
    ru: `${fault}: нужно значение вида ${usual?.value ?? ''}`,
    en: `${fault} takes a value such as ${usual?.value ?? ''}`,
  });
}

function placesOf(reading: Reading, named: readonly Named[]) {
  const value = reading.get('on');
  const texts = value === undefined || isNothing(value) ? null : (textsOf(value) ?? ['']);
  return named.flatMap((item) => {
    const { fault } = item;
    const usual = usualPlace(fault);
    const wanted = texts ?? (usual === null ? [''] : [usual]);
    return wanted.flatMap((text) => {
      const on = resolvePlace(text.trim().toLowerCase(), fault);
      if (on !== null) return [{ on, named: item }];
      const places = traitsOf(fault).places.join(', ');
      reading.complain(texts === null ? [] : ['on'], 'bad_place', {
        ru: `${fault} бывает на: ${places}`,
        en: `${fault} can happen on: ${places}`,
      });
      return [];
    });
  });
}

/** Once when nothing is said; `null` and `always` are until it is removed. */
function timesOf(reading: Reading): number | null {
  const value = reading.get('times');
  if (value === undefined) return 1;
  if (isNothing(value)) return null;
  const text = typeof value === 'string' ? value.trim() : '';
  if (/^(always|всегда)$/i.test(text)) return null;
  const times = countOf(text);
  if (times !== null && times > 0) return times;
  reading.complain(['times'], 'bad_number', {
    ru: 'times — целое число от 1 или always',
    en: 'times is a whole number from 1, or always (null)',
  });
  return 1;
}

function numberOf(reading: Reading, name: 'after' | 'every', otherwise: number): number {
  const value = reading.get(name);
  if (value === undefined || isNothing(value)) return otherwise;
  const number = countOf(typeof value === 'string' ? value : '');
  if (number !== null) return number;
  reading.complain([name], 'bad_number', {
    ru: `${name} — целое число раз: 3`,
    en: `${name} is a whole number of times: 3`,
  });
  return otherwise;
}

/** `3`, `3 times`, `3 раза`. */
function countOf(text: string): number | null {
  const [, digits = ''] = /^(\d{1,9})(?:\s*(?:times?|раза?))?$/i.exec(text.trim()) ?? [];
  return wholeNumber(digits, 0, 999_999_999);
}

/** `0.1` or `10%`. */
function probabilityOf(reading: Reading): number {
  const value = reading.get('probability');
  if (value === undefined || isNothing(value)) return 1;
  const [, digits = '', percent] =
    /^(\d+(?:\.\d+)?)\s*(%)?$/.exec(typeof value === 'string' ? value.trim() : '') ?? [];
  const probability = Number(digits === '' ? Number.NaN : digits) / (percent === '%' ? 100 : 1);
  if (probability > 0 && probability <= 1) return probability;
  reading.complain(['probability'], 'bad_number', {
    ru: 'probability — больше 0 и до 1, или проценты: 10%',
    en: 'probability is above 0 and up to 1, or a percentage: 10%',
  });
  return 1;
}

function lifetimeOf(reading: Reading): number | null {
  const value = reading.get('for');
  if (value === undefined || isNothing(value)) return null;
  const forMs = parseDuration(typeof value === 'string' ? value : '');
  if (forMs !== null) return forMs;
  const { ru, en } = parameters.delay;
  reading.complain(['for'], 'bad_number', { ru: `for: ${ru}`, en: `for ${en}` });
  return null;
}

function matchOf(reading: Reading): Match {
  const value = reading.get('match');
  if (value === undefined || isNothing(value)) return {};
  const complain = (path: ScenarioProblem['path'], words: Words) =>
    reading.complain(path, 'bad_match', words);
  const names = matchNames.join(', ');
  if (!isPlainObject(value)) {
    complain(['match'], {
      ru: `match — ключи со значениями: ${names}`,
      en: `match is keys with values: ${names}`,
    });
    return {};
  }
  const match: Partial<Record<MatchName, readonly string[]>> = {};
  for (const [key, item] of Object.entries(value)) {
    const name = matchNames.find((known) => known.toLowerCase() === key.toLowerCase());
    const patterns = isNothing(item) ? null : textsOf(item);
    if (name === undefined) {
      complain(['match', key], {
        ru: `сравнить можно ${names}`,
        en: `there is no such fact; match looks at: ${names}`,
      });
    } else if (patterns === null) {
      complain(['match', key], {
        ru: 'нужен образец или список образцов; * — что угодно',
        en: 'is a pattern or a list of patterns; * is anything',
      });
    } else match[name] = patterns;
  }
  return match;
}
