import { describe, expect, test } from 'vitest';
import type { Simulator } from '../src/index.ts';
import { api, apiSecret, control, pay, publicId, startFor, startShop } from './support.ts';

describe('who may call', () => {
  test('test answers with a GUID', async () => {
    const simulator = await startFor(null);
    const { json } = await api(simulator, 'test');
    expect(json.Success).toBe(true);
    expect(json.Message).toMatch(/^[0-9a-f-]{36}$/);
    expect(json).not.toHaveProperty('Model');
  });
  test('a wrong secret, another terminal and no credentials are 401', async () => {
    const simulator = await startFor(null);
    const wrong = [`${publicId}:wrong`, `pk_other:${apiSecret}`].map(
      (text) => `Basic ${btoa(text)}`,
    );
    for (const authorization of [...wrong, '']) {
      const { status, json } = await api(simulator, 'payments/get', {}, { authorization });
      expect([status, json]).toEqual([401, { Success: false, Message: 'Authentication failed' }]);
    }
  });
  test('a method that is not there is 404, whatever the key', async () => {
    const simulator = await startFor(null);
    expect((await api(simulator, 'payments/nothing')).status).toBe(404);
  });
});

describe('what a developer did wrong', () => {
  /** A simulator that keeps its log. */
  const logged = async () => {
    const lines: string[] = [];
    const log = (level: string, message: string, details?: object) =>
      lines.push(`${level} ${message} ${JSON.stringify(details)}`);
    const simulator = await startFor(null, { log });
    const send = (path: string, init: RequestInit) =>
      fetch(`${simulator.url}/${path}`, {
        ...init,
        headers: {
          authorization: `Basic ${btoa(`${publicId}:${apiSecret}`)}`,
          ...(init.headers as Record<string, string>),
        },
      });
    return { simulator, send, said: (words: string) => lines.some((line) => line.includes(words)) };
  };
  const json = { 'content-type': 'application/json' };

  test('a GET on a method is 405, and the log says POST', async () => {
    const { send, said } = await logged();
    const response = await send('payments/get?TransactionId=1', { method: 'GET' });
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST']);
    expect(await response.json()).toMatchObject({ Success: false });
    expect(said('is a POST')).toBe(true);
  });
  test('a method that is not there is guessed at', async () => {
    const { send, said } = await logged();
    expect((await send('payments/card/charge', { method: 'POST' })).status).toBe(404);
    expect(said('payments/cards/charge')).toBe(true);
    expect((await send('constructor', { method: 'POST' })).status).toBe(404);
  });
  test.each([
    ['payments/post3ds', 'the documented path is payments/cards/post3ds'],
    ['Payments/Token/Topup%20', 'blanks'],
  ])('%s is understood, and told of', async (path, words) => {
    const { send, said } = await logged();
    const response = await send(path, { method: 'POST' });
    expect([response.status, await response.json()]).toMatchObject([200, { Success: false }]);
    expect(said(words)).toBe(true);
  });
  test('the password, the login and the scheme are told apart', async () => {
    const { send, said } = await logged();
    const as = (authorization: string) =>
      send('test', { method: 'POST', headers: { authorization } });
    expect((await as(`Basic ${btoa(`${publicId}:wrong`)}`)).status).toBe(401);
    expect(said('the password is not the API Secret')).toBe(true);
    expect((await as(`Basic ${btoa('pk_live:wrong')}`)).status).toBe(401);
    expect(said('the login is pk_live')).toBe(true);
    expect((await as(`Bearer ${apiSecret}`)).status).toBe(401);
    expect(said('is not Basic')).toBe(true);
    expect(said(apiSecret)).toBe(false);
  });
  test('a body that is not understood is refused in few words, and explained in the log', async () => {
    const { simulator, send, said } = await logged();
    for (const [body, headers, Message, words] of bodies) {
      const response = await send('payments/cards/charge', { method: 'POST', headers, body });
      expect([body, response.status, await response.json()]).toEqual([
        body,
        200,
        { Success: false, Message },
      ]);
      expect([words, said(words)]).toEqual([words, true]);
    }
    expect(simulator.control.transactions()).toEqual([]);
  });
  const bodies: readonly (readonly [string, Readonly<Record<string, string>>, string, string])[] = [
    ['{"Amount":', json, 'The request body is not valid JSON', ''],
    ['[1]', json, 'A JSON object is expected', ''],
    ['{"Amount":10}', {}, 'Amount is required', 'send application/json'],
    ['Amount=10', json, 'The request body is not valid JSON', 'x-www-form-urlencoded'],
    ['{"Amount":{}}', json, 'Invalid Amount value', ''],
    ['{"Amount":"10,5"}', json, 'Invalid Amount value', 'a dot, not a comma'],
    ['{"Amount":0.30000000000000004}', json, 'Invalid Amount value', 'float'],
    ['{"Amount":99999999999999999999}', json, 'Invalid Amount value', ''],
    [
      '{"Amount":10,"IpAddress":"1.1.1.1","CardCryptogram":"x"}',
      json,
      'CardCryptogramPacket is required',
      'did you mean CardCryptogramPacket?',
    ],
  ];
  test('multipart/form-data, as curl of PHP makes it of an array, is a form', async () => {
    const { simulator, send, said } = await logged();
    const TransactionId = String((await pay(simulator, { scheme: 'charge' })).transactionId);
    const refund = (fields: Readonly<Record<string, string>>) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      return send('payments/refund', { method: 'POST', body, headers: { 'x-request-id': 'm-1' } });
    };
    expect(await (await refund({ TransactionId })).json()).toMatchObject({
      Success: false,
      Message: 'Amount is required',
    });
    const texts = [];
    for (let time = 1; time <= 2; time += 1) {
      texts.push(await (await refund({ TransactionId, Amount: '100' })).text());
    }
    // Each time under a boundary of its own, and still the same request.
    expect(texts[0]).toContain('"Success":true');
    expect(texts[1]).toBe(texts[0]);
    const headers = { 'content-type': 'multipart/form-data' };
    await send('payments/refund', { method: 'POST', headers, body: '--x\r\nContent' });
    expect(said('the multipart body is broken')).toBe(true);
  });
  test.each(['[]', 'null', '{}', ''])('%s in JSON is a call without fields', async (body) => {
    const { send } = await logged();
    const response = await send('test', { method: 'POST', headers: json, body });
    expect(await response.json()).toMatchObject({ Success: true });
  });
  test('names in any case are no mistake', async () => {
    const { send, said } = await logged();
    const body = '{"amount":10,"IPADDRESS":"1.1.1.1","cardcryptogrampacket":"4000000000003055"}';
    const response = await send('Payments/Cards/Charge/', { method: 'POST', headers: json, body });
    expect(await response.json()).toMatchObject({ Success: true });
    expect(said('did you mean')).toBe(false);
  });
});

