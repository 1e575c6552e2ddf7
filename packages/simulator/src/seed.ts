import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** Where everything that is random in a simulator comes from. */
export type Chance = {
  /** Shown to people, so that a run can be repeated. */
  readonly seed: string;
  /** A UUID. With a given seed the n-th of its kind is always the same one. */
  readonly uuid: (kind: string, isTaken?: (id: string) => boolean) => string;
  /** The next id of its kind that nobody has, written from so many bytes. */
  readonly fresh: (
    kind: string,
    length: number,
    write: (bytes: Buffer) => string,
    isTaken?: (id: string) => boolean,
  ) => string;
  /** The next number of a series, 0 ≤ n < 1, the same for the same seed and series. */
  readonly next: (series: string) => number;
  /** Everything from its beginning. */
  readonly reset: () => void;
};

/** Without a given seed the ids are random for good, and a seed is made up for what is drawn. */
export function createChance(given: string | null): Chance {
  const seed = given ?? randomBytes(4).toString('hex');
  const counts = new Map<string, number>();
  const count = (series: string) => {
    const index = counts.get(series) ?? 0;
    counts.set(series, index + 1);
    return index;
  };
  const bytesFor = (kind: string, length: number) =>
    given === null
      ? randomBytes(length)
      : digest(seed, kind, count(`id ${kind}`)).subarray(0, length);
  const fresh: Chance['fresh'] = (kind, length, write, isTaken = () => false) => {
    // After a restart the count begins anew, and what the journal brought back is passed over.
    for (;;) {
      const id = write(bytesFor(kind, length));
      if (!isTaken(id)) return id;
    }
  };
  return {
    seed,
    uuid: (kind, isTaken) => (given === null ? randomUUID() : fresh(kind, 16, uuidFrom, isTaken)),
    fresh,
    next: (series) => drawn(seed, series, count(series)),
    reset: () => counts.clear(),
  };
}

/** The number at one place of a series, 0 ≤ n < 1: nothing needs to be remembered but the place. */
export function drawn(seed: string, series: string, index: number): number {
  return digest(seed, series, index).readUIntBE(0, 6) / 2 ** 48;
}

function digest(seed: string, series: string, index: number): Buffer {
  return createHash('sha256').update(`${seed}\n${series}\n${index}`).digest();
}

/** The bits of a random UUID (version 4) from other bytes. */
function uuidFrom(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** Letters of an alphabet, one for each byte. */
export function lettersOf(alphabet: string): (bytes: Buffer) => string {
  return (bytes) => Array.from(bytes, (byte) => alphabet[byte % alphabet.length] ?? '').join('');
}
