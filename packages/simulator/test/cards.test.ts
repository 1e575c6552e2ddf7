import { constants, publicEncrypt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Simulator } from '../src/index.ts';
import { api, control, publicId, type Shop, startFor, startShop, until } from './support.ts';

const charge = (
  simulator: Simulator,
  fields: Readonly<Record<string, string>> = {},
  method = 'charge',
) =>
  api(simulator, `payments/cards/${method}`, {
    Amount: '1500.00',
    IpAddress: '123.123.123.123',
    CardCryptogramPacket: '4000 0000 0000 3055',
    InvoiceId: 'INV-1',
    ...fields,
  });

/** A notification may arrive after the answer that caused it. */
async function receivedBy(shop: Shop, count: number): Promise<readonly string[]> {
  await until(() => shop.received.length >= count);
  return shop.types();
}

/** What checkout.js does in a browser. */
async function packetFor(simulator: Simulator, card: string, terminal = publicId) {
  const response = await fetch(`${simulator.url}/payments/publickey`);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  const { Pem, Version } = (await response.json()) as { Pem: string; Version: number };
  const content = Buffer.from(`${card}@3012@123@${terminal}`);
  const block = publicEncrypt({ key: Pem, padding: constants.RSA_PKCS1_PADDING }, content);
  return `01${card.slice(0, 6)}${card.slice(-4)}3012${Version}${block.toString('base64')}`;
}

