/** What is wrong with a scenario, and where. */
export type ScenarioProblem = {
  /** The way to it: `steps`, 2, `fault`. */
  readonly path: readonly (string | number)[];
  /** Stable, for programs. */
  readonly code: string;
  readonly ru: string;
  readonly en: string;
};

/** A problem with the line of the text that it is on. */
export type PlacedProblem = ScenarioProblem & { readonly line: number | null };

/** The problem as one sentence: `line 7, steps[2].fault: …`. */
export function problemText(problem: PlacedProblem, language: 'ru' | 'en'): string {
  const way = wayOf(problem.path);
  const line =
    problem.line === null ? '' : `${language === 'ru' ? 'строка' : 'line'} ${problem.line}`;
  const where = [line, way].filter((part) => part !== '').join(', ');
  return where === '' ? problem[language] : `${where}: ${problem[language]}`;
}

function wayOf(path: readonly (string | number)[]): string {
  return path.reduce<string>((way, step) => {
    if (typeof step === 'number') return `${way}[${step}]`;
    return way === '' ? step : `${way}.${step}`;
  }, '');
}

/** A scenario that cannot be played: it names every problem. */
export class ScenarioError extends Error {
  readonly problems: readonly PlacedProblem[];
  /** The file or the name, as it was given. */
  readonly source: string;

  constructor(source: string, problems: readonly PlacedProblem[]) {
    super(problems.map((problem) => problemText(problem, 'en')).join('\n'));
    this.name = 'ScenarioError';
    this.problems = problems;
    this.source = source;
  }
}
