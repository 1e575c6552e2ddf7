import { hoursMs, type Instant, kopeck } from '@kopeck/domain';
import type { Pool } from '../db/pool.ts';
import type { OperationService } from './service.ts';

/** What becomes of held money that nobody has decided about, so many hours before it lapses. */
export interface HoldPolicy {
  readonly kind: 'none' | 'confirm' | 'void';
  readonly hours: number;
}

export interface HoldPolicyDeps {
  readonly pool: Pool;
  readonly operations: OperationService;
  readonly policy: HoldPolicy;
  readonly now: () => Instant;
}

const atOnce = 100;
/** A bank that said no is asked again this much later. */
const againAfterMs = hoursMs(1);

/** Asks for the command of the policy, once for each hold that has come to its hour; it goes its usual way. */
export async function applyHoldPolicy(deps: HoldPolicyDeps): Promise<void> {
  const { kind, hours } = deps.policy;
  if (kind === 'none') return;
  const now = deps.now();
  const due = await findDue(deps.pool, { kind, now, dueAt: now + hoursMs(hours) });
  for (const { paymentId, version } of due) {
    // A refusal here means that somebody has decided meanwhile: nothing is left to do.
    await deps.operations.ask({
      kind,
      paymentId,
      version,
      amountMinor: null,
      reason: null,
      actor: kopeck,
    });
  }
}

async function findDue(
  pool: Pool,
  input: { readonly kind: 'confirm' | 'void'; readonly now: Instant; readonly dueAt: Instant },
): Promise<readonly { readonly paymentId: string; readonly version: number }[]> {
  const { rows } = await pool.query<{ paymentId: string; version: number }>({
    name: 'operations-policy-due',
    text: `select p.id as "paymentId", p.version from payments p join orders o on o.id = p.order_id
      where p.status = 'authorized' and p.quarantine is null and not p.duplicate and not p.awaiting_lookup
        and not o.probe and p.authorized_until <= to_timestamp($2::float8 / 1000)
        and p.authorized_until > to_timestamp($1::float8 / 1000)
        and not exists (select from operations n where n.payment_id = p.id and (
          n.status in ('requested', 'unknown')
          or (n.kind = $3 and n.status = 'declined' and n.settled_at > to_timestamp($4::float8 / 1000))))
      order by p.authorized_until limit ${atOnce}`,
    values: [input.now, input.dueAt, input.kind, input.now - againAfterMs],
  });
  return rows;
}
