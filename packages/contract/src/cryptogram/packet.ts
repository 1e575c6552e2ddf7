import { randomBytes } from 'node:crypto';
import type { CardDetails } from '../cards.ts';

/** A source of card cryptograms; each is for one payment. */
export type CryptogramSource = {
  readonly of: (card: CardDetails) => Promise<string>;
  readonly close: () => Promise<void>;
};

const formatVersion = '01';
const keyVersion = '01';
/** A block of a 2048-bit RSA key. */
const blockBytes = 256;

/**
 * Packets that look like the documented sample: format, first six, last four, YYMM, key version, and
 * base64 of what should be the encrypted card (widget reference 3.3). A simulator can read the clear
 * part; the real gateway cannot be fooled.
 */
export function packetSource(): CryptogramSource {
  return {
    of: async ({ number, month, year }) => {
      const clear = `${number.slice(0, 6)}${number.slice(-4)}${year}${month}`;
      return `${formatVersion}${clear}${keyVersion}${randomBytes(blockBytes).toString('base64')}`;
    },
    close: async () => {},
  };
}
