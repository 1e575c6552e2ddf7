import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodedText } from '../src/listener/form.ts';
import { type Between, terminal } from './support.ts';

type Headers = Readonly<Record<string, string>>;

export type ApiRequest = {
  readonly path: string;
  readonly headers: Headers;
  /** The fields of a JSON request; empty for any other. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: string;
};

export type ApiAnswer = {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
  /** Where a page leads next. */
  readonly location?: string;
};

export type Notification = {
  readonly type: string;
  /** The form or the query, as sent. */
  readonly sent: string;
  readonly contentHmac: string;
  readonly decodedHmac: string;
};

/** One thing done wrong. What is left out is passed on as it is. */
export type Spoil = {
  readonly request?: (request: ApiRequest) => ApiRequest;
  readonly answer?: (answer: ApiAnswer, request: ApiRequest) => ApiAnswer;
  /** How the notification goes out: once, not at all, several times. */
  readonly notification?: (notification: Notification) => readonly Notification[];
  /** What the gateway makes of the shop's answer. */
  readonly shopAnswer?: (answer: ApiAnswer, type: string) => ApiAnswer;
};

export type BrokenGateway = Between & { readonly spoil: (how: Spoil) => void };

/** A gateway that is the simulator but for what spoils it: it stands on both of its sides. */
export async function startBrokenGateway(
  simulatorUrl: () => string,
  listenerUrl: string,
): Promise<BrokenGateway> {
  let how: Spoil = {};
  const api = await serve(async (request, response) => {
    const path = (request.url ?? '').replace(/^\//, '');
    const asked: ApiRequest = {
      path,
      headers: {
        ...passed(request, ['content-type', 'authorization', 'x-request-id', 'cookie']),
        // A form of a page is taken only from that page's own address.
        ...(request.headers.origin === api.url ? { origin: simulatorUrl() } : {}),
      },
      ...(await bodyOf(request)),
    };
    const control = path.startsWith('_sim/');
    const changed = control ? asked : (how.request?.(asked) ?? asked);
    const real = await forward(`${simulatorUrl()}/${changed.path}`, request.method, changed);
    const answer = { ...real, body: real.body.replaceAll(simulatorUrl(), api.url) };
    reply(response, control ? answer : (how.answer?.(answer, changed) ?? answer));
  });
  const notify = await serve(async (request, response) => {
    const [path = '', query = ''] = (request.url ?? '').split(/\?(.*)/s);
    const { body } = await bodyOf(request);
    const isGet = request.method === 'GET';
    const told: Notification = {
      type: path.split('/').at(-1) ?? '',
      sent: isGet ? query : body,
      contentHmac: String(request.headers['content-hmac'] ?? ''),
      decodedHmac: String(request.headers['x-content-hmac'] ?? ''),
    };
    let answer: ApiAnswer = { status: 200, contentType: 'application/json', body: '{"code":0}' };
    for (const { type, sent, contentHmac, decodedHmac } of how.notification?.(told) ?? [told]) {
      const headers = {
        ...passed(request, ['content-type']),
        ...(contentHmac === '' ? {} : { 'content-hmac': contentHmac }),
        ...(decodedHmac === '' ? {} : { 'x-content-hmac': decodedHmac }),
      };
      const target = `${listenerUrl}/${type}${isGet ? `?${sent}` : ''}`;
      answer = await forward(target, request.method, { headers, body: sent });
    }
    reply(response, how.shopAnswer?.(answer, told.type) ?? answer);
  });
  return {
    apiUrl: api.url,
    notifyUrl: notify.url,
    spoil: (next) => {
      how = next;
    },
    close: async () => {
      await Promise.all([api.close(), notify.close()]);
    },
  };
}

/** The notification with another form, signed anew: only its spelling or content is wrong. */
export function signedAnew(told: Notification, sent: string): Notification {
  return { ...told, sent, contentHmac: hmac(sent), decodedHmac: hmac(decodedText(sent)) };
}

const digest = (text: string) => createHmac('sha256', terminal.apiSecret).update(text);

export const hmac = (text: string): string => digest(text).digest('base64');

export const hexHmac = (text: string): string => digest(text).digest('hex');

async function serve(
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
) {
  const server = createServer((request, response) => {
    void handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function passed({ headers }: IncomingMessage, names: readonly string[]): Headers {
  const entries = names.map((name) => [name, headers[name]] as const);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

async function bodyOf(request: IncomingMessage) {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString('utf8');
  try {
    return { body, fields: JSON.parse(body) as Record<string, unknown> };
  } catch {
    return { body, fields: {} };
  }
}

async function forward(
  url: string,
  method: string | undefined,
  { headers, body }: { readonly headers: Headers; readonly body: string },
): Promise<ApiAnswer> {
  const response = await fetch(url, {
    method: method ?? 'POST',
    headers,
    redirect: 'manual',
    ...(method === 'GET' ? {} : { body }),
  });
  const location = response.headers.get('location');
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    body: await response.text(),
    ...(location === null ? {} : { location }),
  };
}

function reply(response: ServerResponse, answer: ApiAnswer): void {
  const { status, contentType, body, location } = answer;
  response.writeHead(status, {
    ...(contentType === '' ? {} : { 'content-type': contentType }),
    ...(location === undefined ? {} : { location }),
  });
  response.end(body);
}
