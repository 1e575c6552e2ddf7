import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  bytesOf,
  formType,
  genuineVectors,
  jsonType,
  type Vector,
  vector1,
  vector1Hex,
  vector1WithNewline,
  vector2,
  vector2Decoded,
  vector2EncodeUriComponent,
  vector2UrlSearchParams,
  vector3a,
  vector3b,
  vector3DecodedTwice,
  vector3PlusKept,
  vector4,
  vector4PlusToSpace,
  vector4Reserialized,
  vector5,
  vector5WithQuestionMark,
  vector6Hmac,
  vector7,
  vector8,
  vector8Forged,
  vectorSecret,
} from '../../test/vectors.ts';
import { decodeForm } from './form.ts';
import { signBody } from './sign.ts';
import { type SignedBody, verifyNotification } from './verify.ts';

const signed = (vector: Vector, changes: Partial<SignedBody> = {}): SignedBody => ({
  rawBody: bytesOf(vector.body),
  contentType: vector.contentType,
  contentHmac: vector.contentHmac,
  xContentHmac: vector.xContentHmac,
  secrets: [vectorSecret],
  ...changes,
});
const onlyContent = { xContentHmac: undefined };
const onlyDecoded = { contentHmac: undefined };

function expectRefused(body: SignedBody, error = 'mismatch') {
  expect(verifyNotification(body)).toMatchObject({ ok: false, error });
}

describe.each(genuineVectors)('vector $name', (vector) => {
  test('is copied right', () => {
    expect(bytesOf(vector.body).length).toBe(vector.bytes);
    if (vector.sha256 !== null)
      expect(createHash('sha256').update(vector.body).digest('hex')).toBe(vector.sha256);
  });
  test('is signed with the published values', () => {
    const { body: rawBody, contentType, contentHmac, xContentHmac } = vector;
    expect(signBody({ rawBody, contentType, secret: vectorSecret })).toEqual({
      contentHmac,
      xContentHmac,
    });
  });
  test('is accepted by each header alone', () => {
    expect(verifyNotification(signed(vector, onlyContent))).toEqual({
      ok: true,
      verifiedBy: 'content_hmac',
      secretIndex: 0,
    });
    expect(verifyNotification(signed(vector, onlyDecoded))).toEqual({
      ok: true,
      verifiedBy: 'x_content_hmac',
      secretIndex: 0,
    });
  });
  test('is accepted with the previous secret while the secret is being changed', () => {
    const rotating = signed(vector, { secrets: ['the new secret', vectorSecret] });
    expect(verifyNotification(rotating)).toMatchObject({ ok: true, secretIndex: 1 });
  });
  test('is refused with another secret', () => {
    expectRefused(signed(vector, { secrets: ['the new secret'] }));
  });
});

describe('vector 1', () => {
  test('its digest in hex is refused', () => {
    expectRefused(signed(vector1, { contentHmac: vector1Hex }), 'malformed_signature');
  });
  test('a trailing newline spoils the signature, and its own signature does not fit the body', () => {
    expectRefused(signed(vector1, { rawBody: bytesOf(`${vector1.body}\n`) }));
    expectRefused(signed(vector1, { contentHmac: vector1WithNewline }));
  });
});

describe('vector 2', () => {
  test('decodes to the published text', () => {
    const decoded = decodeForm(bytesOf(vector2.body));
    expect(decoded === null ? null : new TextDecoder().decode(decoded)).toBe(vector2Decoded);
  });
  test('a signature in the other header is refused', () => {
    expectRefused(signed(vector2, { contentHmac: vector2.xContentHmac }));
    expectRefused(signed(vector2, { ...onlyDecoded, xContentHmac: vector2.contentHmac }));
  });
  test.each([vector2EncodeUriComponent, vector2UrlSearchParams])(
    'the signature %s of a re-encoded body is refused in both headers',
    (wrong) => {
      expectRefused(signed(vector2, { contentHmac: wrong }));
      expectRefused(signed(vector2, { ...onlyDecoded, xContentHmac: wrong }));
    },
  );
});

