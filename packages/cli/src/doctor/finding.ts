import type { Text } from '../text.ts';
import type { RowId } from './rows.ts';

/** What one row of the doctor found. Only a failure makes the doctor fail. */
export type Finding =
  | { readonly row: RowId; readonly status: 'passed'; readonly note: Text | null }
  | { readonly row: RowId; readonly status: 'skipped'; readonly reason: Text }
  | { readonly row: RowId; readonly status: 'failed'; readonly what: Text; readonly fix: Text };

/** Findings as they are made, so that they are shown as they are made. */
export type Findings = AsyncIterable<Finding> | Iterable<Finding>;

export const passed = (row: RowId, note: Text | null = null): Finding => ({
  row,
  status: 'passed',
  note,
});
export const skipped = (row: RowId, reason: Text): Finding => ({ row, status: 'skipped', reason });
export const failed = (row: RowId, what: Text, fix: Text): Finding => ({
  row,
  status: 'failed',
  what,
  fix,
});
