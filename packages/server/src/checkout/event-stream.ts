import type { CheckoutStatus, Locale } from '@kopeck/api';
import type { FastifyReply } from 'fastify';
import type { OrderSignals } from './signals.ts';

export interface EventStreamDeps {
  readonly signals: OrderSignals;
  readonly statusOf: (orderId: string, locale: Locale) => Promise<CheckoutStatus | null>;
}

export interface Watched {
  readonly orderId: string;
  readonly locale: Locale;
}

export interface EventStreams {
  /** Follows one order on one connection until either side ends it. False when there are too many. */
  readonly open: (reply: FastifyReply, watched: Watched) => boolean;
  readonly closeAll: () => void;
}

/** Another process may have written: its change is seen by asking. */
const lookEveryMs = 2_000;
const silenceMs = 15_000;
/** A page left open comes back by itself; a connection must not live for ever. */
const longestMs = 10 * 60_000;
const mostStreams = 2_000;
/** A payer has a few tabs open; whoever opens more polls. */
const mostOfOneOrder = 20;

/** Server-sent events of one order's status: each change once, and a comment now and then to keep the line. */
export function createEventStreams(deps: EventStreamDeps): EventStreams {
  const open = new Map<() => void, string>();
  const ofOrder = (orderId: string): number =>
    [...open.values()].filter((id) => id === orderId).length;
  return {
    open: (reply, watched) => {
      if (open.size >= mostStreams || ofOrder(watched.orderId) >= mostOfOneOrder) return false;
      const close = follow(deps, reply, watched, () => open.delete(close));
      open.set(close, watched.orderId);
      return true;
    },
    closeAll: () => {
      for (const close of open.keys()) close();
    },
  };
}

function follow(
  deps: EventStreamDeps,
  reply: FastifyReply,
  { orderId, locale }: Watched,
  onClosed: () => void,
): () => void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  });
  raw.write('retry: 3000\n\n');
  let sent = '';
  let looking = false;
  let lastWriteAt = performance.now();
  let closed = false;

  const write = (text: string): void => {
    lastWriteAt = performance.now();
    raw.write(text);
  };
  const look = async (): Promise<void> => {
    if (looking || closed) return;
    looking = true;
    try {
      const status = await deps.statusOf(orderId, locale);
      const text = status === null ? sent : JSON.stringify(status);
      if (closed) return;
      if (text !== sent) write(`data: ${text}\n\n`);
      else if (performance.now() - lastWriteAt > silenceMs) write(': still here\n\n');
      sent = text;
    } catch {
      // The database is away: the page polls and is told so; this line goes on when it is back.
    } finally {
      looking = false;
    }
  };
  const timer = setInterval(() => void look(), lookEveryMs);
  const end = setTimeout(() => close(), longestMs);
  const unwatch = deps.signals.watch(orderId, () => void look());
  function close(): void {
    if (closed) return;
    closed = true;
    clearInterval(timer);
    clearTimeout(end);
    unwatch();
    raw.end();
    onClosed();
  }
  raw.on('close', close);
  raw.on('error', close);
  void look();
  return close;
}
