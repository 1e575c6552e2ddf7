import { createHash, randomUUID } from 'node:crypto';
import type { CheckNotification } from '@kopeck/cloudpayments/wire';
import {
  type CheckAnswer,
  checkCodeOf,
  decideCheck,
  questionOfCheck,
  type Rules,
} from '@kopeck/domain';
import type { Ledger } from '../ledger/ledger.ts';
import type { StoredOrder } from '../ledger/stored-order.ts';
import { type Batcher, createBatcher } from './batcher.ts';
import type { InboxRow } from './inbox-row.ts';

export interface CheckAsked {
  readonly check: CheckNotification;
  readonly rawBody: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly verifiedBy: InboxRow['verifiedBy'];
  readonly secretIndex: number;
  readonly receivedAt: number;
}

export type CheckCodeSent = (typeof checkCodeOf)[CheckAnswer];

export interface AnswerCheckDeps {
  readonly ledger: Ledger;
  /** A ledger whose commits do not wait for the disk: an answered question is a record, not money. */
  readonly unhurried: Ledger;
  readonly rules: Rules;
  readonly now: () => number;
  readonly onRecordLost: (error: unknown) => void;
}

/**
 * Answers whether an order may be paid: one read, shared by the Checks that came meanwhile, no write before the
 * answer. The question and its answer go to the inbox afterwards.
 *
 * @throws whatever the database throws: without it there is no valid answer, and the gateway then declines.
 */
export function createAnswerCheck(
  deps: AnswerCheckDeps,
): (asked: CheckAsked) => Promise<CheckCodeSent> {
  const reads = createBatcher<CheckAsked, CheckCodeSent>({
    maxItems: 64,
    lanes: 2,
    maxWaiting: 5_000,
    keyOf: () => randomUUID(),
    run: (items) => answerAll(deps, records, items),
  });
  const records: Batcher<InboxRow, null> = createBatcher({
    maxItems: 200,
    lanes: 1,
    maxWaiting: 20_000,
    keyOf: (row) => row.id,
    run: async (rows) => {
      const writes = rows.map((notification) => ({
        stored: null,
        decision: null,
        at: notification.receivedAt,
        notification,
      }));
      await deps.unhurried.apply(writes);
      return rows.map(() => ({ ok: true, result: null }));
    },
  });
  return (asked) => reads.submit(asked);
}

async function answerAll(
  deps: AnswerCheckDeps,
  records: Batcher<InboxRow, null>,
  items: readonly CheckAsked[],
) {
  const invoiceIds = items.flatMap(({ check }) => check.invoiceId ?? []);
  const orders = await deps.ledger.read({ invoiceIds });
  const byInvoice = new Map(orders.map((order) => [order.facts.order.invoiceId, order]));
  return items.map((asked) => {
    const order = byInvoice.get(asked.check.invoiceId ?? '');
    const answer = decideCheck(order?.facts ?? null, questionOfCheck(asked.check), {
      now: deps.now(),
      rules: deps.rules,
    });
    records.submit(recordOf(asked, answer, order)).catch(deps.onRecordLost);
    return { ok: true, result: checkCodeOf[answer] } as const;
  });
}

function recordOf(
  asked: CheckAsked,
  answer: CheckAnswer,
  order: StoredOrder | undefined,
): InboxRow {
  return {
    id: randomUUID(),
    receivedAt: asked.receivedAt,
    kind: 'check',
    transactionId: asked.check.transactionId,
    invoiceId: asked.check.invoiceId ?? null,
    orderId: order?.facts.order.id ?? null,
    rawBody: asked.rawBody,
    bodyHash: createHash('sha256').update(asked.rawBody).digest(),
    headers: asked.headers,
    verifiedBy: asked.verifiedBy,
    secretIndex: asked.secretIndex,
    answer: checkCodeOf[answer],
    verdict: `check_${answer}`,
    probe: order?.facts.order.probe ?? false,
  };
}
