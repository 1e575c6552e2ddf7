import type { AppMethod, AttemptView, LinkView, SessionView } from '../../src/widget/contract.ts';
import type { Intent } from '../messages.ts';

/** The frame's calls to its own origin. */

export type CardInput = {
  readonly number: string;
  /** MM/YY */
  readonly expiry: string;
  readonly cvv: string;
  readonly email: string | null;
};

/** A refusal in the simulator's own words; anything else thrown here is a lost connection. */
export class Refused extends Error {}

/** The simulator was restarted under the form: it knows no such session. */
export class NoSession extends Refused {}

export function createSession(intent: Intent): Promise<SessionView> {
  return call('POST', '/widget/sessions', { body: intent });
}

export function payByCard(sessionId: string, card: CardInput): Promise<AttemptView> {
  return call('POST', `/widget/sessions/${sessionId}/pay`, { body: card });
}

export function openLink(
  sessionId: string,
  link: { readonly method: AppMethod; readonly email: string | null },
): Promise<LinkView | AttemptView> {
  return call('POST', `/widget/sessions/${sessionId}/links`, { body: link });
}

/** How the last attempt of the session ended, for when the answer was lost. */
export function lastAttempt(sessionId: string): Promise<AttemptView> {
  return call('GET', `/widget/sessions/${sessionId}`);
}

/** How one attempt stands; with `wait` the answer comes once it is decided, or after a while. */
export function attemptNow(
  transactionId: number,
  { wait, signal }: { readonly wait: boolean; readonly signal: AbortSignal },
): Promise<AttemptView> {
  return call('GET', `/widget/attempts/${transactionId}${wait ? '?wait=1' : ''}`, { signal });
}

type Options = { readonly body?: unknown; readonly signal?: AbortSignal };

async function call<T>(method: string, path: string, { body, signal }: Options = {}): Promise<T> {
  const response = await fetch(path, {
    method,
    ...(signal === undefined ? {} : { signal }),
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }),
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer as T;
  const { detail, code } = answer as { detail?: unknown; code?: unknown };
  const words = typeof detail === 'string' ? detail : `HTTP ${response.status}`;
  throw code === 'no_session' ? new NoSession(words) : new Refused(words);
}
