import { afterEach, describe, expect, test } from 'vitest';
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

const confirm = { transactionId: '42', amountMinor: 1500_00n, requestId: 'op-1' };
const ok = '{"Success":true,"Message":null}';

/** Every fault after which the money may or may not have moved, and how it must end. */
const faults: readonly (readonly [name: string, cause: string, respond: Responder])[] = [
  ['no answer at all', 'timeout', () => undefined],
  [
    'headers and then silence',
    'timeout',
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"Success":');
    },
  ],
  [
    'a body that trickles past the time-out',
    'timeout',
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    },
  ],
  [
    'a connection cut before the answer',
    'network',
    (_request, response) => void response.destroy(),
  ],
  [
    'a connection cut in the middle of the body',
    'network',
    (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"Success":true', () => response.destroy());
    },
  ],
  ['half an answer', 'bad_answer', answering('{"Success":true,"Mess')],
  ['an empty answer', 'bad_answer', answering('')],
  [
    'HTML',
    'bad_answer',
    (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Success</html>');
    },
  ],
  ['other JSON', 'bad_answer', answering('{"status":"ok"}')],
  ['a JSON list', 'bad_answer', answering('[]')],
  ['Success as text', 'bad_answer', answering('{"Success":"true"}')],
  ['two answers in one', 'bad_answer', answering('{"Success":true,"Success":false}')],
  [
    'bytes that are not UTF-8',
    'bad_answer',
    (_request, response) => void response.end(Buffer.from([0x7b, 0xff, 0x7d])),
  ],
  [
    'an answer without end',
    'bad_answer',
    (_request, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(100_000)));
      };
      response.on('drain', more);
      more();
    },
  ],
  ['status 500', 'http_status', answering(ok, 500)],
  ['status 502 with HTML', 'http_status', answering('<html>', 502)],
  ['status 403', 'http_status', answering('{"Success":false}', 403)],
  ['status 400 that claims success', 'http_status', answering(ok, 400)],
  ['status 400 of something else', 'http_status', answering('bad request', 400)],
  ['status 204', 'http_status', (_request, response) => void response.writeHead(204).end()],
  [
    'a redirect, which must not carry the keys elsewhere',
    'http_status',
    (request, response) => {
      if (request.path === '/elsewhere') response.end(ok);
      else response.writeHead(307, { location: '/elsewhere' }).end();
    },
  ],
];

describe.each(faults)('after %s', (_name, cause, respond) => {
  test(`a command ends unknown (${cause}) and is not sent again`, async () => {
    const gateway = await gatewayThat(respond);
    const client = clientOf(gateway.url, { timeoutMs: cause === 'timeout' ? 150 : 5_000 });
    const outcome = await client.confirm(confirm);
    expect(outcome).toMatchObject({ kind: 'unknown', cause });
    expect(gateway.requests.length).toBe(1);
    expect(JSON.stringify(outcome)).not.toContain(apiSecret);
    expect(JSON.stringify(outcome)).not.toContain(
      Buffer.from(`pk_test:${apiSecret}`).toString('base64'),
    );
  });
  test('a look-up does not take it for "not found"', async () => {
    const gateway = await gatewayThat(respond);
    const client = clientOf(gateway.url, { timeoutMs: cause === 'timeout' ? 150 : 5_000 });
    expect(await client.find('INV-1')).toMatchObject({ kind: 'unknown', cause });
  });
});

test('success without the promised model is not "not found" either', async () => {
  const gateway = await gatewayThat(answering(ok));
  expect(await clientOf(gateway.url).get('42')).toMatchObject({
    kind: 'unknown',
    cause: 'bad_answer',
  });
  const partial = await gatewayThat(
    answering('{"Success":true,"Model":{"TransactionId":42,"Amount":1.005}}'),
  );
  expect(await clientOf(partial.url).get('42')).toMatchObject({
    kind: 'unknown',
    cause: 'bad_answer',
    detail: expect.stringContaining('Amount'),
  });
});

test('nobody listening is unknown, with the system’s code and nothing more', async () => {
  const gateway = await startHttpGateway(answering(ok));
  await gateway.stop();
  expect(await clientOf(gateway.url).confirm(confirm)).toEqual({
    kind: 'unknown',
    cause: 'network',
    detail: 'no answer: ECONNREFUSED',
  });
});

