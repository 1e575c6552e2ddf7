import { expect, test } from 'vitest';
import { demoKassa, printed } from './kassa.ts';
import { kassaErrorCode, kassaErrorText } from './kassa-errors.ts';
import { qrText } from './qr-text.ts';
import type { Receipt } from './receipt.ts';

const noon = Date.UTC(2026, 0, 15, 12);

const aReceipt: Receipt = {
  id: 'A1vd0Mf',
  kind: 'receipt',
  type: 'IncomeReturn',
  inn: demoKassa.inn,
  status: 'Queued',
  errorCode: 0,
  problems: [],
  content: '{}',
  totalMinor: 1500_50n,
  transactionId: null,
  invoiceId: null,
  accountId: null,
  createdAtMs: noon,
  dueAtMs: noon,
  fiscal: null,
};

test('documents are numbered through, receipts of a shift from one; a shift is a day in Moscow', () => {
  const first = printed(demoKassa, null, aReceipt, noon);
  expect(first).toMatchObject({ documentNumber: 1, sessionNumber: 1, number: 1 });
  const late = printed(demoKassa, first, aReceipt, Date.UTC(2026, 0, 15, 20, 59));
  expect(late).toMatchObject({ documentNumber: 2, sessionNumber: 1, number: 2 });
  const midnight = printed(demoKassa, late, aReceipt, Date.UTC(2026, 0, 15, 21));
  expect(midnight).toMatchObject({ documentNumber: 3, sessionNumber: 2, number: 1 });
});

test('a fiscal sign is ten digits, its own for every document', () => {
  const first = printed(demoKassa, null, aReceipt, noon);
  const second = printed(demoKassa, first, aReceipt, noon);
  expect(first.fiscalSign).toMatch(/^\d{10}$/);
  expect(second.fiscalSign).not.toBe(first.fiscalSign);
});

test('the QR says what the tax office reads, in Moscow time', () => {
  const fiscal = { ...printed(demoKassa, null, aReceipt, noon), fiscalSign: '0123456789' };
  expect(qrText(aReceipt, fiscal)).toBe(
    't=20260115T1500&s=1500.50&fn=9999078900000001&i=1&fp=0123456789&n=2',
  );
});

test('codes have words in both languages; what is no code is unknown', () => {
  expect(kassaErrorText(12, 'ru')).toBe('нет позиций');
  expect(kassaErrorText(12, 'en')).toBe('no items');
  expect(kassaErrorText(999, 'en')).toBe('unknown error');
  expect(['8', '-1', '1', 'x'].map(kassaErrorCode)).toEqual([8, -1, -1, -1]);
});
