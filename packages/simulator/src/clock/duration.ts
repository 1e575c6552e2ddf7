const unitsMs: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 60 * 60_000,
  d: 24 * 60 * 60_000,
};

/** How people write a duration, for messages. */
export const durationHint = 'such as 500ms, 40s, 2m, 1h30m or 7d; a bare number is milliseconds';

/** `40s`, `1h30m`, `7d`, or whole milliseconds; null when it is neither. Never negative. */
export function parseDuration(text: string): number | null {
  const plain = text.replaceAll(/\s/g, '').toLowerCase();
  if (/^\d{1,15}$/.test(plain)) return Number(plain);
  if (!/^(\d{1,9}(\.\d{1,3})?(ms|s|m|h|d))+$/.test(plain)) return null;
  let sumMs = 0;
  for (const [, number = '', unit = ''] of plain.matchAll(/([\d.]+)(ms|s|m|h|d)/g)) {
    sumMs += Number(number) * (unitsMs[unit] ?? 0);
  }
  return Math.round(sumMs);
}
