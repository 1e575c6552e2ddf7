import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Simulator, SimulatorOptions } from '../src/index.ts';
import {
  api,
  apiSecret,
  control,
  pay,
  publicId,
  type Shop,
  startFor,
  startShop,
} from './support.ts';

const noon = Date.UTC(2026, 0, 15, 12);
const dayMs = 86_400_000;

type Sent = Readonly<Record<string, unknown>>;

const book = { label: 'Книга', price: 750, quantity: 2, amount: 1500, vat: 10, object: 1 };

const aReceipt = (overrides: Sent = {}): Sent => ({
  Items: [book],
  amounts: { electronic: 1500 },
  email: 'reader@example.test',
  ...overrides,
});

/** A receipt for so many roubles. */
const receiptOf = (amount: number): Sent =>
  aReceipt({ Items: [{ ...book, price: amount, quantity: 1, amount }], amounts: undefined });

async function aTerminal(options: Partial<SimulatorOptions> = {}) {
  const shop = await startShop();
  const said: { readonly message: string; readonly details: Sent }[] = [];
  const simulator = await startFor(shop, {
    now: () => noon,
    log: (level, message, details = {}) => {
      if (level === 'warn') said.push({ message, details });
    },
    ...options,
  });
  return { shop, simulator, said };
}

/** Receipt notifications, as the shop read them. */
const told = (shop: Shop): readonly Record<string, string>[] =>
  shop.received
    .filter((one) => one.url.endsWith('/receipt'))
    .map((one) => Object.fromEntries(new URLSearchParams(one.body)));

async function json(simulator: Simulator, path: string, body: Sent) {
  const response = await fetch(`${simulator.url}/${path}`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa(`${publicId}:${apiSecret}`)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(body),
  });
  // The shape is what the tests are about.
  return (await response.json()) as { Model: Record<string, unknown>; Success: boolean };
}

const order = { Inn: '7708806062', Type: 'Income', InvoiceId: 'INV-7', AccountId: 'user-1' };

const printed = 2000;

