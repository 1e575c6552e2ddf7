import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Simulator } from '../src/index.ts';
import { api, apiSecret, control, publicId, startFor, startShop, until } from './support.ts';

/** A call with a JSON body, as nested parameters need. */
async function call(simulator: Simulator, path: string, body: object) {
  const response = await fetch(`${simulator.url}/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${publicId}:${apiSecret}`)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  return (await response.json()) as {
    Success: boolean;
    Message: string | null;
    Model?: Record<string, unknown>;
    ErrorCode?: unknown;
  };
}

const receiver = { FirstName: 'Иван', Phone: '+71234567890' };

describe('payouts', () => {
  test('to a card is done at once, and Pay tells of it', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const answer = await call(simulator, 'payments/cards/topup', {
      CardCryptogramPacket: '4242424242424242',
      Amount: 399,
      Currency: 'RUB',
      Name: 'IVAN PETROV',
      AccountId: 'ivan',
      Receiver: receiver,
    });
    expect(answer).toMatchObject({
      Success: true,
      Model: {
        Type: 2,
        Status: 'Completed',
        TransactionIsInProcess: false,
        Amount: 399,
        CardFirstSix: '424242',
        Token: null,
        Receiver: receiver,
      },
    });
    await until(() => shop.received.length === 1);
    expect(shop.types()).toEqual(['pay']);
    expect(shop.received[0]?.body).toContain('OperationType=CardPayout');
    expect(shop.received[0]?.body).toContain('Status=Completed');
  });
  test('a client that pays out to a saved card at the address of cards is understood', async () => {
    const simulator = await startFor(null);
    const { json } = await api(simulator, 'payments/cards/charge', {
      Amount: '10',
      IpAddress: '1.1.1.1',
      CardCryptogramPacket: '4000000000003055',
      AccountId: 'ivan',
    });
    const payout = { Amount: 399, Currency: 'RUB', AccountId: 'ivan' };
    const Token = json.Model?.Token;
    expect(await call(simulator, 'payments/cards/topup', { ...payout, Token })).toMatchObject({
      Success: true,
      Model: { Type: 2, Status: 'Completed', CardLastFour: '3055' },
    });
    expect(await call(simulator, 'payments/cards/topup', payout)).toEqual({
      Success: false,
      Message: 'CardCryptogramPacket is required',
    });
  });
  test('a signature that came with a payout is told of, and not checked', async () => {
    const lines: string[] = [];
    const simulator = await startFor(null, { log: (_level, message) => lines.push(message) });
    const payout = { Amount: '399', Currency: 'RUB', CardCryptogramPacket: '4242424242424242' };
    const told = () => lines.some((line) => line.startsWith('X-Signature is not checked'));
    await api(simulator, 'payments/cards/topup', payout);
    expect(told()).toBe(false);
    const headers = { 'x-signature': 'AAAA' };
    const { json } = await api(simulator, 'payments/cards/topup', payout, headers);
    expect([json.Success, told()]).toEqual([true, true]);
  });
  test('through SBP is in process until the bank has decided', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const pay = (Phone: string) =>
      call(simulator, 'payments/alt/topup', {
        Amount: 1,
        Currency: 'RUB',
        MemberId: '100000000111',
        Receiver: { Phone },
      });
    const created = await pay('+71234567890');
    expect(created).toMatchObject({
      Success: true,
      ErrorCode: null,
      Model: { Status: 'Created', TransactionIsInProcess: true, ConfirmDate: null, Reason: null },
    });
    await pay('+70000006021');
    expect(shop.types()).toEqual([]);
    await simulator.control.advance(3000);
    await until(() => shop.received.length === 2);
    expect([...shop.types()].sort()).toEqual(['fail', 'pay']);
    const [done, failed] = simulator.control.transactions();
    expect(done).toMatchObject({ kind: 'payout', status: 'Completed', paidBy: 'Sbp' });
    expect(failed).toMatchObject({ kind: 'payout', status: 'Failed', reasonCode: 6021 });
    const read = await api(simulator, 'payments/get', { TransactionId: failed?.id ?? '' });
    expect(read.json).toMatchObject({
      Success: false,
      Model: { Status: 'Failed', ReasonCode: 6021, Reason: 'ReceiverAccountError' },
    });
    expect(shop.received.find((one) => one.url.endsWith('fail'))?.body).toContain(
      'OperationType=CardPayout',
    );
  });
  test('a payout in process ends after a restart too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'payouts-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const journalFile = join(folder, 'journal.jsonl');
    const first = await startFor(null, { journalFile });
    await call(first, 'payments/alt/topup', {
      Amount: 1,
      Currency: 'RUB',
      MemberId: '1',
      Receiver: receiver,
    });
    await first.close();
    const second = await startFor(null, { journalFile });
    await second.control.advance(3000);
    expect(second.control.transactions()[0]?.status).toBe('Completed');
  });
  test('to a number that cannot be a card, or to a card whose date is over, fails', async () => {
    const simulator = await startFor(null);
    for (const [CardCryptogramPacket, ReasonCode] of [
      ['4242424242424241', 5014],
      ['4242424242424242@2001', 5054],
    ] as const) {
      const body = { Amount: 1, Currency: 'RUB', CardCryptogramPacket };
      expect(await call(simulator, 'payments/cards/topup', body)).toMatchObject({
        Success: false,
        Message: null,
        Model: { Status: 'Failed', ReasonCode },
      });
    }
  });
  test('a payout is no payment: it is not confirmed, voided or refunded', async () => {
    const simulator = await startFor(null);
    const body = { CardCryptogramPacket: '4242424242424242', Amount: 5, Currency: 'RUB' };
    const { Model } = await call(simulator, 'payments/cards/topup', body);
    for (const method of ['confirm', 'void', 'refund']) {
      const asked = { TransactionId: Model?.TransactionId, Amount: 1 };
      expect((await call(simulator, `payments/${method}`, asked)).Success).toBe(false);
    }
  });
  test('through SBP needs roubles, a phone and a bank', async () => {
    const simulator = await startFor(null);
    const cases: readonly (readonly [object, string])[] = [
      [{ Receiver: null }, 'Receiver is required'],
      [{ Receiver: { FirstName: 'Иван' } }, 'Receiver.Phone is required'],
      [{ Receiver: { Phone: '8(999)' } }, 'Invalid Receiver.Phone value'],
      [{ MemberId: null }, 'MemberId is required'],
      [{ Currency: 'USD' }, 'Invalid Currency value'],
      [{ Currency: null }, 'Currency is required'],
    ];
    for (const [fields, Message] of cases) {
      const body = { Amount: 1, Currency: 'RUB', MemberId: '1', Receiver: receiver, ...fields };
      const answer = await call(simulator, 'payments/alt/topup', body);
      expect(answer).toMatchObject({ Success: false, Message });
    }
    expect(simulator.control.transactions()).toEqual([]);
  });
  test('the shop may be asked first, where the account wants it', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop, { behaviour: { payoutChecks: true } });
    shop.reply = (one) => (one.url.endsWith('check') ? { body: '{"code":13}' } : {});
    const body = { CardCryptogramPacket: '4242424242424242', Amount: 5, Currency: 'RUB' };
    expect(await call(simulator, 'payments/cards/topup', body)).toMatchObject({
      Success: false,
      Model: { Status: 'Failed', ReasonCode: 3008 },
    });
    expect(shop.received[0]?.body).toContain('OperationType=CardPayout');
  });
});

