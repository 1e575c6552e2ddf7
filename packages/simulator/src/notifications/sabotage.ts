import type { ClientRequest } from 'node:http';
import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { ShopAnswer } from './answer.ts';
import type { Outgoing } from './send.ts';

/**
 * Sends half of a request: of its body, or of its head when it has no body. Then the connection is cut,
 * or stays silent until the shop or the time-out ends it.
 */
export function sendHalf(
  outgoing: Outgoing,
  then: 'cut' | 'half',
  timeoutMs: number,
): Promise<ShopAnswer> {
  return new Promise((resolve) => {
    const url = new URL(outgoing.url);
    const secure = url.protocol === 'https:';
    const port = Number(url.port || (secure ? 443 : 80));
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const socket = secure ? connectTls({ host, port, servername: host }) : connect({ host, port });
    let answer = '';
    const timer = setTimeout(() => finish({ kind: 'timed_out', afterMs: timeoutMs }), timeoutMs);
    const finish = (outcome: ShopAnswer) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(outcome);
    };
    socket.on('error', (error) => finish({ kind: 'no_connection', error: error.message }));
    socket.on('data', (part) => {
      answer += part.toString('latin1');
      // A shop that answers half a request has said what it has to say.
      const [, status] = /^HTTP\/1\.\d (\d{3})/.exec(answer) ?? [];
      const body = answer.split('\r\n\r\n').slice(1).join('\r\n\r\n');
      if (status !== undefined) finish({ kind: 'answered', status: Number(status), body });
    });
    socket.on('close', () => {
      finish({ kind: 'no_connection', error: 'the shop closed the connection' });
    });
    socket.write(halfOf(outgoing, url), () => {
      if (then === 'cut') {
        finish({ kind: 'no_connection', error: 'cut by a fault while sending' });
      }
    });
  });
}

function halfOf(outgoing: Outgoing, url: URL): Buffer {
  const { method, headers } = outgoing;
  const body = Buffer.from(outgoing.body);
  const lines = [
    `${method} ${url.pathname}${url.search} HTTP/1.1`,
    `Host: ${url.host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(method === 'POST' ? [`Content-Length: ${body.length}`] : []),
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  if (method === 'GET') return head.subarray(0, Math.floor(head.length / 2));
  return Buffer.concat([head, body.subarray(0, Math.floor(body.length / 2))]);
}

const drops = 20;

/** Writes a body in equal parts spread over the time, which is the machine's: the shop lives in it. */
export function drip(client: ClientRequest, body: string | Buffer, durationMs: number): void {
  const bytes = Buffer.from(body);
  const size = Math.max(1, Math.ceil(bytes.length / drops));
  const writeFrom = (at: number) => {
    if (client.destroyed) return;
    if (at + size >= bytes.length) {
      client.end(bytes.subarray(at));
      return;
    }
    client.write(bytes.subarray(at, at + size));
    setTimeout(() => writeFrom(at + size), durationMs / drops).unref();
  };
  writeFrom(0);
}
