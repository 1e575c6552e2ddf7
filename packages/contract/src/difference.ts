import { stringifyExact } from './wire/json.ts';

/** What the gateway did otherwise than the reference says. */
export type Difference = {
  /** What was looked at: a method and a field of its answer, or of a notification. */
  readonly where: string;
  /** Values as JSON, rules in the notation of docs/contract.md. */
  readonly expected: string;
  readonly got: string;
};

const longest = 200;

/** A value as one line of a table. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : stringifyExact(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