describe('a payment by cryptogram', () => {
  test('asks Check, takes the money and tells of it', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const packet = await packetFor(simulator, '4000000000003055');
    const { json, text } = await charge(simulator, {
      CardCryptogramPacket: packet,
      Name: 'IVAN PETROV',
      Email: 'ivan@example.ru',
      AccountId: 'ivan',
      JsonData: '{"a":1}',
      CultureName: 'en-US',
    });
    expect(json).toMatchObject({
      Success: true,
      Message: null,
      Model: {
        Status: 'Completed',
        StatusCode: 3,
        ReasonCode: 0,
        Reason: 'Approved',
        AuthCode: 'A1B2C3',
        CardFirstSix: '400000',
        CardLastFour: '3055',
        CardExpDate: '12/30',
        Name: 'IVAN PETROV',
        Email: 'ivan@example.ru',
        AccountId: 'ivan',
        JsonData: '{"a":1}',
        CultureName: 'en-US',
        CardHolderMessage: 'Payment approved',
        IpAddress: '123.123.123.123',
        Token: expect.stringMatching(/^tk_/),
      },
    });
    expect(text).toContain('"Amount":1500.00,');
    expect(await receivedBy(shop, 2)).toEqual(['check', 'pay']);
    expect(shop.received[0]?.body).toContain('Status=Completed');
  });
  test('auth holds, and the hold is confirmed', async () => {
    const simulator = await startFor(null);
    const { json } = await charge(simulator, {}, 'auth');
    expect(json).toMatchObject({ Success: true, Model: { Status: 'Authorized', StatusCode: 2 } });
    const TransactionId = String(json.Model?.TransactionId);
    const confirmed = await api(simulator, 'payments/confirm', { TransactionId, Amount: '1500' });
    expect(confirmed.json).toEqual({ Success: true, Message: null });
  });
  test('a declined one has its transaction, and Success is false', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const packet = await packetFor(simulator, '4000056655665556');
    const { json } = await charge(simulator, { CardCryptogramPacket: packet });
    expect(json).toMatchObject({
      Success: false,
      Message: null,
      Model: {
        Status: 'Declined',
        StatusCode: 5,
        ReasonCode: 5051,
        Reason: 'InsufficientFunds',
        CardHolderMessage: 'Недостаточно средств на карте',
        AuthDate: null,
        AuthCode: null,
      },
    });
    expect(await receivedBy(shop, 2)).toEqual(['check', 'fail']);
  });
  test('a shop that refuses in Check gets a declined payment', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    shop.reply = () => ({ body: '{"code":12}' });
    const { json } = await charge(simulator);
    expect(json).toMatchObject({ Success: false, Model: { Status: 'Declined', ReasonCode: 3003 } });
  });
  test('without what is required, or with a wrong value, there is no payment', async () => {
    const simulator = await startFor(null);
    const cases: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
      [{ Amount: '' }, 'Amount is required'],
      [{ IpAddress: '' }, 'IpAddress is required'],
      [{ CardCryptogramPacket: '' }, 'CardCryptogramPacket is required'],
      [{ Currency: 'RUR' }, 'Invalid Currency value'],
      [{ Amount: '0.001' }, 'Invalid Amount value'],
      [{ Amount: '0' }, 'Amount is required; Amount value is too small'],
      [{ Amount: '-1' }, 'Amount value is too small'],
      [{ Escrow: 'x' }, 'Invalid Escrow value'],
    ];
    for (const [fields, Message] of cases) {
      const { status, json } = await charge(simulator, fields);
      expect([status, json]).toEqual([200, { Success: false, Message }]);
    }
    expect(simulator.control.transactions()).toEqual([]);
  });
  test('a packet of another terminal is refused, and the log says whose it is', async () => {
    const lines: string[] = [];
    const log = (_level: string, message: string, details?: object) =>
      lines.push(`${message} ${JSON.stringify(details)}`);
    const simulator = await startFor(null, { log });
    const packet = await packetFor(simulator, '4242424242424242', 'pk_other');
    const { json } = await charge(simulator, { CardCryptogramPacket: packet });
    expect(json).toEqual({ Success: false, Message: 'Invalid CardCryptogramPacket value' });
    expect(lines.some((line) => line.includes('pk_other'))).toBe(true);
  });
  test('a packet made before a restart is opened after it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'cards-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const journalFile = join(folder, 'journal.jsonl');
    const first = await startFor(null, { journalFile });
    const packet = await packetFor(first, '5404000000000043');
    expect((await control(first, 'POST', 'reset')).status).toBe(204);
    await first.close();
    const second = await startFor(null, { journalFile });
    // The clear digits say another card: only an opened packet is this one.
    const misleading = packet.replace('015404000043', '014242424242');
    const { json } = await charge(second, { CardCryptogramPacket: misleading });
    expect(json.Model).toMatchObject({ CardFirstSix: '540400', ReasonCode: 5051 });
  });
  test('a card whose date is over is declined', async () => {
    const simulator = await startFor(null);
    const declined = await charge(simulator, { CardCryptogramPacket: '4242424242424242@2001' });
    expect(declined.json).toMatchObject({ Model: { ReasonCode: 5054, Status: 'Declined' } });
  });
  test('where packets are of one use, a second one is refused', async () => {
    const simulator = await startFor(null, { behaviour: { cryptogramReuse: 'refused' } });
    const packet = await packetFor(simulator, '4000000000003055');
    expect((await charge(simulator, { CardCryptogramPacket: packet })).json.Success).toBe(true);
    expect((await charge(simulator, { CardCryptogramPacket: packet })).json).toEqual({
      Success: false,
      Message: 'Invalid CardCryptogramPacket value',
    });
    expect((await charge(simulator)).json.Success).toBe(true);
    expect((await charge(simulator)).json.Success).toBe(true);
  });
  test('a telecom shop has to send the phone', async () => {
    const simulator = await startFor(null, { behaviour: { phoneRequired: true } });
    const codes = await Promise.all(
      [{}, { 'Payer[Phone]': '8 (999) 1' }, { 'Payer[Phone]': '+71234567890' }].map(
        async (fields) => (await charge(simulator, fields)).json.Model?.ReasonCode,
      ),
    );
    expect(codes).toEqual([5761, 5762, 0]);
  });
});

