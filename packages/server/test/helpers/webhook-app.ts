import { randomUUID } from 'node:crypto';
import { daysMs } from '@kopeck/domain';
import fastify, { type FastifyInstance } from 'fastify';
import type { Pool } from '../../src/db/pool.ts';
import { createLedger, type Ledger } from '../../src/ledger/ledger.ts';
import { createAnswerCheck } from '../../src/notifications/answer-check.ts';
import { createInbox } from '../../src/notifications/inbox.ts';
import { registerNotificationRoutes } from '../../src/notifications/routes.ts';

/** The gateway's address alone, on a real ledger, for a test terminal with two-stage payments. */
export async function createWebhookApp(
  pool: Pool,
  secrets: readonly string[],
): Promise<{ readonly app: FastifyInstance; readonly ledger: Ledger }> {
  await pool.query('select ensure_notification_months(now())');
  const ledger = createLedger({ pool, terminal: 'pk_test' });
  const now = () => Date.now();
  const rules = {
    testMode: true,
    autoVoidDuplicates: true,
    verifyPay: 'when_unsure',
    holdMs: daysMs(7),
  } as const;
  const inbox = createInbox({ ledger, rules, now, onStored: () => {} });
  const onRecordLost = (): void => {};
  const app = fastify();
  await registerNotificationRoutes(app, {
    secrets,
    answerCheck: createAnswerCheck({ ledger, unhurried: ledger, rules, now, onRecordLost }),
    store: (received) => inbox.submit(received),
    now,
    onRefused: () => {},
    onAccepted: () => {},
  });
  return { app, ledger };
}

/** An order of 1 500,00 ₽ whose payer has opened the widget. */
export async function insertAwaitingOrder(
  pool: Pool,
): Promise<{ readonly id: string; readonly invoiceId: string }> {
  const id = randomUUID();
  const invoiceId = `T-${id.slice(0, 8)}`;
  await pool.query(
    `insert into orders (id, invoice_id, access_token, status, amount_minor, currency, description, email,
       locale, scheme, created_at)
     values ($1, $2, $3, 'awaiting_payment', 150000, 'RUB', 'Чай', 'a@example.test', 'ru', 'dual', now())`,
    [id, invoiceId, randomUUID()],
  );
  return { id, invoiceId };
}
