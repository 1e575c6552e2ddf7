import type { Pool } from '../db/pool.ts';
import { hashSessionToken } from './hashed-session-tokens.ts';
import { sessionIdleMs } from './library.ts';
import type { Principal } from './principal.ts';
import * as queries from './queries.ts';
import type { SessionCookie } from './session-cookie.ts';

/** How stale `last_seen_at` may get before a request writes it: at most one write a minute per person. */
const touchEveryMs = 60_000;

export type Sessions = {
  /** The person whose live session the Cookie header carries, with the role they have now. */
  principalOf(cookieHeader: string | undefined): Promise<Principal | null>;
  /** Ends the session in the database; the cookie is worthless afterwards. */
  end(cookieHeader: string | undefined): Promise<void>;
  forgetOld(): Promise<void>;
};

/** Whether this person may be in the desk at all, whatever password they know or cookie they hold. */
export function mayEnter(user: queries.UserRow, demoUsers: 'allowed' | 'refused'): boolean {
  return user.disabledAtMs === null && (!user.demo || demoUsers === 'allowed');
}

export function createSessions(deps: {
  readonly pool: Pool;
  readonly cookie: SessionCookie;
  readonly now: () => number;
  readonly demoUsers: 'allowed' | 'refused';
}): Sessions {
  const clock = () => ({ nowMs: deps.now(), idleMs: sessionIdleMs });
  return {
    principalOf: async (cookieHeader) => {
      const token = deps.cookie.read(cookieHeader);
      if (token === null) return null;
      const { nowMs, idleMs } = clock();
      const found = await queries.findSession(deps.pool, hashSessionToken(token), {
        nowMs,
        idleMs,
      });
      if (found === null || !mayEnter(found, deps.demoUsers)) return null;
      if (nowMs - found.lastSeenAtMs >= touchEveryMs)
        await queries.touchSession(deps.pool, found.sessionId, nowMs);
      const { id, name, email, role } = found;
      return { kind: 'user', id, name, email, role };
    },
    end: async (cookieHeader) => {
      const token = deps.cookie.read(cookieHeader);
      if (token !== null) await queries.deleteSession(deps.pool, hashSessionToken(token));
    },
    forgetOld: () => queries.deleteDeadSessions(deps.pool, clock()),
  };
}
