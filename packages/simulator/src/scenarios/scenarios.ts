import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { FaultRule, Faults } from '../faults/faults.ts';
import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import { stringifyStored } from '../json.ts';
import type { Chance } from '../seed.ts';
import type { Log } from '../settings.ts';
import type { Scenario, Titles } from './scenario.ts';

/** A scenario that is being played, with what its steps have done so far. */
export type PlayedScenario = {
  readonly name: string;
  readonly title: Titles | null;
  /** Given again, everything that is drawn by chance repeats exactly. */
  readonly seed: string;
  readonly startedAtMs: number;
  readonly steps: readonly PlayedStep[];
};

export type PlayedStep = {
  /** From 1; a step with several faults or places has several entries. */
  readonly number: number;
  readonly title: Titles | null;
  readonly rule: FaultRule;
};

export type Scenarios = {
  /** Plays it from its beginning, in the place of one of the same name. */
  readonly play: (scenario: Scenario) => Promise<PlayedScenario>;
  readonly stop: (name: string) => boolean;
  readonly stopAll: () => void;
  readonly get: (name: string) => PlayedScenario | undefined;
  readonly all: () => readonly PlayedScenario[];
  /** Goes on with what the journal brought back, and begins the one that the process was given. */
  readonly resume: () => void;
  /** Everything from its beginning: only the one that the process was given is played. */
  readonly reset: () => void;
};

type Kept = {
  readonly name: string;
  readonly title: Titles | null;
  readonly seed: string;
  readonly startedAtMs: number;
  readonly titles: readonly (Titles | null)[];
  /** Tells whether a process that starts again was given the same one. */
  readonly hash: string;
  /** Whether a process was given it at its start; else somebody asked for it since. */
  readonly configured: boolean;
};

type ScenariosDeps = {
  readonly journal: Journal;
  readonly faults: Faults;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly log: Log;
  readonly onChange: () => void;
  /** The one that the process was given at its start; its clock is set already. */
  readonly configured: Scenario | null;
};

const keptScenarios = 100;

export function createScenarios(deps: ScenariosDeps): Scenarios {
  const { faults, clock, configured } = deps;
  const kept: Collection<Kept> = createCollection<Kept>({
    name: 'scenarios',
    journal: deps.journal,
    keyOf: (item) => item.name,
    limit: keptScenarios,
    onEvict: (item) => faults.removeScenario(item.name),
  });

  const begin = (scenario: Scenario) => {
    const { name, title, steps } = scenario;
    faults.removeScenario(name);
    const seed = scenario.seed ?? deps.chance.seed;
    kept.put({
      name,
      title,
      seed,
      startedAtMs: clock.now(),
      titles: steps.map((step) => step.title),
      hash: hashOf(scenario),
      configured: scenario === configured,
    });
    for (const [index, step] of steps.entries()) {
      const number = index + 1;
      for (const fault of step.faults) {
        // Faults of one step share its chance: they happen together.
        const own = fault.seed ?? `${seed}/${name}/${number}`;
        faults.add({ ...fault, seed: own }, { scenario: name, step: number });
      }
    }
    deps.log('info', 'a scenario is played', { name, seed, steps: steps.length });
    deps.onChange();
  };

  const shown = (item: Kept): PlayedScenario => {
    const { name, title, seed, startedAtMs, titles } = item;
    const steps = faults.ofScenario(name).map((rule) => {
      const number = rule.step ?? 0;
      return { number, title: titles[number - 1] ?? null, rule };
    });
    return { name, title, seed, startedAtMs, steps };
  };

  const get = (name: string) => {
    const item = kept.get(name);
    return item === undefined ? undefined : shown(item);
  };

  const stop = (name: string) => {
    const known = kept.get(name) !== undefined;
    kept.delete(name);
    faults.removeScenario(name);
    return known;
  };

  const stopAll = () => {
    for (const { name } of [...kept.values()]) stop(name);
  };

  return {
    play: async (scenario) => {
      if (scenario.clock !== null) await setClock(clock, scenario.clock);
      begin(scenario);
      return get(scenario.name) as PlayedScenario;
    },
    stop,
    stopAll,
    get,
    all: () => [...kept.values()].map(shown),
    resume: () => {
      for (const item of [...kept.values()]) {
        const goesOn = !item.configured || item.hash === hashOf(configured);
        if (!goesOn) stop(item.name);
      }
      const known = configured === null ? undefined : kept.get(configured.name);
      if (configured !== null && known?.hash !== hashOf(configured)) begin(configured);
    },
    reset: () => {
      stopAll();
      if (configured !== null) begin(configured);
    },
  };
}

async function setClock(clock: Clock, start: NonNullable<Scenario['clock']>): Promise<void> {
  const { atMs, frozen = false, speed = 1 } = start;
  if (frozen) clock.setPace({ frozen, speed });
  if (atMs !== undefined) await clock.setTo(atMs);
  clock.setPace({ frozen, speed });
}

function hashOf(scenario: Scenario | null): string {
  return createHash('sha256').update(stringifyStored(scenario)).digest('base64');
}