describe('vector 3', () => {
  test('a re-encoded body with the headers of the original is refused by the strict check', () => {
    expectRefused(signed(vector3b, { contentHmac: vector3a.contentHmac }));
  });
  test('and accepted by the decoded one, when that is asked for', () => {
    const reencoded = signed(vector3b, { contentHmac: vector3a.contentHmac });
    expect(verifyNotification({ ...reencoded, allowDecodedFallback: true })).toEqual({
      ok: true,
      verifiedBy: 'x_content_hmac',
      secretIndex: 0,
    });
  });
  test.each([vector3PlusKept, vector3DecodedTwice])(
    'the signature %s of a wrongly decoded text is refused',
    (wrong) => {
      expectRefused(signed(vector3a, { contentHmac: wrong }));
      expectRefused(signed(vector3a, { ...onlyDecoded, xContentHmac: wrong }));
    },
  );
});

describe('vector 4', () => {
  test.each([vector4Reserialized, vector4PlusToSpace])(
    'the signature %s of altered JSON is refused in both headers',
    (wrong) => {
      expectRefused(signed(vector4, { contentHmac: wrong }));
      expectRefused(signed(vector4, { ...onlyDecoded, xContentHmac: wrong }));
    },
  );
  test('JSON taken for a form cannot be decoded, which is refused and does not throw', () => {
    expectRefused(signed(vector4, { ...onlyDecoded, contentType: formType }), 'undecodable_body');
  });
  test('a form taken for JSON is not decoded', () => {
    expectRefused(signed(vector2, { ...onlyDecoded, contentType: jsonType }));
  });
});

test('vector 5: the question mark of a query is not part of what is signed', () => {
  expectRefused(signed(vector5, { contentHmac: vector5WithQuestionMark }));
  expectRefused(signed(vector5, { rawBody: bytesOf(`?${vector5.body}`) }));
  expectRefused(signed(vector5, { rawBody: new Uint8Array() }));
});

test('vector 6: another amount under the old headers is refused', () => {
  const altered = vector1.body.replace('Amount=1500.00', 'Amount=1.00');
  expectRefused(signed(vector1, { rawBody: bytesOf(altered) }));
  expectRefused(signed(vector1, { rawBody: bytesOf(altered), ...onlyDecoded }));
  const own = signBody({ rawBody: altered, secret: vectorSecret, contentType: formType });
  expect(own.contentHmac).toBe(vector6Hmac);
});

test('vector 7: a secret that is not ASCII is a key of UTF-8 bytes', () => {
  const { secret, body, hmac } = vector7;
  const headers = signBody({ rawBody: body, secret, contentType: formType });
  expect(headers.contentHmac).toBe(hmac);
  const right = signed(vector1, { rawBody: bytesOf(body), contentHmac: hmac, secrets: [secret] });
  expect(verifyNotification(right)).toMatchObject({ ok: true });
});

describe('vector 8', () => {
  const forged = signed(vector8, { rawBody: bytesOf(vector8Forged) });
  test('the forged body is refused by the strict check', () => {
    expectRefused(forged);
  });
  test('and by the decoded one, whose signature it has: a key is repeated', () => {
    expectRefused({ ...forged, contentHmac: undefined }, 'repeated_key');
    expect(verifyNotification({ ...forged, allowDecodedFallback: true })).toMatchObject({
      ok: false,
      error: 'repeated_key',
    });
  });
  test('a repeat that differs in case is a repeat', () => {
    const body = vector8Forged.replace('&Amount=1.00', '&aMOUNT=1.00');
    const { xContentHmac } = signBody({
      rawBody: body,
      secret: vectorSecret,
      contentType: formType,
    });
    expectRefused(
      signed(vector8, { rawBody: bytesOf(body), ...onlyDecoded, xContentHmac }),
      'repeated_key',
    );
  });
});
