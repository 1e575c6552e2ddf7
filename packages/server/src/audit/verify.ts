import type { AuditFinding, AuditLine } from '@kopeck/api';
import type { Pool } from '../db/pool.ts';
import { type AuditedOrder, findingIn } from './chain.ts';
import { countOrders, digestOfDay, ordersAfter, orphanedOrderIds, storedDays } from './queries.ts';
import { dayAfter, rootOf } from './seals.ts';

const ordersAtOnce = 500;
/** Findings told one by one; beyond them only their number is. */
const toldFindings = 1_000;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/**
 * Reads every order's history and every sealed day again and tells what does not fit, with progress on
 * the way. Reads only; takes seconds per million events.
 */
export async function* verifyHistory(pool: Pool): AsyncGenerator<AuditLine> {
  const total = await countOrders(pool);
  let orders = 0;
  let events = 0;
  let findings = 0;
  const tell = function* (found: AuditFinding): Generator<AuditLine> {
    findings += 1;
    if (findings <= toldFindings) yield { kind: 'finding', finding: found };
  };
  for (let after = beforeAll; ; ) {
    const page = await ordersAfter(pool, after, ordersAtOnce);
    for (const order of page) {
      events += order.events.length;
      const found = findingIn(order);
      if (found !== null) yield* tell({ ...aboutOrder(order), ...found });
    }
    orders += page.length;
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.id;
    yield { kind: 'progress', orders, total: orders > total ? orders : total };
  }
  for (const orderId of await orphanedOrderIds(pool, toldFindings)) {
    yield* tell({ what: 'order_removed', orderId, invoiceId: null, seq: 1, day: null });
  }
  let days = 0;
  for await (const day of wrongDays(pool)) {
    days += 1;
    if (day.wrong !== null) yield* tell(day.wrong);
  }
  yield { kind: 'result', orders, events, days, findings };
}

const aboutOrder = ({ id, invoiceId }: AuditedOrder) => ({ orderId: id, invoiceId, day: null });

/** Every sealed day. One that differs is named once: those after it are judged from its stored seal on. */
async function* wrongDays(pool: Pool): AsyncGenerator<{ readonly wrong: AuditFinding | null }> {
  let before: { readonly day: string; readonly root: Buffer } | null = null;
  for (const stored of await storedDays(pool)) {
    const about = { orderId: null, invoiceId: null, seq: null, day: stored.day } as const;
    const digest = await digestOfDay(pool, stored.day);
    const same = rootOf(before?.root ?? null, stored.day, digest).equals(stored.root);
    const follows: boolean = before === null || dayAfter(before.day) === stored.day;
    before = stored;
    if (!follows) yield { wrong: { ...about, what: 'seal_missing' } };
    else yield { wrong: same ? null : { ...about, what: 'day_differs' } };
  }
}
