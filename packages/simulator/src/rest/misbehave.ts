import type { FastifyReply } from 'fastify';
import type { FaultName, FaultPlace } from '../faults/catalogue.ts';
import type { Faults } from '../faults/faults.ts';

const before: readonly FaultName[] = [
  'timeout_before',
  'status_500',
  'status_429',
  'html',
  'reset',
];
const after: readonly FaultName[] = ['answer_lost', 'half_answer', 'wrong_json'];

/** Carries out a fault that happens instead of the work; true when it answered (or cut off). */
export async function misbehavedBefore(
  faults: Faults,
  place: FaultPlace,
  reply: FastifyReply,
): Promise<boolean> {
  const delay = faults.take(place, ['delay']);
  if (delay !== null) await pause(delay.delayMs);
  const fault = faults.take(place, before);
  if (fault === null) return false;
  if (fault.fault === 'status_500') {
    reply.code(500).type('text/html').send('<h1>Server Error in Application</h1>');
  } else if (fault.fault === 'status_429') reply.code(429).send('');
  else if (fault.fault === 'html') {
    reply.type('text/html').send('<!doctype html><title>Maintenance</title>');
  } else {
    if (fault.fault === 'timeout_before') await hang(reply, fault.delayMs);
    cut(reply);
  }
  return true;
}

/** Carries out a fault that spoils the answer to work that is done; true when it did. */
export function misbehavedAfter(
  faults: Faults,
  place: FaultPlace,
  reply: FastifyReply,
  body: string,
): boolean {
  const fault = faults.take(place, after);
  if (fault === null) return false;
  if (fault.fault === 'wrong_json') reply.type('application/json').send('{"ok":1}');
  else if (fault.fault === 'answer_lost') cut(reply);
  else sendHalf(reply, Buffer.from(body));
  return true;
}

function sendHalf(reply: FastifyReply, bytes: Buffer): void {
  reply.hijack();
  reply.raw.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
  });
  reply.raw.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => {
    reply.raw.socket?.destroy();
  });
}

/** Ends the connection without a word. */
function cut(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.socket?.destroy();
}

/** Waits until the client has had enough, or the given time is over. */
async function hang(reply: FastifyReply, atMostMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, atMostMs);
    reply.raw.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function pause(durationMs: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, durationMs);
  });
}
