import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { behaviourNames, behaviourNotes, behaviourValues } from '../src/behaviours.ts';
import { testCards } from '../src/payments/cards.ts';
import { loadScenario } from '../src/scenarios/source.ts';
import { defaultBehaviour } from '../src/settings.ts';
import { exampleShops, walkExample } from './example-shops.ts';

/** PHP and Python may be missing here: `npm run examples` walks all of them. */
test('the Node shop of the docs works against the simulator', async () => {
  await walkExample('node');
});

test('every example can be walked', () => {
  const folder = fileURLToPath(new URL('../../../docs/simulator/examples', import.meta.url));
  expect(readdirSync(folder).sort()).toEqual(Object.keys(exampleShops).sort());
});

const docs = fileURLToPath(new URL('../../../docs', import.meta.url));

describe.each([
  ['simulator.md', 'en'],
  ['simulator.ru.md', 'ru'],
] as const)('docs/%s', (file, language) => {
  const text = readFileSync(join(docs, file), 'utf8');

  test('lists every behaviour with its default', () => {
    const head =
      language === 'ru' ? ['Имя', 'Обычно', 'Что решает'] : ['Name', 'Default', 'What it decides'];
    const rows = behaviourNames.map((name) => {
      const value = String(defaultBehaviour[name]);
      const others = behaviourValues(name).filter((known) => known !== value);
      const choice =
        others.length === 0 ? '' : ` (${others.map((known) => `\`${known}\``).join(', ')})`;
      return [`\`${name}\``, `\`${value}\``, `${behaviourNotes[name]?.[language]}${choice}`];
    });
    const cells = (line: string) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .filter(Boolean)
        .join(' | ');
    const lines = text
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .map(cells);
    for (const row of [head, ...rows]) expect(lines).toContain(row.join(' | '));
  });

  test('shows a scenario that can be played', async () => {
    const yaml = /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const { steps } = await loadScenario({ text: yaml });
    expect(steps).toHaveLength(5);
  });

  test('names every test card', () => {
    const numbers = testCards.map(({ number }) => number.replace(/(\d{4})(?=\d)/g, '$1 '));
    expect(numbers.filter((number) => !text.includes(`\`${number}\``))).toEqual([]);
  });
});
