import type { Currency } from '@kopeck/api';
import { daysMs, type EventDraft, kopeck, minutesMs, payingPayment } from '@kopeck/domain';
import type { Pool } from '../db/pool.ts';
import { again, done, type JobResult } from '../jobs/runner.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { StoredOrder } from '../ledger/stored-order.ts';
import type { ShopView } from '../pages/view.ts';
import type { Mailer } from './mailer.ts';
import { renderOrderPaidMail } from './order-paid.ts';
import { isMailSent, recordMail } from './queries.ts';

export interface OrderMailDeps {
  readonly pool: Pool;
  readonly ledger: Ledger;
  readonly mailer: Mailer;
  readonly shop: ShopView;
  readonly publicUrl: string;
  readonly testMode: boolean;
  readonly now: () => number;
  readonly onChanged: (orderId: string) => void;
}

interface MailJob {
  readonly orderId: string;
  readonly attempts: number;
  readonly createdAtMs: number;
}

const pausesMs = [2_000, 5_000, 15_000, 30_000, minutesMs(1), minutesMs(5), minutesMs(15)];
/** A mail server that has been away this long will not be waited for any more. */
const giveUpAfterMs = daysMs(3);
const mail = 'order_paid';

/**
 * Tells the customer that the order is paid. Sent at least once and, on every repeat, under the same Message-ID;
 * kept as it was sent.
 */
export async function sendOrderMail(deps: OrderMailDeps, job: MailJob): Promise<JobResult> {
  const messageId = messageIdOf(job.orderId, deps.publicUrl);
  if (await isMailSent(deps.pool, messageId)) return done;
  const [order] = await deps.ledger.read({ orderIds: [job.orderId] });
  if (order === undefined) return done;
  if (order.facts.order.status === 'cancelled') {
    // The hold was let go while the mail server was away: "paid" would no longer be true.
    await note(deps, job, 'email_failed', { mail, messageId, reason: 'order_cancelled' });
    return done;
  }
  const rendered = renderOrderPaidMail(viewOf(deps, order));
  const outcome = await deps.mailer.send({
    to: order.details.email,
    ...rendered,
    messageId,
    replyTo: deps.shop.supportEmail,
  });
  if (outcome.ok) {
    const recipient = order.details.email;
    const sentAtMs = deps.now();
    const row = { messageId, orderId: job.orderId, kind: mail, recipient, ...rendered, sentAtMs };
    if (await recordMail(deps.pool, row)) await note(deps, job, 'email_sent', { mail, messageId });
    return done;
  }
  if (!outcome.permanent && deps.now() - job.createdAtMs < giveUpAfterMs) {
    const pause = pausesMs[Math.min(job.attempts, pausesMs.length) - 1] ?? minutesMs(15);
    return again(deps.now() + pause, 'the mail server did not take it');
  }
  await note(deps, job, 'email_failed', { mail, messageId, permanent: outcome.permanent });
  return done;
}

/** The same for an order and a cause for ever, so that a mail program shows a repeat once. */
const messageIdOf = (orderId: string, publicUrl: string): string =>
  `<order-paid.${orderId}@${new URL(publicUrl).hostname}>`;

async function note(
  deps: OrderMailDeps,
  { orderId }: MailJob,
  kind: 'email_sent' | 'email_failed',
  data: EventDraft['data'],
): Promise<void> {
  await deps.ledger.change(orderId, deps.now(), (facts) => ({
    decision: {
      verdict: 'noted',
      next: facts,
      events: [{ kind, actor: kopeck, data }],
      effects: [],
    },
  }));
  deps.onChanged(orderId);
}

function viewOf(deps: OrderMailDeps, { facts, details }: StoredOrder) {
  const { order } = facts;
  const taken = payingPayment(facts)?.confirmedMinor === order.amountMinor;
  return {
    locale: details.locale,
    shop: deps.shop,
    invoiceId: order.invoiceId,
    description: details.description,
    items: details.items.map((item) => ({ ...item, priceMinor: BigInt(item.priceMinor) })),
    amountMinor: order.amountMinor,
    currency: order.currency as Currency,
    // A hold may have been taken, whole, while the mail server was away.
    stage: taken ? ('taken' as const) : ('held' as const),
    paidAtMs: order.paidAt ?? details.createdAt,
    orderUrl: `${deps.publicUrl}/checkout/${details.accessToken}`,
    testMode: deps.testMode,
  };
}
