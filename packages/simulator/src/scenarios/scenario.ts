import type { ClockStart } from '../clock/pace.ts';
import type { FaultName, FaultPlace, PlaceGroup } from '../faults/catalogue.ts';
import type { MatchName } from '../faults/match.ts';
import type { NewFault } from '../faults/rule.ts';

/** Words for people; one text serves both languages. */
export type Titles = { readonly ru: string; readonly en: string };

/** A scenario that has been read: what goes wrong, step by step. */
export type Scenario = {
  readonly name: string;
  readonly title: Titles | null;
  /** What its chances are drawn from; null: from the simulator's own seed. */
  readonly seed: string | null;
  /** Where the clock is set when it begins; null: nowhere. */
  readonly clock: ClockStart | null;
  readonly steps: readonly ScenarioStep[];
};

export type ScenarioStep = {
  readonly title: Titles | null;
  /** One for each place and each fault that the step names. */
  readonly faults: readonly NewFault[];
};

type Duration = string | number;
type Place = FaultPlace | PlaceGroup;
type Pattern = string | number;

/** A step as a test or a JSON request writes it; scenario files say the same in YAML. */
export type FaultStep = {
  readonly title?: string | Titles;
  /** May be left out where the fault can happen in one place only. */
  readonly on?: Place | readonly Place[];
  readonly fault?: FaultName | readonly FaultName[];
  /** How often; once by default, `null` and `always` are until it is removed. */
  readonly times?: number | 'always' | null;
  /** How many occasions that fit are let pass first. */
  readonly after?: number | string;
  /** Then every so-manieth occasion: 3 is the third, the sixth… */
  readonly every?: number;
  /** 0.1 or `10%`. */
  readonly probability?: number | string;
  /** How long it is in force. */
  readonly for?: Duration;
  readonly match?: Readonly<Partial<Record<MatchName, Pattern | readonly Pattern[]>>>;
  readonly seed?: string | number;
  readonly delayMs?: number;
  readonly count?: number;
  readonly reasonCode?: number;
  readonly status?: number;
  readonly value?: string;
} & {
  /** A fault as a key: `{ duplicate: 3 }`, `{ decline: 5051 }`, `{ delay: '40s' }`. */
  readonly [Name in FaultName]?: boolean | number | string | null;
};

/** A scenario as a test or a JSON request writes it. */
export type ScenarioInput = {
  readonly name?: string;
  readonly title?: string | Titles;
  readonly seed?: string | number;
  readonly clock?: { readonly at?: string; readonly frozen?: boolean; readonly speed?: number };
  readonly steps: readonly FaultStep[];
};
