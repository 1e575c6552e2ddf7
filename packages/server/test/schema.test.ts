import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './helpers/database.ts';
import { dumpSchema } from './helpers/schema-dump.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

test('the migrations make the schema that is committed: renew it with vitest -u', async () => {
  const dump = await dumpSchema(database.pool);
  await expect(
    dump,
    'renew with: vitest run --project integration packages/server/test/schema.test.ts -u',
  ).toMatchFileSnapshot('schema.sql');
});

test('the months of the inbox, which the date decides, are no part of it', async () => {
  const before = await dumpSchema(database.pool);
  await database.pool.query("select ensure_notification_months('2031-05-01T00:00:00Z')");
  const { rows } = await database.pool.query("select to_regclass('notifications_203105') as made");
  expect(rows).toEqual([{ made: 'notifications_203105' }]);
  expect(await dumpSchema(database.pool)).toBe(before);
});

const changes = {
  'a column': 'alter table orders add column note text',
  'a default': "alter table orders alter column locale set default 'ru'",
  'a constraint': 'alter table refunds drop constraint refunds_amount_minor_check',
  'an index': 'drop index payments_one_paying',
  'a function':
    'create or replace function refuse_history_change() returns trigger language plpgsql as $$ begin return new; end $$',
  'a trigger': 'drop trigger events_append_only on events',
  'a trigger switched off': 'alter table events disable trigger events_append_only',
} as const;

test.each(Object.entries(changes))('%s that changes is seen', async (_, sql) => {
  const client = await database.pool.connect();
  try {
    const before = await dumpSchema(database.pool);
    await client.query('begin');
    await client.query(sql);
    expect(await dumpSchema(client)).not.toBe(before);
  } finally {
    await client.query('rollback');
    client.release();
  }
});
