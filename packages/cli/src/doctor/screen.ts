import type { DoctorSettings } from '@kopeck/api';
import type { Language } from '../start/words.ts';
import type { Text } from '../text.ts';
import type { Finding } from './finding.ts';
import type { Summary } from './report.ts';
import { rowIds, rows, type Section, sectionOf, sectionTitles } from './rows.ts';

/** What a run shows while it runs. */
export interface Screen {
  readonly begin: (server: string, settings: DoctorSettings) => void;
  readonly section: (section: Section) => void;
  readonly finding: (finding: Finding) => void;
  readonly end: (summary: Summary) => void;
}

interface ScreenOptions {
  readonly language: Language;
  readonly colour: boolean;
  /** A line that the next one replaces, for a terminal; null elsewhere. */
  readonly transient: ((line: string | null) => void) | null;
  readonly print: (line: string) => void;
}

const words = {
  why: { ru: 'Почему это важно:', en: 'Why it matters:' },
  fix: { ru: 'Что сделать:', en: 'What to do:' },
  live: { ru: 'рабочие ключи', en: 'live keys' },
  simulator: { ru: 'симулятор', en: 'simulator' },
  working: { ru: 'проверяем…', en: 'checking…' },
} as const satisfies Record<string, Text>;

/** Aligned lines, each as soon as it is known; a failure is followed by why it matters and what to do. */
export function createScreen(options: ScreenOptions): Screen {
  const { language, print } = options;
  const paint = (code: number) => (text: string) =>
    options.colour ? `\u001b[${code}m${text}\u001b[0m` : text;
  const [bold, dim, red, green] = [paint(1), paint(2), paint(31), paint(32)];
  const wait = () => options.transient?.(`    · ${words.working[language]}`);
  const line = (text: string) => {
    options.transient?.(null);
    print(text);
  };
  let width = 0;
  return {
    begin: (server, settings) => {
      const mode = words[settings.gateway][language];
      line('');
      line(`  ${bold('kopeck doctor')}   ${server}   ${dim(`${settings.shopName}, ${mode}`)}`);
    },
    section: (section) => {
      const titles = rowIds
        .filter((id) => sectionOf(id) === section)
        .map((id) => rows[id].title[language].length);
      width = Math.max(...titles);
      line('');
      line(`  ${bold(sectionTitles[section][language])}`);
      wait();
    },
    finding: (finding) => {
      const title = rows[finding.row].title[language].padEnd(width);
      switch (finding.status) {
        case 'passed':
          line(`    ${green('✓')} ${title}  ${dim(finding.note?.[language] ?? '')}`.trimEnd());
          break;
        case 'skipped':
          line(`    ${dim('–')} ${title}  ${dim(finding.reason[language])}`);
          break;
        case 'failed':
          line(`    ${red('✗')} ${title}  ${red(finding.what[language])}`);
          line(`        ${words.why[language]} ${rows[finding.row].why[language]}`);
          line(`        ${bold(words.fix[language])} ${finding.fix[language]}`);
          break;
      }
      wait();
    },
    end: (summary) => {
      line('');
      const text = summaryText(summary, language);
      line(`  ${summary.failed === 0 ? green(`✓ ${text}`) : red(`✗ ${text}`)}`);
      line('');
    },
  };
}

/** For `--json`, where standard output is the report and nothing else. */
export const silentScreen: Screen = {
  begin: () => {},
  section: () => {},
  finding: () => {},
  end: () => {},
};

function summaryText({ passed, failed, skipped }: Summary, language: Language): string {
  if (language === 'en') {
    const tail = skipped === 0 ? '' : `, ${skipped} skipped`;
    return failed === 0
      ? `All is well: ${passed} passed${tail}`
      : `${failed} failed, ${passed} passed${tail}`;
  }
  const tail = skipped === 0 ? '' : `, пропущено ${skipped}`;
  return failed === 0
    ? `Всё в порядке: пройдено ${passed}${tail}`
    : `Не пройдено ${failed}, пройдено ${passed}${tail}`;
}
