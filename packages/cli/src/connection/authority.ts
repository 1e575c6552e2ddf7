import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Environment } from '../settings/environment.ts';
import type { Failure } from '../text.ts';

export type Authority =
  | { readonly ok: true; readonly bearer: string }
  | { readonly ok: false; readonly failure: Failure };

/**
 * By what right the CLI asks: `--key`, KOPECK_API_KEY, BOOTSTRAP_API_KEY, else the token that the server
 * writes into its data folder for whoever may read that folder.
 */
export async function findAuthority(options: {
  readonly given: Environment;
  readonly cwd: string;
  readonly key: string | undefined;
}): Promise<Authority> {
  const { given, cwd, key } = options;
  if (key !== undefined) return bearerFrom('--key', key);
  for (const source of ['KOPECK_API_KEY', 'BOOTSTRAP_API_KEY']) {
    const bearer = given[source];
    if (bearer !== undefined) return bearerFrom(source, bearer);
  }
  const file = join(resolve(cwd, given.DATA_DIR ?? 'data'), 'admin.token');
  const token = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => error);
  if (token instanceof Error) return { ok: false, failure: noAuthority(file, token) };
  return bearerFrom(file, token.trim());
}

/** What no header can carry is no key: said here, because sending it would fail as if the network had. */
function bearerFrom(source: string, bearer: string): Authority {
  if (/^[\x21-\x7e]{1,512}$/.test(bearer)) return { ok: true, bearer };
  return {
    ok: false,
    failure: {
      code: 'key_refused',
      message: { ru: `${source}: это не ключ.`, en: `${source}: this is not a key.` },
      fix: {
        ru: 'Ключ состоит из латинских букв, цифр и знаков, без пробелов и переносов.',
        en: 'A key is made of Latin letters, digits and signs, with no spaces or line breaks.',
      },
    },
  };
}

function noAuthority(file: string, error: NodeJS.ErrnoException): Failure {
  const missing = error.code === 'ENOENT';
  return {
    code: 'no_authority',
    message: missing
      ? {
          ru: `Нет ключа: не заданы --key и KOPECK_API_KEY, нет файла ${file}.`,
          en: `No key: neither --key nor KOPECK_API_KEY is set, and there is no ${file}.`,
        }
      : {
          ru: `Файл ${file} не читается: ${error.message}.`,
          en: `${file} cannot be read: ${error.message}.`,
        },
    fix: {
      ru: 'Запустите команду на машине сервера, в его папке и от его имени, или задайте KOPECK_API_KEY.',
      en: "Run the command on the server's machine, in its folder and as its user, or set KOPECK_API_KEY.",
    },
  };
}