describe('3-D Secure by code', () => {
  const started = async (simulator: Simulator, card = '4242424242424242') => {
    const { json } = await charge(simulator, { CardCryptogramPacket: card, AccountId: 'anna' });
    return json;
  };
  test('the model has the reference’s fields, in its order', async () => {
    const simulator = await startFor(null);
    const json = await started(simulator);
    expect(json).toMatchObject({ Success: false, Message: null });
    expect(Object.keys(json.Model ?? {})).toEqual([
      'TransactionId',
      'PaReq',
      'GoReq',
      'AcsUrl',
      'ThreeDsSessionData',
      'IFrameIsAllowed',
      'FrameWidth',
      'FrameHeight',
      'ThreeDsCallbackId',
      'EscrowAccumulationId',
    ]);
    expect(json.Model).toMatchObject({
      AcsUrl: `${simulator.url}/acs`,
      GoReq: null,
      IFrameIsAllowed: true,
      ThreeDsCallbackId: expect.stringMatching(/^[0-9a-f]{32}$/),
      PaReq: expect.stringMatching(/^\+\/eyJ/),
    });
  });
  test.each([
    ['pass', { Success: true, Model: { Status: 'Completed', ReasonCode: 0 } }],
    ['fail', { Success: false, Model: { Status: 'Declined', ReasonCode: 5206 } }],
    ['unavailable', { Success: false, Model: { Status: 'Declined', ReasonCode: 5207 } }],
  ])('%s', async (outcome, expected) => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const { Model } = await started(simulator);
    const body = { transactionId: Model?.TransactionId, PaReq: Model?.PaReq, outcome };
    const answer = await control(simulator, 'POST', 'acs', body);
    const { MD, PaRes } = (await answer.json()) as { MD: string; PaRes: string };
    const finish = () =>
      api(simulator, 'payments/cards/post3ds', { TransactionId: MD, PaRes: PaRes });
    expect((await finish()).json).toMatchObject(expected);
    expect((await finish()).json).toMatchObject({ Success: false, Message: expect.any(String) });
    expect(await receivedBy(shop, 2)).toEqual(['check', outcome === 'pass' ? 'pay' : 'fail']);
  });
  test('a card without money is declined after 3-D Secure; a made-up PaRes fails', async () => {
    const simulator = await startFor(null);
    const poor = String((await started(simulator, '4012888888881881')).Model?.TransactionId);
    const { PaRes } = simulator.control.answerThreeDs(poor, 'pass');
    const finished = await api(simulator, 'payments/cards/post3ds', { TransactionId: poor, PaRes });
    expect(finished.json).toMatchObject({ Success: false, Model: { ReasonCode: 5051 } });
    const other = String((await started(simulator)).Model?.TransactionId);
    // A seal is of one transaction, and this one is of the other.
    const forged = await api(simulator, 'payments/post3ds', { TransactionId: other, PaRes });
    expect(forged.json).toMatchObject({ Success: false, Model: { ReasonCode: 5206 } });
  });
  test('/_sim/acs refuses what nobody waits for', async () => {
    const simulator = await startFor(null);
    for (const [body, status, code] of [
      [{ transactionId: '1' }, 404, 'not_found'],
      [{}, 422, 'bad_transaction'],
      [{ transactionId: '1', outcome: 'maybe' }, 422, 'bad_outcome'],
    ] as const) {
      const response = await control(simulator, 'POST', 'acs', body);
      expect([response.status, await response.json()]).toMatchObject([status, { code }]);
    }
  });
  test('mobile SDKs are sent on, with the reason of a refusal in the address', async () => {
    const simulator = await startFor(null);
    const finish = async (outcome: 'pass' | 'fail') => {
      const { Model } = await started(simulator);
      const id = String(Model?.TransactionId);
      const md = {
        TransactionId: id,
        ThreeDsCallbackId: Model?.ThreeDsCallbackId,
        SuccessUrl: 'https://demo.test/success',
        FailUrl: 'https://demo.test/fail',
      };
      const { PaRes } = simulator.control.answerThreeDs(id, outcome);
      return fetch(`${simulator.url}/payments/ThreeDSCallback`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ MD: JSON.stringify(md), PaRes }),
      });
    };
    const passed = await finish('pass');
    expect([passed.status, passed.headers.get('location')]).toEqual([
      302,
      expect.stringMatching(/^https:\/\/demo\.test\/success\?.*&ReasonCode=0&/),
    ]);
    const failed = (await finish('fail')).headers.get('location') ?? '';
    expect(failed).toMatch(/^https:\/\/demo\.test\/fail\?.*&ReasonCode=5206&CardHolderMessage=/);
  });
});

