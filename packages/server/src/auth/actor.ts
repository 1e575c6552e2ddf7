import type { Actor } from '@kopeck/domain';
import type { Principal } from './principal.ts';

/** Who is named in the history: a person by name, a program by its key's. */
export function actorOf(principal: Principal | null): Actor {
  if (principal === null) throw new Error('A route without a guard asked who it is.');
  return { kind: principal.kind === 'user' ? 'user' : 'api', name: principal.name };
}

/** Whose idempotency keys these are. */
export function callerOf(principal: Principal | null): string {
  if (principal === null) throw new Error('A route without a guard asked who it is.');
  return principal.kind === 'local' ? 'local' : `${principal.kind}:${principal.id}`;
}
