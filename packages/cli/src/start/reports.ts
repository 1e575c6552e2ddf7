/** What the children say over IPC when they are ready. */

export interface SimulatorReady {
  readonly url: string;
  readonly smtpUrl: string;
}

export interface ServerReady {
  readonly url: string;
  readonly deskUrl: string;
  /** A ready-made account to sign in with; only in simulator mode. */
  readonly demoLogin: { readonly email: string; readonly password: string } | null;
}

/** Null unless the message is `{type: 'ready', url, smtpUrl}`. */
export function parseSimulatorReady(message: unknown): SimulatorReady | null {
  const fields = readyFields(message);
  if (!fields || typeof fields.url !== 'string' || typeof fields.smtpUrl !== 'string') return null;
  return { url: fields.url, smtpUrl: fields.smtpUrl };
}

/** Null unless the message is `{type: 'ready', url, deskUrl, demoLogin?}`. */
export function parseServerReady(message: unknown): ServerReady | null {
  const fields = readyFields(message);
  if (!fields || typeof fields.url !== 'string' || typeof fields.deskUrl !== 'string') return null;
  const login = fields.demoLogin;
  const { email, password } = (typeof login === 'object' && login !== null ? login : {}) as {
    email?: unknown;
    password?: unknown;
  };
  const known = typeof email === 'string' && typeof password === 'string';
  return {
    url: fields.url,
    deskUrl: fields.deskUrl,
    demoLogin: known ? { email, password } : null,
  };
}

function readyFields(message: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof message !== 'object' || message === null) return null;
  const fields = message as Readonly<Record<string, unknown>>;
  return fields.type === 'ready' ? fields : null;
}
