import type { CardKeyView } from '../../src/widget/contract.ts';
import { encrypt, readPublicKey } from './rsa.ts';

export type CardData = {
  readonly number: string;
  /** Two digits each. */
  readonly year: string;
  readonly month: string;
  /** Empty when it was not asked for. */
  readonly cvv: string;
};

/**
 * A packet for `CardCryptogramPacket` (widget reference 3.3): version, first six and last four
 * digits, YYMM, two digits of key version, base64 of the encrypted `number@YYMM@cvv@publicId`.
 */
export function cryptogramOf(card: CardData, publicId: string, key: CardKeyView): string {
  const { number, cvv } = card;
  const expiry = `${card.year}${card.month}`;
  const block = encrypt(`${number}@${expiry}@${cvv}@${publicId}`, readPublicKey(key.pem));
  const base64 = btoa(String.fromCharCode(...block));
  const version = String(key.version).padStart(2, '0');
  return `01${number.slice(0, 6)}${number.slice(-4)}${expiry}${version}${base64}`;
}
