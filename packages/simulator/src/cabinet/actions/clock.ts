import { parseDuration } from '../../clock/duration.ts';
import { fastest } from '../../clock/pace.ts';
import { type ClockChange, changeClock } from '../../control/clock.ts';
import type { Fields } from '../../rest/fields.ts';
import { addIntervals } from '../../subscriptions/calendar.ts';
import { localInstant } from '../format.ts';
import { clockWords } from '../words/clock.ts';
import { type Actions, soon } from './action.ts';
import { refuse } from './refusals.ts';

const unchanged: ClockChange = { toMs: null, frozen: null, speed: null, advanceMs: null };

/** The buttons of the clock, and the mailbox's. */
export const clockActions: Actions = {
  clock: async (fields, { clock, live }, lang) => {
    const change = changeIn(fields, clock.now());
    if (change === null) return refuse(clockWords[lang].badTime);
    await soon(changeClock(clock, { ...unchanged, ...change }));
    live.changed();
    return null;
  },
  'reset-clock': (_fields, { resetClock, live }) => {
    resetClock();
    live.changed();
    return null;
  },
  'clear-mail': (_fields, { mailbox, live }) => {
    mailbox.clear();
    live.changed();
    return null;
  },
};

/** One button sends one of these; null when it cannot be what it should be. */
function changeIn(fields: Fields, nowMs: number): Partial<ClockChange> | null {
  const frozen = fields.text('frozen');
  if (frozen !== null) return { frozen: fields.flag('frozen') };
  const speed = fields.text('speed');
  if (speed !== null) {
    const value = Number(speed);
    return value > 0 && value <= fastest ? { speed: value } : null;
  }
  const advance = fields.text('advance');
  if (advance === 'month') return { advanceMs: addIntervals(nowMs, 'Month', 1) - nowMs };
  if (advance !== null) {
    const advanceMs = parseDuration(advance);
    return advanceMs === null ? null : { advanceMs };
  }
  const to = fields.text('to') ?? '';
  const toMs = /^\d{11,15}$/.test(to) ? Number(to) : localInstant(to);
  return toMs === null ? null : { toMs };
}
