import { expect, test } from 'vitest';
import { plainStyle } from '../start/banner.ts';
import type { Language } from '../start/words.ts';
import type { SimulatorFlags } from './flags.ts';
import { createLogLines } from './log-lines.ts';

const noonMs = Date.UTC(2026, 0, 15, 12);

function lines(
  flags: Partial<Pick<SimulatorFlags, 'log' | 'logFormat'>>,
  language: Language = 'en',
) {
  const printed: string[] = [];
  const { log, ready } = createLogLines({
    flags: { log: 'info', logFormat: 'text', ...flags },
    language,
    style: plainStyle,
    print: (line) => printed.push(line),
    now: () => noonMs,
  });
  return { log, ready, printed };
}

const held = {
  transactionId: '3000000001',
  invoiceId: 'INV-1',
  amount: '1500.00',
  currency: 'RUB',
  status: 'Authorized',
};
const refused = {
  type: 'Pay',
  url: 'http://shop.test/pay',
  answer: '<h1>\nNot found</h1>',
  reason: { kind: 'wrong_status', status: 404 },
  nextAttemptAtMs: noonMs + 60_000,
};

test.each([
  ['answered', { path: 'payments/get', success: true }, 'API  payments/get: готово'],
  ['refused', { path: 'test', why: 'Amount is required' }, 'API  test: отказ: Amount is required'],
  ['payment held', held, '1\u202f500,00\u00a0₽ удержано (3000000001, заказ INV-1)'],
  [
    'payment declined',
    { ...held, status: 'Declined', invoiceId: null, reasonCode: 5051, reason: 'InsufficientFunds' },
    '1\u202f500,00\u00a0₽ отклонено: 5051 InsufficientFunds (3000000001)',
  ],
  [
    'notification not acknowledged',
    refused,
    'Pay → http://shop.test/pay: статус HTTP 404, нужен 200 (<h1> Not found</h1>); снова в 12:01:00 UTC',
  ],
  ['nobody knows this', { a: 1 }, 'nobody knows this {"a":1}'],
])('%s is said in Russian', (message, details, expected) => {
  const { log, printed } = lines({}, 'ru');
  log('info', message, details);
  expect(printed[0]?.slice('12:00:00   '.length)).toBe(expected);
});

test('what a developer did wrong is marked', () => {
  const { log, printed } = lines({});
  log('warn', 'refused', { path: 'test', why: 'x' });
  expect(printed[0]).toMatch(/^\d\d:\d\d:\d\d ! API {2}test: refused: x$/);
});

test('--log warn keeps to mistakes, --log none to itself', () => {
  for (const [level, count] of [
    ['info', 2],
    ['warn', 1],
    ['none', 0],
  ] as const) {
    const { log, printed } = lines({ log: level });
    log('info', 'answered', {});
    log('warn', 'refused', {});
    expect(printed).toHaveLength(count);
  }
});

test('a program is told that it is ready, whatever it wants to hear later', () => {
  const { printed, ready } = lines({ log: 'none', logFormat: 'json' });
  ready({ url: 'http://127.0.0.1:3010' });
  expect(JSON.parse(printed[0] ?? '')).toMatchObject({ message: 'ready' });
});

test('for programs each line is an object', () => {
  const { log, printed } = lines({ logFormat: 'json' }, 'ru');
  log('warn', 'refused', { path: 'test', why: 'x' });
  expect(JSON.parse(printed[0] ?? '')).toEqual({
    time: '2026-01-15T12:00:00.000Z',
    level: 'warn',
    message: 'refused',
    path: 'test',
    why: 'x',
  });
});