describe('the transaction', () => {
  test('has exact numbers, both date forms and the reference’s names', async () => {
    const simulator = await startFor(null, { now: () => 1_635_154_784_619 });
    const { transactionId } = await pay(simulator, { amount: 65.98, data: { a: 1.5 } });
    const { json, text } = await api(simulator, 'payments/get', {
      TransactionId: String(transactionId),
    });
    expect(text).toContain('"Amount":65.98,');
    expect(text).toContain('"CreatedDate":"/Date(1635154784619)/"');
    expect(transactionId).toBeGreaterThan(3_000_000_000);
    expect(json).toMatchObject({
      Success: true,
      Message: null,
      Model: {
        TransactionId: transactionId,
        PublicId: publicId,
        Currency: 'RUB',
        InvoiceId: 'INV-1',
        JsonData: '{"a":1.5}',
        CreatedDateIso: '2021-10-25T09:39:44',
        ConfirmDate: null,
        TestMode: true,
        Status: 'Authorized',
        StatusCode: 2,
        Reason: 'Approved',
        ReasonCode: 0,
        GatewayName: 'Test',
        Refunded: false,
      },
    });
  });
  test('sums keep their two decimals', async () => {
    const simulator = await startFor(null);
    const { transactionId } = await pay(simulator, { amount: 1500 });
    const { text } = await api(simulator, 'payments/get', { TransactionId: String(transactionId) });
    expect(text).toContain('"Amount":1500.00,');
  });
});

