import { timingSafeEqual } from 'node:crypto';
import type { Words } from '../wire/languages.ts';
import { decodeForm, readForm } from './form.ts';
import { bodyFormOf } from './media-type.ts';
import { type LikelyMistake, mistakeWords } from './mistakes.ts';
import { hmac } from './sign.ts';

export type VerifyError =
  /** Neither header came. */
  | 'missing_signature'
  /** The header that counts is not base64 of 32 bytes. */
  | 'malformed_signature'
  /** It is a signature, of something else or with another secret. */
  | 'mismatch'
  /** On the decoded path: the body cannot be decoded, so it cannot be what was signed. */
  | 'undecodable_body'
  /** On the decoded path: a key is repeated, so the decoded text stands for more than one body. */
  | 'repeated_key'
  /** We have no secret to check with: nothing is accepted. */
  | 'no_secret';

export interface SignedBody {
  readonly rawBody: Uint8Array;
  readonly contentType: string | undefined;
  /** Header `Content-HMAC`, as received. */
  readonly contentHmac: string | undefined;
  /** Header `X-Content-HMAC`, as received. */
  readonly xContentHmac: string | undefined;
  /** The current secret first, then the previous one, so that a secret can be changed with no lost message. */
  readonly secrets: readonly string[];
}

export type VerifyResult =
  | {
      readonly ok: true;
      readonly verifiedBy: 'content_hmac' | 'x_content_hmac';
      /** Which of `secrets` matched. */
      readonly secretIndex: number;
    }
  | {
      readonly ok: false;
      readonly error: VerifyError;
      /** Only what the header's shape alone shows; `explainMismatch` looks further. */
      readonly likelyMistake: LikelyMistake | null;
      readonly message: Words;
    };

/**
 * Whether the gateway signed these bytes (reference, section 4.2). Call it before anything parses the body.
 *
 * `Content-HMAC` over the bytes decides when it is there. `X-Content-HMAC` over the decoded text is looked at only
 * when it is not, or when `allowDecodedFallback` says that something on the way re-encodes bodies: the decoded
 * form is ambiguous (vector 8), so repeated keys are refused on it. Comparison takes constant time; no input
 * makes it throw; a refusal costs no more than an acceptance, because diagnosis is left to `explainMismatch`.
 */
export function verifyNotification(
  input: SignedBody & { readonly allowDecodedFallback?: boolean },
): VerifyResult {
  const secrets = input.secrets.filter((secret) => secret !== '');
  if (secrets.length === 0) return refuse('no_secret', null);
  const content = input.contentHmac ?? '';
  const decoded = input.xContentHmac ?? '';
  if (content !== '') {
    const strict = verifyBytes(content, input.rawBody, input.secrets, 'content_hmac');
    if (strict.ok || input.allowDecodedFallback !== true || decoded === '') return strict;
  }
  if (decoded === '') return refuse('missing_signature', 'header_missing');
  return verifyDecoded(decoded, input);
}

function verifyDecoded(header: string, input: SignedBody): VerifyResult {
  const form = bodyFormOf(input.contentType);
  if (form === 'json' || (form === 'other' && input.contentType !== undefined))
    return verifyBytes(header, input.rawBody, input.secrets, 'x_content_hmac');
  const message = decodeForm(input.rawBody);
  if (message === null) return refuse('undecodable_body', null);
  const verified = verifyBytes(header, message, input.secrets, 'x_content_hmac');
  if (verified.ok && hasRepeatedKey(input.rawBody)) return refuse('repeated_key', null);
  return verified;
}

function verifyBytes(
  header: string,
  message: Uint8Array,
  secrets: readonly string[],
  verifiedBy: 'content_hmac' | 'x_content_hmac',
): VerifyResult {
  const given = signatureBytes(header);
  if (given === null) return refuse('malformed_signature', mistakeInShape(header));
  for (const [secretIndex, secret] of secrets.entries()) {
    if (secret !== '' && timingSafeEqual(given, hmac(secret, message)))
      return { ok: true, verifiedBy, secretIndex };
  }
  return refuse('mismatch', null);
}

/** The 32 bytes of a header, or null when it is not the one way to write 32 bytes in base64. */
export function signatureBytes(header: string): Uint8Array | null {
  if (!/^[A-Za-z0-9+/]{43}=$/.test(header)) return null;
  const bytes = Buffer.from(header, 'base64');
  return bytes.toString('base64') === header ? bytes : null;
}

/** What a malformed header looks like. */
export function mistakeInShape(header: string): LikelyMistake {
  if (/^[0-9a-fA-F]{64}$/.test(header)) return 'hex_instead_of_base64';
  if (/^[0-9a-f]{64}$/.test(Buffer.from(header, 'base64').toString('latin1')))
    return 'hex_instead_of_base64';
  if (/^[A-Za-z0-9_-]{43}=?$/.test(header)) return 'base64url_instead_of_base64';
  return 'malformed_header';
}

function hasRepeatedKey(rawBody: Uint8Array): boolean {
  const names = (readForm(rawBody) ?? []).map(([name]) => name.toLowerCase());
  return new Set(names).size < names.length;
}

function refuse(error: VerifyError, likelyMistake: LikelyMistake | null): VerifyResult {
  const message = likelyMistake === null ? errorWords[error] : mistakeWords[likelyMistake];
  return { ok: false, error, likelyMistake, message };
}

const errorWords: Readonly<Record<VerifyError, Words>> = {
  missing_signature: mistakeWords.header_missing,
  malformed_signature: mistakeWords.malformed_header,
  mismatch: {
    ru: 'Подпись не подходит к этому телу ни с одним из известных секретов.',
    en: 'The signature fits this body with none of the known secrets.',
  },
  undecodable_body: {
    ru: 'Тело не раскодировать: сломанные %-коды или не UTF-8.',
    en: 'The body cannot be decoded: broken %-escapes or not UTF-8.',
  },
  repeated_key: {
    ru: 'Поле повторяется, а подпись по раскодированному тексту этого не различает. Нужен Content-HMAC.',
    en: 'A field is repeated, and a signature of the decoded text cannot tell. Content-HMAC is needed.',
  },
  no_secret: {
    ru: 'Секрет терминала не задан: проверить подпись нечем.',
    en: 'The terminal’s secret is not set: there is nothing to check with.',
  },
};
