import { createHmac } from 'node:crypto';

/** HMAC-SHA256 in base64; the key is the API Secret as UTF-8 bytes (reference 4.1). */
export function sign(message: string | Uint8Array, apiSecret: string): string {
  return createHmac('sha256', Buffer.from(apiSecret, 'utf8')).update(message).digest('base64');
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
  sent: string,
  decoded: string,
  apiSecret: string,
): SignatureHeaders {
  return { 'Content-HMAC': sign(sent, apiSecret), 'X-Content-HMAC': sign(decoded, apiSecret) };
}