test('a fetch that throws with the keys in its words does not leak them', async () => {
  const outcome = await clientOf('http://gateway.example.test', {
    fetch: () => Promise.reject(new Error(`bad header ${apiSecret}`)),
  }).confirm(confirm);
  expect(outcome).toEqual({ kind: 'unknown', cause: 'network', detail: 'no answer: Error' });
});

describe('429', () => {
  test('is sent again with the same request id, after pauses that grow', async () => {
    let left = 3;
    const gateway = await gatewayThat((_request, response) => {
      left -= 1;
      response.writeHead(left >= 0 ? 429 : 200).end(ok);
    });
    const pauses: number[] = [];
    const client = clientOf(gateway.url, { sleep: async (ms) => void pauses.push(ms) });
    expect(await client.confirm(confirm)).toMatchObject({ kind: 'accepted' });
    expect(pauses).toEqual([250, 500, 1000]);
    expect(gateway.requests.map((r) => r.headers['x-request-id'])).toEqual(Array(4).fill('op-1'));
    expect(new Set(gateway.requests.map((r) => r.body)).size).toBe(1);
  });

  test('every time ends unknown, after five attempts', async () => {
    const gateway = await gatewayThat(answering('', 429));
    let clock = 1_000;
    const client = clientOf(gateway.url, {
      now: () => clock,
      sleep: async (ms) => {
        clock += ms;
      },
    });
    expect(await client.confirm(confirm)).toEqual({
      kind: 'unknown',
      cause: 'rate_limited',
      detail: '429 to 5 attempts in 3750 ms',
    });
    expect(gateway.requests.length).toBe(5);
  });

  test('pauses differ by chance, between half and one and a half', async () => {
    const pausesFor = async (random: number) => {
      const gateway = await gatewayThat(answering('', 429));
      const pauses: number[] = [];
      const client = clientOf(gateway.url, {
        random: () => random,
        sleep: async (ms) => void pauses.push(ms),
      });
      await client.test();
      return pauses;
    };
    expect(await pausesFor(0)).toEqual([125, 250, 500, 1000]);
    expect(await pausesFor(0.5)).toEqual([250, 500, 1000, 2000]);
  });

  test('the pause is a real one unless replaced', async () => {
    let turnedAway = false;
    const gateway = await gatewayThat((_request, response) => {
      response.writeHead(turnedAway ? 200 : 429).end(ok);
      turnedAway = true;
    });
    const { sleep: _none, ...deps } = {
      sleep: undefined,
      publicId: 'pk_test',
      apiSecret,
      apiUrl: gateway.url,
      fetch: globalThis.fetch,
      now: Date.now,
      random: () => 0,
      timeoutMs: 5_000,
      maxConcurrent: 1,
    };
    const { createGatewayClient } = await import('../src/client/index.ts');
    const startedMs = performance.now();
    expect(await createGatewayClient(deps).test()).toMatchObject({ kind: 'accepted' });
    expect(performance.now() - startedMs).toBeGreaterThan(100);
  });
});

test.each([5, 30])('never more than %i requests are in processing at once', async (limit) => {
  let inProcessing = 0;
  let most = 0;
  const gateway = await gatewayThat(async (_request, response) => {
    inProcessing += 1;
    most = Math.max(most, inProcessing);
    await new Promise((resolve) => setTimeout(resolve, 15));
    inProcessing -= 1;
    response.end(ok);
  });
  const client = clientOf(gateway.url, { maxConcurrent: limit });
  const outcomes = await Promise.all(Array.from({ length: limit * 4 }, () => client.test()));
  expect(outcomes.every((outcome) => outcome.kind === 'accepted')).toBe(true);
  expect(most).toBe(limit);
});

test('a place is given back after a time-out', async () => {
  let first = true;
  const gateway = await gatewayThat((_request, response) => {
    if (first) first = false;
    else response.end(ok);
  });
  const client = clientOf(gateway.url, { maxConcurrent: 1, timeoutMs: 100 });
  const outcomes = await Promise.all([client.test(), client.test()]);
  expect(outcomes.map((outcome) => outcome.kind)).toEqual(['unknown', 'accepted']);
});
