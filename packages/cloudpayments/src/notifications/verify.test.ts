import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, formType, jsonType, vector1, vector2, vectorSecret } from '../../test/vectors.ts';
import { explainMismatch } from './explain.ts';
import { parseNotification, readNotificationType } from './parse.ts';
import { signBody } from './sign.ts';
import { verifyNotification } from './verify.ts';

const body = {
  rawBody: bytesOf(vector1.body),
  contentType: formType,
  contentHmac: vector1.contentHmac,
  xContentHmac: vector1.xContentHmac,
  secrets: [vectorSecret],
};

describe('a notification is refused', () => {
  test('when neither header came', () => {
    const bare = { ...body, contentHmac: undefined, xContentHmac: undefined };
    expect(verifyNotification(bare)).toMatchObject({
      ok: false,
      error: 'missing_signature',
      likelyMistake: 'header_missing',
    });
    expect(verifyNotification({ ...bare, contentHmac: '', xContentHmac: '' }).ok).toBe(false);
  });

  test('when there is no secret, even if it was signed with an empty one', () => {
    const empty = signBody({ rawBody: vector1.body, secret: '', contentType: formType });
    for (const secrets of [[], [''], ['', '']])
      expect(verifyNotification({ ...body, ...empty, secrets })).toMatchObject({
        ok: false,
        error: 'no_secret',
      });
    expect(verifyNotification({ ...body, ...empty, secrets: ['', vectorSecret] })).toMatchObject({
      ok: false,
      error: 'mismatch',
    });
  });

  test.each([
    ['hex', 'hex_instead_of_base64', Buffer.from(vector1.contentHmac, 'base64').toString('hex')],
    [
      'base64 of hex',
      'hex_instead_of_base64',
      Buffer.from(Buffer.from(vector1.contentHmac, 'base64').toString('hex')).toString('base64'),
    ],
    [
      'base64url',
      'base64url_instead_of_base64',
      Buffer.from(vector1.contentHmac, 'base64').toString('base64url'),
    ],
    ['without padding', 'malformed_header', vector1.contentHmac.slice(0, -1)],
    ['twice, as a proxy joins it', 'malformed_header', `${vector1.contentHmac}, x`],
    ['with a space', 'malformed_header', ` ${vector1.contentHmac}`],
    ['with other spare bits', 'malformed_header', vector1.contentHmac.replace('Pzs=', 'Pzt=')],
    ['too short', 'malformed_header', Buffer.alloc(31).toString('base64')],
    ['too long', 'malformed_header', Buffer.alloc(33).toString('base64')],
    ['nonsense', 'malformed_header', '☕'],
  ])('when the signature is %s', (_name, likelyMistake, contentHmac) => {
    expect(verifyNotification({ ...body, contentHmac })).toMatchObject({
      ok: false,
      error: 'malformed_signature',
      likelyMistake,
    });
  });

  test('by Content-HMAC alone, whatever X-Content-HMAC says', () => {
    const wrong = Buffer.alloc(32).toString('base64');
    expect(verifyNotification({ ...body, contentHmac: wrong }).ok).toBe(false);
    expect(
      verifyNotification({ ...body, contentHmac: wrong, allowDecodedFallback: true }),
    ).toMatchObject({ ok: true, verifiedBy: 'x_content_hmac' });
  });

  test('every refusal has words in both languages and no secret in them', () => {
    const refusals = [
      verifyNotification({ ...body, contentHmac: 'x' }),
      verifyNotification({ ...body, contentHmac: Buffer.alloc(32).toString('base64') }),
      verifyNotification({ ...body, secrets: [] }),
      explainMismatch({ ...body, contentHmac: Buffer.alloc(32).toString('base64') }),
    ];
    for (const refusal of refusals) {
      const { ru, en } = 'message' in refusal ? refusal.message : { ru: '', en: '' };
      expect(ru).toMatch(/^[А-Я].*\.$/);
      expect(en).toMatch(/^[A-Z].*\.$/);
      expect(JSON.stringify(refusal)).not.toContain(vectorSecret);
    }
  });
});

test('a Content-HMAC of Cyrillic text verifies only over the bytes as sent', () => {
  const cyrillic = { ...body, contentHmac: vector2.contentHmac, xContentHmac: undefined };
  expect(verifyNotification({ ...cyrillic, rawBody: bytesOf(vector2.body) }).ok).toBe(true);
  const respelled = vector2.body.replaceAll('%d0', '%D0');
  expect(verifyNotification({ ...cyrillic, rawBody: bytesOf(respelled) }).ok).toBe(false);
});

describe('for any bytes', () => {
  const anyBody = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ maxLength: 300, unit: 'binary' }).map(bytesOf),
    fc
      .array(fc.constantFrom('%', 'd0', '&', '=', '+', 'Amount', '1.00', '"', '{', ':', ',', '\\u'))
      .map((parts) => bytesOf(parts.join(''))),
  );
  const anyHeader = fc.option(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String({ minLength: 44, maxLength: 44 }),
      fc.uint8Array({ minLength: 32, maxLength: 32 }).map((b) => Buffer.from(b).toString('base64')),
    ),
    { nil: undefined },
  );
  const anyType = fc.option(
    fc.oneof(fc.constantFrom(formType, jsonType, `${formType}; charset=UTF-8`), fc.string()),
    { nil: undefined },
  );

  test('nothing throws and nothing unsigned is accepted', () => {
    fc.assert(
      fc.property(
        anyBody,
        anyType,
        anyHeader,
        anyHeader,
        fc.boolean(),
        (rawBody, contentType, contentHmac, xContentHmac, allowDecodedFallback) => {
          const input = { rawBody, contentType, contentHmac, xContentHmac, secrets: ['a secret'] };
          expect(verifyNotification({ ...input, allowDecodedFallback }).ok).toBe(false);
          explainMismatch(input);
          readNotificationType(input);
          parseNotification({ ...input, kind: 'pay' });
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('what is signed verifies, and with one byte changed does not', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        fc.constantFrom(formType, jsonType),
        fc.string({ minLength: 1 }),
        fc.nat(),
        (rawBody, contentType, secret, position) => {
          const { contentHmac } = signBody({ rawBody, contentType, secret });
          const input = {
            rawBody,
            contentType,
            contentHmac,
            xContentHmac: undefined,
            secrets: [secret],
          };
          expect(verifyNotification(input).ok).toBe(true);
          const altered = Uint8Array.from(rawBody);
          const at = position % altered.length;
          altered[at] = (altered[at] ?? 0) ^ 1;
          expect(verifyNotification({ ...input, rawBody: altered }).ok).toBe(false);
        },
      ),
    );
  });
});
