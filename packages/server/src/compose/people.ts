import { type Access, createAccess } from '../auth/access.ts';
import { type ApiKeys, createApiKeys } from '../auth/api-keys.ts';
import { type Auth, createAuth } from '../auth/auth.ts';
import { openLocalToken } from '../auth/local-token.ts';
import { demoPassword, demoPeople } from '../auth/people.ts';
import { openSigningSecret } from '../auth/signing-secret.ts';
import type { Given } from './core.ts';

/** Who may do what: people by session, programs by key, this machine's CLI by its token. */
export interface PeopleAccess {
  readonly auth: Auth;
  readonly apiKeys: ApiKeys;
  readonly access: Access;
  /** A ready-made account, in simulator mode only. */
  readonly demoLogin: { readonly email: string; readonly password: string } | null;
}

export async function openPeopleAccess({ config, database, now }: Given): Promise<PeopleAccess> {
  const { pool } = database;
  const { publicUrl } = config;
  const simulated = config.gateway === 'simulator';
  const auth = createAuth({
    pool,
    publicUrl,
    secret: await openSigningSecret(pool, now()),
    secureCookies: publicUrl.startsWith('https:'),
    now,
    demoUsers: simulated ? 'allowed' : 'refused',
  });
  if (simulated) await auth.ensureDemoUsers();
  const bootstrapKey = config.bootstrapApiKey;
  const apiKeys = createApiKeys({ pool, now, ...(bootstrapKey === null ? {} : { bootstrapKey }) });
  const localToken = await openLocalToken(config.dataDir);
  const demo = simulated ? demoPeople.find((person) => person.role === 'finance') : undefined;
  return {
    auth,
    apiKeys,
    access: createAccess({ publicUrl, sessions: auth, bearers: [localToken, apiKeys] }),
    demoLogin: demo === undefined ? null : { email: demo.email, password: demoPassword },
  };
}
