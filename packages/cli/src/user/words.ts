import type { PersonView } from '@kopeck/api';
import type { Language } from '../start/words.ts';
import type { Failure } from '../text.ts';
import type { PasswordError } from './read-password.ts';

interface UserWords {
  readonly user: string;
  readonly add: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  readonly passwordStdin: string;
  readonly ask: string;
  readonly again: string;
  readonly added: (person: PersonView) => string;
}

export const userWords: Readonly<Record<Language, UserWords>> = {
  ru: {
    user: 'Люди магазина',
    add: 'Добавить человека; пароль спросит или прочитает со стандартного ввода',
    email: 'почта для входа',
    name: 'имя, под которым он виден в истории',
    role: 'что ему можно',
    passwordStdin: 'прочитать пароль со стандартного ввода',
    ask: '  Пароль, от 12 знаков: ',
    again: '  Ещё раз: ',
    added: ({ name, email, role }) => `  ✓ ${name} может войти: ${email}, роль ${role}.`,
  },
  en: {
    user: 'People of the shop',
    add: 'Add a person; the password is asked for or read from standard input',
    email: 'the e-mail to sign in with',
    name: 'the name shown in the history',
    role: 'what the person may do',
    passwordStdin: 'read the password from standard input',
    ask: '  Password, 12 characters or more: ',
    again: '  Once more: ',
    added: ({ name, email, role }) => `  ✓ ${name} can sign in: ${email}, role ${role}.`,
  },
};

export const passwordFailures: Readonly<Record<PasswordError, Failure>> = {
  no_terminal: {
    code: 'no_terminal',
    message: {
      ru: 'Пароль негде спросить: ввод не с терминала.',
      en: 'There is no terminal to ask for the password on.',
    },
    fix: {
      ru: 'Передайте его на стандартный ввод: … --password-stdin < файл-с-паролем',
      en: 'Pass it on standard input: … --password-stdin < file-with-the-password',
    },
  },
  empty: {
    code: 'empty_password',
    message: { ru: 'Пароль пуст.', en: 'The password is empty.' },
    fix: null,
  },
  too_long: {
    code: 'password_too_long',
    message: {
      ru: 'Это не пароль: на стандартном вводе больше тысячи знаков.',
      en: 'This is no password: more than a thousand characters on standard input.',
    },
    fix: null,
  },
  differ: {
    code: 'passwords_differ',
    message: {
      ru: 'Пароли не совпали, ничего не сделано.',
      en: 'The two differ, nothing was done.',
    },
    fix: null,
  },
  interrupted: {
    code: 'interrupted',
    message: { ru: 'Прервано, ничего не сделано.', en: 'Interrupted, nothing was done.' },
    fix: null,
  },
};