describe('confirm, void, refund', () => {
  test('a part is taken once; the model shows it', async () => {
    const simulator = await startFor(null);
    const TransactionId = String((await pay(simulator)).transactionId);
    const confirm = (Amount: string) =>
      api(simulator, 'payments/confirm', { TransactionId, Amount });
    expect((await confirm('1500.01')).json.Success).toBe(false);
    expect((await confirm('1000.00')).json).toEqual({ Success: true, Message: null });
    expect((await confirm('500.00')).json).toMatchObject({ Success: false });
    const { json } = await api(simulator, 'payments/get', { TransactionId });
    expect(json.Model).toMatchObject({ Amount: 1000, Status: 'Completed', StatusCode: 3 });
  });
  test('a refusal is HTTP 200 with a message and no model', async () => {
    const simulator = await startFor(null);
    const TransactionId = String((await pay(simulator, { scheme: 'charge' })).transactionId);
    const refused = await api(simulator, 'payments/confirm', { TransactionId, Amount: '1' });
    expect(refused).toMatchObject({ status: 200, json: { Success: false } });
    expect(refused.json.Message).toEqual(expect.any(String));
    expect(refused.json).not.toHaveProperty('Model');
    expect((await api(simulator, 'payments/void', { TransactionId })).json.Success).toBe(false);
  });
  test('two confirms at once take the money once', async () => {
    const simulator = await startFor(null);
    const TransactionId = String((await pay(simulator)).transactionId);
    const answers = await Promise.all(
      ['1000', '500'].map((Amount) =>
        api(simulator, 'payments/confirm', { TransactionId, Amount }),
      ),
    );
    expect(answers.map((answer) => answer.json.Success).sort()).toEqual([false, true]);
  });
  test('a sum near the limit of what is counted keeps every kopeck', async () => {
    const simulator = await startFor(null);
    const amount = '999999999999999.99';
    const TransactionId = String(
      (await pay(simulator, { amount, scheme: 'charge' })).transactionId,
    );
    const refund = (Amount: string) => api(simulator, 'payments/refund', { TransactionId, Amount });
    expect((await refund('999999999999999.98')).json.Success).toBe(true);
    expect((await refund('0.02')).json.Success).toBe(false);
    expect((await refund('0.01')).json.Success).toBe(true);
    const { text } = await api(simulator, 'payments/get', { TransactionId });
    expect(text).toContain(`"Amount":${amount},`);
  });
  test('a number of more than 64 bits finds nothing and breaks nothing', async () => {
    const simulator = await startFor(null);
    const id = '9'.repeat(19);
    expect((await api(simulator, 'payments/get', { TransactionId: id })).json.Message).toBe(
      'Not found',
    );
    expect((await api(simulator, 'payments/get', { TransactionId: `${id}9` })).json.Message).toBe(
      'Invalid TransactionId value',
    );
  });
  test('refunds add up and each is a transaction of its own', async () => {
    const simulator = await startFor(null);
    const TransactionId = String((await pay(simulator, { scheme: 'charge' })).transactionId);
    const refund = (Amount: string) => api(simulator, 'payments/refund', { TransactionId, Amount });
    const first = await refund('1000');
    expect(first.json.Model?.TransactionId).toBe(Number(TransactionId) + 1);
    expect((await refund('500.01')).json.Success).toBe(false);
    expect((await refund('500')).json.Success).toBe(true);
    const payment = await api(simulator, 'payments/get', { TransactionId });
    expect(payment.json.Model).toMatchObject({ Status: 'Completed', Refunded: true });
    const own = await api(simulator, 'payments/get', {
      TransactionId: String(first.json.Model?.TransactionId),
    });
    expect(own.json.Model).toMatchObject({
      Type: 1,
      Amount: 1000,
      OriginalTransactionId: Number(TransactionId),
    });
  });
  test('an unknown id is not found by any of them', async () => {
    const simulator = await startFor(null);
    for (const method of ['confirm', 'void', 'refund', 'get']) {
      const fields = { TransactionId: '1', Amount: '1' };
      const { json } = await api(simulator, `payments/${method}`, fields);
      expect([method, json]).toEqual([method, { Success: false, Message: 'Not found' }]);
    }
  });
  test('a missing amount and a missing id are told', async () => {
    const simulator = await startFor(null);
    const noAmount = await api(simulator, 'payments/confirm', { TransactionId: '1' });
    expect(noAmount.json.Message).toBe('Amount is required');
    expect((await api(simulator, 'payments/void')).json.Message).toBe('TransactionId is required');
  });
});

