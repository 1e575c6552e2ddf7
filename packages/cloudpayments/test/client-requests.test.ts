import { afterEach, expect, test } from 'vitest';
import {
  answering,
  apiSecret,
  clientOf,
  type Responder,
  startHttpGateway,
} from './http-gateway.ts';

const open: { stop: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const gateway of open.splice(0)) await gateway.stop();
});

async function gatewayThat(respond: Responder) {
  const gateway = await startHttpGateway(respond);
  open.push(gateway);
  return gateway;
}

const accepted = answering('{"Success":true,"Message":null}');
const transaction = (more: string) =>
  `{"TransactionId":9007199254740993,"Amount":99.90,"Currency":"RUB","Status":"Completed","TestMode":true,` +
  `"CreatedDate":"\\/Date(1635154784619)\\/","InvoiceId":"INV-1"${more}}`;

test('a command is a POST of JSON with Basic credentials and its request id', async () => {
  const gateway = await gatewayThat(accepted);
  const outcome = await clientOf(`${gateway.url}/`).void({
    transactionId: '42',
    requestId: 'op-1',
  });
  expect(outcome).toEqual({ kind: 'accepted', value: { message: null } });
  const [request] = gateway.requests;
  expect(request).toMatchObject({
    method: 'POST',
    path: '/payments/void',
    body: '{"TransactionId":42}',
  });
  expect(request?.headers).toMatchObject({
    authorization: `Basic ${Buffer.from(`pk_test:${apiSecret}`).toString('base64')}`,
    'content-type': 'application/json; charset=utf-8',
    'x-request-id': 'op-1',
  });
});

test('amounts leave with two decimals and ids with all their digits', async () => {
  const gateway = await gatewayThat(accepted);
  const client = clientOf(gateway.url);
  const transactionId = '9223372036854775807';
  await client.confirm({ transactionId, amountMinor: 1500_00n, requestId: 'a' });
  await client.refund({
    transactionId,
    amountMinor: 99_90n,
    requestId: 'b',
    jsonData: ' {"x":1.50} ',
  });
  expect(gateway.requests.map((request) => [request.path, request.body])).toEqual([
    ['/payments/confirm', '{"TransactionId":9223372036854775807,"Amount":1500.00}'],
    [
      '/payments/refund',
      '{"TransactionId":9223372036854775807,"Amount":99.90,"JsonData":{"x":1.50}}',
    ],
  ]);
});

test('what must not be sent is refused before anything is sent', async () => {
  const gateway = await gatewayThat(accepted);
  const client = clientOf(gateway.url);
  const good = { transactionId: '42', amountMinor: 1n, requestId: 'a' };
  const bad = [
    { ...good, transactionId: '42,"Amount":1' },
    { ...good, transactionId: '' },
    { ...good, amountMinor: 0n },
    { ...good, amountMinor: -1n },
    { ...good, requestId: '' },
    { ...good, requestId: 'a\r\nX: y' },
    { ...good, jsonData: 'not json' },
    { ...good, jsonData: '[]' },
  ];
  for (const command of bad) {
    await expect(client.confirm(command)).rejects.toThrow(/must be/);
    await expect(client.refund(command)).rejects.toThrow(/must be/);
  }
  expect(gateway.requests).toEqual([]);
});

test('the connection test gives the gateway’s answer', async () => {
  const gateway = await gatewayThat(answering('{"Success":true,"Message":"guid-1"}'));
  expect(await clientOf(gateway.url).test()).toEqual({
    kind: 'accepted',
    value: { message: 'guid-1' },
  });
  expect(gateway.requests[0]?.path).toBe('/test');
});

test('a refund names its own transaction, with every digit', async () => {
  const gateway = await gatewayThat(
    answering('{"Model":{"TransactionId":9007199254740995},"Success":true,"Message":null}'),
  );
  const refund = { transactionId: '42', amountMinor: 1n, requestId: 'a' };
  expect(await clientOf(gateway.url).refund(refund)).toEqual({
    kind: 'accepted',
    value: { message: null, transactionId: '9007199254740995' },
  });
});

