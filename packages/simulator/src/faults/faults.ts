import { randomUUID } from 'node:crypto';
import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import type { FaultName, FaultPlace } from './catalogue.ts';

export type FaultRule = {
  readonly id: string;
  readonly on: FaultPlace;
  readonly fault: FaultName;
  /** How many more times it happens; null means until it is removed. */
  readonly times: number | null;
  /** For `delay` and `timeout_before`. */
  readonly delayMs: number;
  /** For `duplicate`: how many copies arrive in all. */
  readonly count: number;
  /** For `decline`. */
  readonly reasonCode: number;
  readonly happened: number;
};

export type NewFault = Omit<FaultRule, 'id' | 'happened'>;

export type Faults = {
  readonly add: (fault: NewFault) => FaultRule;
  readonly remove: (id: string) => boolean;
  readonly clear: () => void;
  readonly list: () => readonly FaultRule[];
  /** Takes the first rule for this place among the named faults, and counts it as happened. */
  readonly take: (on: FaultPlace, among: readonly FaultName[]) => FaultRule | null;
};

export function createFaults(journal: Journal, onChange: () => void): Faults {
  const rules: Collection<FaultRule> = createCollection<FaultRule>({
    name: 'faults',
    journal,
    keyOf: (rule) => rule.id,
    limit: 1000,
  });
  return {
    add: (fault) => {
      const rule = { ...fault, id: randomUUID(), happened: 0 };
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
    list: () => [...rules.values()],
    take: (on, among) => {
      if (rules.size() === 0) return null;
      for (const rule of rules.values()) {
        if (rule.on !== on || !among.includes(rule.fault)) continue;
        const left = rule.times === null ? null : rule.times - 1;
        if (left === 0) rules.delete(rule.id);
        else rules.put({ ...rule, times: left, happened: rule.happened + 1 });
        onChange();
        return rule;
      }
      return null;
    },
  };
}
