import { type FaultName, traitsOf } from '../faults/catalogue.ts';
import type { FaultDetails, ParameterName } from '../faults/details.ts';
import { type MatchName, matchNames } from '../faults/match.ts';
import type { FaultRule } from '../faults/rule.ts';
import type { PageLanguage } from '../pages.ts';
import { durationText, formatTime } from './format.ts';
import { faultWords } from './words/faults.ts';
import { placeName } from './words/places.ts';

/** How much of it, as a person would type it. */
const parameterText: Readonly<Record<ParameterName, (details: FaultDetails) => string>> = {
  delay: ({ delayMs }) => durationText(delayMs),
  count: ({ count }) => String(count),
  reasonCode: ({ reasonCode }) => String(reasonCode),
  status: ({ status }) => String(status),
  value: ({ value }) => value,
};

/** The number or the word that a fault has, and what it is; null for one that has none. */
export function parameterOf(details: FaultDetails & { readonly fault: FaultName }) {
  const name = traitsOf(details.fault).parameter;
  return name === undefined ? null : { name, value: parameterText[name](details) };
}

/** What goes wrong, with its number where it has one. */
export function faultText(
  details: FaultDetails & { readonly fault: FaultName },
  lang: PageLanguage,
): string {
  const parameter = parameterOf(details);
  const text = traitsOf(details.fault)[lang];
  return parameter === null ? text : `${text}: ${parameter.value}`;
}

/** A fault that is on: where, what, when, how often so far. */
export function ruleModel(rule: FaultRule, lang: PageLanguage) {
  return {
    id: rule.id,
    place: placeName(rule.on, lang),
    fault: faultText(rule, lang),
    timing: timingOf(rule, lang),
    happened: rule.happened,
    scenario: rule.scenario ?? '',
  };
}

function timingOf(rule: FaultRule, lang: PageLanguage): string {
  const words = faultWords[lang];
  const { times, after, seen, every, probability, untilMs, match } = rule;
  const still = Math.max(0, after - seen);
  return [
    times === null ? words.always : `${words.left}: ${times}`,
    still === 0 ? '' : `${words.passes}: ${still}`,
    every === 1 ? '' : `${words.each}: ${every}`,
    probability === 1 ? '' : `${words.withChance} ${Math.round(probability * 1000) / 10}%`,
    untilMs === null ? '' : `${words.until} ${formatTime(untilMs, lang)}`,
    ...matchNames.map((name) => patternsOf(name, match[name])),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function patternsOf(name: MatchName, patterns: readonly string[] | undefined): string {
  return patterns === undefined ? '' : `${name}: ${patterns.join(', ')}`;
}
