import type { KeyView } from '@kopeck/api';
import type { Language } from '../start/words.ts';

interface KeyWords {
  readonly key: string;
  readonly create: string;
  readonly list: string;
  readonly revoke: string;
  readonly role: string;
  readonly name: string;
  readonly created: (key: KeyView) => readonly string[];
  readonly none: string;
  readonly columns: readonly string[];
  readonly never: string;
  readonly valid: string;
  readonly revokedOn: (day: string) => string;
  readonly revoked: (key: KeyView) => string;
}

export const keyWords: Readonly<Record<Language, KeyWords>> = {
  ru: {
    key: 'Ключи API для программ магазина',
    create: 'Создать ключ и показать его один раз',
    list: 'Показать ключи, в том числе отозванные',
    revoke: 'Отозвать ключ',
    role: 'что ему можно',
    name: 'для кого он, например «Касса»',
    created: ({ id, name, role }) => [
      '',
      `  Ключ «${name}» с ролью ${role}. Сохраните его сейчас: больше он нигде не появится.`,
      '  Программа передаёт его в заголовке: Authorization: Bearer <ключ>',
      `  Отозвать: npm run kopeck key revoke ${id}`,
    ],
    none: '  Ключей ещё нет. Создать: npm run kopeck key create -- --role operator --name "Магазин"',
    columns: ['Номер', 'Ключ', 'Роль', 'Создан', 'Был в деле', 'Состояние', 'Имя'],
    never: 'нет',
    valid: 'действует',
    revokedOn: (day) => `отозван ${day}`,
    revoked: ({ name }) =>
      `  ✓ Ключ «${name}» отозван. Через пять секунд его не примет ни один процесс.`,
  },
  en: {
    key: 'API keys for programs of the shop',
    create: 'Make a key and show it once',
    list: 'Show the keys, revoked ones too',
    revoke: 'Revoke a key',
    role: 'what it may do',
    name: 'whom it is for, such as "Till"',
    created: ({ id, name, role }) => [
      '',
      `  The key "${name}" with the role ${role}. Keep it now: it will not be shown again.`,
      '  A program sends it in a header: Authorization: Bearer <key>',
      `  To revoke it: npm run kopeck key revoke ${id}`,
    ],
    none: '  There are no keys yet. To make one: npm run kopeck key create -- --role operator --name "Shop"',
    columns: ['Id', 'Key', 'Role', 'Made', 'Last used', 'State', 'Name'],
    never: 'never',
    valid: 'valid',
    revokedOn: (day) => `revoked ${day}`,
    revoked: ({ name }) =>
      `  ✓ The key "${name}" is revoked. In five seconds no process will accept it.`,
  },
};
