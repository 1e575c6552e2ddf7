import { expect, test } from 'vitest';
import { createRequest, failureOf, RequestError } from './request.ts';

const nowMs = Date.UTC(2026, 10, 24, 9, 0, 0);

function requestWith(answer: () => Promise<Response>) {
  const seen: { path: string; init: RequestInit | undefined }[] = [];
  const offsets: number[] = [];
  const reached: boolean[] = [];
  const request = createRequest({
    fetch: (path, init) => {
      seen.push({ path: String(path), init });
      return answer();
    },
    language: () => 'ru',
    now: () => nowMs,
    onServerTime: (offsetMs) => offsets.push(offsetMs),
    onReached: (now) => reached.push(now),
  });
  return { request, seen, offsets, reached };
}

const caught = async (promise: Promise<unknown>) => promise.then(() => null, failureOf);

test('a call carries the language of the screen and the session', async () => {
  const { request, seen } = requestWith(async () => Response.json({ ok: true }));
  expect(await request({ path: '/api/queue' })).toEqual({ ok: true });
  expect(seen[0]?.init).toMatchObject({ method: 'GET', credentials: 'same-origin' });
  expect(seen[0]?.init?.headers).toMatchObject({ 'accept-language': 'ru' });
});

test('a problem keeps its code and its words', async () => {
  const body = {
    type: 'about:blank',
    title: 'x',
    status: 409,
    code: 'version_conflict',
    detail: 'Изменился',
  };
  const { request } = requestWith(async () => Response.json(body, { status: 409 }));
  expect(await caught(request({ path: '/x', method: 'POST' }))).toEqual({
    kind: 'problem',
    status: 409,
    code: 'version_conflict',
    detail: 'Изменился',
  });
});

test('no connection and a proxy’s error page are both "unreachable", never a refusal', async () => {
  const refused = requestWith(async () => Promise.reject(new TypeError('fetch failed')));
  expect(await caught(refused.request({ path: '/x' }))).toEqual({ kind: 'unreachable' });
  const proxy = requestWith(async () => new Response('<html>', { status: 502 }));
  expect(await caught(proxy.request({ path: '/x' }))).toEqual({ kind: 'unreachable' });
  expect([...refused.reached, ...proxy.reached]).toEqual([false, false]);
});

test('an answer of our own server keeps its status even at 503', async () => {
  const body = {
    code: 'database_away',
    detail: 'База недоступна',
    title: '',
    type: '',
    status: 503,
  };
  const { request } = requestWith(async () => Response.json(body, { status: 503 }));
  expect(await caught(request({ path: '/x' }))).toMatchObject({
    status: 503,
    code: 'database_away',
  });
});

test('the clock of the server is learned from its Date header', async () => {
  const date = new Date(nowMs + 90_000).toUTCString();
  const { request, offsets } = requestWith(async () => Response.json({}, { headers: { date } }));
  await request({ path: '/x' });
  expect(offsets).toEqual([90_000]);
});

test('an error that is not of a call is a bug and is not swallowed', () => {
  expect(() => failureOf(new TypeError('bug'))).toThrow('bug');
  expect(failureOf(new RequestError({ kind: 'unreachable' }))).toEqual({ kind: 'unreachable' });
});