describe('reads', () => {
  test('a declined payment is found, and Success is false', async () => {
    const simulator = await startFor(null);
    await pay(simulator, { card: '4000056655665556' });
    const { json } = await api(simulator, 'v2/payments/find', { InvoiceId: 'INV-1' });
    expect(json).toMatchObject({
      Success: false,
      Model: { Status: 'Declined', ReasonCode: 5051, Reason: 'InsufficientFunds' },
    });
  });
  test('find returns the last payment, v2 the last operation', async () => {
    const simulator = await startFor(null);
    await pay(simulator);
    const { transactionId } = await pay(simulator, { scheme: 'charge' });
    const TransactionId = String(transactionId);
    await api(simulator, 'payments/refund', { TransactionId, Amount: '1' });
    const old = await api(simulator, 'payments/find', { InvoiceId: 'INV-1' });
    const v2 = await api(simulator, 'v2/payments/find', { InvoiceId: 'INV-1' });
    expect(old.json.Model?.TransactionId).toBe(transactionId);
    expect(v2.json.Model?.OriginalTransactionId).toBe(transactionId);
    const none = await api(simulator, 'v2/payments/find', { InvoiceId: 'nothing' });
    expect(none.json).toEqual({ Success: false, Message: 'Not found' });
  });
  test('the list has 100 per page, oldest first, and filters by status', async () => {
    const simulator = await startFor(null);
    for (let number = 1; number <= 103; number += 1) {
      await simulator.control.pay({
        publicId,
        scheme: number % 2 === 0 ? 'auth' : 'charge',
        amount: number,
        card: '4000000000003055',
        invoiceId: `N-${number}`,
      });
    }
    const list = async (fields: Readonly<Record<string, string>>) => {
      const day = new Date().toISOString().slice(0, 10);
      const { json } = await api(simulator, 'v2/payments/list', {
        CreatedDateGte: '2020-01-01T00:00:00+03:00',
        CreatedDateLte: `${day}T23:59:59.999`,
        PageNumber: '1',
        ...fields,
      });
      return (json.Model as unknown as { InvoiceId: string }[]).map((item) => item.InvoiceId);
    };
    const first = await list({});
    expect([first.length, first[0], first[99]]).toEqual([100, 'N-1', 'N-100']);
    expect(await list({ PageNumber: '2' })).toEqual(['N-101', 'N-102', 'N-103']);
    expect(await list({ Statuses: 'Authorized' })).toHaveLength(51);
    expect(await list({ PageNumber: '3' })).toEqual([]);
    const wrong = await api(simulator, 'v2/payments/list', { CreatedDateGte: 'x' });
    expect(wrong.json).toEqual({ Success: false, Message: 'Invalid CreatedDateGte value' });
  });
  test('many statuses in any spelling, dates in the zone that is named', async () => {
    const simulator = await startFor(null, { now: () => Date.UTC(2026, 0, 15, 22) });
    await pay(simulator, { invoiceId: 'held' });
    await pay(simulator, { scheme: 'charge', invoiceId: 'taken' });
    await pay(simulator, { card: '4000056655665556', invoiceId: 'declined' });
    await pay(simulator, { invoiceId: 'voided' });
    const voided = simulator.control.transactions().at(-1)?.id ?? '';
    await api(simulator, 'payments/void', { TransactionId: voided });
    const list = async (fields: Readonly<Record<string, string>>) => {
      const { json } = await api(simulator, 'v2/payments/list', {
        CreatedDateGte: '2026-01-16T00:00:00',
        CreatedDateLte: '2026-01-16T23:59:59',
        PageNumber: '1',
        TimeZone: 'MSK',
        ...fields,
      });
      return (json.Model as unknown as { InvoiceId: string }[]).map((item) => item.InvoiceId);
    };
    expect(await list({})).toEqual(['held', 'taken', 'declined', 'voided']);
    expect(await list({ 'Statuses[0]': 'authorized', 'Statuses[1]': 'Declined' })).toEqual([
      'held',
      'declined',
    ]);
    expect(await list({ Statuses: 'Cancelled,Completed' })).toEqual(['taken', 'voided']);
    expect(await list({ TimeZone: 'UTC' })).toEqual([]);
    const nowhere = { Date: '2026-01-15', TimeZone: 'XYZ' };
    const refused = await api(simulator, 'payments/list', nowhere);
    expect(refused.json).toEqual({ Success: false, Message: 'Invalid TimeZone value' });
  });
  test('a voided payment is read with Success, unless told that it is not', async () => {
    for (const cancelledReadsSucceed of [true, false]) {
      const simulator = await startFor(null, { behaviour: { cancelledReadsSucceed } });
      const TransactionId = String((await pay(simulator)).transactionId);
      await api(simulator, 'payments/void', { TransactionId });
      const { json } = await api(simulator, 'payments/get', { TransactionId });
      expect(json).toMatchObject({
        Success: cancelledReadsSucceed,
        Model: { Status: 'Cancelled', StatusCode: 4 },
      });
    }
  });
  test('the list of a day keeps to its day in its zone', async () => {
    const simulator = await startFor(null, { now: () => Date.UTC(2026, 0, 15, 22) });
    await pay(simulator);
    const list = async (day: string, TimeZone: string) => {
      const { json } = await api(simulator, 'payments/list', { Date: day, TimeZone });
      return (json.Model as unknown as unknown[]).length;
    };
    expect(await list('2026-01-15', 'UTC')).toBe(1);
    expect(await list('2026-01-15', 'MSK')).toBe(0);
    expect(await list('2026-01-16', 'MSK')).toBe(1);
  });
});

