import { betterAuth } from 'better-auth';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from '../db/pool.ts';
import { hashedSessionTokens } from './hashed-session-tokens.ts';
import type { SessionCookie } from './session-cookie.ts';

/** A session ends this long after sign-in, whatever happens. */
const sessionAbsoluteMs = 12 * 60 * 60_000;
/** A session ends this long after the last request made with it. */
export const sessionIdleMs = 2 * 60 * 60_000;
/** The header we (and nobody else) tell the library the client's address in. */
export const addressHeader = 'x-kopeck-address';

export const passwordLength = { min: 12, max: 128 } as const;

type LibraryDeps = {
  readonly pool: Pool;
  readonly publicUrl: string;
  readonly secret: string;
  readonly cookie: SessionCookie;
  readonly now: () => number;
  /** Whether this person may have a session at all: not disabled, not a demo user in live mode. */
  readonly mayEnter: (userId: string) => Promise<boolean>;
};

/**
 * better-auth, configured. Nothing of its router is mounted: routes.ts calls what is wanted, so its other
 * sixty addresses do not exist. Its clock is replaced by ours where it matters, in the session row.
 */
export function createLibrary(deps: LibraryDeps) {
  return betterAuth({
    appName: 'Kopeck',
    baseURL: deps.publicUrl,
    basePath: '/api/auth',
    secret: deps.secret,
    // Named here too, because the library would otherwise prefer what it finds in the environment.
    secrets: [{ version: 1, value: deps.secret }],
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: {
      db: new Kysely({ dialect: new PostgresDialect({ pool: deps.pool }) }),
      type: 'postgres',
      schemaName: 'auth',
      transaction: true,
    },
    plugins: [hashedSessionTokens()],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      revokeSessionsOnPasswordReset: true,
    },
    rateLimit: { enabled: false }, // per process and per address only: sign-in-throttle.ts instead
    advanced: {
      database: { generateId: 'uuid' },
      // Both are switched off by the library under NODE_ENV=test unless it is told otherwise.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      useSecureCookies: false, // would add `__Secure-` before our `__Host-`
      cookiePrefix: deps.cookie.prefix,
      defaultCookieAttributes: deps.cookie.attributes,
      ipAddress: { ipAddressHeaders: [addressHeader] },
    },
    user: {
      modelName: 'users',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    session: {
      modelName: 'sessions',
      fields: {
        userId: 'user_id',
        token: 'token_hash',
        expiresAt: 'expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      additionalFields: {
        lastSeenAt: { type: 'date', fieldName: 'last_seen_at', input: false, returned: false },
      },
      expiresIn: sessionAbsoluteMs / 1000,
      disableSessionRefresh: true,
    },
    account: {
      modelName: 'accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'verifications',
      storeIdentifier: 'hashed',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            if (!(await deps.mayEnter(session.userId))) return false;
            const nowMs = deps.now();
            const at = new Date(nowMs);
            return {
              data: {
                createdAt: at,
                updatedAt: at,
                lastSeenAt: at,
                expiresAt: new Date(nowMs + sessionAbsoluteMs),
                userAgent: session.userAgent?.slice(0, 300) ?? '',
              },
            };
          },
        },
      },
    },
  });
}
export type Library = ReturnType<typeof createLibrary>;
