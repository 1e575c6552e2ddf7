import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { type BuiltInScenario, builtIn, builtInScenarios } from './built-in.ts';
import { nearest } from './nearest.ts';
import { plain } from './plain.ts';
import { type PlacedProblem, ScenarioError } from './problem.ts';
import { readScenario } from './read.ts';
import type { Scenario, ScenarioInput } from './scenario.ts';
import { parseScenario } from './text.ts';

/** The name of a built-in scenario, or a file with one; or the scenario itself. */
export type ScenarioSource = string | ScenarioInput | { readonly text: string };

/** Throws `ScenarioError` with every problem in words. */
export async function loadScenario(source: ScenarioSource): Promise<Scenario> {
  if (typeof source !== 'string') {
    return 'text' in source
      ? parseScenario(source.text, 'text', 'scenario')
      : scenarioFrom(source, 'scenario');
  }
  const known = builtIn(source);
  if (known !== undefined) return builtInFrom(known);
  const text = await readFile(source, 'utf8').catch((error: unknown) => {
    throw new ScenarioError(source, [unreadable(source, error)]);
  });
  return parseScenario(text, source, basename(source, extname(source)));
}

/** A scenario that is an object already. */
export function scenarioFrom(value: object, name: string): Scenario {
  const reading = readScenario(plain(value), name);
  if (reading.ok) return reading.scenario;
  const problems = reading.problems.map((problem) => ({ ...problem, line: null }));
  throw new ScenarioError(name, problems);
}

export function builtInFrom(known: BuiltInScenario): Scenario {
  return scenarioFrom(known, known.name);
}

/** Of a name that is no built-in one. */
export function unknownName(name: string): PlacedProblem {
  const names = builtInScenarios.map((known) => known.name);
  const meant = nearest(name, names);
  return {
    path: [],
    code: 'unknown_scenario',
    ru: `нет такого сценария${meant === null ? '' : `, есть ${meant}`}. Встроенные: ${names.join(', ')}`,
    en: `there is no such scenario${meant === null ? '' : `; did you mean ${meant}?`} Built-in ones: ${names.join(', ')}`,
    line: null,
  };
}

function unreadable(source: string, error: unknown): PlacedProblem {
  const looksLikeFile = /[/\\.]/.test(source);
  if (!looksLikeFile) return unknownName(source);
  const reason = error instanceof Error ? error.message : String(error);
  return {
    path: [],
    code: 'unreadable',
    ru: `файл не читается (${reason})`,
    en: `the file cannot be read (${reason})`,
    line: null,
  };
}