describe('by token', () => {
  const saved = async (simulator: Simulator, card = '4000000000003055') => {
    const fields = { CardCryptogramPacket: card, AccountId: 'anna', SaveCard: 'true' };
    return String((await charge(simulator, fields)).json.Model?.Token);
  };
  const payBy = (
    simulator: Simulator,
    Token: string,
    more: Readonly<Record<string, string>> = {},
  ) =>
    api(simulator, 'payments/tokens/charge', {
      Token,
      AccountId: 'anna',
      Amount: '10',
      TrInitiatorCode: '0',
      PaymentScheduled: '1',
      ...more,
    });
  test.each([
    ['always', true, true],
    ['when_asked', false, true],
    ['never', false, false],
  ] as const)('saved %s: without SaveCard %s, with it %s', async (saveTokens, unasked, asked) => {
    const simulator = await startFor(null, { behaviour: { saveTokens } });
    const has = async (fields: Record<string, string>) =>
      (await charge(simulator, fields)).json.Model?.Token !== null;
    expect(await has({ AccountId: 'anna' })).toBe(unasked);
    expect(await has({ AccountId: 'anna', SaveCard: 'true' })).toBe(asked);
    expect(await has({ SaveCard: 'true' })).toBe(false);
  });
  test('every payment with an AccountId gives one, and it pays', async () => {
    const simulator = await startFor(null);
    const token = (await charge(simulator, { AccountId: 'anna' })).json.Model?.Token as string;
    expect(token).toMatch(/^tk_[0-9a-f]{29}$/);
    expect((await payBy(simulator, token)).json).toMatchObject({
      Success: true,
      Model: { Status: 'Completed', TrInitiatorCode: 0, Token: token },
    });
  });
  test('of another terminal is declined with 6025, nonsense is no payment', async () => {
    const simulator = await startFor(null);
    for (const token of ['tk_020a924486aa4df254331afa33f2a', crypto.randomUUID()]) {
      expect((await payBy(simulator, token)).json).toMatchObject({
        Success: false,
        Model: { ReasonCode: 6025, Reason: 'CrossTerminalTokenRestriction', CardFirstSix: '' },
      });
    }
    expect((await payBy(simulator, 'nonsense')).json).toEqual({
      Success: false,
      Message: 'Token not found',
    });
  });
  test('the initiator may be left out, unless told that it may not', async () => {
    const strict = await startFor(null, { behaviour: { initiatorCodeRequired: true } });
    const token = await saved(strict);
    const without = { TrInitiatorCode: '' };
    expect((await payBy(strict, token, without)).json.Message).toBe('TrInitiatorCode is required');
    expect((await payBy(strict, token, { TrInitiatorCode: '2' })).json.Message).toBe(
      'Invalid TrInitiatorCode value',
    );
    const lines: string[] = [];
    const lax = await startFor(null, {
      log: (level, message) => lines.push(`${level} ${message}`),
    });
    const laxly = await saved(lax);
    const warned = () => lines.some((line) => line.startsWith('warn TrInitiatorCode was not sent'));
    expect((await payBy(lax, laxly)).json.Success).toBe(true);
    expect(warned()).toBe(false);
    expect((await payBy(lax, laxly, without)).json.Success).toBe(true);
    expect(warned()).toBe(true);
  });
  test('two refusals for lack of money block it for a day, and Fail says until when', async () => {
    const shop = await startShop();
    const nowMs = Date.UTC(2026, 5, 1, 12);
    const simulator = await startFor(shop, { now: () => nowMs });
    const token = await saved(simulator, '4111111111111111');
    for (let attempt = 1; attempt <= 2; attempt += 1) {
      expect((await payBy(simulator, token)).json.Model?.ReasonCode).toBe(5051);
    }
    // The bank would agree now, and is not asked.
    simulator.control.addFault({ on: 'authorization', fault: 'decline', reasonCode: 5096 });
    expect((await payBy(simulator, token)).json.Model?.ReasonCode).toBe(5051);
    await receivedBy(shop, 8);
    const fails = shop.received.filter((one) => one.url.endsWith('fail')).map((one) => one.body);
    expect(fails.map((body) => /RetryAfter=([^&]*)/.exec(body)?.[1])).toEqual([
      undefined,
      '2026-06-02+12%3a00%3a00',
      '2026-06-02+12%3a00%3a00',
    ]);
    await simulator.control.advance(24 * 60 * 60 * 1000);
    expect((await payBy(simulator, token)).json.Model?.ReasonCode).toBe(5096);
  });
  test('an unconditional refusal blocks it until the card itself pays again', async () => {
    const simulator = await startFor(null);
    const token = await saved(simulator);
    simulator.control.addFault({ on: 'authorization', fault: 'decline', reasonCode: 5012 });
    expect((await payBy(simulator, token)).json.Model?.ReasonCode).toBe(5012);
    await simulator.control.advance(48 * 60 * 60 * 1000);
    expect((await payBy(simulator, token)).json.Model?.ReasonCode).toBe(5012);
    expect(await saved(simulator)).toBe(token);
    expect((await payBy(simulator, token)).json.Success).toBe(true);
  });
  test('no refusal blocks it where the limits are off', async () => {
    const simulator = await startFor(null, { behaviour: { retryLimits: false } });
    const token = await saved(simulator);
    simulator.control.addFault({ on: 'authorization', fault: 'decline', reasonCode: 5012 });
    expect((await payBy(simulator, token)).json.Model?.ReasonCode).toBe(5012);
    expect((await payBy(simulator, token)).json.Success).toBe(true);
  });
  test('the list has a page by default', async () => {
    const simulator = await startFor(null);
    await saved(simulator);
    const { json } = await api(simulator, 'payments/tokens/list');
    expect(json.Model).toMatchObject([
      { AccountId: 'anna', CardMask: '4000 00****** 3055', ExpirationDateMonth: 12 },
    ]);
  });
});

