import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { groups } from '../group.ts';
import { allCases } from './all.ts';

test('every case has an id of its own, named after its group', () => {
  const ids = allCases.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const odd = allCases.filter(({ id, group }) => !new RegExp(`^${group}\\.[a-z0-9-]+$`).test(id));
  expect(odd).toEqual([]);
});

test('every group has cases, and they run group after group', () => {
  const order = allCases
    .map(({ group }) => group)
    .filter((group, at, all) => all[at - 1] !== group);
  expect(order).toEqual(groups);
});

test('a case is one sentence in both languages, with a section of the reference', () => {
  for (const { id, claim, section } of allCases) {
    expect([id, claim.ru]).toEqual([id, expect.stringMatching(/[^.!]$/)]);
    expect([id, claim.en]).toEqual([id, expect.stringMatching(/^[^а-яё]*[^.!]$/i)]);
    expect([id, claim.ru !== claim.en]).toEqual([id, true]);
    expect([id, section]).toEqual([id, expect.stringMatching(/^W?\d+(\.\d+)?$/)]);
  }
});

test('docs/contract.md counts what is there', () => {
  const docs = readFileSync(new URL('../../../../docs/contract.md', import.meta.url), 'utf8');
  const counted = [...docs.matchAll(/^\| `([a-z0-9-]+)` +\| (\d+) +\|/gm)].map(
    ([, group, count]) => [group, Number(count)],
  );
  const own = groups.map((group) => [group, allCases.filter((one) => one.group === group).length]);
  expect(counted).toEqual(own);
  expect(docs).toContain(`in ${allCases.length} facts`);
});
