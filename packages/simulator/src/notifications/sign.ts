import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

/** HMAC-SHA256 in base64; the key is the API Secret as UTF-8 bytes (reference 4.1). */
export function sign(message: string | Uint8Array, apiSecret: string): string {
  return createHmac('sha256', keyFor(apiSecret)).update(message).digest('base64');
}

let lastKey: { readonly secret: string; readonly key: KeyObject } | undefined;

/** Making a key costs more than signing with it, and a process has one secret. */
function keyFor(secret: string): KeyObject {
  if (lastKey?.secret !== secret) {
    lastKey = { secret, key: createSecretKey(Buffer.from(secret, 'utf8')) };
  }
  return lastKey.key;
}

/** Both signature headers of a notification. */
export type SignatureHeaders = {
  readonly 'Content-HMAC': string;
  readonly 'X-Content-HMAC': string;
};

/**
 * @param sent the body (POST) or the query without `?` (GET), exactly as sent
 * @param decoded the same parameters with nothing escaped; for JSON the same text again
 */
export function signatureHeaders(
  sent: string | Uint8Array,
  decoded: string | Uint8Array,
  apiSecret: string,
): SignatureHeaders {
  return { 'Content-HMAC': sign(sent, apiSecret), 'X-Content-HMAC': sign(decoded, apiSecret) };
}
