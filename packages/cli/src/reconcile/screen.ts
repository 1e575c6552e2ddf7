import type {
  BookSums,
  DiscrepancyView,
  ReconciliationLine,
  ReconciliationView,
} from '@kopeck/api';
import type { CommandContext } from '../context.ts';
import type { Language } from '../start/words.ts';
import { table } from '../table.ts';
import { reconcileWords } from './words.ts';

const clearLine = '\r\u001b[K';
const barWidth = 24;

export interface Ending {
  readonly reconciliation: ReconciliationView;
  readonly found: readonly DiscrepancyView[];
  readonly repaired: ReadonlySet<string>;
}

/** What people see while books are compared: a bar on a terminal, then sentences; or JSON lines. */
export function createScreen(
  { stdout }: CommandContext,
  { language, json }: { readonly language: Language; readonly json: boolean },
) {
  const words = reconcileWords[language];
  const clear = stdout.isTTY ? clearLine : '';
  const say = (text: string) => stdout.write(`${clear}${text}\n`);
  return {
    clear: () => {
      if (!json) stdout.write(clear);
    },
    line: (line: ReconciliationLine) => {
      if (json) stdout.write(`${JSON.stringify(line)}\n`);
      else if (line.kind === 'progress' && stdout.isTTY) {
        stdout.write(`${clear}  ${bar(line.share)} ${words.compared(line.compared)}`);
      } else if (line.kind === 'discrepancy') say(`  ✗ ${line.discrepancy.sentence}`);
      else if (line.kind === 'repaired') say(`    ✓ ${words.repaired}`);
    },
    end: ({ reconciliation, found, repaired }: Ending) => {
      if (json) return;
      const { from, to, here, there, outcome, problem, unexplained } = reconciliation;
      say(`  · ${words.period(new Date(from), new Date(to))}`);
      const rows = sumRows(there, here, words.sides);
      if (rows.length > 0) for (const row of table(words.columns, rows)) say(row);
      const open = found.filter((one) => !repaired.has(one.id));
      if (outcome === 'incomplete') say(`  ✗ ${words.incomplete(problem ?? '')}`);
      else if (outcome === 'agrees') say(`  ✓ ${words.agrees}`);
      else say(`  ✗ ${words.differs(unexplained)}`);
      if (open.some((one) => one.action === 'look_up')) say(`    ${words.fix}`);
      if (open.some((one) => one.action === 'explain')) say(`    ${words.explain}`);
    },
  };
}

function bar(share: number): string {
  const full = Math.round(share * barWidth);
  return `${'█'.repeat(full)}${'░'.repeat(barWidth - full)} ${String(Math.floor(share * 100)).padStart(3)} %`;
}

function sumRows(
  there: readonly BookSums[],
  here: readonly BookSums[],
  sides: { readonly there: string; readonly here: string },
): readonly (readonly string[])[] {
  const currencies = new Set([...there, ...here].map((sum) => sum.currency));
  return [...currencies].flatMap((currency) =>
    [[sides.there, there] as const, [sides.here, here] as const].map(([side, sums]) => {
      const sum = sums.find((one) => one.currency === currency);
      return [
        side,
        currency,
        String(sum?.payments ?? 0),
        sum?.held ?? '0.00',
        sum?.taken ?? '0.00',
        sum?.refunded ?? '0.00',
      ];
    }),
  );
}
