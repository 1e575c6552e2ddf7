import { plain } from './plain.ts';
import { type PlacedProblem, ScenarioError } from './problem.ts';
import { readScenario } from './read.ts';
import type { Scenario } from './scenario.ts';

/**
 * Reads a scenario from YAML or JSON, which is YAML too. Throws `ScenarioError`, which names the line of
 * every problem and what is expected there.
 * @param source the file or the name, for messages
 * @param name what the scenario is called when it does not say so itself
 */
export async function parseScenario(text: string, source: string, name: string): Promise<Scenario> {
  // Loaded with the first scenario: most runs have none.
  const { isSeq, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  // Everything is text there: `on` is no boolean, and a number keeps its spelling.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines });
  const lineAt = (offset: number) => lines.linePos(offset).line;
  const [broken] = document.errors;
  if (broken !== undefined) {
    const what = broken.message.split(' at line ')[0] ?? broken.message;
    throw new ScenarioError(source, [
      {
        path: [],
        code: 'bad_yaml',
        ru: `не разбирается как YAML или JSON: ${what}`,
        en: `is neither YAML nor JSON: ${what}`,
        line: lineAt(broken.pos[0]),
      },
    ]);
  }
  const { contents } = document;
  // The list of steps alone stands for `steps:`.
  const isSteps = isSeq(contents);
  const lineOf = (path: readonly (string | number)[]): number | null => {
    const own = isSteps ? path.slice(1) : path;
    for (let depth = own.length; depth > 0; depth -= 1) {
      const node: unknown = document.getIn(own.slice(0, depth), true);
      const range = rangeOf(node);
      if (range !== null) return lineAt(range);
    }
    const range = rangeOf(contents);
    return range === null ? null : lineAt(range);
  };
  const reading = readScenario(plain(document.toJS()), name);
  if (reading.ok) return reading.scenario;
  const problems = reading.problems.map((problem): PlacedProblem => {
    return { ...problem, line: lineOf(problem.path) };
  });
  throw new ScenarioError(source, problems);
}

function rangeOf(node: unknown): number | null {
  if (typeof node !== 'object' || node === null || !('range' in node)) return null;
  const { range } = node;
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : null;
}
