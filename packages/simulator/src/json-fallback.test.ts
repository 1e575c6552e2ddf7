import { describe, expect, test } from 'vitest';
import { createExactJson, type ExactJson, exactJson } from './json-fallback.ts';

const fallback = createExactJson('\u0001mark:');
const native = JSON as unknown as ExactJson;

test('the runtime’s own is used where there is one', () => {
  expect(exactJson).toBe(JSON);
});

/** The same work done by both: the value with every number replaced by its source, and back. */
function throughSources(json: ExactJson, text: string): string | undefined {
  const parsed = json.parse(text, (_key, value, { source }) =>
    typeof value === 'number' ? json.rawJSON(source ?? '') : value,
  );
  return json.stringify(parsed);
}

describe('the fallback does what the runtime does', () => {
  test.each([
    '{"TransactionId":9007199254740993,"Amount":1500.00,"e":1E+2,"n":-0.10}',
    '[1,"2",{"a":[3.0]},null,true,"\\"4\\\\",""]',
    '{"text":"1500.00 и \\u0001 -5","кириллица 7":[]}',
    '12.50',
    '"7"',
    ' { "a" : 1 , "b" : [ 2 , 3 ] } ',
    '{}',
  ])('%s', (text) => {
    expect(throughSources(fallback, text)).toBe(throughSources(native, text));
  });

  test('numbers keep their spelling', () => {
    expect(throughSources(fallback, '{"Amount":1500.00,"Id":9007199254740993}')).toBe(
      '{"Amount":1500.00,"Id":9007199254740993}',
    );
  });

  test.each([
    ['an array of names', ['a', 'c']],
    ['a function', (key: string, value: unknown) => (key === 'a' ? undefined : value)],
    ['nothing', undefined],
  ])('stringify with %s as its replacer', (_name, replacer) => {
    const value = (json: ExactJson) => ({
      a: json.rawJSON('1.00'),
      b: [{ a: 1, b: 2 }],
      c: { toJSON: () => json.rawJSON('3.10') },
      d: undefined,
      e: [undefined, () => 1],
    });
    const texts = [fallback, native].map((json) => json.stringify(value(json), replacer, 2));
    expect(texts[0]).toBe(texts[1]);
  });

  test('only what rawJSON made is raw', () => {
    expect(fallback.isRawJSON(fallback.rawJSON('1.00'))).toBe(true);
    expect(fallback.isRawJSON({ rawJSON: '1.00' })).toBe(false);
    expect(fallback.stringify({ a: { rawJSON: '1.00' } })).toBe('{"a":{"rawJSON":"1.00"}}');
  });

  test.each(['{"a":1', '', '{1:2}', '01'])('%s is a syntax error', (text) => {
    expect(() => fallback.parse(text, (_key, value) => value)).toThrow(SyntaxError);
  });

  test.each(['{}', '[]', 'x'])('%s is no number to be written as it is', (text) => {
    expect(() => fallback.rawJSON(text)).toThrow(SyntaxError);
  });
});
