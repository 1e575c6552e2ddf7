import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Parameter, parametersOf } from './form.ts';

/** One notification as it came over the wire. */
export type Received = {
  /** The last word of the address it came to, in lower case: `pay`. */
  readonly type: string;
  readonly method: string;
  readonly contentType: string;
  /** A header's value by its name in lower case; null when absent. */
  readonly header: (name: string) => string | null;
  /** The body (POST) or the query without `?` (GET), exactly as received. */
  readonly sent: Buffer;
  readonly parameters: readonly Parameter[];
  /** A parameter's value; null when it was not sent at all. */
  readonly value: (name: string) => string | null;
};

export type Reply = {
  readonly status?: number;
  readonly body?: string;
  readonly contentType?: string;
  /** Holds the answer back until this settles. */
  readonly after?: Promise<unknown>;
};

export type Fits = (received: Received) => boolean;

export type Listener = {
  /** Where the account sends notifications of a type. */
  readonly addressOf: (type: string) => string;
  readonly received: readonly Received[];
  /** The first notification of a type that fits, from the past too; null when none comes in time. */
  readonly next: (type: string, fits: Fits, withinMs?: number) => Promise<Received | null>;
  /** As many that fit as there are when the time is over, or as soon as there are so many. */
  readonly gather: (
    count: number,
    type: string,
    fits: Fits,
    withinMs: number,
  ) => Promise<readonly Received[]>;
  /** Decides the answers until the case is over; whatever it leaves open is answered code 0. */
  readonly answerWith: (reply: (received: Received) => Reply | null) => void;
  readonly answerAsUsual: () => void;
  readonly close: () => Promise<void>;
};

/**
 * Receives the gateway's notifications.
 *
 * @param port where to listen; 0 is any free one
 * @param publicUrl the address the gateway reaches it by; by default the one it listens on
 * @param patienceMs how long a notification may take, unless a case says otherwise
 */
export async function startListener(options: {
  readonly port: number;
  readonly host?: string;
  readonly publicUrl: string | null;
  readonly patienceMs: number;
}): Promise<Listener> {
  const { port, host = '127.0.0.1', publicUrl, patienceMs } = options;
  const received: Received[] = [];
  const waiting = new Set<() => void>();
  const usual = (): Reply | null => null;
  let reply: (received: Received) => Reply | null = usual;

  const server = createServer((request, response) => {
    void readNotification(request).then(async (notification) => {
      received.push(notification);
      for (const look of [...waiting]) look();
      await send(response, reply(notification) ?? {});
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  const base = (publicUrl ?? `http://127.0.0.1:${bound}`).replace(/\/+$/, '');

  const gather: Listener['gather'] = (count, type, fits, withinMs) =>
    new Promise((resolve) => {
      const found = () => received.filter((item) => item.type === type && fits(item));
      const finish = () => {
        waiting.delete(look);
        clearTimeout(timer);
        resolve(found());
      };
      const look = () => {
        if (found().length >= count) finish();
      };
      const timer = setTimeout(finish, withinMs);
      waiting.add(look);
      look();
    });

  return {
    addressOf: (type) => `${base}/${type.toLowerCase()}`,
    received,
    next: async (type, fits, withinMs = patienceMs) =>
      (await gather(1, type, fits, withinMs))[0] ?? null,
    gather,
    answerWith: (decide) => {
      reply = decide;
    },
    answerAsUsual: () => {
      reply = usual;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readNotification(request: IncomingMessage): Promise<Received> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const { method = '', url = '', headers } = request;
  const [path = '', query = ''] = url.split(/\?(.*)/s);
  const sent = method === 'GET' ? Buffer.from(query) : Buffer.concat(parts);
  const contentType = headers['content-type'] ?? '';
  const parameters = /json/i.test(contentType) ? [] : parametersOf(sent.toString('utf8'));
  return {
    type: path.split('/').at(-1)?.toLowerCase() ?? '',
    method,
    contentType,
    header: (name) => {
      const value = headers[name];
      return typeof value === 'string' ? value : null;
    },
    sent,
    parameters,
    value: (name) => parameters.find(([known]) => known === name)?.[1] ?? null,
  };
}

async function send(response: ServerResponse, reply: Reply): Promise<void> {
  const { status = 200, body = '{"code":0}', contentType = 'application/json', after } = reply;
  await after;
  response.writeHead(status, { 'content-type': contentType });
  response.end(body);
}
