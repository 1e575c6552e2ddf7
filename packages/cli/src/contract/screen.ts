import { type Result, type Summary, summaryOf } from '@kopeck/contract';
import { type Group, groups, groupTitles } from '@kopeck/contract/options';
import type { Style } from '../start/banner.ts';
import type { Language } from '../start/words.ts';
import { table } from '../table.ts';
import { screenWords } from './words.ts';

type Look = { readonly language: Language; readonly style: Style };

type Count = 'agree' | 'differ' | 'noted' | 'skipped';

/** `24 совпало, 1 отличается`: what is not there is not counted. */
function counts({ agrees, differs, noted, skipped }: Summary, language: Language): string {
  const all: readonly (readonly [Count, number])[] = [
    ['agree', agrees],
    ['differ', differs],
    ['noted', noted],
    ['skipped', skipped],
  ];
  return all
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${screenWords[name][language]}`)
    .join(', ');
}

const titleWidth = (language: Language) =>
  Math.max(...groups.map((group) => groupTitles[group][language].length));

/** One part of the suite, as soon as it has been tried. */
export function groupLine(group: Group, results: readonly Result[], look: Look): string {
  const { language } = look;
  const summary = summaryOf(results);
  const mark = summary.differs === 0 ? '✓' : '✗';
  const title = groupTitles[group][language].padEnd(titleWidth(language));
  return `  ${mark} ${title}  ${look.style.dim(counts(summary, language))}`;
}

/** Everything that was not as expected, what is worth knowing, what was not tried, and the sum. */
export function findings(results: readonly Result[], look: Look): readonly string[] {
  const { language, style } = look;
  const having = (outcome: Result['outcome']) =>
    results.filter((result) => result.outcome === outcome);
  const part = (title: keyof typeof screenWords, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', `  ${style.bold(screenWords[title][language])}`, ...lines];
  const summary = summaryOf(results);
  return [
    ...part(
      'differences',
      having('differs').flatMap((result) => differing(result, look)),
    ),
    ...part(
      'notes',
      having('noted').flatMap((result) => differing(result, look)),
    ),
    ...part('notTried', notTried(having('skipped'), look)),
    '',
    `  ${summary.differs === 0 ? '✓' : '✗'} ${counts(summary, language)}`,
  ];
}

function differing({ case: one, differences }: Result, { language, style }: Look) {
  const { where, expected, got, section } = screenWords;
  const heading = [where[language], expected[language], got[language]];
  const rows = differences.map((difference) => [
    difference.where,
    short(difference.expected),
    short(difference.got),
  ]);
  return [
    '',
    `  ${style.bold(one.id)}  ${style.dim(`${section[language]} ${one.section}`)}`,
    `  ${one.claim[language]}`,
    ...table(heading, rows).map((line) => `  ${line}`),
  ];
}

const widest = 72;

/** A cell of a table: the whole is in the report for programs. */
const short = (text: string): string =>
  text.length > widest ? `${text.slice(0, widest - 1)}…` : text;

/** A reason once, with the cases it keeps back. */
function notTried(skipped: readonly Result[], { language, style }: Look): readonly string[] {
  const reasons = [...new Set(skipped.map(({ reason }) => reason?.[language] ?? ''))];
  return reasons.flatMap((reason) => [
    '',
    `  – ${reason}`,
    ...skipped
      .filter((result) => (result.reason?.[language] ?? '') === reason)
      .map(({ case: one }) => `    ${style.dim(one.id)}  ${one.claim[language]}`),
  ]);
}
