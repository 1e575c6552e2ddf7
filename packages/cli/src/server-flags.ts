import type { Role } from '@kopeck/api';
import type { Command } from 'commander';
import type { Language } from './start/words.ts';
import type { Text } from './text.ts';

/** Where and by what right a command asks the server. */
export interface ServerFlags {
  readonly url?: string;
  readonly key?: string;
}

/** The contract's roles, without loading its schemas only to print help. */
export const roleChoices = {
  finance: true,
  operator: true,
  auditor: true,
  admin: true,
} as const satisfies Record<Role, true>;

const flagWords: Readonly<Record<keyof ServerFlags, Text>> = {
  url: { ru: 'адрес сервера вместо PUBLIC_URL', en: "the server's address instead of PUBLIC_URL" },
  key: { ru: 'ключ API вместо KOPECK_API_KEY', en: 'an API key instead of KOPECK_API_KEY' },
};

/** Adds `--url` and `--key`. */
export function withServerFlags(command: Command, language: Language): Command {
  return command
    .option('--url <url>', flagWords.url[language])
    .option('--key <key>', flagWords.key[language]);
}
