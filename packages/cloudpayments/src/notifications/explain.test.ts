import { expect, test } from 'vitest';
import {
  bytesOf,
  formType,
  vector1,
  vector1Hex,
  vector1WithNewline,
  vector2,
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
  vectorSecret,
} from '../../test/vectors.ts';
import { explainMismatch } from './explain.ts';
import { mistakeWords } from './mistakes.ts';
import { signBody } from './sign.ts';
import type { SignedBody } from './verify.ts';

const secrets = [vectorSecret];
const form = (body: string, contentHmac: string | undefined): SignedBody => ({
  rawBody: bytesOf(body),
  contentType: formType,
  contentHmac,
  xContentHmac: undefined,
  secrets,
});
const signedWith = (secret: string) =>
  signBody({ rawBody: vector2.body, secret, contentType: formType }).contentHmac;

test.each<[name: string, mistake: string | null, input: SignedBody]>([
  ['no header', 'header_missing', form(vector1.body, undefined)],
  ['hex', 'hex_instead_of_base64', form(vector1.body, vector1Hex)],
  [
    'the decoded signature in Content-HMAC',
    'headers_swapped',
    form(vector2.body, vector2.xContentHmac),
  ],
  [
    'the raw signature in X-Content-HMAC',
    'headers_swapped',
    { ...form(vector2.body, undefined), xContentHmac: vector2.contentHmac },
  ],
  [
    'both headers swapped',
    'headers_swapped',
    { ...form(vector2.body, vector2.xContentHmac), xContentHmac: vector2.contentHmac },
  ],
  ['encodeURIComponent', 'body_reencoded', form(vector2.body, vector2EncodeUriComponent)],
  ['URLSearchParams', 'body_reencoded', form(vector2.body, vector2UrlSearchParams)],
  [
    'upper-case hex and %20 on the way',
    'body_reencoded',
    form(vector3b.body, vector3a.contentHmac),
  ],
  ['lower-case hex and + on the way', 'body_reencoded', form(vector3a.body, vector3b.contentHmac)],
  ['a newline signed', 'line_break_added_or_removed', form(vector1.body, vector1WithNewline)],
  [
    'a newline received',
    'line_break_added_or_removed',
    form(`${vector1.body}\r\n`, vector1.contentHmac),
  ],
  ['the plus kept', 'decoded_wrongly', form(vector3a.body, vector3PlusKept)],
  ['decoded twice', 'decoded_wrongly', form(vector3a.body, vector3DecodedTwice)],
  [
    'JSON written again',
    'body_reserialized',
    { ...form(vector4.body, vector4Reserialized), contentType: 'application/json' },
  ],
  [
    'plus to space in JSON',
    'decoded_wrongly',
    { ...form(vector4.body, vector4PlusToSpace), contentType: 'application/json' },
  ],
  [
    'the question mark signed',
    'question_mark_included',
    form(vector5.body, vector5WithQuestionMark),
  ],
  [
    'the question mark received',
    'question_mark_included',
    form(`?${vector5.body}`, vector5.contentHmac),
  ],
  [
    'an empty body',
    'empty_body_signed',
    form(
      vector2.body,
      signBody({ rawBody: '', secret: vectorSecret, contentType: formType }).contentHmac,
    ),
  ],
  ['an empty secret', 'other_secret', form(vector2.body, signedWith(''))],
  [
    'a space in our setting',
    'secret_with_extra_characters',
    { ...form(vector2.body, vector2.contentHmac), secrets: [`${vectorSecret} `] },
  ],
  [
    'quotes in our setting',
    'secret_with_extra_characters',
    { ...form(vector2.body, vector2.contentHmac), secrets: [`"${vectorSecret}"`] },
  ],
  [
    'a line break in their setting',
    'secret_with_extra_characters',
    form(vector2.body, signedWith(`${vectorSecret}\n`)),
  ],
  ['a secret nobody knows', null, form(vector2.body, signedWith('another'))],
  ['an altered body', null, form(vector2.body.replace('1500', '1'), vector2.contentHmac)],
])('%s is told as %s', (_name, mistake, input) => {
  const explanation = explainMismatch(input);
  expect(explanation.likelyMistake).toBe(mistake);
  if (explanation.likelyMistake !== null)
    expect(explanation.message).toEqual(mistakeWords[explanation.likelyMistake]);
});

test('a secret known to belong elsewhere is told', () => {
  const input = form(vector2.body, signedWith('the simulator’s'));
  expect(explainMismatch(input).likelyMistake).toBeNull();
  expect(explainMismatch({ ...input, otherSecrets: ['the simulator’s'] }).likelyMistake).toBe(
    'other_secret',
  );
});
