/** Rows of the reference's table of pitfalls (section 8) that this package can fall into, by their numbers. */
import { afterEach, expect, test } from 'vitest';
import {
  acknowledge,
  buildNotification,
  parseNotification,
  signBody,
  verifyNotification,
} from '../src/notifications/index.ts';
import { checkCodes, type NotificationKind, parseDateTimeMs } from '../src/wire/index.ts';
import { answering, clientOf, type Responder, startHttpGateway } from './http-gateway.ts';
import { fullNotifications } from './notifications.ts';
import { bytesOf, formType, jsonType, vector2, vector4, vectorSecret } from './vectors.ts';

const open: { stop: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const gateway of open.splice(0)) await gateway.stop();
});

async function gatewayThat(respond: Responder) {
  const gateway = await startHttpGateway(respond);
  open.push(gateway);
  return gateway;
}

const parse = (kind: NotificationKind, body: string, contentType = formType) =>
  parseNotification({ kind, rawBody: bytesOf(body), contentType });
const payBody = 'TransactionId=1&Amount=10.00&Currency=RUB&TestMode=1&Status=Authorized';
const secrets = [vectorSecret];
const command = { transactionId: '42', amountMinor: 1n, requestId: 'op-1' };

test('1: each header is checked against its own text, so Cyrillic verifies by both', () => {
  const body = { rawBody: bytesOf(vector2.body), contentType: formType, secrets };
  const { contentHmac, xContentHmac } = vector2;
  const verify = (headers: { contentHmac?: string; xContentHmac?: string }) =>
    verifyNotification({ ...body, contentHmac: undefined, xContentHmac: undefined, ...headers }).ok;
  expect(verify({ contentHmac })).toBe(true);
  expect(verify({ xContentHmac })).toBe(true);
  expect(verify({ contentHmac: xContentHmac })).toBe(false);
  expect(verify({ xContentHmac: contentHmac })).toBe(false);
});

test('2: a body that was parsed and written again does not verify', () => {
  const rewritten = [
    [vector2, new URLSearchParams(vector2.body).toString()],
    [vector4, JSON.stringify(JSON.parse(vector4.body))],
  ] as const;
  for (const [{ contentType, contentHmac }, body] of rewritten)
    expect(
      verifyNotification({
        rawBody: bytesOf(body),
        contentType,
        contentHmac,
        xContentHmac: undefined,
        secrets,
      }),
    ).toMatchObject({ ok: false, error: 'mismatch' });
});

test('3 and 4: good signatures pass; bad and missing ones, and a missing secret, do not', () => {
  const good = { ...vector2, rawBody: bytesOf(vector2.body), secrets };
  expect(verifyNotification(good).ok).toBe(true);
  const bad = [
    { contentHmac: vector4.contentHmac },
    { contentHmac: undefined, xContentHmac: undefined },
    { secrets: [] },
    { secrets: [''] },
  ];
  for (const changes of bad) expect(verifyNotification({ ...good, ...changes }).ok).toBe(false);
});

test('6: 12 is the amount and 11 the account', () => {
  expect(checkCodes[12].meaning.en).toMatch(/amount/);
  expect(checkCodes[11].meaning.en).toMatch(/AccountId/);
});

test('7, 14 and 15: an answer is JSON, nothing around it, and always has a code', () => {
  expect(acknowledge()).toBe('{"code":0}');
  for (const code of [0, 10, 11, 12, 13, 20] as const)
    expect(JSON.parse(acknowledge(code))).toEqual({ code });
});

test('13: what a Pay is, two-stage or one-stage, stands in its own status', () => {
  const status = (text: string) => {
    const parsed = parse('pay', payBody.replace('Authorized', text));
    return parsed.ok && parsed.notification.kind === 'pay' ? parsed.notification.status : null;
  };
  expect(status('Authorized')).toBe('Authorized');
  expect(status('Completed')).toBe('Completed');
  expect(status('')).toBeNull();
});

test('16: the Content-Type decides between form and JSON', () => {
  expect(parse('pay', vector2.body, formType).ok).toBe(true);
  expect(parse('pay', vector4.body, jsonType).ok).toBe(true);
  expect(parse('pay', vector2.body, jsonType).ok).toBe(false);
  expect(parse('pay', vector4.body, formType).ok).toBe(false);
});

test('17: an empty optional field is absent, whatever its type', () => {
  const empty = buildNotification(fullNotifications.pay, { format: 'form' }).replace(
    /(TotalFee|VatAboveTotalFee|ProcessorAndPartnerFee|FallBackScenarioDeclinedTransactionId|DateTime|InvoiceId)=[^&]*/g,
    '$1=',
  );
  const parsed = parse('pay', empty);
  expect(parsed).toMatchObject({ ok: true, ignored: [] });
  const names = parsed.ok ? Object.keys(parsed.notification) : [];
  for (const name of ['totalFeeMinor', 'processorAndPartnerFeeMinor', 'dateTimeMs', 'invoiceId'])
    expect(names).not.toContain(name);
  expect(names).toContain('vatWithinProcessorFeeMinor');
});

