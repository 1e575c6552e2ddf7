import { type KeyView, keyCreated, keyList, keyRevoked, roles } from '@kopeck/api';
import { type Command, Option } from 'commander';
import { type CommandContext, languageIn } from '../context.ts';
import { askServer, type ServerFlags, withServerFlags } from '../server-command.ts';
import type { Language } from '../start/words.ts';
import { table } from '../table.ts';
import { keyWords } from './words.ts';

/** Adds `kopeck key create`, `kopeck key list` and `kopeck key revoke`. */
export function registerKey(program: Command, context: CommandContext): void {
  const language = languageIn(context);
  const words = keyWords[language];
  const key = program.command('key').description(words.key);

  const create = key.command('create').description(words.create);
  create
    .addOption(
      new Option('--role <role>', words.role).choices([...roles, 'all']).makeOptionMandatory(),
    )
    .requiredOption('--name <name>', words.name);
  withServerFlags(create, language).action(
    async (flags: ServerFlags & { readonly role: string; readonly name: string }) => {
      const { role, name } = flags;
      process.exitCode = await askServer(
        context,
        flags,
        { method: 'POST', path: '/api/keys', body: { role, name }, answer: keyCreated },
        // The key stands alone on its line, and first, so that a program can take it.
        (made) => [made.key, ...words.created(made.apiKey)],
      );
    },
  );

  withServerFlags(key.command('list').description(words.list), language).action(
    async (flags: ServerFlags) => {
      process.exitCode = await askServer(
        context,
        flags,
        { method: 'GET', path: '/api/keys', answer: keyList },
        ({ keys }) => (keys.length === 0 ? [words.none] : table(words.columns, keys.map(cells))),
      );
    },
  );

  withServerFlags(key.command('revoke <id>').description(words.revoke), language).action(
    async (id: string, flags: ServerFlags) => {
      const path = `/api/keys/${encodeURIComponent(id)}`;
      process.exitCode = await askServer(
        context,
        flags,
        { method: 'DELETE', path, answer: keyRevoked },
        ({ apiKey }) => [words.revoked(apiKey)],
      );
    },
  );

  const cells = (apiKey: KeyView): readonly string[] => [
    apiKey.id,
    `${apiKey.prefix}…`,
    apiKey.role,
    day(apiKey.createdAt, language),
    apiKey.lastUsedAt === null ? words.never : day(apiKey.lastUsedAt, language),
    apiKey.revokedAt === null ? words.valid : words.revokedOn(day(apiKey.revokedAt, language)),
    apiKey.name,
  ];
}

const day = (instant: string, language: Language): string =>
  new Date(instant).toLocaleDateString(language === 'ru' ? 'ru-RU' : 'en-GB');
