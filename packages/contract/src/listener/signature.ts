import { createHmac, timingSafeEqual } from 'node:crypto';
import { decodedText } from './form.ts';

/** What a notification is signed over, and what with (reference 4.1). */
export type Signed = {
  /** The body (POST) or the query without `?` (GET), exactly as received. */
  readonly sent: Buffer;
  /** A JSON body is not URL-encoded: nothing of it is decoded. */
  readonly json: boolean;
  readonly apiSecret: string;
};

/** Whether `Content-HMAC` is right: base64 of HMAC-SHA256 over the bytes as sent. */
export function contentHmacFits(header: string | null, { sent, apiSecret }: Signed): boolean {
  return fits(header, hmac(sent, apiSecret));
}

/** Whether `X-Content-HMAC` is right: the same over the URL-decoded text. */
export function decodedHmacFits(header: string | null, signed: Signed): boolean {
  const { sent, json, apiSecret } = signed;
  const message = json ? sent : Buffer.from(decodedText(sent.toString('utf8')), 'utf8');
  return fits(header, hmac(message, apiSecret));
}

/** 44 characters of base64, which hold 32 bytes. */
export const base64Digest = /^[A-Za-z0-9+/]{43}=$/;

function hmac(message: Buffer, apiSecret: string): Buffer {
  return createHmac('sha256', Buffer.from(apiSecret, 'utf8')).update(message).digest();
}

function fits(header: string | null, expected: Buffer): boolean {
  if (header === null || !base64Digest.test(header)) return false;
  return timingSafeEqual(Buffer.from(header, 'base64'), expected);
}
