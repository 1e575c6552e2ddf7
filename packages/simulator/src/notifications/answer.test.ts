import { describe, expect, test } from 'vitest';
import { checkReasonCode, refusalOf, type ShopAnswer } from './answer.ts';

const answered = (body: string, status = 200): ShopAnswer => ({ kind: 'answered', status, body });

describe('Check fails closed', () => {
  test.each([
    [answered('{"code":0}'), 0],
    [answered('{"CODE":0}'), 0],
    [answered('\uFEFF{"code":0}'), 0],
    [answered('\uFEFF\uFEFF{"code":0}'), 3005],
    [answered('{"code":10}'), 3001],
    [answered('{"code":11}'), 3002],
    [answered('{"code":12}'), 3003],
    [answered('{"code":20}'), 3004],
    [answered('{"code":13}'), 3008],
    [answered('{"code":7}'), 3005],
    [answered('<html>'), 3005],
    [answered(''), 3005],
    [answered('null'), 3005],
    [answered('[0]'), 3005],
    [answered('{"code":null}'), 3005],
    [answered('{"code":0}', 500), 3006],
    [answered('{"code":0}', 503), 3006],
    [answered('{"code":0}', 404), 3007],
    [answered('{"code":0}', 504), 3007],
    [{ kind: 'no_connection', error: 'ECONNREFUSED' }, 3006],
    [{ kind: 'timed_out', afterMs: 30_000 }, 3006],
  ] as const)('%j is %i', (answer, code) => {
    expect(checkReasonCode(answer)).toBe(code);
  });
});

describe('the other types are acknowledged by nothing but code 0 with status 200', () => {
  test.each([
    ['{"code":0}', 200, null],
    ['{"Code":0}', 200, null],
    ['{"code":13}', 200, 'wrong_code'],
    ['', 200, 'no_code'],
    ['ok', 200, 'no_code'],
    ['{"code":0}', 201, 'wrong_status'],
    ['{"code":0}', 302, 'wrong_status'],
  ] as const)('%s with %i', (body, status, kind) => {
    expect(refusalOf(answered(body, status))?.kind ?? null).toBe(kind);
  });
});