describe('X-Request-ID', () => {
  const headers = { 'x-request-id': 'operation-1' };
  test('a repeated refund is one refund with one answer', async () => {
    const simulator = await startFor(null);
    const TransactionId = String((await pay(simulator, { scheme: 'charge' })).transactionId);
    const refund = () =>
      api(simulator, 'payments/refund', { TransactionId, Amount: '100' }, headers);
    const answers = [await refund(), await refund()];
    expect(answers[0]?.text).toBe(answers[1]?.text);
    expect(simulator.control.transactions().filter((item) => item.kind === 'refund')).toHaveLength(
      1,
    );
  });
  test('repeats at the same time wait for the first', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const TransactionId = String((await pay(simulator, { scheme: 'charge' })).transactionId);
    shop.reply = () => ({ afterMs: 100 });
    simulator.control.addFault({ on: 'refund', fault: 'deliver_before_answer' });
    const answers = await Promise.all(
      Array.from({ length: 4 }, () =>
        api(simulator, 'payments/refund', { TransactionId, Amount: '100' }, headers),
      ),
    );
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(simulator.control.transactions().filter((item) => item.kind === 'refund')).toHaveLength(
      1,
    );
  });
  test('a refusal is not pinned: the same id works once the reason is gone', async () => {
    const simulator = await startFor(null);
    const TransactionId = String((await pay(simulator)).transactionId);
    const confirm = (Amount: string) =>
      api(simulator, 'payments/confirm', { TransactionId, Amount }, headers);
    expect((await confirm('9999')).json.Success).toBe(false);
    expect((await confirm('1500')).json.Success).toBe(true);
  });
  test('another method or body under the same id is a new operation, and the log says so', async () => {
    const lines: string[] = [];
    const log = (level: string, message: string) => lines.push(`${level} ${message}`);
    const simulator = await startFor(null, { log });
    const TransactionId = String((await pay(simulator, { scheme: 'charge' })).transactionId);
    const refund = (Amount: string) =>
      api(simulator, 'payments/refund', { TransactionId, Amount }, headers);
    const first = await refund('1');
    expect(lines.some((line) => line.includes('X-Request-ID was used'))).toBe(false);
    const other = await refund('2');
    expect(other.json.Model?.TransactionId).not.toBe(first.json.Model?.TransactionId);
    expect(lines).toContain('warn X-Request-ID was used for another request: a new operation');
    // Each of the two keeps its answer.
    expect((await refund('1')).text).toBe(first.text);
    expect((await refund('2')).text).toBe(other.text);
    expect(simulator.control.transactions()).toHaveLength(3);
  });
  test('a client with one constant id for every command still works', async () => {
    const simulator = await startFor(null);
    const ids = [await pay(simulator), await pay(simulator)].map((one) =>
      String(one.transactionId),
    );
    const constant = { 'x-request-id': '-' };
    const [confirmed = '', voided = ''] = ids;
    const fields = { TransactionId: confirmed, Amount: '1500' };
    await api(simulator, 'payments/confirm', fields, constant);
    await api(simulator, 'payments/void', { TransactionId: voided }, constant);
    const statuses = [];
    for (const TransactionId of ids) {
      const { json } = await api(simulator, 'payments/get', { TransactionId }, constant);
      statuses.push(json.Model?.Status);
    }
    expect(statuses).toEqual(['Completed', 'Cancelled']);
  });
  test('a read under a known id sees what changed since', async () => {
    for (const requestIdScope of ['request', 'method', 'terminal'] as const) {
      const simulator = await startFor(null, { behaviour: { requestIdScope } });
      const TransactionId = String((await pay(simulator)).transactionId);
      const status = async () =>
        (await api(simulator, 'payments/get', { TransactionId }, headers)).json.Model?.Status;
      expect(await status()).toBe('Authorized');
      await api(simulator, 'payments/void', { TransactionId }, headers);
      expect(await status()).toBe('Cancelled');
    }
  });
  test.each([
    ['request', [true, true]],
    ['method', [false, true]],
    ['terminal', [false, false]],
  ] as const)('an id that stands for one %s', async (requestIdScope, [otherBody, otherMethod]) => {
    const simulator = await startFor(null, { behaviour: { requestIdScope } });
    const charged = String((await pay(simulator, { scheme: 'charge' })).transactionId);
    const held = String((await pay(simulator)).transactionId);
    const done = async (path: string, fields: Record<string, string>) => {
      const seen = () =>
        simulator.control
          .transactions()
          .map(({ id, status }) => `${id} ${status}`)
          .sort();
      const before = seen();
      await api(simulator, path, fields, headers);
      return seen().join() !== before.join();
    };
    const refund = { TransactionId: charged, Amount: '1' };
    expect(await done('payments/refund', refund)).toBe(true);
    expect(await done('payments/refund', refund)).toBe(false);
    expect(await done('payments/refund', { ...refund, Amount: '2' })).toBe(otherBody);
    expect(await done('payments/void', { TransactionId: held })).toBe(otherMethod);
  });
  test.each([
    [false, true],
    [true, false],
  ])('a refusal is pinned where the option says so: %s', async (rememberFailures, later) => {
    const simulator = await startFor(null, { behaviour: { rememberFailures } });
    const TransactionId = String((await pay(simulator)).transactionId);
    const fields = { TransactionId, Amount: '1' };
    const refund = () => api(simulator, 'payments/refund', fields, headers);
    expect((await refund()).json.Success).toBe(false);
    await api(simulator, 'payments/confirm', { TransactionId, Amount: '1500' });
    expect((await refund()).json.Success).toBe(later);
  });
  test('after an hour the id is forgotten', async () => {
    const simulator = await startFor(null);
    const TransactionId = String((await pay(simulator, { scheme: 'charge' })).transactionId);
    const refund = async () => {
      const fields = { TransactionId, Amount: '100' };
      return (await api(simulator, 'payments/refund', fields, headers)).text;
    };
    const first = await refund();
    await simulator.control.advance(59 * 60_000);
    expect(await refund()).toBe(first);
    await simulator.control.advance(2 * 60_000);
    expect(await refund()).not.toBe(first);
  });
});

