import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Simulator, SimulatorOptions } from '../src/index.ts';
import { api, control, pay, publicId, type Shop, startFor, startShop } from './support.ts';

type Sent = Readonly<Record<string, unknown>>;

const noon = Date.UTC(2026, 0, 15, 12);
const dayMs = 86_400_000;

/** Notifications of a type, as the shop read them. */
function told(shop: Shop, type: string): readonly Record<string, string>[] {
  return shop.received
    .filter((one) => one.url.endsWith(`/${type.toLowerCase()}`))
    .map((one) => Object.fromEntries(new URLSearchParams(one.body)));
}

/** The types received but Recurrent, which may be late. */
const asked = (shop: Shop) => shop.types().filter((type) => type !== 'recurrent');

/** A shop and a simulator whose calendar stands at noon of 15 January 2026. */
async function aTerminal(options: Partial<SimulatorOptions> = {}) {
  const shop = await startShop();
  const simulator = await startFor(shop, { now: () => noon, ...options });
  return { shop, simulator };
}

const card = { good: '4000 0000 0000 3055', poorByToken: '4111 1111 1111 1111' };

async function aToken(simulator: Simulator, number = card.good): Promise<string> {
  const first = { scheme: 'charge', accountId: 'user-1', tokenize: true, card: number };
  const paid = await pay(simulator, first);
  const { json } = await api(simulator, 'payments/get', {
    TransactionId: String(paid.transactionId),
  });
  return String(json.Model?.Token);
}

const monthly = {
  AccountId: 'user-1',
  Description: 'Подписка на журнал',
  Email: 'reader@example.test',
  Amount: '990.00',
  Currency: 'RUB',
  RequireConfirmation: 'false',
  StartDate: '2026-01-31T09:00:00',
  Interval: 'Month',
  Period: '1',
};

async function aPlan(simulator: Simulator, overrides: Readonly<Record<string, string>> = {}) {
  const Token = overrides.Token ?? (await aToken(simulator));
  const { json } = await api(simulator, 'subscriptions/create', {
    Token,
    ...monthly,
    ...overrides,
  });
  expect(json).toMatchObject({ Success: true });
  return String(json.Model?.Id);
}

const read = async (simulator: Simulator, Id: string) =>
  (await api(simulator, 'subscriptions/get', { Id })).json.Model;

