import { type Fields, isJson } from './fields.ts';
import { isMultipart } from './multipart.ts';
import { type Parameter, unknownNames } from './parameter.ts';

/** What a developer probably meant, for the log: answers stay in the gateway's few words. */

/** The known name that a wrong one is likely to be a slip of; null when none is near. */
export function nearest(wrong: string, known: readonly string[]): string | null {
  const given = plain(wrong);
  if (given.length < 3) return null;
  const within = known.filter((name) => {
    const other = plain(name);
    return (
      other === given || (given.length >= 5 && (other.includes(given) || given.includes(other)))
    );
  });
  const limit = given.length <= 5 ? 1 : given.length <= 9 ? 2 : 3;
  const near = known
    .map((name) => ({ name, distance: distance(given, plain(name)) }))
    .filter((one) => one.distance <= limit)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.name ?? within[0] ?? null;
}

const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** How many letters must be put in, taken out or replaced to make one word of the other. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

/** Names that the method ignores, each with the one it may have meant. */
export function unknownNote(
  parameters: readonly Parameter[],
  fields: Fields,
): Readonly<Record<string, unknown>> | null {
  const unknown = unknownNames(parameters, fields).filter((name) => !alwaysKnown.has(plain(name)));
  if (unknown.length === 0) return null;
  const free = parameters
    .map((parameter) => parameter.name)
    .filter((name) => fields.get(name) === undefined);
  const meant = unknown.flatMap((name) => {
    const other = nearest(name, free);
    return other === null ? [] : [`${name}: did you mean ${other}?`];
  });
  return { unknown, ...(meant.length === 0 ? {} : { didYouMean: meant }) };
}

/** Sent by the official mobile SDKs with every payment, and of no meaning here. */
const alwaysKnown = new Set(['publicid', 'scenario']);

/** Why a value may have been refused, or a whole body not been understood; null when it is plain. */
export function bodyNote(contentType: string, body: string): string | null {
  const looksJson = /^\s*[{[]/.test(body);
  const saysJson = isJson(contentType);
  if (looksJson && !saysJson) {
    const said = contentType === '' ? 'no Content-Type' : `Content-Type: ${contentType}`;
    return `the body looks like JSON and came with ${said}: send application/json`;
  }
  if (saysJson && !looksJson && body.includes('=')) {
    return 'the body looks like a form and came as JSON: send application/x-www-form-urlencoded';
  }
  if (isMultipart(contentType) && /^--.*\r?\n/.test(body)) {
    return 'the multipart body is broken: its boundary, its line ends or its end';
  }
  return null;
}

/** What is wrong with a value of this type, in more words than the gateway's; null for no idea. */
export function valueNote(message: string, fields: Fields): string | null {
  const name = /(?:^Invalid (\S+) value|(\S+) value is too small)$/
    .exec(message)
    ?.slice(1)
    .find((found) => found !== undefined);
  const text = name === undefined ? null : fields.text(name);
  if (name === undefined || text === null) return null;
  if (/^\d+,\d+$/.test(text)) return 'decimals come after a dot, not a comma';
  if (/^\d+\.\d{3,}$/.test(text)) return 'more than two decimals: a sum that went through a float?';
  if (/^-/.test(text)) return 'a negative sum';
  if (/^0+(\.0+)?$/.test(text)) return 'the smallest sum is 0.01';
  if (/e[+-]?\d+$/i.test(text)) return 'a number with an exponent';
  return null;
}