/** So many calls of `test` at once; they wait on the simulator's clock until one is turned away. */
async function statusesOf(simulator: Simulator, count: number): Promise<readonly number[]> {
  const delayMs = 60 * 60 * 1000;
  simulator.control.addFault({ on: 'test', fault: 'delay', delayMs, times: count });
  const calls = Array.from({ length: count }, () => api(simulator, 'test'));
  const first = await Promise.race(calls);
  expect(first.status).toBe(429);
  await simulator.control.advance(delayMs);
  return (await Promise.all(calls)).map(({ status }) => status).sort();
}

test('the sixth request at once gets 429, and the place is free again afterwards', async () => {
  const simulator = await startFor(null);
  expect(await statusesOf(simulator, 6)).toEqual([200, 200, 200, 200, 200, 429]);
  simulator.control.clearFaults();
  expect((await api(simulator, 'test')).status).toBe(200);
});

test('a live terminal takes thirty at once', async () => {
  const simulator = await startFor(null, { behaviour: { testMode: false } });
  const statuses = await statusesOf(simulator, 31);
  const count = (status: number) => statuses.filter((one) => one === status).length;
  expect([count(200), count(429)]).toEqual([30, 1]);
});

describe('tokens', () => {
  test('a saved card pays without 3-D Secure, and 4111 is refused by its token', async () => {
    const simulator = await startFor(null, { behaviour: { saveTokens: 'always' } });
    await pay(simulator, { card: '4111111111111111', accountId: 'anna' });
    const Token = simulator.control.transactions()[0]?.token ?? '';
    expect(Token).not.toBe('');
    const refused = await api(simulator, 'payments/tokens/charge', {
      Token,
      AccountId: 'anna',
      Amount: '10',
      TrInitiatorCode: '1',
    });
    expect(refused.json).toMatchObject({ Success: false, Model: { ReasonCode: 5051 } });
    const saved = await pay(simulator, { card: '4242424242424242', accountId: 'anna' });
    expect(saved.success).toBe(true);
    const good = simulator.control.transactions().at(-1)?.token ?? '';
    const paid = await api(simulator, 'payments/tokens/auth', {
      Token: good,
      AccountId: 'anna',
      Amount: '10',
      TrInitiatorCode: '1',
    });
    expect(paid.json).toMatchObject({ Success: true, Model: { Status: 'Authorized', Amount: 10 } });
    const list = await api(simulator, 'payments/tokens/list', { PageNumber: '1' });
    expect(list.json.Model).toMatchObject([
      { CardMask: '4111 11****** 1111' },
      { CardMask: '4242 42****** 4242' },
    ]);
  });
});