describe('the methods', () => {
  test('create answers with the whole model, both date forms and no charge yet', async () => {
    const { simulator } = await aTerminal();
    const Token = await aToken(simulator);
    const { json, text } = await api(simulator, 'subscriptions/create', { Token, ...monthly });
    expect(json).toEqual({
      Success: true,
      Message: null,
      Model: {
        Id: expect.stringMatching(/^sc_[0-9a-f]{29}$/),
        AccountId: 'user-1',
        Description: 'Подписка на журнал',
        Email: 'reader@example.test',
        Amount: 990,
        CurrencyCode: 0,
        Currency: 'RUB',
        RequireConfirmation: false,
        StartDate: `/Date(${Date.UTC(2026, 0, 31, 9)})/`,
        StartDateIso: '2026-01-31T09:00:00',
        IntervalCode: 1,
        Interval: 'Month',
        Period: 1,
        MaxPeriods: null,
        CultureName: 'ru-RU',
        StatusCode: 0,
        Status: 'Active',
        SuccessfulTransactionsNumber: 0,
        FailedTransactionsNumber: 0,
        LastTransactionDate: null,
        LastTransactionDateIso: null,
        NextTransactionDate: `/Date(${Date.UTC(2026, 0, 31, 9)})/`,
        NextTransactionDateIso: '2026-01-31T09:00:00',
        Receipt: null,
        FailoverSchemeId: null,
      },
    });
    expect(text).toContain('"Amount":990.00,');
  });

  test('create refuses what is missing, out of bounds or over, and makes nothing', async () => {
    const { simulator } = await aTerminal();
    const Token = await aToken(simulator);
    const wrong: readonly (readonly [Readonly<Record<string, string>>, string])[] = [
      [{ Token: 'tk_unknown' }, 'Token not found'],
      [{ AccountId: '' }, 'AccountId is required'],
      [{ RequireConfirmation: 'perhaps' }, 'Invalid RequireConfirmation value'],
      [{ Amount: '0' }, 'Amount is required; Amount value is too small'],
      [{ Interval: 'Year' }, 'Invalid Interval value'],
      [{ Period: '0' }, 'Invalid Period value'],
      [{ Period: '13' }, 'Invalid Period value: more than one year'],
      [{ MaxPeriods: '0' }, 'Invalid MaxPeriods value'],
      [{ StartDate: 'tomorrow' }, 'Invalid StartDate value'],
      [
        { StartDate: '2026-01-15T12:00:00' },
        'Invalid StartDate value: it must be in the future (UTC)',
      ],
      [{ StartDate: '2027-02-01' }, 'Invalid StartDate value: more than one year ahead'],
    ];
    const answers: unknown[] = [];
    for (const [fields] of wrong) {
      const given = { Token, ...monthly, ...fields };
      answers.push((await api(simulator, 'subscriptions/create', given)).json);
    }
    expect(answers).toEqual(wrong.map(([, Message]) => ({ Success: false, Message })));
    expect(simulator.control.subscriptions()).toEqual([]);
  });

  test('a client that leaves RequireConfirmation out means one-stage, and the log says so', async () => {
    const lines: string[] = [];
    const simulator = await startFor(null, {
      now: () => noon,
      log: (level, message, details) =>
        lines.push(`${level} ${message} ${JSON.stringify(details)}`),
    });
    const fields = { Token: await aToken(simulator), ...monthly, RequireConfirmation: '' };
    const { json } = await api(simulator, 'subscriptions/create', fields);
    expect(json).toMatchObject({ Success: true, Model: { RequireConfirmation: false } });
    expect(lines.some((line) => /^warn .*"assumed":\["RequireConfirmation"\]/.test(line))).toBe(
      true,
    );
  });

  test('find lists the plans of one payer, get one of them, an unknown one is not found', async () => {
    const { simulator } = await aTerminal();
    const Token = await aToken(simulator);
    const first = await aPlan(simulator, { Token });
    await aPlan(simulator, { Token, AccountId: 'user-2' });
    const last = await aPlan(simulator, { Token, Interval: 'week' });
    const { json } = await api(simulator, 'subscriptions/find', { accountId: 'user-1' });
    expect(json.Model).toMatchObject([{ Id: first }, { Id: last, Interval: 'Week' }]);
    expect(
      (await api(simulator, 'subscriptions/find', { accountId: 'nobody' })).json.Model,
    ).toEqual([]);
    expect((await api(simulator, 'subscriptions/get', { Id: 'sc_0' })).json).toEqual({
      Success: false,
      Message: 'Not found',
    });
  });

  test('cancel stops the charges and tells the shop; a second time it is refused', async () => {
    const { shop, simulator } = await aTerminal();
    const Id = await aPlan(simulator);
    expect((await api(simulator, 'subscriptions/cancel', { Id })).json).toEqual({
      Success: true,
      Message: null,
    });
    expect((await api(simulator, 'subscriptions/cancel', { Id })).json.Success).toBe(false);
    expect(await read(simulator, Id)).toMatchObject({ Status: 'Cancelled', StatusCode: 3 });
    await simulator.control.advance(60 * dayMs);
    expect(told(shop, 'Recurrent').map(({ Status }) => Status)).toEqual(['Active', 'Cancelled']);
    expect(simulator.control.transactions()).toHaveLength(1);
  });

  test('the payer cancels by a control call', async () => {
    const { shop, simulator } = await aTerminal();
    const Id = await aPlan(simulator);
    const cancel = () => control(simulator, 'POST', `subscriptions/${Id}/cancel`);
    expect(await (await cancel()).json()).toMatchObject({ id: Id, status: 'Cancelled' });
    expect((await cancel()).status).toBe(422);
    expect((await control(simulator, 'POST', 'subscriptions/sc_0/cancel')).status).toBe(404);
    expect(told(shop, 'Recurrent').at(-1)).toMatchObject({ Id, Status: 'Cancelled' });
    expect(simulator.control.cancelSubscription(Id)).toBe(false);
    expect(await (await control(simulator, 'GET', 'subscriptions')).json()).toMatchObject([
      { id: Id, amount: '990.00', nextAt: '2026-01-31T09:00:00.000Z' },
    ]);
  });

  test('update revives an ended plan, counts the charges made, and sends no Recurrent', async () => {
    const { shop, simulator } = await aTerminal();
    const Id = await aPlan(simulator, { MaxPeriods: '1' });
    await simulator.control.advance(30 * dayMs);
    expect(await read(simulator, Id)).toMatchObject({ Status: 'Expired', StatusCode: 5 });
    const notices = told(shop, 'Recurrent').length;
    const update = (fields: Readonly<Record<string, string>>) =>
      api(simulator, 'subscriptions/update', { Id, ...fields });
    expect((await update({ Description: 'Ещё раз' })).json.Model).toMatchObject({
      Status: 'Expired',
      NextTransactionDate: null,
    });
    expect((await update({ MaxPeriods: '3', Amount: '500' })).json.Model).toMatchObject({
      Status: 'Active',
      Amount: 500,
      Description: 'Ещё раз',
      SuccessfulTransactionsNumber: 1,
      NextTransactionDateIso: '2026-02-28T09:00:00',
    });
    expect((await update({ StartDate: '2026-01-01' })).json.Success).toBe(false);
    expect((await update({ Id: 'sc_0' })).json.Message).toBe('Not found');
    expect(told(shop, 'Recurrent')).toHaveLength(notices);
    await simulator.control.advance(70 * dayMs);
    expect(await read(simulator, Id)).toMatchObject({ Status: 'Expired' });
    expect(
      simulator.control
        .transactions()
        .slice(1)
        .map((one) => one.amountMinor),
    ).toEqual([990_00n, 500_00n, 500_00n]);
  });
});

