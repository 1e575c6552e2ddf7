import { type Role, role as roleSchema } from '@kopeck/api';
import { z } from 'zod';
import type { Pool } from '../db/pool.ts';
import * as queries from './api-key-queries.ts';
import type { Principal } from './principal.ts';
import { hashSecret, randomSecret, secretsEqual } from './secrets.ts';

/** A revoked key dies in every process within this time; in the process that revoked it, at once. */
const cacheMs = 3_000;
const cacheSize = 1_000;
const touchEveryMs = 60_000;

const keyPattern = /^kpk_[A-Za-z0-9_-]{43}$/;
const keySchema = z.object({
  name: z.string().trim().min(1).max(200),
  role: z.union([roleSchema, z.literal('all')]),
});

type CreateApiKeyResult =
  | { readonly ok: true; readonly key: string; readonly apiKey: queries.ApiKeyRow }
  | { readonly ok: false; readonly error: 'invalid_name' | 'invalid_role' };

type RevokeApiKeyResult =
  | { readonly ok: true; readonly apiKey: queries.ApiKeyRow }
  | { readonly ok: false; readonly error: 'no_such_key' };

export type ApiKeys = {
  /** `key` (`kpk_` and 43 characters) exists only in this answer: show it once. */
  create(input: {
    readonly name: string;
    readonly role: Role | 'all';
    readonly createdBy: string;
  }): Promise<CreateApiKeyResult>;
  list(): Promise<readonly queries.ApiKeyRow[]>;
  revoke(id: string): Promise<RevokeApiKeyResult>;
  principalOf(bearer: string): Promise<Principal | null>;
};

type Cached = { readonly row: queries.ApiKeyRow; readonly untilMs: number };

/**
 * Keys of programs. `bootstrapKey` is BOOTSTRAP_API_KEY and has every right: give it in simulator mode
 * only. Only keys that exist are cached, so that a stranger's guesses take no memory.
 */
export function createApiKeys(deps: {
  readonly pool: Pool;
  readonly bootstrapKey?: string;
  readonly now: () => number;
}): ApiKeys {
  const cache = new Map<string, Cached>();
  return {
    create: async (input) => {
      const parsed = keySchema.safeParse(input);
      if (!parsed.success) {
        const field = parsed.error.issues[0]?.path[0];
        return { ok: false, error: field === 'role' ? 'invalid_role' : 'invalid_name' };
      }
      const key = `kpk_${randomSecret()}`;
      const apiKey = await queries.insertApiKey(deps.pool, {
        ...parsed.data,
        createdBy: input.createdBy,
        keyHash: hashSecret(key),
        prefix: key.slice(0, 10),
        nowMs: deps.now(),
      });
      return { ok: true, key, apiKey };
    },
    list: () => queries.listApiKeys(deps.pool),
    revoke: async (id) => {
      const known = z.uuid().safeParse(id).success;
      const apiKey = known ? await queries.revokeApiKey(deps.pool, id, deps.now()) : null;
      if (apiKey === null) return { ok: false, error: 'no_such_key' };
      for (const [hash, entry] of cache) if (entry.row.id === id) cache.delete(hash);
      return { ok: true, apiKey };
    },
    principalOf: async (bearer) => {
      if (deps.bootstrapKey !== undefined && secretsEqual(bearer, deps.bootstrapKey))
        return { kind: 'api_key', id: 'bootstrap', name: 'BOOTSTRAP_API_KEY', role: 'all' };
      if (!keyPattern.test(bearer)) return null;
      const found = await findKey(deps, cache, hashSecret(bearer));
      if (found === null) return null;
      const { id, name, role } = found;
      return { kind: 'api_key', id, name, role };
    },
  };
}

async function findKey(
  deps: { readonly pool: Pool; readonly now: () => number },
  cache: Map<string, Cached>,
  keyHash: Buffer,
): Promise<queries.ApiKeyRow | null> {
  const cacheKey = keyHash.toString('base64url');
  const nowMs = deps.now();
  const cached = cache.get(cacheKey);
  if (cached !== undefined && nowMs < cached.untilMs) return cached.row;
  cache.delete(cacheKey);
  const row = await queries.findLiveApiKey(deps.pool, keyHash);
  if (row === null) return null;
  if (nowMs - (row.lastUsedAtMs ?? Number.NEGATIVE_INFINITY) >= touchEveryMs)
    await queries.touchApiKey(deps.pool, { id: row.id, nowMs, everyMs: touchEveryMs });
  if (cache.size >= cacheSize) cache.clear();
  cache.set(cacheKey, { row, untilMs: nowMs + cacheMs });
  return row;
}
