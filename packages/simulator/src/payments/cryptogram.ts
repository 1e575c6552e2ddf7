import { isObject, parseStored } from '../json.ts';
import { cardDigits, fullNumberOf } from './cards.ts';

/** The card that a `CardCryptogramPacket` stands for. */
export type PacketCard = {
  readonly digits: string;
  /** MM/YY */
  readonly expiry: string;
  /**
   * How it was read. `ours`: encrypted with the simulator's key. `foreign`: a packet of the gateway's
   * own scripts, of which only the clear part can be read. `number` and `any`: conventions of the
   * simulator, see `readPacket`.
   */
  readonly form: 'ours' | 'foreign' | 'number' | 'any';
  /** Whether the expiry is the card's own; of a foreign packet it is not held against the payer. */
  readonly expiryCounts: boolean;
};

export type PacketReading =
  | { readonly ok: true; readonly card: PacketCard }
  | { readonly ok: false; readonly publicId: string };

export type PacketDeps = {
  readonly publicId: string;
  /** What an RSA block holds; null when it is not ours. */
  readonly decrypt: (block: Buffer) => Buffer | null;
  readonly nowMs: number;
};

/** The card of a text that is no packet at all: approved, without 3-D Secure. */
const anyCard = '4000000000003055';

/**
 * Reads what the shop sent as `CardCryptogramPacket` (reference 2.2; widget reference 3.3):
 * 1. `01`, first six, last four, YYMM, two digits of key version, base64 of the RSA block;
 * 2. base64 of JSON with `CardInfo` and `Value`, as newer scripts send it;
 * 3. by the simulator's own convention the number of a card, alone or as the content of a packet,
 *    `number@YYMM@cvv@publicId` with the last parts left out at will;
 * 4. any other text is the card 4000 0000 0000 3055.
 * A block that the simulator's key opens decides; of any other packet the clear digits do: the test
 * card they belong to, else an approved card without 3-D Secure. Only a packet that names another
 * terminal is refused: that one can be known to fail at the gateway too.
 */
export function readPacket(text: string, deps: PacketDeps): PacketReading {
  // A form that does not escape `+` turns it into a space: told to the developer, not held against him.
  const packet = text.trim();
  return (
    readContent(packet, deps, 'number') ??
    readClassic(packet.replace(/\s/g, '+'), deps) ??
    readJson(packet.replace(/\s/g, '+'), deps) ?? {
      ok: true,
      card: { digits: anyCard, expiry: farExpiry(deps.nowMs), form: 'any', expiryCounts: false },
    }
  );
}

const contentShape = /^([\d\s-]{13,30})(?:@(\d{2})(0[1-9]|1[0-2])(?:@(\d{0,4})(?:@(.+))?)?)?$/;

function readContent(
  text: string,
  deps: PacketDeps,
  form: 'ours' | 'number',
): PacketReading | null {
  const match = contentShape.exec(text);
  const digits = cardDigits(match?.[1] ?? '');
  if (match === null || digits === null || digits.startsWith('0')) return null;
  const [, , year, month, , publicId] = match;
  if (publicId !== undefined && publicId !== deps.publicId) return { ok: false, publicId };
  const told = year !== undefined && month !== undefined;
  const expiry = told ? `${month}/${year}` : farExpiry(deps.nowMs);
  return { ok: true, card: { digits, expiry, form, expiryCounts: true } };
}

function readClassic(packet: string, deps: PacketDeps): PacketReading | null {
  const match = /^01(\d{6})(\d{4})(\d{2})(\d{2})(\d{2})(.+)$/s.exec(packet);
  if (match === null) return null;
  const [, firstSix = '', lastFour = '', year = '', month = '', , block = ''] = match;
  return opened(block, deps) ?? foreign({ firstSix, lastFour, expiry: `${month}/${year}` });
}

function readJson(packet: string, deps: PacketDeps): PacketReading | null {
  const content = jsonOf(packet.startsWith('{') ? packet : fromBase64(packet).toString('utf8'));
  if (!isObject(content) || !isObject(content.CardInfo)) return null;
  const info = content.CardInfo;
  const firstSix = String(info.FirstSixDigits ?? '');
  const lastFour = String(info.LastFourDigits ?? '');
  if (!/^\d{6}$/.test(firstSix) || !/^\d{4}$/.test(lastFour)) return null;
  const month = String(info.ExpDateMonth ?? '').padStart(2, '0');
  const year = String(info.ExpDateYear ?? '').slice(-2);
  const block = typeof content.Value === 'string' ? content.Value : '';
  return opened(block, deps) ?? foreign({ firstSix, lastFour, expiry: `${month}/${year}` });
}

/** What the simulator’s key finds in a block; null for a foreign one. */
function opened(block: string, deps: PacketDeps): PacketReading | null {
  const bytes = deps.decrypt(fromBase64(block));
  return bytes === null ? null : readContent(bytes.toString('latin1'), deps, 'ours');
}

function foreign(face: {
  readonly firstSix: string;
  readonly lastFour: string;
  readonly expiry: string;
}): PacketReading {
  const digits = fullNumberOf(face.firstSix, face.lastFour);
  const { expiry } = face;
  return { ok: true, card: { digits, expiry, form: 'foreign', expiryCounts: false } };
}

function fromBase64(text: string): Buffer {
  return Buffer.from(text, 'base64');
}

function jsonOf(text: string): unknown {
  if (!text.startsWith('{')) return null;
  try {
    return parseStored(text);
  } catch {
    return null;
  }
}

/** An expiry that is years ahead, for a card that came without one. */
function farExpiry(nowMs: number): string {
  return `12/${String((new Date(nowMs).getUTCFullYear() + 4) % 100).padStart(2, '0')}`;
}
