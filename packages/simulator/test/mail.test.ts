import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Simulator } from '../src/index.ts';
import { control, startFor, until } from './support.ts';

/** A plain SMTP client of a few lines: what the shop's mailer would say. */
async function send(simulator: Simulator, to: readonly string[], message: string): Promise<void> {
  const socket = connect(simulator.smtpPort, '127.0.0.1');
  const replies: string[] = [];
  socket.on('data', (part) => replies.push(part.toString()));
  const say = async (line: string, expected: string) => {
    const before = replies.length;
    if (line !== '') socket.write(`${line}\r\n`);
    await until(() => replies.length > before);
    expect(replies.at(-1)).toContain(expected);
  };
  await say('', '220');
  await say('EHLO shop.test', '250');
  await say('MAIL FROM:<shop@example.ru>', '250');
  for (const address of to) await say(`RCPT TO:<${address}>`, '250');
  await say('DATA', '354');
  await say(`${message.replaceAll('\n', '\r\n')}\r\n.`, '250');
  await say('QUIT', '221');
  socket.end();
}

const letter = `From: =?utf-8?B?0JvQsNCy0LrQsA==?= <shop@example.ru>
To: anna@example.ru
Subject: =?utf-8?B?0JfQsNC60LDQtyDQvtC/0LvQsNGH0LXQvQ==?=
Message-ID: <order-1@shop.test>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary=x

--x
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

Оплачено 1 500,00 ₽
--x
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: 8bit

<p>Оплачено <b>1 500,00 ₽</b></p><script>alert(1)</script>
--x--`;

describe('the mailbox', () => {
  test('keeps what the shop sends, newest last, until it is emptied', async () => {
    const simulator = await startFor(null);
    await send(simulator, ['anna@example.ru'], letter);
    await send(simulator, ['boss@example.ru', 'copy@example.ru'], 'Subject: second\n\nhello');
    const box = await (await control(simulator, 'GET', 'mailbox')).json();
    expect(box).toMatchObject([
      {
        to: 'anna@example.ru',
        subject: 'Заказ оплачен',
        messageId: '<order-1@shop.test>',
        receivedAt: expect.stringMatching(/Z$/),
      },
      { to: 'boss@example.ru, copy@example.ru', subject: 'second', html: null },
    ]);
    const [first] = simulator.control.mailbox();
    expect(first?.text).toContain('Оплачено 1 500,00 ₽');
    expect(first?.html).toContain('<b>1 500,00 ₽</b>');
    expect((await control(simulator, 'DELETE', 'mailbox')).status).toBe(204);
    expect(simulator.control.mailbox()).toEqual([]);
  });

  test('is bounded: the oldest letter goes first', async () => {
    const simulator = await startFor(null, { keep: { mails: 2 } });
    for (const subject of ['1', '2', '3']) {
      await send(simulator, ['a@b.ru'], `Subject: ${subject}\n\nx`);
    }
    expect(simulator.control.mailbox().map((mail) => mail.subject)).toEqual(['2', '3']);
  });

  test('somebody’s HTML is shown in a box of its own: no scripts, no forms, its own origin', async () => {
    const simulator = await startFor(null);
    await send(simulator, ['anna@example.ru'], letter);
    const id = simulator.control.mailbox()[0]?.id;
    const response = await fetch(`${simulator.url}/mail/${id}/html`);
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain('sandbox');
    expect(policy).not.toContain('allow-scripts');
  });
});
