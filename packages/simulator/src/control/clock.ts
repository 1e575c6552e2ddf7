import type { FastifyInstance } from 'fastify';
import { durationHint, parseDuration } from '../clock/duration.ts';
import { fastest } from '../clock/pace.ts';
import type { Clock } from '../clock.ts';
import type { SimulatorParts } from '../parts.ts';
import { parseInstant } from '../rest/dates.ts';
import type { Fields } from '../rest/fields.ts';
import { iso, readBody, wrong } from './body.ts';
import { type Problem, sendProblem } from './problem.ts';

/** What is to become of the clock; each part is done in this order. */
export type ClockChange = {
  /** Epoch milliseconds. */
  readonly toMs: number | null;
  readonly frozen: boolean | null;
  readonly speed: number | null;
  readonly advanceMs: number | null;
};

/** The clock as the control calls show it. */
export type ClockView = {
  readonly now: string;
  readonly frozen: boolean;
  readonly speed: number;
  /** How much waits for a moment, and which moment is the next. */
  readonly waiting: number;
  readonly next: string | null;
};

/** Reads and turns the simulator's clock. */
export function clockControls(scope: FastifyInstance, parts: SimulatorParts): void {
  const { clock } = parts;
  scope.get('/clock', (_request, reply) => reply.send(clockView(clock)));
  scope.post('/clock', async (request, reply) => {
    const body = readBody(request.body);
    if (!body.ok) return sendProblem(reply, body.problem);
    const input = readClockChange(body.fields);
    if (!input.ok) return sendProblem(reply, input.problem);
    await changeClock(clock, input.change);
    parts.live.changed();
    return reply.send(clockView(clock));
  });
  scope.delete('/clock', (_request, reply) => {
    parts.resetClock();
    parts.live.changed();
    return reply.send(clockView(clock));
  });
}

export async function changeClock(clock: Clock, change: ClockChange): Promise<void> {
  const { toMs, frozen, speed, advanceMs } = change;
  // Stopped before it is set, so that it then stands where it was set to.
  if (frozen === true) clock.setPace({ frozen });
  if (toMs !== null) await clock.setTo(toMs);
  if (advanceMs !== null) await clock.advance(advanceMs);
  if (speed !== null) clock.setPace({ speed });
  if (frozen === false) clock.setPace({ frozen });
}

export function clockView(clock: Clock): ClockView {
  const { nowMs, frozen, speed, waiting, nextMs } = clock.read();
  return { now: new Date(nowMs).toISOString(), frozen, speed, waiting, next: iso(nextMs) };
}

type ClockInput =
  | { readonly ok: true; readonly change: ClockChange }
  | { readonly ok: false; readonly problem: Problem };

const refuse = (code: string, detail: string): ClockInput => ({
  ok: false,
  problem: wrong(code, detail),
});

const names = ['to', 'frozen', 'speed', 'advance', 'advanceMs'];

/** Reads `{to?, frozen?, speed?, advance?}`; `advanceMs` is the older spelling of the last. */
export function readClockChange(fields: Fields): ClockInput {
  const unknown = fields.names().filter((name) => !names.includes(name));
  if (unknown.length > 0 || fields.names().length === 0) {
    return refuse('bad_clock', `Send one or more of: ${names.join(', ')}.`);
  }
  const given = (name: string) => fields.get(name) !== undefined;
  const to = fields.text('to');
  const toMs = to === null ? null : instantOf(to);
  if (given('to') && toMs === null) {
    return refuse('bad_date', 'to is an instant such as 2026-01-15T12:00:00Z.');
  }
  const length = fields.text('advance') ?? fields.text('advanceMs');
  const advanceMs = length === null ? null : parseDuration(length);
  if ((given('advance') || given('advanceMs')) && advanceMs === null) {
    return refuse('bad_number', `advance is a duration ${durationHint}, not negative.`);
  }
  const speed = given('speed') ? Number(fields.text('speed') ?? Number.NaN) : null;
  if (speed !== null && !(speed > 0 && speed <= fastest)) {
    return refuse('bad_number', `speed is a number from above 0 to ${fastest}; 1 is real time.`);
  }
  const frozen = given('frozen') ? fields.flag('frozen') : null;
  if (frozen === false && !/^false$/.test(String(fields.get('frozen')))) {
    return refuse('bad_flag', 'frozen is true or false.');
  }
  return { ok: true, change: { toMs, frozen, speed, advanceMs } };
}

/** ISO 8601, in UTC when it names no zone; or epoch milliseconds. */
function instantOf(text: string): number | null {
  if (/^\d{11,15}$/.test(text)) return Number(text);
  return parseInstant(text, 0);
}
