import type { DoctorSettings } from '@kopeck/api';
import type { Language } from '../start/words.ts';
import type { Failure } from '../text.ts';
import type { Finding } from './finding.ts';
import { type RowId, rows, type Section, sectionOf, sections, sectionTitles } from './rows.ts';

type Status = Finding['status'];

export interface Summary {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** One row of `--json`. `id` is stable; the rest is for people, in the language of the environment. */
interface ResultJson {
  readonly id: RowId;
  readonly status: Status;
  readonly title: string;
  /** What was found; for a skipped row, the reason. */
  readonly detail: string | null;
  readonly why: string | null;
  readonly fix: string | null;
}

/** What `kopeck doctor --json` prints (docs/doctor.md). */
export type ReportJson =
  | {
      readonly ok: boolean;
      readonly server: string;
      readonly gateway: DoctorSettings['gateway'];
      readonly testMode: boolean;
      readonly shop: string;
      readonly summary: Summary;
      readonly checks: readonly {
        readonly id: Section;
        readonly title: string;
        readonly status: Status;
        readonly results: readonly ResultJson[];
      }[];
    }
  | {
      readonly ok: false;
      readonly error: {
        readonly code: string;
        readonly message: string;
        readonly fix: string | null;
      };
    };

export function summaryOf(findings: readonly Finding[]): Summary {
  const count = (status: Status) => findings.filter((finding) => finding.status === status).length;
  return { passed: count('passed'), failed: count('failed'), skipped: count('skipped') };
}

export function reportJson(
  about: { readonly server: string; readonly settings: DoctorSettings },
  findings: readonly Finding[],
  language: Language,
): ReportJson {
  const { server, settings } = about;
  const summary = summaryOf(findings);
  return {
    ok: summary.failed === 0,
    server,
    gateway: settings.gateway,
    testMode: settings.testMode,
    shop: settings.shopName,
    summary,
    checks: sections.map((id) => {
      const own = findings.filter(({ row }) => sectionOf(row) === id);
      const results = own.map((finding) => resultJson(finding, language));
      return { id, title: sectionTitles[id][language], status: statusOf(own), results };
    }),
  };
}

export const failureJson = ({ code, message, fix }: Failure, language: Language): ReportJson => ({
  ok: false,
  error: { code, message: message[language], fix: fix?.[language] ?? null },
});

/** A check fails with any of its rows, and is skipped only when nothing of it was tried. */
function statusOf(findings: readonly Finding[]): Status {
  const { failed, passed } = summaryOf(findings);
  if (failed > 0) return 'failed';
  return passed > 0 ? 'passed' : 'skipped';
}

function resultJson(finding: Finding, language: Language): ResultJson {
  const { row: id, status } = finding;
  const row = rows[id];
  const common = { id, status, title: row.title[language] };
  switch (finding.status) {
    case 'passed':
      return { ...common, detail: finding.note?.[language] ?? null, why: null, fix: null };
    case 'skipped':
      return { ...common, detail: finding.reason[language], why: null, fix: null };
    case 'failed':
      return {
        ...common,
        detail: finding.what[language],
        why: row.why[language],
        fix: finding.fix[language],
      };
  }
}
