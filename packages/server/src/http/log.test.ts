import { expect, test } from 'vitest';
import { createApp } from './app.ts';
import { createLog } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): Record<string, unknown> {
  let line = '';
  write(createLog('info', { write: (text: string) => (line += text) }));
  return JSON.parse(line) as Record<string, unknown>;
}

/** As the driver reports a row that broke a rule: `detail` holds the whole row. */
const rowError = Object.assign(new Error('violates check constraint "orders_email_check"'), {
  code: '23514',
  detail: 'Failing row contains (1, anna@example.test, 4242).',
  where: 'anna@example.test',
});

test('an error is told by its code and its place, without the row that caused it', () => {
  const line = logged((log) =>
    log.error({ err: rowError, what: 'send_mail' }, 'background work failed'),
  );
  expect(line).toMatchObject({
    what: 'send_mail',
    msg: 'background work failed',
    err: { type: 'Error', code: '23514', message: rowError.message },
  });
  expect(JSON.stringify(line)).not.toMatch(/anna|4242\)/u);
  expect(String((line.err as { stack: unknown }).stack)).toContain('log.test.ts');
});

test('the cause of an error is told, and no more of it than of the error', () => {
  const error = new Error('Migration 000001 failed.', { cause: rowError });
  const line = logged((log) => log.error({ err: error }, 'not started'));
  expect(line).toMatchObject({ err: { cause: { code: '23514', message: rowError.message } } });
  expect(JSON.stringify(line)).not.toContain('anna');
});

test('a request that fails leaves as little, and is answered with less', async () => {
  const lines: string[] = [];
  const logger = createLog('info', { write: (text) => lines.push(text) });
  const app = await createApp({ logger, proxyHops: 0, onDatabaseAway: () => {} });
  app.get('/broken', () => Promise.reject(rowError));
  const answer = await app.inject('/broken?email=anna@example.test');
  await app.close();
  expect(answer.statusCode).toBe(500);
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    expect.objectContaining({
      msg: 'request failed',
      route: '/broken',
      method: 'GET',
      err: expect.objectContaining({ code: '23514' }) as unknown,
    }),
  ]);
  for (const text of [...lines, answer.body]) expect(text).not.toContain('anna');
});

test('what slips into an object is cut out', () => {
  const person = { email: 'anna@example.test', token: 't', password: 'p', id: 7 };
  const line = logged((log) => log.info({ ...person, person }, 'asked'));
  expect(line).toMatchObject({ id: 7, person: { id: 7 } });
  expect(JSON.stringify(line)).not.toMatch(/anna|token|password/u);
});