test('18: Data is text: JSON, empty, or not JSON at all', () => {
  const data = (text: string) => {
    const parsed = parse('pay', `${payBody}&Data=${encodeURIComponent(text)}`);
    return parsed.ok && parsed.notification.kind === 'pay' ? parsed.notification.data : null;
  };
  expect(data('{"a":1}')).toBe('{"a":1}');
  expect(data('{"a":')).toBe('{"a":');
  expect(data('just words')).toBe('just words');
  expect(data('')).toBeUndefined();
});

test('19: ids and card digits are text; a transaction id has 64 bits', () => {
  const body = payBody.replace('TransactionId=1', 'TransactionId=9007199254740993');
  expect(parse('pay', `${body}&InvoiceId=000123&AccountId=007&CardLastFour=0007`)).toMatchObject({
    notification: {
      transactionId: '9007199254740993',
      invoiceId: '000123',
      accountId: '007',
      cardLastFour: '0007',
    },
  });
});

test('22: a payment by the reserve bank names the declined attempt before it', () => {
  const parsed = parse('pay', `${payBody}&FallBackScenarioDeclinedTransactionId=9007199254740991`);
  expect(parsed).toMatchObject({
    notification: { fallBackScenarioDeclinedTransactionId: '9007199254740991' },
  });
});

test('29: dates are UTC wherever the machine stands', () => {
  const zone = process.env.TZ;
  const hours = new Set<number>();
  try {
    for (const here of ['UTC', 'Asia/Vladivostok', 'America/New_York']) {
      process.env.TZ = here;
      hours.add(new Date(1_768_469_405_000).getHours());
      expect(parseDateTimeMs('2026-01-15 09:30:05')).toBe(1_768_469_405_000);
      expect(parseDateTimeMs('2026-03-08 02:30:00')).toBe(1_772_937_000_000);
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
  expect([...hours], 'the zones of this test must have taken effect').toEqual([9, 19, 4]);
});

test('30 and 33: a command whose answer is lost is sent once and is unknown', async () => {
  const gateway = await gatewayThat((_request, response) => void response.destroy());
  expect(await clientOf(gateway.url).refund(command)).toMatchObject({ kind: 'unknown' });
  expect(gateway.requests.length).toBe(1);
});

test('31: the request id is the caller’s, the same each time the same operation is sent', async () => {
  const gateway = await gatewayThat(answering('{"Success":true,"Message":null}'));
  const client = clientOf(gateway.url);
  await client.confirm(command);
  await client.confirm(command);
  await client.confirm({ ...command, requestId: 'op-2' });
  expect(gateway.requests.map((request) => request.headers['x-request-id'])).toEqual([
    'op-1',
    'op-1',
    'op-2',
  ]);
});

test('34: 429 is not a failure', async () => {
  let turnedAway = false;
  const gateway = await gatewayThat((_request, response) => {
    response.writeHead(turnedAway ? 200 : 429).end('{"Success":true,"Message":null}');
    turnedAway = true;
  });
  expect(await clientOf(gateway.url).confirm(command)).toMatchObject({ kind: 'accepted' });
});

test('35: paths are the documented ones, to the letter', async () => {
  const gateway = await gatewayThat(answering('{"Success":false,"Message":null}'));
  const client = clientOf(gateway.url);
  await client.test();
  await client.confirm(command);
  await client.void(command);
  await client.refund(command);
  await client.get('42');
  await client.find('INV-1');
  for await (const _page of client.list({ createdFromMs: 0, createdToMs: 1 }));
  await client.getNotificationSettings('recurrent');
  await client.updateNotificationSettings('cancel', { enabled: false, address: '' });
  expect(gateway.requests.map((request) => request.path)).toEqual([
    '/test',
    '/payments/confirm',
    '/payments/void',
    '/payments/refund',
    '/payments/get',
    '/v2/payments/find',
    '/v2/payments/list',
    '/site/notifications/Recurrent/get',
    '/site/notifications/Cancel/update',
  ]);
});

test('36: an update of settings never leaves the method to the gateway’s default, GET', async () => {
  const gateway = await gatewayThat(answering('{"Success":true,"Message":null}'));
  await clientOf(gateway.url).updateNotificationSettings('pay', { enabled: true, address: 'x' });
  expect(JSON.parse(gateway.requests[0]?.body ?? '')).toEqual({
    IsEnabled: true,
    Address: 'x',
    HttpMethod: 'POST',
    Encoding: 'UTF8',
    Format: 'CloudPayments',
  });
});

test('37: a signed Check replayed as a Pay verifies, parses, and lacks the mark of a Pay', () => {
  const body = buildNotification(fullNotifications.check, { format: 'form' });
  const headers = signBody({ rawBody: body, secret: vectorSecret, contentType: formType });
  const rawBody = bytesOf(body);
  expect(verifyNotification({ rawBody, contentType: formType, ...headers, secrets }).ok).toBe(true);
  const parsed = parse('pay', body);
  expect(parsed.ok && Object.keys(parsed.notification)).not.toContain('gatewayName');
  const genuine = parse('pay', buildNotification(fullNotifications.pay, { format: 'form' }));
  expect(genuine.ok && Object.keys(genuine.notification)).toContain('gatewayName');
});