describe('kkt/receipt', () => {
  test('is queued, then printed, then told to the shop', async () => {
    const { shop, simulator } = await aTerminal();
    const answer = await json(simulator, 'kkt/receipt', { ...order, CustomerReceipt: aReceipt() });
    const Id = String(answer.Model.Id);
    expect(answer).toEqual({
      Model: { Id, ErrorCode: 0, ReceiptLocalUrl: `${simulator.url}/receipts/${Id}` },
      Success: true,
      Message: 'Queued',
      InnerResult: null,
      Warning: null,
      WarningCodes: null,
    });
    expect(Id).toMatch(/^[0-9A-Za-z]{7}$/);
    const status = async () => (await json(simulator, 'kkt/receipt/status/get', { Id })).Model;
    expect(await status()).toBe('Queued');
    await simulator.control.advance(printed - 1);
    expect(told(shop)).toEqual([]);
    await simulator.control.advance(1);
    expect(await status()).toBe('Processed');
    const [notice] = told(shop);
    expect(Object.keys(notice ?? {})).toEqual([
      ...['Id', 'DocumentNumber', 'SessionNumber', 'Number', 'FiscalSign', 'DeviceNumber'],
      ...['RegNumber', 'FiscalNumber', 'Inn', 'Type', 'Ofd', 'Url', 'QrCodeUrl'],
      ...['TransactionId', 'Amount', 'DateTime', 'InvoiceId', 'AccountId', 'Receipt'],
      ...['CalculationPlace', 'CashierName', 'SettlePlace'],
    ]);
    expect(notice).toMatchObject({
      Id,
      DocumentNumber: '1',
      Inn: '7708806062',
      Type: 'Income',
      Url: `${simulator.url}/receipts/${Id}`,
      TransactionId: '',
      Amount: '1500.00',
      DateTime: '2026-01-15 12:00:02',
      InvoiceId: 'INV-7',
      AccountId: 'user-1',
    });
    expect(JSON.parse(notice?.Receipt ?? '')).toMatchObject({
      Items: [{ Label: 'Книга', Price: 750, Vat: 10, Method: 4 }],
      Amounts: { Electronic: 1500 },
    });
    expect(shop.received.at(-1)?.headers['content-hmac']).toEqual(expect.any(String));
  });

  test('the form with brackets of one SDK is read like JSON', async () => {
    const { simulator } = await aTerminal();
    const { json: answer } = await api(simulator, 'kkt/receipt', {
      ...order,
      'CustomerReceipt[Items][0][label]': 'Книга',
      'CustomerReceipt[Items][0][price]': '750.00',
      'CustomerReceipt[Items][0][quantity]': '2',
      'CustomerReceipt[Items][0][amount]': '1500.00',
      'CustomerReceipt[Items][0][vat]': '10',
      'CustomerReceipt[Items][1][label]': 'Закладка',
      'CustomerReceipt[Items][1][price]': '1',
      'CustomerReceipt[Items][1][quantity]': '1',
      'CustomerReceipt[Items][1][amount]': '1',
      'CustomerReceipt[amounts][electronic]': '1501.00',
      'CustomerReceipt[email]': 'reader@example.test',
    });
    expect(answer).toMatchObject({ Success: true, Message: 'Queued' });
    expect(simulator.control.receipts()).toMatchObject([{ totalMinor: 1501_00n }]);
  });

  test('what is wrong is refused with its code and in words, and nothing is kept', async () => {
    const { shop, simulator } = await aTerminal();
    const wrong: readonly (readonly [Sent, number])[] = [
      [{ ...order, Inn: undefined, CustomerReceipt: aReceipt() }, 11],
      [order, 12],
      [{ ...order, Type: undefined, CustomerReceipt: aReceipt() }, 26],
      [{ ...order, Type: 'Outcome', CustomerReceipt: aReceipt() }, 27],
      [{ ...order, CustomerReceipt: aReceipt({ Items: [] }) }, 12],
      [{ ...order, CustomerReceipt: aReceipt({ amounts: { cash: 1 } }) }, 13],
      [{ ...order, CustomerReceipt: receiptWithVat(20) }, 27],
    ];
    const answers: unknown[] = [];
    for (const [body] of wrong) answers.push(await json(simulator, 'kkt/receipt', body));
    expect(answers).toEqual(
      wrong.map(([, ErrorCode]) => ({
        Model: { ErrorCode },
        Success: false,
        Message: expect.stringMatching(/\w/),
        InnerResult: null,
      })),
    );
    await simulator.control.advance(dayMs);
    expect(simulator.control.receipts()).toEqual([]);
    expect(told(shop)).toEqual([]);
  });

  test('on the last day of 2025 it is the other way round', async () => {
    const { simulator } = await aTerminal({ now: () => Date.UTC(2025, 11, 31, 20, 59) });
    const send = async (vat: number) =>
      (await json(simulator, 'kkt/receipt', { ...order, CustomerReceipt: receiptWithVat(vat) }))
        .Success;
    expect([await send(20), await send(22)]).toEqual([true, false]);
    await simulator.control.advance(60_000);
    expect([await send(20), await send(22)]).toEqual([false, true]);
  });

  test('the same X-Request-ID makes one receipt', async () => {
    const { simulator } = await aTerminal();
    const fields = { ...order, CustomerReceipt: JSON.stringify(aReceipt()) };
    const send = () => api(simulator, 'kkt/receipt', fields, { 'x-request-id': 'r-1' });
    expect((await send()).text).toBe((await send()).text);
    expect(simulator.control.receipts()).toHaveLength(1);
  });

  test('the test cash desk takes 100 receipts in eight hours, or what it is told', async () => {
    const { simulator } = await aTerminal({ behaviour: { testReceiptLimit: 2 } });
    const send = () => json(simulator, 'kkt/receipt', { ...order, CustomerReceipt: aReceipt() });
    expect((await send()).Success).toBe(true);
    await simulator.control.advance(60 * 60 * 1000);
    expect((await send()).Success).toBe(true);
    expect((await send()).Model.ErrorCode).toBe(22);
    await simulator.control.advance(7 * 60 * 60 * 1000);
    expect((await send()).Success).toBe(true);
    expect((await send()).Model.ErrorCode).toBe(22);
  });

  test('a cash desk that fails makes an Error of it, with the code it is told', async () => {
    const { shop, simulator, said } = await aTerminal();
    simulator.control.addFault({ on: 'kkt', fault: 'kassa_error', value: '17' });
    const { Model } = await json(simulator, 'kkt/receipt', {
      ...order,
      CustomerReceipt: aReceipt(),
    });
    await simulator.control.advance(printed);
    const { Id } = Model;
    expect((await json(simulator, 'kkt/receipt/status/get', { Id })).Model).toBe('Error');
    expect(simulator.control.receipts()).toMatchObject([{ status: 'Error', errorCode: 17 }]);
    expect(told(shop)).toEqual([]);
    expect(said.at(-1)?.message).toBe('the cash desk did not print the receipt');
  });

  test('a shop that does not answer is told again on the gateway’s schedule', async () => {
    const { shop, simulator } = await aTerminal();
    shop.reply = () => ({ status: 500 });
    await json(simulator, 'kkt/receipt', { ...order, CustomerReceipt: aReceipt() });
    await simulator.control.advance(printed);
    await simulator.control.advance(3 * 60_000);
    expect(told(shop)).toHaveLength(3);
  });

  test('the status of an unknown receipt is NotFound; its details are not found', async () => {
    const { simulator } = await aTerminal();
    expect(await json(simulator, 'kkt/receipt/status/get', { Id: 'zzzzzzz' })).toMatchObject({
      Success: true,
      Model: 'NotFound',
    });
    expect(await json(simulator, 'kkt/receipt/get', { Id: 'zzzzzzz' })).toEqual({
      Success: false,
      Message: 'Not found',
    });
  });

  test('details hold the receipt and what the cash desk added', async () => {
    const { simulator } = await aTerminal();
    const sent = { ...order, CustomerReceipt: aReceipt({ calculationPlace: 'shop.example' }) };
    const { Id } = (await json(simulator, 'kkt/receipt', sent)).Model;
    expect((await json(simulator, 'kkt/receipt/get', { Id })).Model).toMatchObject({
      AdditionalData: { Id, DocumentNumber: null, OfdReceiptUrl: null },
    });
    await simulator.control.advance(printed);
    expect((await json(simulator, 'kkt/receipt/get', { Id })).Model).toMatchObject({
      Email: 'reader@example.test',
      Items: [{ Label: 'Книга', Quantity: 2 }],
      TaxationSystem: 0,
      IsBso: false,
      AdditionalData: {
        Id,
        Amount: 1500,
        CalculationPlace: 'shop.example',
        DocumentNumber: '1',
        SessionCheckNumber: '1',
        InvoiceId: 'INV-7',
        OrganizationInn: '7708806062',
        OfdReceiptUrl: `${simulator.url}/receipts/${Id}`,
        Type: 'Income',
      },
    });
  });
});

