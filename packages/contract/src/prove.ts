import type { Bench } from './bench.ts';
import { shown } from './difference.ts';
import { type Refusal, refusals } from './refusal.ts';
import type { Api } from './wire/client.ts';
import { fieldOf } from './wire/json.ts';

/** Whether the address answers as the gateway and takes the keys; null when it does. */
export async function keysProblem(url: string, api: Api): Promise<Refusal | null> {
  const answer = await api('test').catch((error: unknown) => whyOf(error));
  if (typeof answer === 'string') return refusals.unreachable(url, answer);
  if (answer.status === 401) return refusals.wrongKeys();
  const got = shown(answer.json ?? `HTTP ${answer.status} ${answer.text}`);
  return answer.success === true ? null : refusals.notTheGateway(url, got);
}

/**
 * Whether money here is test money: the first payment must say so. A live terminal declines a test
 * card, so that nothing moves on one. Null when the terminal is a test one.
 */
export async function testMoneyProblem(bench: Bench): Promise<Refusal | null> {
  const answer = await bench.pay('auth', { amount: 1 }).catch((error: unknown) => whyOf(error));
  if (typeof answer === 'string') return refusals.noCryptogram(answer);
  const testMode = fieldOf(answer.model, 'TestMode');
  if (testMode === false) return refusals.liveTerminal();
  const reasonCode = fieldOf(answer.model, 'ReasonCode');
  const got = shown(answer.json ?? `HTTP ${answer.status} ${answer.text}`);
  if (isCheckResult(reasonCode)) return refusals.checkInTheWay(String(reasonCode));
  return answer.success === true && testMode === true ? null : refusals.noTestPayment(got);
}

/** 3001–3008: the payment was declined by an answer to Check, or by there being none (3.6). */
function isCheckResult(reasonCode: unknown): boolean {
  return typeof reasonCode === 'number' && reasonCode >= 3001 && reasonCode <= 3008;
}

/** A connection that broke says why in its cause. */
export function whyOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