describe('safe deals', () => {
  const charge = (simulator: Simulator, Escrow: object, more: object = {}) =>
    call(simulator, 'payments/cards/charge', {
      Amount: 100,
      IpAddress: '1.2.3.4',
      CardCryptogramPacket: '4000000000003055',
      AccountId: 'buyer',
      SaveCard: true,
      Escrow,
      ...more,
    });
  const payOut = (simulator: Simulator, Token: unknown, Amount: number, Escrow: object) =>
    call(simulator, 'payments/token/topup', {
      Token,
      Amount,
      AccountId: 'buyer',
      Currency: 'RUB',
      Escrow,
    });
  const info = async (simulator: Simulator, id: unknown) => {
    const asked = { EscrowAccumulationIds: [id] };
    const { Model } = await call(simulator, 'Escrow/GetEscrowInfo', asked);
    return (Model as unknown as Record<string, unknown>[])[0];
  };

  test('many payments, one payout: the rest goes back to the payers', async () => {
    const shop = await startShop();
    const simulator = await startFor(shop);
    const first = await charge(simulator, { StartAccumulation: true });
    const AccumulationId = first.Model?.EscrowAccumulationId;
    expect(AccumulationId).toMatch(/^[0-9a-f-]{36}$/);
    const second = await charge(simulator, { AccumulationId, EscrowType: 'NToOne' });
    expect(second.Model?.EscrowAccumulationId).toBe(AccumulationId);
    const firstId = first.Model?.TransactionId;
    const secondId = second.Model?.TransactionId;
    expect(await info(simulator, AccumulationId)).toMatchObject({
      Status: 'Open',
      Balance: 200,
      PaidoutTransactions: null,
      NotPaidoutTransactions: [{ Id: firstId, Amount: 100 }, { Id: secondId }],
    });
    const deal = { AccumulationId, TransactionIds: [firstId], EscrowType: 0 };
    const paid = await payOut(simulator, first.Model?.Token, 90, deal);
    expect(paid).toMatchObject({
      Success: true,
      Model: { Status: 'Completed', EscrowAccumulationId: AccumulationId },
    });
    expect(await info(simulator, AccumulationId)).toEqual({
      Status: 'Closed',
      PaidoutTransactions: [{ Id: firstId, Status: 'Completed', Amount: 100 }],
      NotPaidoutTransactions: [{ Id: secondId, Status: 'Completed', Amount: 100 }],
      PayoutTransactions: [
        { Id: paid.Model?.TransactionId, Status: 'Completed', Amount: 90, IsFinalPayout: true },
      ],
      RefundedTransactions: [{ Id: secondId, Status: 'Completed', Amount: 100 }],
      EscrowAccumulationId: AccumulationId,
      Balance: 10,
    });
    await until(() => shop.types().includes('refund'));
    const bodyOf = (type: string) =>
      shop.received.find((one) => one.url.endsWith(type))?.body ?? '';
    expect(bodyOf('pay')).toContain(`EscrowAccumulationId=${String(AccumulationId)}`);
    expect(bodyOf('refund')).toContain(`EscrowAccumulationId=${String(AccumulationId)}`);
    expect(bodyOf('check')).not.toContain('EscrowAccumulationId');
    // A closed deal takes neither a payment nor a payout.
    expect((await charge(simulator, { AccumulationId })).Success).toBe(false);
    expect((await payOut(simulator, first.Model?.Token, 1, deal)).Success).toBe(false);
  });
  test('one payment, many payouts: two at once never share a sum', async () => {
    const simulator = await startFor(null);
    const { Model } = await charge(simulator, { StartAccumulation: true, EscrowType: 'OneToN' });
    const AccumulationId = Model?.EscrowAccumulationId;
    const deal = { AccumulationId, TransactionIds: [Model?.TransactionId] };
    const answers = await Promise.all([
      payOut(simulator, Model?.Token, 60, deal),
      payOut(simulator, Model?.Token, 60, deal),
    ]);
    expect(answers.map((answer) => answer.Success).sort()).toEqual([false, true]);
    expect(await info(simulator, AccumulationId)).toMatchObject({ Status: 'Open', Balance: 40 });
    const last = { ...deal, FinalPayout: true };
    expect((await payOut(simulator, Model?.Token, 10, last)).Success).toBe(true);
    expect(await info(simulator, AccumulationId)).toMatchObject({
      Status: 'Closed',
      Balance: 30,
      PayoutTransactions: [{ IsFinalPayout: false }, { IsFinalPayout: true }],
    });
  });
  test('a payout that failed leaves the deal open', async () => {
    const simulator = await startFor(null);
    const { Model } = await charge(simulator, { StartAccumulation: true });
    const AccumulationId = Model?.EscrowAccumulationId;
    const deal = { AccumulationId, TransactionIds: [Model?.TransactionId] };
    simulator.control.addFault({ on: 'authorization', fault: 'decline', reasonCode: 5096 });
    expect((await payOut(simulator, Model?.Token, 100, deal)).Model?.Status).toBe('Failed');
    expect(await info(simulator, AccumulationId)).toMatchObject({ Status: 'Open', Balance: 100 });
    expect((await payOut(simulator, Model?.Token, 100, deal)).Success).toBe(true);
  });
  test('a payment for no deal, of an unknown type or in dollars is refused', async () => {
    const simulator = await startFor(null);
    const cases: readonly (readonly [object, string, object?])[] = [
      [{ AccumulationId: 'x' }, 'Escrow deal not found'],
      [{ EscrowType: 0 }, 'AccumulationId is required'],
      [{ StartAccumulation: true, EscrowType: 7 }, 'Invalid EscrowType value'],
      [{ StartAccumulation: true }, 'Escrow is in roubles only', { Currency: 'USD' }],
    ];
    for (const [escrow, Message, more] of cases) {
      expect(await charge(simulator, escrow, more)).toMatchObject({ Success: false, Message });
    }
    expect(simulator.control.transactions()).toEqual([]);
  });
});