function receiptWithVat(vat: number): Sent {
  return aReceipt({ Items: [{ ...book, vat }] });
}

describe('the other kkt methods', () => {
  test('a correction goes the same way, and has no notification of its own', async () => {
    const { shop, simulator } = await aTerminal();
    const CorrectionReceiptData = {
      OrganizationInn: '7708806062',
      DeviceNumber: '1',
      TaxationSystem: 1,
      CorrectionReceiptType: 1,
      VatRate: 6,
      CauseCorrection: { CorrectionDate: '2026-01-10', CorrectionNumber: 'б/н' },
      Amounts: { AdvancePayment: 99 },
    };
    const { Id } = (await json(simulator, 'kkt/correction-receipt', { CorrectionReceiptData }))
      .Model;
    const status = async (path: string) => (await json(simulator, path, { Id })).Model;
    expect(await status('kkt/correction-receipt/status/get')).toBe('Queued');
    expect(await status('kkt/receipt/status/get')).toBe('NotFound');
    await simulator.control.advance(printed);
    expect(await status('kkt/correction-receipt/get')).toMatchObject({
      Status: 'Processed',
      ErrorCode: 0,
      Amounts: { AdvancePayment: 99, Sum: 99 },
      CorrectionReceiptType: 1,
      CorrectionNumber: 'б/н',
      Id,
      DocumentNumber: '1',
      OrganizationInn: '7708806062',
    });
    expect(told(shop)).toEqual([]);
    const wrong = { CorrectionReceiptData: { ...CorrectionReceiptData, TaxationSystem: 9 } };
    expect(await json(simulator, 'kkt/correction-receipt', wrong)).toMatchObject({
      Success: false,
      Model: { ErrorCode: 27 },
    });
    expect(await json(simulator, 'kkt/correction-receipt', {})).toMatchObject({
      Model: { ErrorCode: 26 },
    });
  });

  test('a register is registered, rests, and works again', async () => {
    const { simulator } = await aTerminal({ behaviour: { receiptInn: 'of_kassa' } });
    const kassa = { DeviceNumber: '00106900000777', FiscalNumber: '9999078900000777' };
    const registration = {
      Inn: '7736207543',
      ...kassa,
      RegNumber: '0000000001000777',
      Url: 'https://shop.example',
      Ofd: 'firstofd',
      TaxationSystem: [0, 1],
    };
    expect((await json(simulator, 'kkt/state/get', kassa)).Success).toBe(false);
    expect(
      (await json(simulator, 'kkt/fiscalize', { ...registration, Ofd: 'Nobody' })).Success,
    ).toBe(false);
    expect(await json(simulator, 'kkt/fiscalize', registration)).toEqual({
      Success: true,
      Message: 'Fiscal data queued',
    });
    expect((await json(simulator, 'kkt/state/get', kassa)).Model).toMatchObject({
      Inn: '7736207543',
      Status: 1,
      OfdName: 'FirstOfd',
      IsReceiptProcessingBlocked: false,
    });
    const rest = { Inn: '7736207543', ...kassa, OnMaintenance: true };
    expect((await json(simulator, 'kkt/state', { ...rest, Inn: '7708806062' })).Success).toBe(
      false,
    );
    const changed = { Success: true, Message: 'Kkt status was changed' };
    expect(await json(simulator, 'kkt/state', rest)).toEqual(changed);
    const already = { Success: true, Message: 'Kkm is already on maintenance' };
    expect(await json(simulator, 'kkt/state', rest)).toEqual(already);
    expect((await json(simulator, 'kkt/merchant-devices-warnings', {})).Model).toMatchObject([
      {
        DeviceNumber: kassa.DeviceNumber,
        Warnings: [{ Code: 4 }],
        IsReceiptProcessingBlocked: true,
      },
    ]);
    const send = (Inn: string) =>
      json(simulator, 'kkt/receipt', { ...order, Inn, CustomerReceipt: aReceipt() });
    expect((await send('7736207543')).Model.ErrorCode).toBe(15);
    await json(simulator, 'kkt/state', { ...rest, OnMaintenance: false });
    expect((await send('7736207543')).Success).toBe(true);
    expect((await send('7708806062')).Model.ErrorCode).toBe(2);
    expect((await json(simulator, 'kkt/merchant-devices-warnings', {})).Model).toMatchObject([
      { Warnings: [] },
    ]);
  });

  test('marking codes are told apart by their shape, alone and together', async () => {
    const { simulator } = await aTerminal();
    const Inn = '7708806062';
    const good = '010460406000600021N4N57RSCBUZTQ,x';
    expect(await json(simulator, 'kkt/validate-mark-code', { Inn, MarkCode: good })).toMatchObject({
      Success: true,
      IsValid: true,
      IndustryRequisite: { Code: '030' },
    });
    const many = await json(simulator, 'kkt/validate-mark-codes', { Inn, MarkCodes: [good, 'x'] });
    expect(many).toMatchObject({
      Results: [
        { MarkCode: good, IsValid: true },
        { MarkCode: 'x', IsValid: false, IndustryRequisite: null },
      ],
    });
  });
});

