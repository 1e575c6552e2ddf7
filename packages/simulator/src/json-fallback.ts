/**
 * JSON with exact numbers where the runtime has none: Node 20 knows neither `JSON.rawJSON` nor the
 * source of a number in a reviver. The packed program uses `exactJson` in the place of `JSON`
 * (tools/pack); nothing of the runtime is changed. Here `JSON` itself is never written: the packer
 * would replace it.
 */
type RawNumber = { readonly rawJSON: string };
type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;
type Replacer = ((key: string, value: unknown) => unknown) | (string | number)[] | null;

export type ExactJson = {
  readonly parse: (text: string, reviver?: Reviver) => unknown;
  readonly stringify: (
    value: unknown,
    replacer?: Replacer,
    space?: string | number,
  ) => string | undefined;
  readonly rawJSON: (text: string) => RawNumber;
  readonly isRawJSON: (value: unknown) => value is RawNumber;
};

const native = globalThis.JSON;

/** What the runtime has, or the same in plain JavaScript. */
export const exactJson: ExactJson =
  'rawJSON' in native ? (native as unknown as ExactJson) : createExactJson(markOf(Math.random()));

/** No text of anybody else has this mark in it: a string that begins with it stands for a number. */
function markOf(chance: number): string {
  return `\u0001${chance.toString(36).slice(2)}:`;
}

const numberOrString = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/** Exported for its test, which compares it with the runtime's own. */
export function createExactJson(mark: string): ExactJson {
  const known = new WeakSet<object>();
  const isRaw = (value: unknown): value is RawNumber =>
    typeof value === 'object' && value !== null && known.has(value);
  // As it stands in JSON text: the control character is escaped there.
  const written = native.stringify(mark).slice(1, -1);
  const marked = new RegExp(`"${written.replace(/[\\:]/g, '\\$&')}([^"]*)"`, 'g');

  return {
    rawJSON: (text) => {
      if (typeof native.parse(text) === 'object') throw new SyntaxError('a primitive is expected');
      const raw = Object.assign(Object.create(null) as RawNumber, { rawJSON: text });
      known.add(raw);
      return Object.freeze(raw);
    },
    isRawJSON: isRaw,
    parse: (text, reviver) => {
      const parsed: unknown = native.parse(text); // a syntax error is the runtime's own
      if (reviver === undefined) return parsed;
      const readable = String(text).replace(numberOrString, (token) =>
        token.startsWith('"') ? token : `"${written}${token}"`,
      );
      return native.parse(readable, function (this: unknown, key: string, value: unknown) {
        const isNumber = typeof value === 'string' && value.startsWith(mark);
        if (!isNumber) return reviver.call(this, key, value, {});
        const source = value.slice(mark.length);
        return reviver.call(this, key, Number(source), { source });
      });
    },
    stringify: (value, replacer, space) => {
      let seen = false;
      const keep = Array.isArray(replacer) ? new Set(replacer.map(String)) : null;
      const text = native.stringify(
        value,
        function (this: unknown, key: string, given: unknown) {
          const dropped = keep !== null && key !== '' && !Array.isArray(this) && !keep.has(key);
          if (dropped) return undefined;
          const item = typeof replacer === 'function' ? replacer.call(this, key, given) : given;
          if (!isRaw(item)) return item;
          seen = true;
          return mark + item.rawJSON;
        },
        space,
      ) as string | undefined;
      return seen ? text?.replace(marked, (_match, number: string) => number) : text;
    },
  };
}
