import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, describe, expect, test } from 'vitest';
import { createMailer, type OutgoingMail } from '../src/mail/mailer.ts';

type Received = { readonly from: string; readonly to: readonly string[]; readonly raw: string };

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** A real SMTP server that keeps what it accepts. */
async function smtpServer(options: SMTPServerOptions = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map((recipient) => recipient.address),
          raw: Buffer.concat(chunks).toString('utf8'),
        });
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  closers.push(() => new Promise<void>((resolve) => server.close(resolve)));
  const { port } = server.server.address() as AddressInfo;
  return { received, url: `smtp://127.0.0.1:${port}` };
}

function mailerTo(smtpUrl: string, sendTimeoutMs = 15_000) {
  const from = '"Полдень" <pay@polden.example>';
  const mailer = createMailer({ smtpUrl, from, sendTimeoutMs });
  closers.push(() => mailer.close());
  return mailer;
}

function aMail(overrides: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    to: 'anna@example.ru',
    subject: 'Заказ № 1024 оплачен: 1\u202f500,00\u202f₽',
    html: '<p>Оплачено</p>',
    text: 'Оплачено',
    messageId: '<order-paid.1024@polden.example>',
    ...overrides,
  };
}

/** Takes connections and plays `answer` on each. */
async function rawServer(answer: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    answer(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a message arrives whole: both parts, its own id, marked as automatic', async () => {
  const { received, url } = await smtpServer();
  expect(await mailerTo(url).send(aMail({ replyTo: 'shop@polden.example' }))).toEqual({ ok: true });
  const [mail] = received;
  expect(mail).toMatchObject({ from: 'pay@polden.example', to: ['anna@example.ru'] });
  const headers = mail?.raw.split('\r\n\r\n')[0] ?? '';
  expect(headers).toContain('Message-ID: <order-paid.1024@polden.example>');
  expect(headers).toMatch(/^Auto-Submitted: auto-generated$/m);
  expect(headers).toMatch(/^Reply-To: shop@polden\.example$/m);
  expect(headers).toMatch(/^Subject: =\?UTF-8\?/m);
  expect(headers).toMatch(/^Content-Type: multipart\/alternative/m);
  expect(mail?.raw).toContain('text/plain; charset=utf-8');
  expect(mail?.raw).toContain('text/html; charset=utf-8');
});

test('a repeat carries the same Message-ID', async () => {
  const { received, url } = await smtpServer();
  const mailer = mailerTo(url);
  await mailer.send(aMail());
  await mailer.send(aMail());
  const ids = received.map((mail) => /^Message-ID: (.*)$/m.exec(mail.raw)?.[1]);
  expect(ids).toEqual(['<order-paid.1024@polden.example>', '<order-paid.1024@polden.example>']);
});

describe('what the server answers', () => {
  const refusing = (responseCode: number) =>
    Object.assign(new Error('no such mailbox'), { responseCode });

  test('a 5xx to the recipient is final', async () => {
    const { url } = await smtpServer({ onRcptTo: (_a, _s, done) => done(refusing(550)) });
    expect(await mailerTo(url).send(aMail())).toMatchObject({ ok: false, permanent: true });
  });

  test('a 4xx to the recipient is worth another try', async () => {
    const { url } = await smtpServer({ onRcptTo: (_a, _s, done) => done(refusing(451)) });
    expect(await mailerTo(url).send(aMail())).toMatchObject({ ok: false, permanent: false });
  });

  test('a 5xx to the message itself is final', async () => {
    const { url } = await smtpServer({
      onData: (stream, _session, done) => {
        stream.resume();
        stream.on('end', () => done(refusing(552)));
      },
    });
    expect(await mailerTo(url).send(aMail())).toMatchObject({ ok: false, permanent: true });
  });

  test('a refused login is our configuration, so the mail waits', async () => {
    const { received, url } = await smtpServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(refusing(535)),
    });
    const withLogin = url.replace('smtp://', 'smtp://user:wrong@');
    expect(await mailerTo(withLogin).send(aMail())).toMatchObject({ ok: false, permanent: false });
    expect(await mailerTo(url).send(aMail())).toMatchObject({ ok: false, permanent: false });
    expect(received).toEqual([]);
  });
});

describe('a server that is away', () => {
  test('nobody listening fails at once and may be tried again', async () => {
    const url = await rawServer(() => undefined);
    await closers.pop()?.();
    expect(await mailerTo(url).send(aMail())).toMatchObject({ ok: false, permanent: false });
  });

  test('a server that never greets fails within its time', { timeout: 20_000 }, async () => {
    const url = await rawServer(() => undefined);
    const beganMs = Date.now();
    expect(await mailerTo(url).send(aMail())).toMatchObject({ ok: false, permanent: false });
    expect(Date.now() - beganMs).toBeLessThan(15_000);
  });

  test('a server that feeds one byte at a time is given up when its time is over', async () => {
    const url = await rawServer((socket) => {
      socket.write('220 slow.example\r\n');
      const timer = setInterval(() => socket.write('2'), 200);
      socket.on('close', () => clearInterval(timer));
    });
    const beganMs = Date.now();
    expect(await mailerTo(url, 1_000).send(aMail())).toEqual({
      ok: false,
      permanent: false,
      message: 'The mail server did not answer in time.',
    });
    expect(Date.now() - beganMs).toBeLessThan(3_000);
  });

  test('after it comes back the same mailer delivers', async () => {
    let answering = false;
    const { received, url } = await smtpServer({
      onConnect: (_session, done) =>
        answering ? done() : done(Object.assign(new Error('closed'), { responseCode: 421 })),
    });
    const mailer = mailerTo(url);
    expect(await mailer.send(aMail())).toMatchObject({ ok: false, permanent: false });
    answering = true;
    expect(await mailer.send(aMail())).toEqual({ ok: true });
    expect(received).toHaveLength(1);
  });
});

describe('nothing can be smuggled into a header', () => {
  test.each([
    ['to', 'anna@example.ru\r\nBcc: all@example.ru'],
    ['to', 'anna@example.ru, boris@example.ru'],
    ['to', 'Anna <anna@example.ru>'],
    ['to', 'anna'],
    ['subject', 'Заказ\r\nBcc: all@example.ru'],
    ['messageId', '<a@b>\r\nBcc: all@example.ru'],
    ['messageId', 'a@b'],
    ['replyTo', 'shop@polden.example\nBcc: all@example.ru'],
  ] as const)('%s: %j is refused and nothing is sent', async (field, value) => {
    const { received, url } = await smtpServer();
    const outcome = await mailerTo(url).send(aMail({ [field]: value }));
    expect(outcome).toMatchObject({ ok: false, permanent: true });
    expect(received).toEqual([]);
  });
});
