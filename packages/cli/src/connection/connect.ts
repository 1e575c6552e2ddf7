import { type Environment, readEnvironment } from '../settings/environment.ts';
import type { Language } from '../start/words.ts';
import type { Failure } from '../text.ts';
import { serverAddress } from './address.ts';
import { findAuthority } from './authority.ts';
import { createServerClient, type ServerClient } from './client.ts';

export interface ConnectOptions {
  readonly env: Environment;
  readonly cwd: string;
  readonly language: Language;
  readonly url?: string | undefined;
  readonly key?: string | undefined;
}

export type Connected =
  | { readonly ok: true; readonly server: ServerClient; readonly given: Environment }
  | { readonly ok: false; readonly failure: Failure };

/** The database may be starting or a password may be hashed; more than this is no answer. */
const timeoutMs = 15_000;

/** Finds the server and the right to ask it; nothing is sent yet. */
export async function connect(options: ConnectOptions): Promise<Connected> {
  const { cwd, key, language } = options;
  const read = await readEnvironment(options);
  if (!read.ok) return { ok: false, failure: badEnvFile(read.file, read.detail) };
  const { given } = read;
  const address = serverAddress(given, options.url);
  if (!address.ok) return address;
  const authority = await findAuthority({ given, cwd, key });
  if (!authority.ok) return authority;
  const { bearer } = authority;
  const { fetch } = globalThis;
  return {
    ok: true,
    given,
    server: createServerClient({ url: address.url, bearer, language, fetch, timeoutMs }),
  };
}

const badEnvFile = (file: string, detail: string): Failure => ({
  code: 'bad_env_file',
  message: {
    ru: `Не удалось прочитать ${file}: ${detail}.`,
    en: `${file} could not be read: ${detail}.`,
  },
  fix: null,
});