describe('/_sim/pay', () => {
  test('refuses another terminal and wrong input with a problem', async () => {
    const simulator = await startFor(null);
    const good = { publicId, scheme: 'auth', amount: 1, card: '4242424242424242' };
    const cases: readonly (readonly [object, number, string])[] = [
      [{ ...good, publicId: 'pk_other' }, 404, 'unknown_public_id'],
      [{ ...good, scheme: 'hold' }, 422, 'bad_scheme'],
      [{ ...good, amount: '1,5' }, 422, 'bad_amount'],
      [{ ...good, amount: 1.005 }, 422, 'bad_amount'],
      [{ ...good, card: '42' }, 422, 'bad_card'],
      [{ ...good, threeDs: 'maybe' }, 422, 'bad_three_ds'],
    ];
    for (const [body, status, code] of cases) {
      const response = await control(simulator, 'POST', 'pay', body);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect([response.status, await response.json()]).toMatchObject([status, { code }]);
    }
    expect(simulator.control.transactions()).toEqual([]);
  });
  test('is not for pages of other sites: a form or plain text is refused', async () => {
    const simulator = await startFor(null);
    const response = await fetch(`${simulator.url}/_sim/pay`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(415);
  });
  test('3-D Secure cards pass at once, fail when told, or wait', async () => {
    const simulator = await startFor(null);
    const card = '4242424242424242';
    expect(await pay(simulator, { card })).toMatchObject({ success: true });
    expect(await pay(simulator, { card, threeDs: 'fail' })).toMatchObject({ reasonCode: 5206 });
    const waiting = await pay(simulator, { card, threeDs: 'ask' });
    expect(waiting).toMatchObject({ success: false, status: 'AwaitingAuthentication' });
  });
  test('two answers of one terminal never share an id, also after a reset', async () => {
    const simulator = await startFor(null);
    const first = await pay(simulator);
    expect((await control(simulator, 'POST', 'reset')).status).toBe(204);
    const second = await pay(simulator);
    expect(second.transactionId).toBeGreaterThan(first.transactionId);
    expect(simulator.control.transactions()).toHaveLength(1);
  });
});
