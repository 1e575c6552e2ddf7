import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type AuditDay, auditDays } from '@kopeck/api';
import type { Failure } from '../text.ts';

export type KeptDays =
  | { readonly ok: true; readonly days: readonly AuditDay[] }
  | { readonly ok: false; readonly failure: Failure };

/** Reads a file that `kopeck audit export` has written. */
export async function readKeptDays(cwd: string, file: string): Promise<KeptDays> {
  const text = await readFile(resolve(cwd, file), 'utf8').catch((error: Error) => error);
  if (text instanceof Error) return unreadable(file, text.message);
  try {
    const parsed = auditDays.safeParse(JSON.parse(text));
    return parsed.success
      ? { ok: true, days: parsed.data.days }
      : unreadable(file, 'not a list of days');
  } catch (error) {
    return unreadable(file, error instanceof Error ? error.message : String(error));
  }
}

/** The days whose seal on the server is not the kept one, or is gone. */
export function daysNotAsKept(
  kept: readonly AuditDay[],
  stored: readonly AuditDay[],
): readonly string[] {
  const roots = new Map(stored.map((day) => [day.day, day.root]));
  return kept.filter((day) => roots.get(day.day) !== day.root).map((day) => day.day);
}

const unreadable = (file: string, detail: string): KeptDays => ({
  ok: false,
  failure: {
    code: 'days_unreadable',
    message: {
      ru: `Файл ${file} с печатями дней не читается: ${detail}.`,
      en: `The file ${file} with the seals of days cannot be read: ${detail}.`,
    },
    fix: {
      ru: 'Такой файл пишет команда: npm run kopeck audit export > печати.json',
      en: 'Such a file is written by: npm run kopeck audit export > seals.json',
    },
  },
});
