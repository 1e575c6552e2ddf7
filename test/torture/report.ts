/** One line of the table that `npm run torture` ends with. */
export interface Trial {
  readonly what: string;
  readonly times: number;
  /** Acknowledged and not there afterwards. */
  readonly lost: number;
  /** Done twice, or in a state that must not be. */
  readonly wrong: number;
  readonly seconds: number;
  /** Every failure in words, with what is needed to see it again. */
  readonly problems: readonly string[];
}

export interface TrialOptions {
  readonly seed: number;
  readonly times: number;
  readonly onProgress: (done: number) => void;
}

export function tableOf(trials: readonly Trial[]): string {
  const heading = ['What', 'Times', 'Lost', 'Wrong', 'Seconds'];
  const rows = trials.map((trial) => [
    trial.what,
    String(trial.times),
    String(trial.lost),
    String(trial.wrong),
    trial.seconds.toFixed(1),
  ]);
  const widths = heading.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ');
  return [heading, ...rows].map(line).join('\n');
}
