import type { Intent } from './messages.ts';

/** The frame's calls to its own origin. */

export type TestCard = {
  readonly number: string;
  readonly brand: string;
  readonly threeDs: boolean;
  readonly approved: boolean;
};

export type Session = {
  readonly id: string;
  /** The sum as the payer reads it. */
  readonly sum: string;
  readonly testCards: readonly TestCard[];
};

export type AttemptResult =
  | { readonly kind: 'approved'; readonly transactionId: number }
  | {
      readonly kind: 'declined';
      readonly transactionId: number;
      readonly reasonCode: number;
      readonly message: string;
    }
  | {
      readonly kind: 'three_ds';
      readonly transactionId: number;
      readonly acsUrl: string;
      readonly paReq: string;
      readonly termUrl: string;
    }
  /** No attempt of this session is known, or it is still being decided. */
  | { readonly kind: 'none' };

export type CardInput = {
  readonly number: string;
  readonly expiry: string;
  readonly cvv: string;
  readonly email: string | null;
};

/** A refusal in the simulator's own words; anything else thrown here is a lost connection. */
export class Refused extends Error {}

export function createSession(intent: Intent): Promise<Session> {
  return call<Session>('POST', '/widget/sessions', intent);
}

export function payByCard(sessionId: string, card: CardInput): Promise<AttemptResult> {
  return call<AttemptResult>('POST', `/widget/sessions/${sessionId}/pay`, card);
}

/** How the last attempt of the session ended, for when the answer was lost. */
export function lastAttempt(sessionId: string): Promise<AttemptResult> {
  return call<AttemptResult>('GET', `/widget/sessions/${sessionId}`);
}

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const init =
    body === undefined
      ? { method }
      : {
          method,
          body: JSON.stringify(body),
          headers: { 'Content-Type': 'application/json' },
        };
  const response = await fetch(path, init);
  const answer: unknown = await response.json();
  if (response.ok) return answer as T;
  const detail = (answer as { detail?: unknown }).detail;
  throw new Refused(typeof detail === 'string' ? detail : `HTTP ${response.status}`);
}
