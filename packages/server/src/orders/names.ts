import { randomBytes, randomInt } from 'node:crypto';

/** Without the letters and digits that people mistake for each other. */
const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * An order number for people and for the gateway, such as `261124-7K3Q2M`: its day in UTC, then chance. Not a
 * count: the gateway keeps the numbers of a shop for ever, and a database made anew must not use one twice.
 */
export function newInvoiceId(nowMs: number): string {
  const day = new Date(nowMs).toISOString().slice(2, 10).replaceAll('-', '');
  const chance = Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `${day}-${chance}`;
}

/** 128 bits, in the payer's address: whoever has it may see and pay the order. */
export const newAccessToken = (): string => randomBytes(16).toString('base64url');
