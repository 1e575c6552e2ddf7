import { createHash } from 'node:crypto';
import type { Locale } from '@kopeck/api';
import { minutesMs } from '@kopeck/domain';
import type { Pool } from '../db/pool.ts';
import { takeSchedule } from '../jobs/take-schedule.ts';
import type { Mailer } from '../mail/mailer.ts';
import { findDirectors, findUnsent, markSent, raiseAlerts, type UnsentAlert } from './queries.ts';
import { renderAlertMail } from './render.ts';

export interface AlertDeps {
  readonly pool: Pool;
  readonly mailer: Mailer;
  readonly now: () => number;
  readonly locale: Locale;
  readonly shopName: string;
  readonly timeZone: string;
  readonly publicUrl: string;
  readonly warnHours: readonly number[];
  /** Instead of the people with the role Finance. */
  readonly recipients: readonly string[];
  readonly onError: (error: unknown) => void;
}

const patienceMs = minutesMs(2);
const atOnce = 200;
/** No other process sends the same meanwhile; one that was killed is followed this much later. */
const leaseMs = minutesMs(2);

/**
 * Finds what somebody must be told and sends it, all in one e-mail. An e-mail that the mail server does
 * not take is sent again, with the same Message-ID, until it does.
 */
export async function sendAlerts(deps: AlertDeps): Promise<void> {
  const { pool, now } = deps;
  await raiseAlerts(pool, { now: now(), warnHours: deps.warnHours, patienceMs });
  const waiting = await findUnsent(pool, 1);
  if (waiting.length === 0) return;
  if (!(await takeSchedule(pool, 'alerts', now(), now() + leaseMs))) return;
  try {
    await sendUnsent(deps);
  } finally {
    await takeSchedule(pool, 'alerts', now() + leaseMs, now());
  }
}

async function sendUnsent(deps: AlertDeps): Promise<void> {
  const { pool, now } = deps;
  const unsent = await findUnsent(pool, atOnce);
  const passed = unsent.filter((alert) => !alert.stands);
  const standing = unsent.filter((alert) => alert.stands);
  if (passed.length > 0) await markSent(pool, passed, now());
  if (standing.length === 0) return;
  const recipients = deps.recipients.length > 0 ? deps.recipients : await findDirectors(pool);
  const mail = renderAlertMail(standing, { ...deps, now: now() });
  let taken = recipients.length === 0;
  for (const to of recipients) {
    const sent = await deps.mailer.send({ ...mail, to, messageId: messageId(deps, standing, to) });
    // An address that is refused for good must not hold up the others for ever.
    if (sent.ok || sent.permanent) taken = true;
    if (!sent.ok) deps.onError(new Error(sent.message));
  }
  if (taken) await markSent(pool, standing, now());
}

/** The same for the same things and the same person, on every try. */
function messageId(deps: AlertDeps, alerts: readonly UnsentAlert[], to: string): string {
  const what = alerts.map(({ kind, subject }) => `${kind} ${subject}`).join('\n');
  const hash = createHash('sha256').update(`${to}\n${what}`).digest('hex').slice(0, 32);
  return `<alert-${hash}@${new URL(deps.publicUrl).hostname}>`;
}
