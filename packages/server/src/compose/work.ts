import { randomBytes } from 'node:crypto';
import { hoursMs } from '@kopeck/domain';
import { type AlertDeps, sendAlerts } from '../alerts/send-alerts.ts';
import { sealDays } from '../audit/seals.ts';
import { startJobRunner } from '../jobs/runner.ts';
import { every } from '../jobs/schedule.ts';
import { type LookUpDeps, lookUpOrder, lookUpPayment } from '../lookup/look-up.ts';
import { createMailer } from '../mail/mailer.ts';
import { type OrderMailDeps, sendOrderMail } from '../mail/send-order-mail.ts';
import { applyHoldPolicy } from '../operations/hold-policy.ts';
import { carryOut, type OperationDeps } from '../operations/send.ts';
import { expireOrders } from '../orders/expire.ts';
import { reconcileOnSchedule, type ScheduleDeps } from '../reconciliation/schedule.ts';
import type { Core } from './core.ts';
import { reconciliationDeps } from './reconciliation.ts';

export interface Work {
  /** Ends what is under way within a few seconds; another process or the next start goes on with the rest. */
  readonly stop: () => Promise<void>;
}

const expireEveryMs = 15_000;
const sealEveryMs = 60_000;
const reconcileEveryMs = 60_000;
const alertEveryMs = 30_000;
const holdPolicyEveryMs = 30_000;
const stopWithinMs = 3_000;
const mailsAtOnce = 3;

/** What happens without a request: the outbox, the look-ups, the deadlines. */
export function startWork(core: Core): Work {
  const { config, database, ledger, gateway, contextAt, now, shop } = core;
  const { pool } = database;
  const onChanged = core.signals.changed;
  const failed = (what: string) => (error: unknown) => {
    core.log.error({ err: error, what }, 'background work failed');
    database.revive();
  };
  const mailer = createMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom });
  const lookUps: LookUpDeps = { ledger, gateway, contextAt, now, onChanged };
  const sending: OperationDeps = {
    ...lookUps,
    pool,
    gatewayTimeoutMs: config.gatewayTimeoutMs,
    sender: randomBytes(8).readBigInt64BE() >> 1n,
  };
  const { publicUrl, testMode } = config;
  const mails: OrderMailDeps = { pool, ledger, mailer, shop, publicUrl, testMode, now, onChanged };
  // Look-ups and commands together stay below what the gateway takes at once: none waits inside a call's time.
  const share = Math.max(1, Math.floor(core.gatewayCallsAtOnce / 5));
  const runner = startJobRunner({
    pool,
    now,
    handlers: {
      send_operation: { maxConcurrent: 2 * share, run: (job) => carryOut(sending, job) },
      look_up_payment: { maxConcurrent: share, run: (job) => lookUpPayment(lookUps, job) },
      look_up_order: { maxConcurrent: share, run: (job) => lookUpOrder(lookUps, job) },
      send_mail: { maxConcurrent: mailsAtOnce, run: (job) => sendOrderMail(mails, job) },
    },
    onFinished: (job, result) => core.metrics.jobFinished(job.kind, result),
    onError: (error, job) => failed(job?.kind ?? 'jobs')(error),
  });
  core.jobs.listen(runner.wake);
  const expiry = { pool, ledger, now, onChanged, onError: failed('expiry') };
  const reconciling: ScheduleDeps = {
    ...reconciliationDeps(core),
    timeZone: config.timeZone,
    onCompared: ({ cause, day }, discrepancies) =>
      core.log.info({ cause, day, discrepancies }, 'books compared'),
  };
  const alerting: AlertDeps = {
    pool,
    mailer,
    now,
    locale: config.alertLanguage,
    shopName: shop.name,
    timeZone: config.timeZone,
    publicUrl,
    warnHours: config.holdWarnHours,
    recipients: config.alertEmails,
    onError: failed('alerts'),
  };
  const holding = { pool, operations: core.operations, policy: config.holdPolicy, now };
  const schedules = [
    every(expireEveryMs, () => expireOrders(expiry), failed('expiry')),
    every(hoursMs(12), database.prepareMonths, failed('months')),
    every(sealEveryMs, () => sealDays(pool, now()), failed('seals')),
    every(alertEveryMs, () => sendAlerts(alerting), failed('alerts')),
    every(holdPolicyEveryMs, () => applyHoldPolicy(holding), failed('hold policy')),
    every(reconcileEveryMs, () => reconcileOnSchedule(reconciling), failed('reconciliation')),
  ];
  return {
    stop: async () => {
      for (const schedule of schedules) schedule.stop();
      await runner.stop(stopWithinMs);
      mailer.close();
    },
  };
}
