import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGatewayClient, type GatewayClientDeps } from '../src/client/index.ts';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export type Responder = (
  request: ReceivedRequest,
  response: ServerResponse,
) => void | Promise<void>;

/** A real HTTP server on a free port that answers as a test says, and remembers what it was asked. */
export async function startHttpGateway(respond: Responder) {
  const requests: ReceivedRequest[] = [];
  const server = createServer((incoming, response) => {
    void readAll(incoming).then(async (body) => {
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        body,
      };
      requests.push(request);
      await respond(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const apiSecret = 'secret-of-the-test-0123456789abcdef';

/** A client with test settings; anything can be replaced. */
export function clientOf(apiUrl: string, changes: Partial<GatewayClientDeps> = {}) {
  return createGatewayClient({
    publicId: 'pk_test',
    apiSecret,
    apiUrl,
    fetch: globalThis.fetch,
    now: () => 0,
    random: () => 0.5,
    sleep: () => Promise.resolve(),
    timeoutMs: 5_000,
    maxConcurrent: 5,
    ...changes,
  });
}

/** Answers every request with this JSON text. */
export function answering(json: string, status = 200): Responder {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(json);
  };
}

async function readAll(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
