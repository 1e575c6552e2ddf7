import { expect, test } from 'vitest';
import {
  attentionReason,
  discrepancyKind,
  locale,
  operationKind,
  operationStatus,
  orderStatuses,
  paymentStatuses,
  reconciliationOutcome,
  resolution,
  roles,
  scheme,
} from '../../packages/api/src/index.ts';
import {
  type Actor,
  operationTransitions,
  orderTransitions,
  paymentTransitions,
  type QuarantineReason,
} from '../../packages/domain/src/index.ts';
import { projectFiles, textOf } from './support/files.ts';

/** Checks of the form `check (column in ('a', 'b'))`, by table and column. A later file wins. */
function wordLists(sql: string): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>();
  const statements = sql.replace(/--.*$/gmu, '');
  for (const [, table = '', body = ''] of statements.matchAll(
    /^(?:create|alter) table ([\w.]+)([^;]*);/gmu,
  ))
    for (const [, column = '', list = ''] of body.matchAll(/check \((\w+) in \(([^)]*)\)\)/gu))
      lists.set(`${table}.${column}`, wordsOf(list));
  return lists;
}

const wordsOf = (list: string): readonly string[] =>
  [...list.matchAll(/'([^']*)'/gu)].map(([, word = '']) => word).sort();

const sql = projectFiles()
  .filter((file) => /^packages\/server\/sql\/.*\.sql$/u.test(file))
  .map(textOf)
  .join('\n');
const lists = wordLists(sql);

/** Types have no list at run time: a record that lacks a member, or has one too many, does not compile. */
const quarantineReasons: Record<QuarantineReason, true> = {
  amount_differs: true,
  currency_differs: true,
  account_differs: true,
  test_money: true,
  order_closed: true,
};
const actors: Record<Actor['kind'], true> = {
  customer: true,
  bank: true,
  kopeck: true,
  user: true,
  api: true,
};

const expected: Readonly<Record<string, readonly string[]>> = {
  'orders.status': Object.keys(orderTransitions),
  'orders.locale': locale.options,
  'orders.scheme': scheme.options,
  'payments.status': Object.keys(paymentTransitions),
  'payments.scheme': scheme.options,
  'payments.quarantine': Object.keys(quarantineReasons),
  'operations.kind': operationKind.options,
  'operations.status': Object.keys(operationTransitions),
  'events.actor_kind': Object.keys(actors),
  'discrepancies.kind': discrepancyKind.options,
  'discrepancies.resolution': resolution.options,
  'reconciliations.outcome': reconciliationOutcome.options,
  'auth.users.role': roles,
  'auth.api_keys.role': [...roles, 'all'],
};

test.each(Object.entries(expected))('%s allows what the code knows', (column, words) => {
  expect(lists.get(column)).toEqual([...words].sort());
});

/** Lists that only the server has: their words are checked where they are written. */
const serverOnly = [
  'jobs.kind',
  'notifications.verified_by',
  'auth.sign_in_failures.kind',
  'alerts.kind',
  'discrepancies.subject',
  'reconciliations.cause',
];

test('no list of words in the schema is forgotten here', () => {
  expect([...lists.keys()].sort()).toEqual([...Object.keys(expected), ...serverOnly].sort());
});

test('a list is read over several lines, compared whole, and replaced by a later migration', () => {
  const made = `create table a (\n  kind text check (kind in ('x',\n 'y')),\n  check ((n in (1)) = (n > 0))\n);`;
  expect([...wordLists(made)]).toEqual([['a.kind', ['x', 'y']]]);
  const altered = `${made}\nalter table a add check (kind in ('x', 'z'));`;
  expect([...wordLists(altered)]).toEqual([['a.kind', ['x', 'z']]]);
});

test('the contract and the domain have the same states', () => {
  expect([...orderStatuses].sort()).toEqual(Object.keys(orderTransitions).sort());
  expect([...paymentStatuses].sort()).toEqual(Object.keys(paymentTransitions).sort());
  expect([...operationStatus.options].sort()).toEqual(Object.keys(operationTransitions).sort());
});

test('every quarantine is a reason for attention, and the rest are named', () => {
  const others = attentionReason.options.filter((reason) => !(reason in quarantineReasons));
  expect(others).toEqual(['duplicate', 'awaiting_lookup', 'operation_unknown']);
  for (const reason of Object.keys(quarantineReasons))
    expect(attentionReason.options).toContain(reason);
});
