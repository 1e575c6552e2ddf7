/** Dates of requests (reference 1.6): ISO 8601 with or without an offset, and time-zone codes. */

const zoneHours: Readonly<Record<string, number>> = {
  HST: -10,
  AKST: -9,
  PST: -8,
  MST: -7,
  CST: -6,
  EST: -5,
  AST: -4,
  BRT: -3,
  UTC: 0,
  GMT: 0,
  CET: 1,
  EET: 2,
  MSK: 3,
  AZT: 4,
  AMT: 4,
  SAMT: 4,
  GET: 4,
  TJT: 5,
  YEKT: 5,
  ALMT: 6,
  NOVT: 6,
  KRAT: 7,
  HKT: 8,
  IRKT: 8,
  SGT: 8,
  ULAT: 8,
  YAKT: 9,
  VLAT: 10,
  SAKT: 11,
  ANAT: 12,
};

const dayMs = 24 * 60 * 60 * 1000;

/** Offset of a time-zone code from UTC; null for an unknown code. */
export function zoneOffsetMs(code: string | null): number | null {
  if (code === null) return 0;
  const hours = zoneHours[code.toUpperCase()];
  return hours === undefined ? null : hours * 60 * 60 * 1000;
}

/** An instant; text without an offset is read in the given zone. Null when it is not a date. */
export function parseInstant(text: string, offsetMs: number): number | null {
  const shape = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
  const match = shape.exec(text.trim());
  if (match === null) return null;
  const iso = text.trim().replace(' ', 'T');
  const hasOffset = match[1] !== undefined;
  const atMs = Date.parse(hasOffset ? iso : `${iso.length === 10 ? `${iso}T00:00:00` : iso}Z`);
  if (Number.isNaN(atMs)) return null;
  return hasOffset ? atMs : atMs - offsetMs;
}

/** The first and the last millisecond of a day in the given zone. */
export function dayRange(day: string, offsetMs: number): readonly [number, number] | null {
  if (!/^\d{4}-\d{2}-\d{2}/.test(day)) return null;
  const startMs = parseInstant(day.slice(0, 10), offsetMs);
  return startMs === null ? null : [startMs, startMs + dayMs - 1];
}
