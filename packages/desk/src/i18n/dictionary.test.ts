import { describe, expect, test } from 'vitest';
import { en } from './en.ts';
import { ru } from './ru.ts';

type Tree = { readonly [key: string]: string | Tree };

function leaves(tree: Tree, path = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (typeof value === 'string') found.set(here, value);
    else for (const [inner, text] of leaves(value, here)) found.set(inner, text);
  }
  return found;
}

const plural = /_(zero|one|two|few|many|other)$/;
const all = { ru: leaves(ru), en: leaves(en) };
const bases = (texts: Map<string, string>) =>
  [...new Set([...texts.keys()].map((key) => key.replace(plural, '')))].sort();
const words = (text: string) => text.replace(/\{\{\w+\}\}/g, '').replace(/[^\p{L}]/gu, '');
const variables = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((m) => m[1]).sort();

describe('the two dictionaries', () => {
  test('have the same keys', () => {
    expect(bases(all.ru)).toEqual(bases(all.en));
  });

  test('use the same variables in the same sentence', () => {
    for (const [key, text] of all.en) {
      const other = all.ru.get(key) ?? all.ru.get(key.replace(plural, '_few'));
      expect([key, variables(other ?? '')]).toEqual([key, variables(text)]);
    }
  });

  test.each(['ru', 'en'] as const)('%s has every plural form its language needs', (language) => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const counted = [...all[language].keys()].filter((key) => plural.test(key));
    for (const base of new Set(counted.map((key) => key.replace(plural, '')))) {
      for (const category of needed) expect(counted).toContain(`${base}_${category}`);
    }
    expect(counted.length).toBeGreaterThan(0);
  });

  test('nothing in Russian is left in English, and the other way round', () => {
    const allowed = /^(product|language\.|actor\.kopeck)/;
    for (const [key, text] of all.ru) {
      if (words(text) !== '' && !allowed.test(key))
        expect([key, text]).toEqual([key, expect.stringMatching(/[А-Яа-яё]/)]);
    }
    for (const [key, text] of all.en) {
      if (!allowed.test(key))
        expect([key, text]).toEqual([key, expect.not.stringMatching(/[А-Яа-яё]/)]);
    }
  });

  test('speak calmly: no exclamation marks, no «успешно», no «пожалуйста»', () => {
    for (const text of [...all.ru.values(), ...all.en.values()]) {
      expect(text).not.toMatch(/!|успешно|пожалуйста|please|successfully/i);
    }
  });

  test('call the states by the agreed words', () => {
    expect(Object.values(ru.status)).toEqual([
      'Ожидает оплаты',
      'Удержано',
      'Списано',
      'Отменено',
      'Отклонено',
      'Возвращено частично',
      'Возвращено',
    ]);
    expect(Object.values(en.status).map((word) => word.toLowerCase())).toEqual([
      'awaiting payment',
      'held',
      'taken',
      'voided',
      'declined',
      'partly refunded',
      'refunded',
    ]);
  });
});