describe('the charges', () => {
  test('400 days moved at once make every charge at its own moment, in order', async () => {
    const { shop, simulator } = await aTerminal();
    const Id = await aPlan(simulator);
    await simulator.control.advance(400 * dayMs);
    const dates = told(shop, 'Pay')
      .slice(1)
      .map(({ DateTime }) => DateTime);
    expect(dates).toEqual([
      '2026-01-31 09:00:00',
      '2026-02-28 09:00:00',
      '2026-03-31 09:00:00',
      '2026-04-30 09:00:00',
      '2026-05-31 09:00:00',
      '2026-06-30 09:00:00',
      '2026-07-31 09:00:00',
      '2026-08-31 09:00:00',
      '2026-09-30 09:00:00',
      '2026-10-31 09:00:00',
      '2026-11-30 09:00:00',
      '2026-12-31 09:00:00',
      '2027-01-31 09:00:00',
    ]);
    expect(await read(simulator, Id)).toMatchObject({
      SuccessfulTransactionsNumber: 13,
      LastTransactionDateIso: '2027-01-31T09:00:00',
      NextTransactionDateIso: '2027-02-28T09:00:00',
    });
  });

  test('a charge is a payment by token with the plan’s id; Check is asked, and may refuse it', async () => {
    const { shop, simulator } = await aTerminal();
    const Id = await aPlan(simulator);
    shop.received.length = 0;
    await simulator.control.advance(16 * dayMs);
    expect(asked(shop)).toEqual(['check', 'pay']);
    expect(told(shop, 'Pay')[0]).toMatchObject({
      SubscriptionId: Id,
      Amount: '990.00',
      AccountId: 'user-1',
      Email: 'reader@example.test',
      Status: 'Completed',
      Token: expect.stringMatching(/^tk_/),
    });
    expect(told(shop, 'Pay')[0]).not.toHaveProperty('InvoiceId');
    expect(told(shop, 'Pay')[0]).not.toHaveProperty('Data');
    expect(simulator.control.transactions()[1]).toMatchObject({ initiatorCode: 0 });
    shop.reply = (one) => (one.url.endsWith('check') ? { body: '{"code":13}' } : {});
    await simulator.control.advance(28 * dayMs);
    expect(told(shop, 'Fail')[0]).toMatchObject({ SubscriptionId: Id, ReasonCode: '3008' });
    expect(await read(simulator, Id)).toMatchObject({ Status: 'PastDue' });
  });

  test('without Check the charges ask nobody', async () => {
    const { shop, simulator } = await aTerminal({ behaviour: { checkSubscriptionCharges: false } });
    await aPlan(simulator);
    shop.received.length = 0;
    await simulator.control.advance(16 * dayMs);
    expect(asked(shop)).toEqual(['pay']);
  });

  test('a failure is tried again the next day; three in a row reject the plan', async () => {
    const { shop, simulator } = await aTerminal({ behaviour: { retryLimits: false } });
    const Token = await aToken(simulator, card.poorByToken);
    const Id = await aPlan(simulator, { Token });
    await simulator.control.advance(60 * dayMs);
    expect(told(shop, 'Fail').map(({ DateTime }) => DateTime)).toEqual([
      '2026-01-31 09:00:00',
      '2026-02-01 09:00:00',
      '2026-02-02 09:00:00',
    ]);
    expect(
      told(shop, 'Recurrent').map((one) => [one.Status, one.FailedTransactionsNumber]),
    ).toEqual([
      ['Active', '0'],
      ['PastDue', '1'],
      ['Rejected', '3'],
    ]);
    expect(await read(simulator, Id)).toMatchObject({ Status: 'Rejected', StatusCode: 4 });
  });

  test('a success after a failure clears it, and the calendar goes on', async () => {
    const { shop, simulator } = await aTerminal();
    const Id = await aPlan(simulator);
    simulator.control.addFault({ on: 'authorization', fault: 'decline', reasonCode: 5051 });
    await simulator.control.advance(45 * dayMs);
    expect(told(shop, 'Recurrent').map(({ Status }) => Status)).toEqual([
      'Active',
      'PastDue',
      'Active',
    ]);
    expect(told(shop, 'Recurrent')[2]).toMatchObject({
      FailedTransactionsNumber: '0',
      LastTransactionDate: '2026-02-01 09:00:00',
      NextTransactionDate: '2026-02-28 09:00:00',
    });
    expect(await read(simulator, Id)).toMatchObject({ SuccessfulTransactionsNumber: 2 });
  });

  test('a two-stage plan holds the money of each charge', async () => {
    const { shop, simulator } = await aTerminal();
    await aPlan(simulator, { RequireConfirmation: 'true' });
    await simulator.control.advance(16 * dayMs);
    const charge = told(shop, 'Pay').at(-1);
    expect(charge).toMatchObject({ Status: 'Authorized' });
    const TransactionId = String(charge?.TransactionId);
    const { json } = await api(simulator, 'payments/confirm', { TransactionId, Amount: '990' });
    expect(json.Success).toBe(true);
  });

  test('Recurrent has the fields of the table, without those that have no value', async () => {
    const { shop, simulator } = await aTerminal({ behaviour: { recurrentSentOn: 'charges' } });
    const Id = await aPlan(simulator, { MaxPeriods: '2', Interval: 'Day', Period: '5' });
    await simulator.control.advance(30 * dayMs);
    const [made, charged, ended] = told(shop, 'Recurrent');
    expect(Object.entries(made ?? {})).toEqual([
      ['Id', Id],
      ['AccountId', 'user-1'],
      ['Description', 'Подписка на журнал'],
      ['Email', 'reader@example.test'],
      ['Amount', '990.00'],
      ['Currency', 'RUB'],
      ['RequireConfirmation', '0'],
      ['StartDate', '2026-01-31 09:00:00'],
      ['Interval', 'Day'],
      ['Period', '5'],
      ['Status', 'Active'],
      ['SuccessfulTransactionsNumber', '0'],
      ['FailedTransactionsNumber', '0'],
      ['MaxPeriods', '2'],
      ['NextTransactionDate', '2026-01-31 09:00:00'],
    ]);
    expect(charged).toMatchObject({
      Status: 'Active',
      LastTransactionDate: '2026-01-31 09:00:00',
      NextTransactionDate: '2026-02-05 09:00:00',
    });
    expect(ended).toMatchObject({ Status: 'Expired', SuccessfulTransactionsNumber: '2' });
    expect(ended).not.toHaveProperty('NextTransactionDate');
  });
});

