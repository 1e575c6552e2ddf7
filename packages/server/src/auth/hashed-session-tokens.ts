import type { BetterAuthPlugin } from 'better-auth';
import type { DBAdapter, DBTransactionAdapter, Where } from 'better-auth/adapters';
import { hashSecret } from './secrets.ts';

/** What stands in `auth.sessions.token_hash` for a session token. */
export function hashSessionToken(token: string): string {
  return hashSecret(token).toString('base64url');
}

/**
 * better-auth writes the session token as it is into the database, where a leaked backup is as good as
 * everybody's cookie. This plugin puts itself between the library and its adapter: tokens are hashed on
 * the way in (as data and as search values) and put back on the way out wherever the caller named them.
 * A list of sessions by anything but their tokens is refused: the library would go on to compare and end
 * sessions by the hashes in it, silently ending none. List and end them by id instead (queries.ts).
 */
export function hashedSessionTokens(): BetterAuthPlugin {
  return {
    id: 'hashed-session-tokens',
    init: (context) => ({ context: { adapter: hashingAdapter(context.adapter) } }),
  };
}

/** Every method is named, so that one the library adds later breaks the build instead of the promise. */
function hashingAdapter(inner: DBAdapter): DBAdapter {
  return {
    ...hashingMethods(inner),
    id: inner.id,
    transaction: (run) => inner.transaction((transaction) => run(hashingMethods(transaction))),
    createSchema: inner.createSchema,
    options: inner.options,
  };
}

function hashingMethods(inner: DBTransactionAdapter): Required<DBTransactionAdapter> {
  return {
    id: inner.id,
    createSchema: inner.createSchema,
    options: inner.options,
    create: async (input) => {
      const tokens = tokensFor(input.model);
      return tokens.restore(await inner.create({ ...input, data: tokens.hashRow(input.data) }));
    },
    findOne: async (input) => {
      const tokens = tokensFor(input.model);
      return tokens.restore(
        await inner.findOne({ ...input, where: tokens.hashWhere(input.where) }),
      );
    },
    findMany: async <T>(input: Parameters<DBAdapter['findMany']>[0]) => {
      const tokens = tokensFor(input.model);
      const rows = await inner.findMany<T>({
        ...input,
        where: input.where && tokens.hashWhere(input.where),
      });
      return tokens.restoreAll(rows);
    },
    count: (input) =>
      inner.count({
        ...input,
        where: input.where && tokensFor(input.model).hashWhere(input.where),
      }),
    update: async (input) => {
      const tokens = tokensFor(input.model);
      const where = tokens.hashWhere(input.where);
      return tokens.restore(
        await inner.update({ ...input, where, update: tokens.hashRow(input.update) }),
      );
    },
    updateMany: (input) => {
      const tokens = tokensFor(input.model);
      return inner.updateMany({
        ...input,
        where: tokens.hashWhere(input.where),
        update: tokens.hashRow(input.update),
      });
    },
    delete: (input) =>
      inner.delete({ ...input, where: tokensFor(input.model).hashWhere(input.where) }),
    deleteMany: (input) =>
      inner.deleteMany({ ...input, where: tokensFor(input.model).hashWhere(input.where) }),
    consumeOne: async (input) => {
      const tokens = tokensFor(input.model);
      const where = tokens.hashWhere(input.where);
      return tokens.restore(await inner.consumeOne({ ...input, where }));
    },
    incrementOne: async (input) => {
      const tokens = tokensFor(input.model);
      const where = tokens.hashWhere(input.where);
      const set = input.set && tokens.hashRow(input.set);
      return tokens.restore(await inner.incrementOne({ ...input, where, set }));
    },
  };
}

type Tokens = {
  hashRow<Row extends Record<string, unknown>>(row: Row): Row;
  hashWhere(where: Where[]): Where[];
  restore<Row>(row: Row): Row;
  restoreAll<Row>(rows: Row[]): Row[];
};

const untouched: Tokens = {
  hashRow: (row) => row,
  hashWhere: (where) => where,
  restore: (row) => row,
  restoreAll: (rows) => rows,
};

/** The translation for one call; it remembers the tokens the call named, to put them back in its rows. */
function tokensFor(model: string): Tokens {
  if (model !== 'session' && model !== 'sessions') return untouched;
  const named = new Map<string, string>();
  const hash = (token: unknown): string => {
    if (typeof token !== 'string') throw new Error('A session token must be text');
    const hashed = hashSessionToken(token);
    named.set(hashed, token);
    return hashed;
  };
  return {
    hashRow: (row) => ('token' in row ? { ...row, token: hash(row.token) } : row),
    hashWhere: (where) => translateTokens(where, hash),
    restore: (row) => restoreToken(row, named) ?? row,
    restoreAll: (rows) =>
      rows.map((row) => {
        const restored = restoreToken(row, named);
        if (restored === null) throw new Error('Sessions are listed by queries.ts, not here');
        return restored;
      }),
  };
}

/** The row with the token its hash stands for, or null when the call did not name that token. */
function restoreToken<Row>(row: Row, named: ReadonlyMap<string, string>): Row | null {
  if (typeof row !== 'object' || row === null || !('token' in row)) return row;
  const token = typeof row.token === 'string' ? named.get(row.token) : undefined;
  return token === undefined ? null : { ...row, token };
}

function translateTokens(where: Where[], translate: (token: unknown) => string): Where[] {
  return where.map((clause) => {
    if (clause.field !== 'token') return clause;
    const { operator = 'eq', value } = clause;
    if (operator === 'eq' || operator === 'ne') return { ...clause, value: translate(value) };
    if ((operator === 'in' || operator === 'not_in') && Array.isArray(value))
      return { ...clause, value: value.map(translate) };
    throw new Error(`Session tokens cannot be searched with ${operator}`);
  });
}
