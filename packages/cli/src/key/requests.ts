import { type KeyView, keyCreated, keyList, keyRevoked } from '@kopeck/api';
import { type CommandContext, languageIn } from '../context.ts';
import { askServer } from '../server-command.ts';
import type { ServerFlags } from '../server-flags.ts';
import type { Language } from '../start/words.ts';
import { table } from '../table.ts';
import type { CreateKeyFlags } from './index.ts';
import { keyWords } from './words.ts';

/** Makes a key and prints it. It stands alone on the first line, so that a program can take it. */
export function createKey(context: CommandContext, flags: CreateKeyFlags): Promise<number> {
  const words = keyWords[languageIn(context)];
  const { role, name } = flags;
  return askServer(
    context,
    flags,
    { method: 'POST', path: '/api/keys', body: { role, name }, answer: keyCreated },
    ({ key, apiKey }) => [key, ...words.created(apiKey)],
  );
}

/** Prints all keys, newest first. */
export function listKeys(context: CommandContext, flags: ServerFlags): Promise<number> {
  const language = languageIn(context);
  const words = keyWords[language];
  return askServer(
    context,
    flags,
    { method: 'GET', path: '/api/keys', answer: keyList },
    ({ keys }) =>
      keys.length === 0
        ? [words.none]
        : table(
            words.columns,
            keys.map((apiKey) => cells(apiKey, language)),
          ),
  );
}

/** Revokes a key by its id. */
export function revokeKey(
  context: CommandContext,
  flags: ServerFlags,
  id: string,
): Promise<number> {
  const words = keyWords[languageIn(context)];
  return askServer(
    context,
    flags,
    { method: 'DELETE', path: `/api/keys/${encodeURIComponent(id)}`, answer: keyRevoked },
    ({ apiKey }) => [words.revoked(apiKey)],
  );
}

function cells(apiKey: KeyView, language: Language): readonly string[] {
  const words = keyWords[language];
  const day = (instant: string): string =>
    new Date(instant).toLocaleDateString(language === 'ru' ? 'ru-RU' : 'en-GB');
  return [
    apiKey.id,
    `${apiKey.prefix}…`,
    apiKey.role,
    day(apiKey.createdAt),
    apiKey.lastUsedAt === null ? words.never : day(apiKey.lastUsedAt),
    apiKey.revokedAt === null ? words.valid : words.revokedOn(day(apiKey.revokedAt)),
    apiKey.name,
  ];
}