describe('for phones', () => {
  test('a payer’s device charges by PublicId alone; a wrong one, or a wrong key, is 401', async () => {
    const simulator = await startFor(null);
    const send = async (
      body: object,
      headers: Readonly<Record<string, string>> = {},
      query = '',
    ) => {
      const response = await fetch(`${simulator.url}/payments/cards/charge${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ Amount: '10', CardCryptogramPacket: 'x', IpAddress: '', ...body }),
      });
      return response.status;
    };
    expect(await send({ PublicId: publicId })).toBe(200);
    expect(simulator.control.transactions()[0]?.ipAddress).toBe('127.0.0.1');
    expect(await send({}, {}, `?publicId=${publicId}`)).toBe(200);
    expect(await send({ PublicId: 'pk_other' })).toBe(401);
    expect(await send({})).toBe(401);
    const authorization = `Basic ${btoa(`${publicId}:wrong`)}`;
    expect(await send({ PublicId: publicId }, { authorization })).toBe(401);
    const strict = await startFor(null, { behaviour: { chargeByPublicId: false } });
    const response = await fetch(`${strict.url}/payments/cards/charge`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ PublicId: publicId }),
    });
    expect(response.status).toBe(401);
  });
  test('the bank of a card, the terminal and an Apple session are told', async () => {
    const simulator = await startFor(null);
    const get = async (path: string) =>
      (await (await fetch(`${simulator.url}/${path}`)).json()) as { Success: boolean };
    expect(await get('bins/info/424242')).toMatchObject({
      Success: true,
      Model: { BankName: 'Test Bank' },
    });
    expect((await get('bins/info/4242')).Success).toBe(false);
    for (const path of [
      `/${publicId}`,
      `?terminalPublicId=${publicId}`,
      `/?terminalPublicId=${publicId}`,
    ]) {
      expect(await get(`merchant/configuration${path}`)).toMatchObject({
        Success: true,
        Model: { IsTest: true, Features: { IsSaveCard: 2 } },
      });
    }
    expect((await get('merchant/configuration/pk_other')).Success).toBe(false);
    const ValidationUrl = 'https://apple-pay-gateway.apple.com/paymentservices/startSession';
    const session = await api(simulator, 'applepay/startsession', { ValidationUrl });
    expect(session.json).toMatchObject({ Success: true, Model: { nonce: expect.any(String) } });
    const wrong = await api(simulator, 'applepay/startsession', { ValidationUrl: 'ftp://x' });
    expect(wrong.json.Message).toBe('Invalid ValidationUrl value');
  });
});