describe('claims', () => {
  const period = { CreatedDateGte: '2026-01-01', CreatedDateLte: '2026-12-31', PageNumber: 1 };
  test('one that is filed is listed', async () => {
    const simulator = await startFor(null, { now: () => Date.UTC(2026, 5, 1) });
    const { Model } = await call(simulator, 'payments/cards/charge', {
      Amount: 100,
      IpAddress: '1.2.3.4',
      CardCryptogramPacket: '5205000000003055',
    });
    const transactionId = Model?.TransactionId;
    const filed = await control(simulator, 'POST', 'chargebacks', { transactionId, amount: '40' });
    expect(filed.status).toBe(201);
    expect(await call(simulator, 'chargebacks/list', period)).toEqual({
      Success: true,
      Message: null,
      ErrorCode: null,
      Model: [
        {
          ChargeBackId: expect.stringMatching(/^[0-9a-f]{24}$/),
          TerminalUrl: simulator.url,
          TransactionId: transactionId,
          Amount: 40,
          Currency: 'RUB',
          Type: 'Chargeback',
          Operation: 'Presentment',
          Card: '520500*******3055',
          Gateway: 'Test',
          Date: `/Date(${Date.UTC(2026, 5, 1)})/`,
        },
      ],
    });
    const second = await call(simulator, 'chargebacks/list', { ...period, PageNumber: 2 });
    expect(second.Model).toEqual([]);
  });
  test('a period over a year, a wrong page and an unknown payment are refused', async () => {
    const simulator = await startFor(null);
    for (const fields of [
      { CreatedDateGte: '2024-01-01' },
      { PageNumber: 0 },
      { PageNumber: null },
    ]) {
      const asked = { ...period, ...fields };
      expect((await call(simulator, 'chargebacks/list', asked)).Success).toBe(false);
    }
    const response = await control(simulator, 'POST', 'chargebacks', { transactionId: '1' });
    expect([response.status, await response.json()]).toMatchObject([404, { code: 'not_found' }]);
  });
});

