import type { Clock } from '../clock.ts';
import type { Faults } from '../faults/faults.ts';
import type { Facts } from '../faults/match.ts';
import type { Behaviour } from '../settings.ts';
import { behaviourOf } from './cards.ts';
import { afterRefusal, blockOf } from './retry-groups.ts';
import type { TokenStore } from './tokens.ts';

/** What a bank is asked about. */
export type Bankable =
  | { readonly kind: 'card'; readonly digits: string }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'link' };

/** The bank's word; 0 is approval. The date is the earliest next try that Fail names. */
export type BankWord = { readonly reasonCode: number; readonly retryAfterMs: number | null };

type BankDeps = {
  readonly tokens: TokenStore;
  readonly faults: Faults;
  readonly clock: Clock;
  readonly behaviour: Behaviour;
};

/** Asks the emulated bank. A token that was refused too often is refused unasked (reference 6). */
export function askBank(deps: BankDeps, method: Bankable, facts: () => Facts): BankWord {
  if (method.kind !== 'token' || !deps.behaviour.retryLimits) {
    return { reasonCode: bankCode(deps, method, facts), retryAfterMs: null };
  }
  const { token } = method;
  const { refusals } = deps.tokens;
  const nowMs = deps.clock.now();
  const before = refusals.get(token);
  const block = blockOf(before, nowMs);
  if (block !== null) return block;
  const reasonCode = bankCode(deps, method, facts);
  if (reasonCode === 0) {
    refusals.delete(token);
    return { reasonCode, retryAfterMs: null };
  }
  const after = afterRefusal(before, { token, reasonCode, nowMs });
  if (after !== null) refusals.put(after);
  const blocked = after?.blocked ?? null;
  return { reasonCode, retryAfterMs: blocked === 'forever' ? null : blocked };
}

function bankCode(deps: BankDeps, method: Bankable, facts: () => Facts): number {
  const fault = deps.faults.take('authorization', ['decline'], facts);
  if (fault !== null) return fault.reasonCode;
  if (method.kind === 'link') return 0;
  if (method.kind === 'card') return behaviourOf(method.digits).reasonCode;
  return deps.tokens.get(method.token)?.reasonCode ?? 5015;
}
