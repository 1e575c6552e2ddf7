import type { FastifyReply } from 'fastify';
import type { Clock } from '../clock.ts';
import type { FaultName, FaultPlace } from '../faults/catalogue.ts';
import type { FaultRule, Faults } from '../faults/faults.ts';
import type { Facts } from '../faults/match.ts';

const after: readonly FaultName[] = ['answer_lost', 'half_answer', 'wrong_json', 'slow_drip'];

type Needs = { readonly faults: Faults; readonly clock: Clock };

/** Carries out a fault that happens instead of the work; true when it answered (or cut off). */
export async function misbehavedBefore(
  { faults, clock }: Needs,
  place: FaultPlace,
  reply: FastifyReply,
  facts?: () => Facts,
): Promise<boolean> {
  const jump = faults.take(place, ['clock_jump'], facts);
  if (jump !== null) await clock.advance(jump.delayMs);
  const delay = faults.take(place, ['delay'], facts);
  if (delay !== null) await clock.sleep(delay.delayMs);
  const fault = faults.take(place, before, facts);
  if (fault === null) return false;
  await refusals[fault.fault]?.(reply, fault, clock);
  return true;
}

const serverError = '<h1>Server Error in Application</h1>';

type Refusal = (reply: FastifyReply, rule: FaultRule, clock: Clock) => void | Promise<void>;

/** What happens instead of the work. */
const refusals: Readonly<Partial<Record<FaultName, Refusal>>> = {
  timeout_before: async (reply, { delayMs }, clock) => {
    await hang(clock, reply, delayMs);
    cut(reply);
  },
  status_500: (reply) => {
    reply.code(500).type('text/html').send(serverError);
  },
  status_429: (reply) => {
    reply.code(429).send('');
  },
  // 204 and 304 have no body at all; the client must cope with that too.
  http_status: (reply, { status }) => {
    reply.code(status).type('text/html').send(serverError);
  },
  html: (reply) => {
    reply.type('text/html').send('<!doctype html><title>Maintenance</title>');
  },
  reset: (reply) => cut(reply),
};

const before = Object.keys(refusals) as readonly FaultName[];

/** Carries out a fault that spoils the answer to work that is done; true when it did. */
export function misbehavedAfter(
  { faults }: Needs,
  place: FaultPlace,
  reply: FastifyReply,
  body: string,
  facts?: () => Facts,
): boolean {
  const rule = faults.take(place, after, facts);
  if (rule === null) return false;
  if (rule.fault === 'wrong_json') reply.type('application/json').send('{"ok":1}');
  else if (rule.fault === 'answer_lost') cut(reply);
  else if (rule.fault === 'slow_drip') sendDrops(reply, Buffer.from(body), rule.delayMs);
  else sendHalf(reply, Buffer.from(body));
  return true;
}

function sendHalf(reply: FastifyReply, bytes: Buffer): void {
  begin(reply, bytes.length);
  reply.raw.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => {
    reply.raw.socket?.destroy();
  });
}

const drops = 20;

/** The pace of the bytes is the machine's time: the client lives in it. */
function sendDrops(reply: FastifyReply, bytes: Buffer, durationMs: number): void {
  begin(reply, bytes.length);
  const size = Math.max(1, Math.ceil(bytes.length / drops));
  const writeFrom = (at: number) => {
    if (reply.raw.destroyed) return;
    if (at + size >= bytes.length) reply.raw.end(bytes.subarray(at));
    else {
      reply.raw.write(bytes.subarray(at, at + size));
      setTimeout(() => writeFrom(at + size), durationMs / drops).unref();
    }
  };
  writeFrom(0);
}

/** The head of an answer whose body we write ourselves, with the headers that were set for it. */
function begin(reply: FastifyReply, length: number): void {
  const headers = reply.getHeaders();
  reply.hijack();
  reply.raw.writeHead(200, {
    ...(headers as Record<string, string>),
    'content-type': 'application/json; charset=utf-8',
    'content-length': length,
  });
}

/** Ends the connection without a word. */
function cut(reply: FastifyReply): void {
  reply.hijack();
  reply.raw.socket?.destroy();
}

/** Waits until the client has had enough, or the given time of the simulator's clock is over. */
async function hang(clock: Clock, reply: FastifyReply, atMostMs: number): Promise<void> {
  await new Promise<void>((resolve) => {
    const cancel = clock.at(clock.now() + atMostMs, resolve);
    reply.raw.once('close', () => {
      cancel();
      resolve();
    });
  });
}