describe.each(['rsa', 'ec', 'ed25519'] as const)('signed payouts, a key of %s', (kind) => {
  const { publicKey, privateKey } = keysOf(kind);
  const payoutCertificate = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const body = JSON.stringify({
    Token: 'tk_020a924486aa4df254331afa33f2a',
    Amount: 100,
    AccountId: 'user@example.test',
    Currency: 'RUB',
  });
  const sealed = (text: string) =>
    sign(kind === 'ed25519' ? null : 'sha256', Buffer.from(text), privateKey).toString('base64');

  async function topUp(simulator: Simulator, signature: string | null) {
    const response = await fetch(`${simulator.url}/payments/token/topup`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${publicId}:${apiSecret}`)}`,
        'content-type': 'application/json',
        ...(signature === null ? {} : { 'X-Signature': signature }),
      },
      body,
    });
    return ((await response.json()) as { Message: string | null }).Message;
  }

  test('stop without their signature, or with that of another body, and go on with their own', async () => {
    const simulator = await startFor(null, { payoutCertificate });
    const wrong = 'Invalid X-Signature';
    expect(await topUp(simulator, null)).toBe(wrong);
    expect(await topUp(simulator, sealed(`${body} `))).toBe(wrong);
    expect(await topUp(simulator, 'not base64 at all')).toBe(wrong);
    expect(await topUp(simulator, sealed(body))).not.toBe(wrong);
  });

  test('need none where no certificate is registered', async () => {
    expect(await topUp(await startFor(null), null)).not.toBe('Invalid X-Signature');
  });
});

function keysOf(kind: 'rsa' | 'ec' | 'ed25519'): {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
} {
  if (kind === 'rsa') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  if (kind === 'ec') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return generateKeyPairSync('ed25519');
}

test('a payout certificate that is none is refused at the start', async () => {
  await expect(startFor(null, { payoutCertificate: 'no PEM' })).rejects.toThrow(/PEM/);
});
