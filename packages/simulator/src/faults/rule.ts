import { drawn } from '../seed.ts';
import { covers, type FaultName, type FaultPlace, type PlaceGroup, traitsOf } from './catalogue.ts';
import type { FaultDetails } from './details.ts';
import { type Facts, fits, type Match } from './match.ts';

/** One thing that goes wrong: where, when and how often. A step of a scenario is one or more of them. */
export type FaultRule = FaultDetails & {
  readonly id: string;
  readonly on: FaultPlace | PlaceGroup;
  readonly fault: FaultName;
  /** How many more times it happens; null means until it is removed. */
  readonly times: number | null;
  /** How many occasions that fit are let pass first. */
  readonly after: number;
  /** Then every so-manieth occasion is taken: 1 is each of them, 3 the third, the sixth… */
  readonly every: number;
  /** The chance, above 0 and up to 1, that an occasion which would be taken is taken. */
  readonly probability: number;
  /** What its chance is drawn from. */
  readonly seed: string;
  readonly match: Match;
  /** From then on it is over; null is never. */
  readonly untilMs: number | null;
  /** The scenario it belongs to; null when it was added alone. */
  readonly scenario: string | null;
  /** The number of its step there, from 1. */
  readonly step: number | null;
  /** How many occasions fitted, and how often it happened. */
  readonly seen: number;
  readonly happened: number;
};

/** What is to be added; what is left out is: once, at the next occasion, for certain. */
export type NewFault = Pick<FaultRule, 'on' | 'fault'> &
  FaultDetails &
  Pick<FaultRule, 'times' | 'after' | 'every' | 'probability' | 'match'> & {
    /** How long it is in force. */
    readonly forMs: number | null;
    readonly seed: string | null;
  };

/** Whether this is an occasion for the rule at all: the place, the fault and the facts. */
export function concerns(
  rule: FaultRule,
  occasion: {
    readonly on: FaultPlace;
    readonly among: readonly FaultName[];
    readonly facts: Facts;
  },
): boolean {
  return (
    rule.times !== 0 &&
    occasion.among.includes(rule.fault) &&
    covers(rule.on, occasion.on) &&
    traitsOf(rule.fault).places.includes(occasion.on) &&
    fits(rule.match, occasion.facts)
  );
}

export function isOver(rule: FaultRule, nowMs: number): boolean {
  return rule.untilMs !== null && nowMs >= rule.untilMs;
}

/** Whether the rule needs to remember the occasions that pass. */
export function counts(rule: FaultRule): boolean {
  return rule.after > 0 || rule.every > 1 || rule.probability < 1;
}

/** Whether it happens at the occasion that fits it next. */
export function happensNext(rule: FaultRule): boolean {
  const index = rule.seen - rule.after;
  if (index < 0 || (index + 1) % rule.every !== 0) return false;
  return rule.probability >= 1 || drawn(rule.seed, 'fault', rule.seen) < rule.probability;
}
