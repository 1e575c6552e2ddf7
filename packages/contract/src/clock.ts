import { fieldOf } from './wire/json.ts';

/** The time of what is tried: of this machine, or a simulator's, which can be turned. */
export type Clock = {
  readonly now: () => Promise<number>;
  /** Lets the time pass: really, or at once by turning the clock. */
  readonly pass: (ms: number) => Promise<void>;
  /** Whether passing costs nothing. */
  readonly turns: boolean;
};

export const realClock: Clock = {
  now: async () => Date.now(),
  pass: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  turns: false,
};

/** The clock of a simulator at this address; null where there is none. */
export async function simulatorClock(baseUrl: string): Promise<Clock | null> {
  const url = `${baseUrl.replace(/\/+$/, '')}/_sim/clock`;
  const read = async (response: Response) => {
    const now = fieldOf(await response.json(), 'now');
    return typeof now === 'string' ? Date.parse(now) : Number.NaN;
  };
  const seen = await fetch(url)
    .then(read)
    .catch(() => Number.NaN);
  if (Number.isNaN(seen)) return null;
  return {
    now: async () => read(await fetch(url)),
    pass: async (ms) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ advanceMs: ms }),
      });
      await response.arrayBuffer();
    },
    turns: true,
  };
}
