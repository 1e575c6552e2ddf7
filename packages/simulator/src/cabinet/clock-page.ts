import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SimulatorParts } from '../parts.ts';
import { formatTime, fromNow, localInput } from './format.ts';
import { sendCabinet, shellOf } from './shell.ts';
import { waitingOf } from './waiting.ts';
import { clockWords } from './words/clock.ts';

const speeds = [1, 60, 3600] as const;

/** The simulator's clock, and what waits for its moment. */
export function clockPage(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const shell = shellOf(request, parts, { section: 'clock' });
  const { lang } = shell;
  const words = clockWords[lang];
  const { nowMs, frozen, speed, nextMs } = parts.clock.read();
  return sendCabinet(reply, 'clock', shell, {
    title: shell.words.nav.clock,
    words,
    time: formatTime(nowMs, lang),
    nowMs,
    frozen,
    speed,
    state: frozen ? words.stands : words.running,
    local: localInput(nowMs),
    steps: Object.entries(words.steps).map(([name, text]) => ({ name, text })),
    speeds: speeds.map((value) => ({ value, current: value === speed })),
    next: nextMs === null ? null : { at: nextMs, soon: fromNow(nextMs, nowMs, lang) },
    waiting: waitingOf(parts, lang),
  });
}
