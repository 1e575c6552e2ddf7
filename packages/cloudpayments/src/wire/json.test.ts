import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ExactJson, isJsonArray, isJsonObject, readJson } from './json.ts';

/** What JSON.parse would have made of it. */
function lossy(value: ExactJson): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value.kind === 'number') return Number(value.text);
  if (value.kind === 'array') return value.items.map(lossy);
  return Object.fromEntries([...value.members].map(([key, member]) => [key, lossy(member)]));
}

function read(text: string): ExactJson {
  const result = readJson(text);
  if (!result.ok) throw new Error(result.message);
  return result.value;
}

test('any JSON is read as JSON.parse reads it', () => {
  // JSON.parse makes -0 of "-0" and so does Number; keys named __proto__ need defineProperty semantics.
  fc.assert(
    fc.property(
      fc.json({ stringUnit: 'grapheme' }).filter((text) => !text.includes('__proto__')),
      (text) => {
        expect(lossy(read(text))).toEqual(JSON.parse(text));
      },
    ),
  );
});

test('any text that JSON.parse refuses is refused, and nothing throws', () => {
  const almostJson = fc
    .tuple(fc.json(), fc.nat(), fc.constantFrom('', '"', '\\', ',', '}', '0', '\n', '\u0001', 'x'))
    .map(([text, at, insert]) => {
      const position = at % (text.length + 1);
      return text.slice(0, position) + insert + text.slice(position + 1);
    });
  fc.assert(
    fc.property(fc.oneof(almostJson, fc.string()), (text) => {
      const result = readJson(text);
      let accepted = true;
      try {
        JSON.parse(text);
      } catch {
        accepted = false;
      }
      // Stricter than JSON.parse in two points only: repeated keys and halves of surrogate pairs.
      if (result.ok) expect(accepted).toBe(true);
      else if (accepted) expect(result.message).toMatch(/repeated|surrogate/);
    }),
    { numRuns: 3000 },
  );
});

test('a number keeps its digits', () => {
  for (const text of ['99.90', '9007199254740993', '-0', '1E+2', '0.10000000000000000001'])
    expect(read(text)).toEqual({ kind: 'number', text });
});

test('a nested value keeps its own text', () => {
  const value = read('{"a": {"b": [1.50,  2]}, "c": 1}');
  const nested = isJsonObject(value) ? value.members.get('a') : undefined;
  expect(isJsonObject(nested) && nested.text).toBe('{"b": [1.50,  2]}');
  const list = isJsonObject(nested) ? nested.members.get('b') : undefined;
  expect(isJsonArray(list) && list.text).toBe('[1.50,  2]');
});

describe('refused', () => {
  test.each([
    '',
    ' ',
    '{',
    '}',
    '{}{}',
    '{} x',
    '[1,]',
    '{"a":1,}',
    "{'a':1}",
    '{a:1}',
    '01',
    '1.',
    '.5',
    '+1',
    'NaN',
    'tru',
    '"a',
    '"\\x"',
    '"\\u12g4"',
    '"a\nb"',
    '\u00a0{}',
    '\ufeff{}',
    '"\\ud800"',
    '"\\udc00x"',
    '"\\ud800\\ud800"',
    '"\ud800"',
  ])('%j', (text) => {
    expect(readJson(text)).toMatchObject({ ok: false, error: 'bad_json' });
  });

  test('a repeated key, at any depth and however it is spelled', () => {
    for (const text of ['{"a":1,"a":2}', '{"x":[{"a":1,"\\u0061":1}]}'])
      expect(readJson(text)).toMatchObject({ ok: false, error: 'repeated_key' });
    expect(readJson('{"a":1,"A":2}').ok).toBe(true);
    expect(readJson('[{"a":1},{"a":2}]').ok).toBe(true);
  });

  test('what is nested more than 64 deep, whatever its size', () => {
    const nest = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect(readJson(nest(64)).ok).toBe(true);
    expect(readJson(nest(66)).ok).toBe(false);
    expect(readJson('['.repeat(1_000_000)).ok).toBe(false);
  });
});

test('a surrogate pair is one character and stays', () => {
  expect(read('"\\ud83d\\ude00 😀"')).toBe('😀 😀');
});
