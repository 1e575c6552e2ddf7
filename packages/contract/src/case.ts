import type { Bench } from './bench.ts';
import type { Check } from './check.ts';
import type { Group } from './group.ts';
import type { Text } from './text.ts';

/**
 * What a case cannot do without. `listener`: notifications reach us. `check`: Check does too, which
 * no API can switch on. `clock`: days can be made to pass, which only a simulator's clock can.
 * `patience`: minutes of real waiting, or that clock.
 */
export type Need = 'listener' | 'check' | 'clock' | 'patience';

/**
 * `documented`: a difference is a failure. `unverified`: no official text says so; a difference is
 * told and is no failure.
 */
export type Basis = 'documented' | 'unverified';

/** One fact about the gateway, and how it is tried. */
export type Case = {
  /** Group and name, stable: `two-stage.partial-confirm`. */
  readonly id: string;
  readonly group: Group;
  /** The fact in one sentence. */
  readonly claim: Text;
  /** Where the reference states it: a section of the API reference, or W and one of the widget's. */
  readonly section: string;
  readonly basis: Basis;
  readonly needs: readonly Need[];
  readonly run: (bench: Bench, check: Check) => Promise<void>;
};

/** A case as its group's file writes it down. */
export type Draft = Omit<Case, 'id' | 'group' | 'basis' | 'needs'> & {
  readonly name: string;
  readonly basis?: Basis;
  readonly needs?: readonly Need[];
};

/** The cases of one group; documented, and in need of nothing, unless they say otherwise. */
export function casesOf(group: Group, drafts: readonly Draft[]): readonly Case[] {
  return drafts.map(({ name, basis = 'documented', needs = [], ...rest }) => ({
    ...rest,
    id: `${group}.${name}`,
    group,
    basis,
    needs,
  }));
}
