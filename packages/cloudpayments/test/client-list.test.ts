import { afterEach, expect, test } from 'vitest';
import type { ListOutcome, ListQuery } from '../src/client/index.ts';
import { answering, clientOf, type Responder, startHttpGateway } from './http-gateway.ts';

const open: { stop: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const gateway of open.splice(0)) await gateway.stop();
});

const day: ListQuery = {
  createdFromMs: Date.UTC(2026, 0, 15) + 1,
  createdToMs: Date.UTC(2026, 0, 16) + 1,
};

async function listFrom(respond: Responder, query: ListQuery = day) {
  const gateway = await startHttpGateway(respond);
  open.push(gateway);
  const pages: ListOutcome[] = [];
  for await (const page of clientOf(gateway.url).list(query)) pages.push(page);
  return { pages, requests: gateway.requests };
}

const row = (id: number) =>
  `{"TransactionId":${id},"Amount":0.10,"Currency":"RUB","Status":"Completed","TestMode":false,"CreatedDate":"/Date(1)/"}`;

/** Holds so many operations and serves them a hundred a page. */
function holding(count: number): Responder {
  const ids = Array.from({ length: count }, (_, index) => index + 1);
  return (request, response) => {
    const { PageNumber } = JSON.parse(request.body) as { PageNumber: number };
    const page = ids.slice((PageNumber - 1) * 100, PageNumber * 100).map(row);
    response.end(`{"Success":true,"Message":null,"Model":[${page.join(',')}]}`);
  };
}

test.each([
  [0, 1],
  [1, 1],
  [99, 1],
  [100, 2],
  [101, 2],
  [250, 3],
])('%i operations are all read, in %i requests', async (count, requestCount) => {
  const { pages, requests } = await listFrom(holding(count));
  expect(requests.length).toBe(requestCount);
  expect(pages.map((page) => page.kind)).toEqual(Array(requestCount).fill('page'));
  const ids = pages
    .flatMap((p) => (p.kind === 'page' ? p.transactions : []))
    .map((t) => t.transactionId);
  expect(ids).toEqual(Array.from({ length: count }, (_, index) => String(index + 1)));
});

test('the window is asked for in whole seconds of UTC around it', async () => {
  const { requests } = await listFrom(holding(0), {
    ...day,
    statuses: ['Authorized', 'Completed'],
  });
  expect(requests[0]).toMatchObject({
    path: '/v2/payments/list',
    body: '{"PageNumber":1,"CreatedDateGte":"2026-01-15T00:00:00+00:00","CreatedDateLte":"2026-01-16T00:00:01+00:00","TimeZone":"UTC","Statuses":["Authorized","Completed"]}',
  });
});

test('no filter is sent unless asked for', async () => {
  const { requests } = await listFrom(holding(0));
  expect(requests[0]?.body).not.toContain('Statuses');
});

test('a page that fails ends the list as incomplete, keeping what was read', async () => {
  const good = holding(250);
  const { pages } = await listFrom((request, response) => {
    if (request.body.includes('"PageNumber":2')) response.writeHead(500).end();
    else void good(request, response);
  });
  expect(pages).toMatchObject([
    { kind: 'page', pageNumber: 1 },
    { kind: 'unknown', cause: 'http_status' },
  ]);
});

test('a gateway that ignores the page number does not turn the list into an endless one', async () => {
  const rows = Array.from({ length: 100 }, (_, index) => row(index + 1)).join(',');
  const { pages, requests } = await listFrom(answering(`{"Success":true,"Model":[${rows}]}`));
  expect(requests.length).toBe(2);
  expect(pages).toMatchObject([{ kind: 'page' }, { kind: 'unknown', cause: 'bad_answer' }]);
});

test('a row that cannot be read is handed on as a finding, the others are kept', async () => {
  const { pages } = await listFrom(
    answering(`{"Success":true,"Model":[${row(1)},{"TransactionId":2,"Amount":0.001},7]}`),
  );
  expect(pages).toMatchObject([
    {
      kind: 'page',
      transactions: [{ transactionId: '1', amountMinor: 10n }],
      unreadable: [{ transactionId: '2' }, { transactionId: null }],
    },
  ]);
});

test.each([
  ['a refusal', 'refused', '{"Success":false,"Message":"CreatedDateGte is required"}'],
  ['a model that is no list', 'bad_answer', '{"Success":true,"Model":{"Items":[]}}'],
  ['HTML', 'bad_answer', '<html>'],
])('%s is not an empty list', async (_name, cause, json) => {
  const { pages } = await listFrom(answering(json));
  expect(pages).toMatchObject([{ kind: 'unknown', cause }]);
});

test('no model and success is an empty list', async () => {
  const { pages } = await listFrom(answering('{"Success":true,"Model":null}'));
  expect(pages).toMatchObject([{ kind: 'page', transactions: [] }]);
});

test('the reader may stop after any page', async () => {
  const gateway = await startHttpGateway(holding(1000));
  open.push(gateway);
  for await (const page of clientOf(gateway.url).list(day)) {
    expect(page.kind).toBe('page');
    break;
  }
  expect(gateway.requests.length).toBe(1);
});
