import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import type { Behaviour } from '../settings.ts';
import { type PacketCard, readPacket } from './cryptogram.ts';
import type { CardKeys } from './keys.ts';

export type PacketResult =
  | { readonly ok: true; readonly card: PacketCard }
  /** Made for another terminal, or sent a second time where that is not allowed. */
  | { readonly ok: false; readonly why: string };

/** Reads the cryptograms that shops send, and remembers them where one may be used only once. */
export type Packets = {
  readonly take: (text: string) => PacketResult;
  readonly clear: () => void;
};

type PacketsOptions = {
  readonly journal: Journal;
  readonly keys: CardKeys;
  readonly publicId: string;
  readonly clock: Clock;
  readonly behaviour: Behaviour;
};

/** A load test sends one packet again and again, and opening one costs a third of a millisecond. */
const keptOpened = 256;

export function createPackets(options: PacketsOptions): Packets {
  const { keys, publicId, clock, behaviour } = options;
  const used: Collection<{ readonly hash: string }> = createCollection({
    name: 'used_packets',
    journal: options.journal,
    keyOf: (item) => item.hash,
    limit: 10_000,
  });
  const opened = new Map<string, Buffer>();
  const decrypt = (block: Buffer): Buffer | null => {
    const key = block.toString('latin1');
    const known = opened.get(key);
    if (known !== undefined) return known;
    const content = keys.decrypt(block);
    if (content === null) return null;
    const oldest = opened.size >= keptOpened ? opened.keys().next().value : undefined;
    if (oldest !== undefined) opened.delete(oldest);
    opened.set(key, content);
    return content;
  };
  return {
    take: (text) => {
      const reading = readPacket(text, { publicId, decrypt, nowMs: clock.now() });
      if (!reading.ok) {
        const why = `the packet was made for Public ID ${reading.publicId}, this one is ${publicId}`;
        return { ok: false, why };
      }
      const { card } = reading;
      const isPacket = card.form === 'ours' || card.form === 'foreign';
      if (!isPacket || behaviour.cryptogramReuse === 'allowed') return { ok: true, card };
      const hash = createHash('sha256').update(text).digest('base64url');
      if (used.get(hash) !== undefined) {
        return { ok: false, why: 'the packet was used before: one packet is for one payment' };
      }
      used.put({ hash });
      return { ok: true, card };
    },
    clear: used.clear,
  };
}