test('a refusal carries the gateway’s words and code', async () => {
  const confirm = { transactionId: '42', amountMinor: 1n, requestId: 'a' };
  const refusing = await gatewayThat(answering('{"Success":false,"Message":"Not authorized"}'));
  expect(await clientOf(refusing.url).confirm(confirm)).toEqual({
    kind: 'declined',
    cause: 'refused',
    message: 'Not authorized',
    reasonCode: null,
  });
  const coded = await gatewayThat(
    answering('{"Success":false,"Message":null,"Model":{"ReasonCode":5051}}', 400),
  );
  expect(await clientOf(coded.url).confirm(confirm)).toEqual({
    kind: 'declined',
    cause: 'refused',
    message: null,
    reasonCode: 5051,
  });
});

test('wrong keys are a clear no, named as such', async () => {
  const gateway = await gatewayThat(answering('', 401));
  const client = clientOf(gateway.url);
  expect(await client.test()).toEqual({
    kind: 'declined',
    cause: 'unauthorized',
    message: null,
    reasonCode: null,
  });
  expect(await client.get('42')).toMatchObject({ kind: 'unknown', cause: 'unauthorized' });
  for await (const page of client.list({ createdFromMs: 0, createdToMs: 1 }))
    expect(page).toMatchObject({ kind: 'unknown', cause: 'unauthorized' });
});

test('a transaction is found by its number and by its order', async () => {
  const gateway = await gatewayThat(
    answering(`{"Success":true,"Message":null,"Model":${transaction('')}}`),
  );
  const client = clientOf(gateway.url);
  const value = { transactionId: '9007199254740993', amountMinor: 99_90n, status: 'Completed' };
  expect(await client.get('9007199254740993')).toMatchObject({ kind: 'found', value });
  expect(await client.find('INV-1')).toMatchObject({ kind: 'found', value });
  expect(gateway.requests.map((request) => [request.path, request.body])).toEqual([
    ['/payments/get', '{"TransactionId":9007199254740993}'],
    ['/v2/payments/find', '{"InvoiceId":"INV-1"}'],
  ]);
});

test('a declined payment is found although the answer says Success: false', async () => {
  const model = transaction(',"ReasonCode":5051').replace('Completed', 'Declined');
  const gateway = await gatewayThat(answering(`{"Success":false,"Message":null,"Model":${model}}`));
  expect(await clientOf(gateway.url).find('INV-1')).toMatchObject({
    kind: 'found',
    value: { status: 'Declined', reasonCode: 5051 },
  });
});

test('only a plain no without a model is "not found"', async () => {
  const gateway = await gatewayThat(answering('{"Success":false,"Message":"Not found"}'));
  const client = clientOf(gateway.url);
  expect(await client.get('42')).toEqual({ kind: 'not_found', message: 'Not found' });
  expect(await client.find('INV-1')).toEqual({ kind: 'not_found', message: 'Not found' });
});

test('an answer about something else than was asked is not believed', async () => {
  const gateway = await gatewayThat(
    answering(`{"Success":true,"Message":null,"Model":${transaction('')}}`),
  );
  const client = clientOf(gateway.url);
  expect(await client.get('42')).toMatchObject({ kind: 'unknown', cause: 'bad_answer' });
  expect(await client.find('INV-2')).toMatchObject({ kind: 'unknown', cause: 'bad_answer' });
});

test('settings are read by the gateway’s names and always written whole', async () => {
  const gateway = await gatewayThat(
    answering(
      '{"Model":{"IsEnabled":true,"Address":"https://shop.example.test/pay","HttpMethod":"GET","Encoding":"UTF8","Format":"CloudPayments"},"Success":true,"Message":null}',
    ),
  );
  const client = clientOf(gateway.url);
  expect(await client.getNotificationSettings('check')).toEqual({
    kind: 'found',
    value: {
      enabled: true,
      address: 'https://shop.example.test/pay',
      httpMethod: 'GET',
      encoding: 'UTF8',
      format: 'CloudPayments',
    },
  });
  const settings = { enabled: true, address: 'https://shop.example.test/"pay"' };
  expect(await client.updateNotificationSettings('pay', settings)).toMatchObject({
    kind: 'accepted',
  });
  expect(gateway.requests.map((request) => [request.path, request.body])).toEqual([
    ['/site/notifications/Check/get', '{}'],
    [
      '/site/notifications/Pay/update',
      '{"IsEnabled":true,"Address":"https://shop.example.test/\\"pay\\"","HttpMethod":"POST","Encoding":"UTF8","Format":"CloudPayments"}',
    ],
  ]);
});
