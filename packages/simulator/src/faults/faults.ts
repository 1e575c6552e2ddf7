import type { Clock } from '../clock.ts';
import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import type { Chance } from '../seed.ts';
import type { FaultName, FaultPlace } from './catalogue.ts';
import type { Facts } from './match.ts';
import { concerns, counts, type FaultRule, happensNext, isOver, type NewFault } from './rule.ts';

export type { FaultRule, NewFault } from './rule.ts';

export type Faults = {
  readonly add: (fault: NewFault, from?: { scenario: string; step: number }) => FaultRule;
  readonly remove: (id: string) => boolean;
  readonly clear: () => void;
  /** Those that may still happen. */
  readonly list: () => readonly FaultRule[];
  /** All of a scenario's, also those that are spent. */
  readonly ofScenario: (name: string) => readonly FaultRule[];
  readonly removeScenario: (name: string) => void;
  /**
   * Whether one of the named faults happens at this place now: the first rule that says so, which is
   * counted. Ask once per occasion and fault; the facts are only asked for where rules look at them.
   */
  readonly take: (
    on: FaultPlace,
    among: readonly FaultName[],
    facts?: () => Facts,
  ) => FaultRule | null;
};

type FaultsDeps = {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly onChange: () => void;
  /** Told of every fault as it happens. */
  readonly onFault: (rule: FaultRule, on: FaultPlace) => void;
};

const noFacts: Facts = {};

/** What an older journal may leave out. */
const unset = {
  after: 0,
  every: 1,
  probability: 1,
  seed: '',
  match: {},
  untilMs: null,
  scenario: null,
  step: null,
  seen: 0,
  status: 503,
  value: '',
} as const satisfies Partial<FaultRule>;

export function createFaults(deps: FaultsDeps): Faults {
  const { journal, clock, chance, onChange } = deps;
  const rules: Collection<FaultRule> = createCollection<FaultRule>({
    name: 'faults',
    journal,
    keyOf: (rule) => rule.id,
    revive: (rule) => ({ ...unset, ...rule }),
    limit: 1000,
  });
  const inForce = () => {
    for (const rule of rules.values()) if (isOver(rule, clock.now())) rules.delete(rule.id);
    return rules.values();
  };

  /** A scenario shows what its spent steps did; a fault that was added alone is gone. */
  const happened = (rule: FaultRule) => {
    const times = rule.times === null ? null : rule.times - 1;
    if (times === 0 && rule.scenario === null) rules.delete(rule.id);
    else rules.put({ ...rule, times, seen: rule.seen + 1, happened: rule.happened + 1 });
    onChange();
  };

  const removeWhere = (unwanted: (rule: FaultRule) => boolean) => {
    for (const rule of [...rules.values()]) if (unwanted(rule)) rules.delete(rule.id);
    onChange();
  };

  return {
    add: ({ forMs, seed, ...fault }, from) => {
      const rule: FaultRule = {
        ...fault,
        id: chance.uuid('fault', (id) => rules.get(id) !== undefined),
        seed: seed ?? `${chance.seed}/${chance.uuid('fault seed').slice(0, 8)}`,
        untilMs: forMs === null ? null : clock.now() + forMs,
        scenario: from?.scenario ?? null,
        step: from?.step ?? null,
        seen: 0,
        happened: 0,
      };
      rules.put(rule);
      onChange();
      return rule;
    },
    remove: (id) => {
      const known = rules.get(id) !== undefined;
      rules.delete(id);
      onChange();
      return known;
    },
    clear: () => {
      rules.clear();
      onChange();
    },
    list: () => [...inForce()].filter((rule) => rule.times !== 0),
    ofScenario: (name) => [...rules.values()].filter((rule) => rule.scenario === name),
    removeScenario: (name) => removeWhere((rule) => rule.scenario === name),
    take: (on, among, factsOf) => {
      if (rules.size() === 0) return null;
      let taken: FaultRule | null = null;
      let known: Facts | undefined;
      for (const rule of [...inForce()]) {
        // Read only for a rule that is about this place and one of these faults.
        if (!among.includes(rule.fault)) continue;
        known ??= factsOf?.() ?? noFacts;
        if (!concerns(rule, { on, among, facts: known })) continue;
        if (taken === null && happensNext(rule)) {
          taken = rule;
          happened(rule);
          deps.onFault(rule, on);
        } else if (counts(rule)) rules.put({ ...rule, seen: rule.seen + 1 });
      }
      return taken;
    },
  };
}
