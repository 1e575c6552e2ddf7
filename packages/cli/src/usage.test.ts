import { Command, Option } from 'commander';
import { expect, test } from 'vitest';
import { russian } from './usage.ts';

/** What the library itself says, so that a new version that says it otherwise is noticed. */
function complaintAbout(argv: readonly string[]): string {
  let said = '';
  const program = new Command('kopeck').exitOverride(() => {
    throw new Error('usage');
  });
  program.configureOutput({ writeErr: (text) => (said += text) });
  program
    .command('make <name>')
    .requiredOption('--email <email>')
    .addOption(new Option('--role <role>').choices(['finance', 'admin']))
    .allowExcessArguments(false)
    .action(() => {});
  expect(() => program.parse(argv, { from: 'user' })).toThrow('usage');
  return said;
}

test.each([
  [['mak'], 'Команды mak нет.\nПохоже на: make\n'],
  [['make', 'x', '--email', 'a', '--rol', 'x'], 'Ключа --rol нет.\nПохоже на: --role\n'],
  [['make', 'x'], 'Не задан ключ --email <email>.\n'],
  [['make', 'x', '--email'], 'У ключа --email <email> нет значения.\n'],
  [['make', '--email', 'a'], 'Не назван: name.\n'],
  [['make', 'x', 'y', '--email', 'a'], 'Лишние слова в команде.\n'],
  [
    ['make', 'x', '--role', 'root'],
    'Ключ --role <role>: значение «root» не подходит. Бывает: finance, admin.\n',
  ],
])('the complaint about %j is in Russian', (argv, expected) => {
  expect(russian(complaintAbout(argv))).toBe(expected);
});

test('a complaint nobody has translated is not lost', () => {
  expect(russian('error: something new\n')).toBe('error: something new\n');
});
