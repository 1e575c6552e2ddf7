/** One place that breaks a rule. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly what: string;
}

/** Files a rule does not hold for, each with the reason. */
export type Exceptions = Readonly<Record<string, string>>;

/** The findings that no exception covers, and the exceptions that nothing needs any more, in words. */
export function complaints(findings: readonly Finding[], exceptions: Exceptions = {}): string[] {
  const broken = findings
    .filter(({ file }) => exceptions[file] === undefined)
    .map(({ file, line, what }) => `${file}:${line}: ${what}`);
  const stale = Object.keys(exceptions)
    .filter((file) => !findings.some((finding) => finding.file === file))
    .map((file) => `${file}: keeps the rule by now, take it off the list of exceptions`);
  return [...broken, ...stale];
}
