import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { type Simulator, type SimulatorOptions, startSimulator } from '../src/index.ts';

/** One request that the shop of a test received. */
export type Received = {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

export type ShopReply = {
  readonly status?: number;
  readonly body?: string;
  readonly afterMs?: number;
};

export type Shop = {
  readonly url: string;
  readonly received: Received[];
  /** The types received so far, from the last word of the address. */
  readonly types: () => readonly string[];
  /** Decides the answers; by default everything is acknowledged. */
  reply: (request: Received) => ShopReply;
  readonly close: () => Promise<void>;
};

export const publicId = 'pk_test_shop';
export const apiSecret = 'vec_secret_3f1d9a';

const cleanups: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

export async function startShop(): Promise<Shop> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const one = { method, url, headers, body: Buffer.concat(parts).toString('utf8') };
      received.push(one);
      const { status = 200, body = '{"code":0}', afterMs = 0 } = shop.reply(one);
      setTimeout(() => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(body);
      }, afterMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const shop: Shop = {
    url: `http://127.0.0.1:${port}`,
    received,
    types: () => received.map((one) => one.url.split('/').at(-1) ?? ''),
    reply: () => ({}),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  cleanups.push(shop.close);
  return shop;
}

/** A simulator that ends with its test. Without a shop it sends no notifications. */
export async function startFor(
  shop: Shop | null,
  options: Partial<SimulatorOptions> = {},
): Promise<Simulator> {
  const notifications =
    shop === null ? null : { baseUrl: `${shop.url}/hook`, style: 'path' as const };
  const simulator = await startSimulator({ publicId, apiSecret, notifications, ...options });
  cleanups.push(simulator.close);
  return simulator;
}

type ApiReply = {
  readonly status: number;
  readonly text: string;
  // The shape is what the tests are about.
  readonly json: { Success?: boolean; Message?: string | null; Model?: Record<string, unknown> };
};

/** A call of the REST API with a form body. */
export async function api(
  simulator: Simulator,
  path: string,
  fields: Readonly<Record<string, string>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<ApiReply> {
  const response = await fetch(`${simulator.url}/${path}`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${publicId}:${apiSecret}`)}`, ...headers },
    body: new URLSearchParams(fields),
  });
  const text = await response.text();
  return { status: response.status, text, json: text === '' ? {} : JSON.parse(text) };
}

export type Paid = {
  readonly success: boolean;
  readonly transactionId: number;
  readonly status: string;
  readonly reasonCode?: number;
  readonly message?: string;
};

/** `POST /_sim/pay` over HTTP, with a card that needs no 3-D Secure unless told otherwise. */
export async function pay(
  simulator: Simulator,
  overrides: Readonly<Record<string, unknown>> = {},
): Promise<Paid> {
  const response = await control(simulator, 'POST', 'pay', {
    publicId,
    scheme: 'auth',
    amount: '1500.00',
    currency: 'RUB',
    invoiceId: 'INV-1',
    card: '4000 0000 0000 3055',
    ...overrides,
  });
  return (await response.json()) as Paid;
}

export function control(
  simulator: Simulator,
  method: string,
  path: string,
  body?: unknown,
): Promise<Response> {
  const init =
    body === undefined
      ? { method }
      : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return fetch(`${simulator.url}/_sim/${path}`, init);
}

/** Waits until something holds; a test's time limit ends it otherwise. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}
