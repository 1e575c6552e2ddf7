import { timingSafeEqual } from 'node:crypto';
import type { Words } from '../wire/languages.ts';
import { decodeForm, encodeFormText, readForm } from './form.ts';
import { bodyFormOf } from './media-type.ts';
import { type LikelyMistake, mistakeWords } from './mistakes.ts';
import { hmac } from './sign.ts';
import { mistakeInShape, type SignedBody, signatureBytes } from './verify.ts';

export interface MismatchExplanation {
  /** Null when nothing that is tried fits: the body was altered, or the secret is one we do not know. */
  readonly likelyMistake: LikelyMistake | null;
  readonly message: Words;
}

/**
 * Why a refused body does not verify: tries the mistakes that people make with this signature until one fits.
 *
 * It costs up to about fifty HMACs of the body, so it is not part of `verifyNotification`: call it where nobody
 * outside can make you do it often (the doctor, a sampled log line), never for every refusal.
 * `otherSecrets` are secrets known to be wrong here, such as the simulator's in live mode.
 */
export function explainMismatch(
  input: SignedBody & { readonly otherSecrets?: readonly string[] },
): MismatchExplanation {
  const content = input.contentHmac ?? '';
  const decoded = input.xContentHmac ?? '';
  if (content === '' && decoded === '') return explained('header_missing');
  for (const header of [content, decoded]) {
    if (header !== '' && signatureBytes(header) === null) return explained(mistakeInShape(header));
  }
  for (const mistake of mistakesTried(input)) return explained(mistake);
  return { likelyMistake: null, message: unexplained };
}

const unexplained: Words = {
  ru: 'Тело изменено по дороге или подписано секретом, которого мы не знаем.',
  en: 'The body was altered on its way or signed with a secret that we do not know.',
};

function explained(likelyMistake: LikelyMistake): MismatchExplanation {
  return { likelyMistake, message: mistakeWords[likelyMistake] };
}

type Candidate = readonly [mistake: LikelyMistake, message: Uint8Array];

/** The mistakes that fit, most telling first. Lazy: the caller takes the first. */
function* mistakesTried(
  input: SignedBody & { readonly otherSecrets?: readonly string[] },
): Generator<LikelyMistake> {
  const content = signatureBytes(input.contentHmac ?? '');
  const decoded = signatureBytes(input.xContentHmac ?? '');
  const both = [content, decoded].filter((given) => given !== null);
  const secrets = input.secrets.filter((secret) => secret !== '');
  const right = rightMessages(input);

  if (content !== null && fits(content, secrets, right.decoded)) yield 'headers_swapped';
  if (decoded !== null && fits(decoded, secrets, right.raw)) yield 'headers_swapped';
  for (const [mistake, message] of wrongMessages(input)) {
    if (both.some((given) => fits(given, secrets, message))) yield mistake;
  }
  for (const [mistake, keys] of wrongKeys(input)) {
    for (const message of [right.raw, right.decoded]) {
      if (both.some((given) => fits(given, keys, message))) yield mistake;
    }
  }
}

function rightMessages(input: SignedBody): { raw: Uint8Array; decoded: Uint8Array } {
  const form = bodyFormOf(input.contentType) !== 'json';
  const decoded = form ? (decodeForm(input.rawBody) ?? input.rawBody) : input.rawBody;
  return { raw: input.rawBody, decoded };
}

function fits(
  given: Uint8Array,
  keys: readonly (string | Uint8Array)[],
  message: Uint8Array,
): boolean {
  return keys.some((key) => timingSafeEqual(given, hmac(key, message)));
}

/** What else may have been signed, or may have become of what was signed. */
function* wrongMessages(input: SignedBody): Generator<Candidate> {
  const raw = Buffer.from(input.rawBody);
  for (const ending of ['\n', '\r\n', '\r'])
    yield ['line_break_added_or_removed', Buffer.concat([raw, Buffer.from(ending)])];
  const text = raw.toString('utf8');
  const trimmed = text.replace(/[\r\n]+$/, '');
  if (trimmed !== text) yield ['line_break_added_or_removed', Buffer.from(trimmed)];
  yield ['question_mark_included', Buffer.concat([Buffer.from('?'), raw])];
  if (text.startsWith('?')) yield ['question_mark_included', raw.subarray(1)];
  yield* bodyFormOf(input.contentType) === 'json' ? wrongJson(text) : wrongForms(raw, text);
  if (raw.length > 0) yield ['empty_body_signed', Buffer.alloc(0)];
}

function* wrongForms(raw: Uint8Array, text: string): Generator<Candidate> {
  const upper = text.replace(/%[0-9a-f]{2}/gi, (code) => code.toUpperCase());
  const lower = text.replace(/%[0-9a-f]{2}/gi, (code) => code.toLowerCase());
  for (const sameCase of [text, upper, lower]) {
    for (const respaced of [
      sameCase,
      sameCase.replaceAll('+', '%20'),
      sameCase.replaceAll('%20', '+'),
    ])
      if (respaced !== text) yield ['body_reencoded', Buffer.from(respaced)];
  }
  const pairs = readForm(raw);
  if (pairs !== null) {
    const join = (encode: (part: string) => string): Uint8Array =>
      Buffer.from(pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&'));
    yield ['body_reencoded', join(encodeURIComponent)];
    yield ['body_reencoded', join(encodeFormText)];
    yield [
      'body_reencoded',
      Buffer.from(
        new URLSearchParams(
          pairs.map(([name, value]): [string, string] => [name, value]),
        ).toString(),
      ),
    ];
    const asJson = JSON.stringify(Object.fromEntries(pairs));
    yield ['body_reserialized', Buffer.from(asJson)];
  }
  const plusKept = percentDecoded(text);
  if (plusKept !== null) yield ['decoded_wrongly', Buffer.from(plusKept)];
  const once = decodeForm(raw);
  const twice = once === null ? null : decodeForm(once);
  if (twice !== null) yield ['decoded_wrongly', twice];
}

function* wrongJson(text: string): Generator<Candidate> {
  const value = parsed(text);
  if (value !== undefined) {
    yield ['body_reserialized', Buffer.from(JSON.stringify(value))];
    yield ['body_reserialized', Buffer.from(JSON.stringify(value, null, 2))];
  }
  yield ['decoded_wrongly', Buffer.from(text.replaceAll('+', ' '))];
  const decoded = percentDecoded(text);
  if (decoded !== null) yield ['decoded_wrongly', Buffer.from(decoded)];
  yield ['body_reencoded', Buffer.from(encodeURIComponent(text))];
}

/** Keys that are not the secret but come of it, or are known to belong elsewhere. */
function* wrongKeys(
  input: SignedBody & { readonly otherSecrets?: readonly string[] },
): Generator<readonly [LikelyMistake, readonly (string | Uint8Array)[]]> {
  yield ['other_secret', ['', ...(input.otherSecrets ?? [])]];
  for (const secret of input.secrets) {
    const bare = secret.trim().replace(/^(["'])(.*)\1$/, '$2');
    if (bare !== secret && bare !== '') yield ['secret_with_extra_characters', [bare]];
    const padded = [' ', '\n', '\r\n'].map((end) => `${secret}${end}`);
    yield ['secret_with_extra_characters', [...padded, ` ${secret}`, `"${secret}"`, `'${secret}'`]];
    yield ['other_secret', [Buffer.from(secret, 'base64'), Buffer.from(secret, 'hex')]];
  }
}

function percentDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
