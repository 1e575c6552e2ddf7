import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SimulatorParts } from '../parts.ts';

const heartbeatMs = 25_000;

/** Server-sent events: `changed` whenever anything did. The page fetches itself anew. */
export function sendLive(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): FastifyReply {
  reply.hijack();
  reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  reply.raw.write('retry: 1000\n\n');
  const unsubscribe = parts.live.subscribe(() => reply.raw.write('event: changed\ndata: 1\n\n'));
  const heartbeat = setInterval(() => reply.raw.write(': still here\n\n'), heartbeatMs);
  request.raw.once('close', () => {
    clearInterval(heartbeat);
    unsubscribe();
  });
  return reply;
}
