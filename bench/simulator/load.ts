import { connect, type Socket } from 'node:net';

/** Where and as whom the charges are made. */
export interface Target {
  readonly url: string;
  readonly publicId: string;
  readonly apiSecret: string;
  readonly token: string;
  readonly accountId: string;
}

/**
 * Makes `count` one-stage charges by a saved card, `atOnce` at a time over kept connections, and
 * throws at the first answer that is not a completed payment. Written on bare sockets: the client
 * shares a core with the shop and must not be what is measured.
 */
export async function charge(target: Target, count: number, atOnce: number): Promise<void> {
  const { hostname, port } = new URL(target.url);
  let made = 0;
  const worker = async () => {
    const socket = connect(Number(port), hostname);
    socket.setNoDelay(true);
    try {
      while (made < count) {
        made += 1;
        await once(socket, requestFor(target, made));
      }
    } finally {
      socket.destroy();
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

let lastInvoice = 0;

function requestFor(target: Target, number: number): string {
  lastInvoice += 1;
  const body = new URLSearchParams({
    Amount: `${1 + (number % 5000)}.50`,
    Currency: 'RUB',
    AccountId: target.accountId,
    Token: target.token,
    TrInitiatorCode: '0',
    InvoiceId: `BENCH-${lastInvoice}`,
    Description: 'Заказ на проверку скорости',
  }).toString();
  const basic = Buffer.from(`${target.publicId}:${target.apiSecret}`).toString('base64');
  return [
    'POST /payments/tokens/charge HTTP/1.1',
    `Host: ${new URL(target.url).host}`,
    `Authorization: Basic ${basic}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}

/** Sends one request and waits for its whole answer. */
function once(socket: Socket, request: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = '';
    const end = (error: Error | null) => {
      socket.removeAllListeners();
      if (error === null) resolve();
      else reject(error);
    };
    socket.on('error', end);
    socket.on('close', () => end(new Error('the simulator closed the connection')));
    socket.on('data', (part: Buffer) => {
      text += part.toString('latin1');
      const bodyAt = text.indexOf('\r\n\r\n') + 4;
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
      if (bodyAt < 4 || text.length < bodyAt + length) return;
      const taken = text.startsWith('HTTP/1.1 200') && text.includes('"Status":"Completed"');
      end(taken ? null : new Error(`not a completed payment: ${text}`));
    });
    socket.write(request);
  });
}