describe('after a restart', () => {
  const directory = mkdtempSync(join(tmpdir(), 'simulator-plans-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('a plan goes on; what fell due meanwhile is charged once', async () => {
    const shop = await startShop();
    const journalFile = join(directory, 'journal.jsonl');
    let now = noon;
    const options = { now: () => now, journalFile };
    const first = await startFor(shop, options);
    const Id = await aPlan(first);
    await first.close();
    now = Date.UTC(2026, 2, 10);
    shop.received.length = 0;
    const second = await startFor(shop, options);
    await second.control.advance(0);
    expect(told(shop, 'Pay').map(({ DateTime }) => DateTime)).toEqual(['2026-03-10 00:00:00']);
    expect(await read(second, Id)).toMatchObject({
      SuccessfulTransactionsNumber: 1,
      NextTransactionDateIso: '2026-03-31T09:00:00',
    });
    await second.control.advance(30 * dayMs);
    expect(told(shop, 'Pay')).toHaveLength(2);
  });
});

describe('plans that payments set up', () => {
  /** A payment whose data asks for something, and what the log said of it. */
  async function aPaymentWith(data: unknown, overrides: Readonly<Record<string, unknown>> = {}) {
    const said: string[] = [];
    const { shop, simulator } = await aTerminal({
      log: (level, message) => {
        if (level === 'warn') said.push(message);
      },
    });
    const paid = await pay(simulator, {
      scheme: 'charge',
      accountId: 'user-1',
      description: 'Первый платёж',
      data,
      ...overrides,
    });
    return { shop, simulator, paid, said, plans: simulator.control.subscriptions() };
  }

  test('the first payment saves the card and carries the id; charges follow in one interval', async () => {
    const data = { order: 7, CloudPayments: { recurrent: { interval: 'Month', period: 1 } } };
    const { shop, simulator, said } = await aPaymentWith(data);
    const [plan] = simulator.control.subscriptions();
    expect(shop.types()).toEqual(['check', 'pay', 'recurrent']);
    expect(told(shop, 'Pay')[0]).toMatchObject({
      SubscriptionId: plan?.id,
      Token: plan?.token,
      InvoiceId: 'INV-1',
    });
    expect(plan).toMatchObject({
      amountMinor: 1500_00n,
      description: 'Первый платёж',
      startAtMs: Date.UTC(2026, 1, 15, 12),
      successCount: 0,
    });
    await simulator.control.advance(31 * dayMs);
    expect(told(shop, 'Pay')[1]).toHaveProperty('SubscriptionId', plan?.id);
    expect(told(shop, 'Pay')[1]).not.toHaveProperty('InvoiceId');
    expect(said).toEqual([]);
  });

  test('every field of the instruction counts', async () => {
    const recurrent = {
      Interval: 'week',
      Period: 2,
      MaxPeriods: 3,
      Amount: 99.9,
      StartDate: '2026-01-20T09:00:00.0000000Z',
      customerReceipt: { Items: [{ label: 'Выпуск' }] },
    };
    const { plans } = await aPaymentWith({ cloudPayments: { recurrent } });
    expect(plans).toMatchObject([
      {
        interval: 'Week',
        period: 2,
        maxPeriods: 3,
        amountMinor: 99_90n,
        startAtMs: Date.UTC(2026, 0, 20, 9),
        receipt: '{"Items":[{"label":"Выпуск"}]}',
      },
    ]);
  });

  test('a wrong instruction: the payment passes, no plan is made, the log says why', async () => {
    const said: string[] = [];
    const { simulator } = await aTerminal({ log: (_level, message) => said.push(message) });
    const wrong: readonly (readonly [Sent, Sent, string])[] = [
      [{}, { accountId: undefined }, 'the payment has no AccountId'],
      [{ interval: undefined }, {}, 'recurrent.interval must be Day, Week or Month'],
      [{ period: 'often' }, {}, 'recurrent.period must be a whole number above 0'],
      [{ maxPeriods: 'all' }, {}, 'recurrent.maxPeriods must be a whole number above 0'],
      [{ startDate: 'soon' }, {}, 'recurrent.startDate must be a date'],
      [{ startDate: '2026-01-01' }, {}, 'Invalid StartDate value: it must be in the future'],
      [{ amount: 'free' }, {}, 'recurrent.amount must be a decimal'],
      [{ period: 24 }, {}, 'more than one year'],
    ];
    for (const [instruction, payment, why] of wrong) {
      said.length = 0;
      const recurrent = { interval: 'Month', period: 1, ...instruction };
      const data = { cloudpayments: { recurrent } };
      const paid = await pay(simulator, { accountId: 'user-1', data, ...payment });
      expect(paid.success).toBe(true);
      const told = said.filter((message) => message.includes('no subscription was made'));
      expect(told).toEqual([expect.stringContaining(why)]);
    }
    expect(simulator.control.subscriptions()).toEqual([]);
  });

  test('an instruction outside its container is a known complaint: the log says where it goes', async () => {
    const { plans, said } = await aPaymentWith({ Recurrent: { interval: 'Month', period: 1 } });
    expect(plans).toEqual([]);
    expect(said.join()).toContain('"Recurrent" stands outside the object "cloudpayments"');
  });

  test('a declined payment sets up nothing', async () => {
    const data = { cloudpayments: { recurrent: { interval: 'Month', period: 1 } } };
    const { plans, shop } = await aPaymentWith(data, { card: '4000 0566 5566 5556' });
    expect(plans).toEqual([]);
    expect(told(shop, 'Fail')[0]).toMatchObject({ SubscriptionId: '' });
  });

  test('3-D Secure and a held first payment make no difference', async () => {
    const data = { cloudpayments: { recurrent: { interval: 'Month', period: 1, amount: 100 } } };
    const { plans, shop } = await aPaymentWith(data, {
      scheme: 'auth',
      card: '4242 4242 4242 4242',
      amount: '1.00',
    });
    expect(plans).toMatchObject([{ amountMinor: 100_00n, requireConfirmation: false }]);
    expect(told(shop, 'Pay')[0]).toMatchObject({
      Status: 'Authorized',
      SubscriptionId: plans[0]?.id,
    });
  });

  test('a bound SBP account is charged too: the result, and the next date, come later', async () => {
    const { simulator } = await aTerminal();
    const recurrent = { interval: 'Month', period: 1 };
    const { json } = await api(simulator, 'payments/qr/sbp/link', {
      PublicId: publicId,
      Amount: '990',
      Currency: 'RUB',
      Scheme: 'charge',
      AccountId: 'user-1',
      SaveCard: 'true',
      JsonData: JSON.stringify({ cloudpayments: { recurrent } }),
    });
    const path = `links/${String(json.Model?.TransactionId)}/pay`;
    await control(simulator, 'POST', path, { outcome: 'paid' });
    const Id = simulator.control.subscriptions()[0]?.id ?? '';
    await simulator.control.advance(31 * dayMs);
    expect(simulator.control.transactions()[1]).toMatchObject({ status: 'Pending' });
    expect(await read(simulator, Id)).toMatchObject({
      SuccessfulTransactionsNumber: 0,
      NextTransactionDate: null,
    });
    await simulator.control.advance(3000);
    expect(await read(simulator, Id)).toMatchObject({
      SuccessfulTransactionsNumber: 1,
      NextTransactionDateIso: '2026-03-15T12:00:00',
    });
  });

  test('a payment by token may set up a plan as well', async () => {
    const { simulator } = await aTerminal();
    const Token = await aToken(simulator);
    const recurrent = { interval: 'Week', period: 1 };
    await api(simulator, 'payments/tokens/charge', {
      ...{ Amount: '10', AccountId: 'user-1', Token, TrInitiatorCode: '1' },
      JsonData: JSON.stringify({ cloudpayments: { recurrent } }),
    });
    expect(simulator.control.subscriptions()).toMatchObject([{ token: Token, interval: 'Week' }]);
  });

  test('told so, a two-stage payment sets up a two-stage plan', async () => {
    const { simulator } = await aTerminal({ behaviour: { planScheme: 'as_payment' } });
    const data = { cloudpayments: { recurrent: { interval: 'Day', period: 1 } } };
    await pay(simulator, { accountId: 'user-1', data });
    expect(simulator.control.subscriptions()).toMatchObject([{ requireConfirmation: true }]);
  });

  test('a terminal that saves no cards makes no plan', async () => {
    const said: string[] = [];
    const { simulator } = await aTerminal({
      behaviour: { saveTokens: 'never' },
      log: (_level, message) => said.push(message),
    });
    const data = { cloudpayments: { recurrent: { interval: 'Day', period: 1 } } };
    expect((await pay(simulator, { accountId: 'user-1', data })).success).toBe(true);
    expect(simulator.control.subscriptions()).toEqual([]);
    expect(said.join()).toContain('there is no token');
  });
});
