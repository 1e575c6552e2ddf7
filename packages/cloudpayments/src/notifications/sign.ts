import { createHmac } from 'node:crypto';
import { decodeForm } from './form.ts';
import { bodyFormOf } from './media-type.ts';

export interface Signatures {
  /** Header `Content-HMAC`: over the bytes as sent. */
  readonly contentHmac: string;
  /** Header `X-Content-HMAC`: over the decoded text of a form, over the bytes of JSON. */
  readonly xContentHmac: string;
}

/**
 * Both signature headers for a body, as the gateway sends them (reference, section 4.1). A form that cannot be
 * decoded is signed as it is in both.
 */
export function signBody(input: {
  readonly rawBody: Uint8Array | string;
  readonly secret: string;
  readonly contentType: string;
}): Signatures {
  const raw = typeof input.rawBody === 'string' ? Buffer.from(input.rawBody) : input.rawBody;
  const decoded = bodyFormOf(input.contentType) === 'form' ? (decodeForm(raw) ?? raw) : raw;
  return {
    contentHmac: hmac(input.secret, raw).toString('base64'),
    xContentHmac: hmac(input.secret, decoded).toString('base64'),
  };
}

/** HMAC-SHA256 with the secret's UTF-8 bytes as key. */
export function hmac(secret: string | Uint8Array, message: Uint8Array): Buffer {
  return createHmac('sha256', secret).update(message).digest();
}