describe('receipts that payments bring with them', () => {
  const data = (receipt: Sent, name = 'CustomerReceipt') => ({
    CloudPayments: { [name]: receipt },
  });

  test('a one-stage payment prints its receipt at once, however it is spelled', async () => {
    const { shop, simulator, said } = await aTerminal();
    const ids: string[] = [];
    for (const name of ['CustomerReceipt', 'customerReceipt', 'receipt']) {
      const paid = await pay(simulator, { scheme: 'charge', data: data(aReceipt(), name) });
      ids.push(String(paid.transactionId));
    }
    await simulator.control.advance(printed);
    const common = { Type: 'Income', Amount: '1500.00', InvoiceId: 'INV-1' };
    expect(told(shop)).toMatchObject(ids.map((TransactionId) => ({ ...common, TransactionId })));
    expect(said).toEqual([]);
  });

  test('a receipt without an address takes the payer’s', async () => {
    const { simulator } = await aTerminal();
    const email = 'payer@example.test';
    await pay(simulator, { scheme: 'charge', email, data: data(aReceipt({ email: undefined })) });
    expect(simulator.control.receipts()[0]?.content).toContain('"Email":"payer@example.test"');
  });

  test('a two-stage payment prints at the confirm; its own receipt wins there', async () => {
    const { shop, simulator, said } = await aTerminal();
    const first = await pay(simulator, { data: data(aReceipt()) });
    const second = await pay(simulator, { invoiceId: 'INV-2', data: data(aReceipt()) });
    await simulator.control.advance(dayMs);
    expect(simulator.control.receipts()).toEqual([]);
    const confirm = (transactionId: number, Amount: string, JsonData = '') =>
      api(simulator, 'payments/confirm', {
        TransactionId: String(transactionId),
        Amount,
        ...(JsonData === '' ? {} : { JsonData }),
      });
    await confirm(first.transactionId, '1500');
    const part = { cloudpayments: { customerReceipt: receiptOf(1000) } };
    await confirm(second.transactionId, '1000', JSON.stringify(part));
    await simulator.control.advance(printed);
    expect(told(shop).map(({ Amount, TransactionId }) => [Amount, Number(TransactionId)])).toEqual([
      ['1500.00', first.transactionId],
      ['1000.00', second.transactionId],
    ]);
    expect(said).toEqual([]);
  });

  test('a part taken without a receipt of its own prints the whole, and the log warns', async () => {
    const { simulator, said } = await aTerminal();
    const { transactionId } = await pay(simulator, { data: data(aReceipt()) });
    const TransactionId = String(transactionId);
    await api(simulator, 'payments/confirm', { TransactionId, Amount: '1000' });
    expect(simulator.control.receipts()).toMatchObject([{ totalMinor: 1500_00n }]);
    expect(said.at(-1)).toMatchObject({
      message: 'the receipt is for another sum than the operation',
      details: { receipt: '1500.00', operation: '1000.00' },
    });
  });

  test('a void prints nothing', async () => {
    const { simulator } = await aTerminal();
    const { transactionId } = await pay(simulator, { data: data(aReceipt()) });
    await api(simulator, 'payments/void', { TransactionId: String(transactionId) });
    expect(simulator.control.receipts()).toEqual([]);
  });

  describe('a refund', () => {
    async function aRefund(
      amount: string,
      jsonData: Sent | null,
      options: Partial<SimulatorOptions> = {},
    ) {
      const run = await aTerminal(options);
      const { transactionId } = await pay(run.simulator, {
        scheme: 'charge',
        data: data(aReceipt()),
      });
      const answer = await api(run.simulator, 'payments/refund', {
        TransactionId: String(transactionId),
        Amount: amount,
        ...(jsonData === null ? {} : { JsonData: JSON.stringify(jsonData) }),
      });
      const returns = run.simulator.control.receipts().slice(1);
      return { ...run, refundId: String(answer.json.Model?.TransactionId), returns };
    }

    test('of the whole repeats the receipt as a return', async () => {
      const { refundId, returns } = await aRefund('1500', null);
      expect(returns).toMatchObject([
        { type: 'IncomeReturn', transactionId: refundId, totalMinor: 1500_00n, status: 'Queued' },
      ]);
    });

    test('of a part prints what it brings', async () => {
      const { returns } = await aRefund('500', data(receiptOf(500)));
      expect(returns).toMatchObject([{ type: 'IncomeReturn', totalMinor: 500_00n }]);
    });

    test('of a part that brings nothing prints nothing, and the log says what is needed', async () => {
      const { returns, said } = await aRefund('500', null);
      expect(returns).toEqual([]);
      expect(said.at(-1)?.message).toContain('needs its own CustomerReceipt');
    });

    test('repeats nothing when told so', async () => {
      const { returns } = await aRefund('1500', null, { behaviour: { refundReceipt: 'own' } });
      expect(returns).toEqual([]);
    });

    test('of last year’s sale carries last year’s rate', async () => {
      const run = await aTerminal({ now: () => Date.UTC(2025, 11, 30) });
      const { transactionId } = await pay(run.simulator, {
        scheme: 'charge',
        data: data(receiptWithVat(20)),
      });
      await run.simulator.control.advance(10 * dayMs);
      const TransactionId = String(transactionId);
      await api(run.simulator, 'payments/refund', { TransactionId, Amount: '1500' });
      expect(run.simulator.control.receipts()[1]).toMatchObject({
        type: 'IncomeReturn',
        status: 'Queued',
      });
    });
  });

  test('a wrong receipt stops nothing: it is kept in Error, and the log says why', async () => {
    const { shop, simulator, said } = await aTerminal();
    const wrong = receiptWithVat(20);
    const paid = await pay(simulator, { scheme: 'charge', data: data(wrong) });
    expect(paid.success).toBe(true);
    const [receipt] = simulator.control.receipts();
    expect(receipt).toMatchObject({
      status: 'Error',
      errorCode: 27,
      problems: ['27: Items[0]: Vat 20 was valid before 01.01.2026 only'],
      transactionId: String(paid.transactionId),
    });
    expect(JSON.parse(receipt?.content ?? '')).toEqual(wrong);
    expect(said.at(-1)).toMatchObject({
      message: 'the operation passed, but its receipt is wrong',
      details: { errorCode: 27, receiptId: receipt?.id },
    });
    await simulator.control.advance(dayMs);
    expect(told(shop)).toEqual([]);
  });

  test('a receipt outside its container is told, and not printed', async () => {
    const { simulator, said } = await aTerminal();
    await pay(simulator, { scheme: 'charge', data: { CustomerReceipt: aReceipt() } });
    expect(simulator.control.receipts()).toEqual([]);
    expect(said.map(({ message }) => message).join()).toContain(
      '"CustomerReceipt" stands outside the object "cloudpayments"',
    );
  });

  test('every charge of a subscription prints the receipt of its plan, the first payment its own', async () => {
    const { shop, simulator } = await aTerminal();
    const recurrent = {
      interval: 'Month',
      period: 1,
      amount: 990,
      customerReceipt: receiptOf(990),
    };
    const setUp = { CloudPayments: { CustomerReceipt: aReceipt(), recurrent } };
    await pay(simulator, { scheme: 'charge', accountId: 'user-1', data: setUp });
    await simulator.control.advance(62 * dayMs);
    expect(told(shop).map(({ Amount, Type }) => [Amount, Type])).toEqual([
      ['1500.00', 'Income'],
      ['990.00', 'Income'],
      ['990.00', 'Income'],
    ]);
    const charges = simulator.control.transactions().slice(1);
    expect(
      told(shop)
        .slice(1)
        .map(({ TransactionId }) => TransactionId),
    ).toEqual(charges.map(({ id }) => id));
  });
});

