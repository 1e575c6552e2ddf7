import { createHash } from 'node:crypto';
import { hoursMs, type Instant } from '@kopeck/domain';
import type { Pool } from '../db/pool.ts';
import { type DayDigest, digestOfDay, firstEventDay, insertDay, lastStoredDay } from './queries.ts';

/** A day is sealed this long after it is over: what was decided in it is on disk by then. */
const settleMs = hoursMs(1);
const dayMs = hoursMs(24);

/** The seal of a day: over the seal before it, the day, and its events. */
export function rootOf(before: Buffer | null, day: string, { events, digest }: DayDigest): Buffer {
  return createHash('sha256')
    .update(before ?? Buffer.alloc(32))
    .update(`${day} ${events} `)
    .update(digest)
    .digest();
}

/** Seals every day that is over and has no seal yet, days without events too, oldest first. */
export async function sealDays(pool: Pool, now: Instant): Promise<void> {
  let last = await lastStoredDay(pool);
  const first = last === null ? await firstEventDay(pool) : dayAfter(last.day);
  if (first === null) return;
  for (let day = first; isOver(day, now); day = dayAfter(day)) {
    const digest = await digestOfDay(pool, day);
    const root = rootOf(last?.root ?? null, day, digest);
    await insertDay(pool, { day, events: digest.events, root, sealedAtMs: now });
    last = { day, events: digest.events, root, sealedAtMs: now };
  }
}

export const dayAfter = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);

const isOver = (day: string, now: Instant): boolean =>
  Date.parse(`${day}T00:00:00Z`) + dayMs + settleMs <= now;