test('a wrong receipt of a subscription is told when it is made, before any charge', async () => {
  const { simulator, said } = await aTerminal();
  const first = await pay(simulator, { scheme: 'charge', accountId: 'user-1', tokenize: true });
  const { transactionId } = first;
  const read = await json(simulator, 'payments/get', { TransactionId: transactionId });
  const plan = {
    ...{ Token: read.Model.Token, AccountId: 'user-1', Description: 'Журнал', Amount: 990 },
    ...{ Currency: 'RUB', RequireConfirmation: false, StartDate: '2026-01-20' },
    ...{ Interval: 'Month', Period: 1 },
  };
  const make = (CustomerReceipt: Sent) =>
    json(simulator, 'subscriptions/create', { ...plan, CustomerReceipt });
  expect((await make(receiptOf(990))).Success).toBe(true);
  expect(said).toEqual([]);
  expect((await make(receiptWithVat(20))).Success).toBe(true);
  expect(said.at(-1)).toMatchObject({
    message: 'the CustomerReceipt of the subscription is wrong',
    details: { problems: ['Items[0]: Vat 20 was valid before 01.01.2026 only'] },
  });
});

describe('the till slip', () => {
  const page = async (simulator: Simulator, path: string, lang = 'ru') => {
    const response = await fetch(`${simulator.url}${path}?lang=${lang}`);
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    };
  };

  async function aSlip(receipt: Sent) {
    const { simulator } = await aTerminal();
    await pay(simulator, { scheme: 'charge', data: { cloudpayments: { receipt } } });
    const [made] = simulator.control.receipts();
    return { simulator, id: made?.id ?? '' };
  }

  test('shows what was bought and the fiscal numbers, in both languages', async () => {
    const { simulator, id } = await aSlip(aReceipt());
    expect((await page(simulator, `/receipts/${id}`)).text).toContain('Чек в очереди');
    expect((await page(simulator, `/receipts/${id}/qr`)).status).toBe(404);
    await simulator.control.advance(printed);
    const ru = await page(simulator, `/receipts/${id}`);
    expect(ru.status).toBe(200);
    for (const text of ['Кассовый чек', 'Приход', 'Книга', '1\u202f500,00', 'НДС 10%', 'ФПД']) {
      expect(ru.text).toContain(text);
    }
    const en = await page(simulator, `/receipts/${id}`, 'en');
    expect(en.text).toContain('₽1,500.00');
    expect(en.text).toContain('VAT 10%');
    const qr = await page(simulator, `/receipts/${id}/qr`);
    expect(qr.type).toContain('image/svg+xml');
    expect(qr.text).toContain('<svg');
  });

  test('shows what is wrong with one that was not printed, and escapes what was sent', async () => {
    const label = '<script>alert(1)</script>';
    const { simulator, id } = await aSlip(aReceipt({ Items: [{ ...book, label, vat: 18 }] }));
    const { text } = await page(simulator, `/receipts/${id}`);
    expect(text).toContain('Чек не напечатан');
    expect(text).toContain('Vat 18 was valid before 01.01.2019');
    expect(text).not.toContain(label);
  });

  test('the case of an id matters; an unknown one is its own calm page', async () => {
    const { simulator } = await aTerminal();
    const { status, text } = await page(simulator, '/receipts/zzzzzzz');
    expect(status).toBe(404);
    expect(text).toContain('Такого чека нет');
  });
});

describe('after a restart', () => {
  const directory = mkdtempSync(join(tmpdir(), 'simulator-receipts-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('a queued receipt is printed, and the documents count on', async () => {
    const shop = await startShop();
    const options = { now: () => noon, journalFile: join(directory, 'journal.jsonl') };
    const first = await startFor(shop, options);
    const send = (simulator: Simulator) =>
      json(simulator, 'kkt/receipt', { ...order, CustomerReceipt: aReceipt() });
    await send(first);
    await first.control.advance(printed);
    await send(first);
    await first.close();
    const second = await startFor(shop, options);
    await second.control.advance(2 * printed);
    expect(told(shop).map(({ DocumentNumber }) => DocumentNumber)).toEqual(['1', '2']);
    await second.control.advance(0);
    expect(await (await control(second, 'GET', 'receipts')).json()).toMatchObject([
      { status: 'Processed', total: '1500.00', documentNumber: 1 },
      { status: 'Processed', documentNumber: 2, printedAt: expect.stringContaining('2026-01-15') },
    ]);
  });
});
