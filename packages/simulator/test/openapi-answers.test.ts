import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import type { Simulator } from '../src/index.ts';
import { notificationTypes } from '../src/notifications/types.ts';
import { openApiDocument } from '../src/openapi/document.ts';
import { webhooks } from '../src/openapi/webhooks.ts';
import { methods } from '../src/rest/methods.ts';
import { apiSecret, control, pay, publicId, startFor, startShop } from './support.ts';

/** Every method once with success and once refused: each answer is what the document says. */

const day = '2026-01-15';
const nowMs = Date.UTC(2026, 0, 15, 12);
const inn = '7708806062';

const document = closed(openApiDocument(methods, 'http://localhost'));
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
ajv.addSchema(document as object, 'document');
const validators = new Map<string, ValidateFunction>();

/** A schema that lets through nothing it does not name, so that a new field is noticed. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const same = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closed(value)]),
  );
  const named = same.type === 'object' && Object.keys((same.properties as object) ?? {}).length > 0;
  return named ? { ...same, additionalProperties: false } : same;
}

function validatorOf(path: string): ValidateFunction {
  const known = validators.get(path);
  if (known !== undefined) return known;
  const way = ['paths', `/${path}`, 'post', 'responses', '200', 'content', 'application/json'];
  const pointer = [...way, 'schema'].map((step) => step.replaceAll('/', '~1')).join('/');
  const validator = ajv.compile({ $ref: `document#/${pointer}` });
  validators.set(path, validator);
  return validator;
}

type Answer = { readonly Success: boolean; readonly Model?: Readonly<Record<string, unknown>> };
type Sent = Readonly<Record<string, unknown>>;

/** A call whose answer must be as documented. */
async function call(simulator: Simulator, path: string, fields: Sent): Promise<Answer> {
  const response = await fetch(`${simulator.url}/${path}`, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      authorization: `Basic ${btoa(`${publicId}:${apiSecret}`)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(fields),
  });
  if (response.status === 302) return { Success: true };
  const answer = (await response.json()) as Answer;
  const validate = validatorOf(path);
  if (!validate(answer)) {
    const wrong = [...new Set(validate.errors?.map((e) => `${e.instancePath} ${e.message}`))];
    throw new Error(`${path}: ${JSON.stringify(answer)}\n${wrong.join('\n')}`);
  }
  return answer;
}

const money = { Amount: 1500, Currency: 'RUB' };
const order = { ...money, InvoiceId: 'INV-1', AccountId: 'anna', Description: 'Чайник' };
const cardPayment = {
  ...order,
  IpAddress: '203.0.113.7',
  CardCryptogramPacket: '4000000000003055',
};
const device = { Os: 'Android', Browser: 'Chrome', Webview: false, Device: 'Mobile' };
const redirects = {
  SuccessRedirectUrl: 'https://shop.test/ok',
  FailRedirectUrl: 'https://shop.test/no',
};
const period = { CreatedDateGte: '2026-01-01', CreatedDateLte: '2026-01-31', PageNumber: 1 };
const receipt = {
  Items: [{ label: 'Чайник', price: 1500, quantity: 1, amount: 1500, vat: 22, object: 1 }],
  amounts: { electronic: 1500 },
  taxationSystem: 0,
  email: 'anna@example.test',
};
const correction = {
  OrganizationInn: inn,
  DeviceNumber: '1',
  TaxationSystem: 1,
  CorrectionReceiptType: 1,
  VatRate: 6,
  CauseCorrection: { CorrectionDate: '2026-01-10', CorrectionNumber: '1' },
  Amounts: { AdvancePayment: 99 },
};
const register = { DeviceNumber: '00106900000777', FiscalNumber: '9999078900000777' };
const markCode = '010460406000600021N4N57RSCBUZTQ,x';
const settings = { IsEnabled: true, Address: 'http://shop.test/pay', HttpMethod: 'POST' };

/** What is called in turn; a name in `keeps` takes a field of the model for the later ones. */
type Step = {
  readonly path: string;
  readonly fields: (kept: Readonly<Record<string, unknown>>) => Sent;
  readonly keeps?: readonly [name: string, field: string];
};

const step = (path: string, fields: Step['fields'] | Sent = {}, keeps?: Step['keeps']): Step => ({
  path,
  fields: typeof fields === 'function' ? fields : () => fields,
  ...(keeps === undefined ? {} : { keeps }),
});

const steps: readonly Step[] = [
  step('test'),
  step('payments/cards/charge', cardPayment, ['taken', 'TransactionId']),
  step('payments/cards/auth', { ...cardPayment, SaveCard: true }, ['held', 'TransactionId']),
  step('payments/confirm', ({ held }) => ({ TransactionId: held, Amount: 1000 })),
  step('payments/get', ({ held }) => ({ TransactionId: held }), ['token', 'Token']),
  step('payments/refund', ({ taken }) => ({ TransactionId: taken, Amount: 10.5 })),
  step('payments/tokens/charge', ({ token }) => ({ ...order, Token: token, TrInitiatorCode: 1 })),
  step('payments/tokens/auth', ({ token }) => ({ ...order, Token: token, TrInitiatorCode: 1 }), [
    'heldAgain',
    'TransactionId',
  ]),
  step('payments/void', ({ heldAgain }) => ({ TransactionId: heldAgain })),
  step('payments/cards/post3ds', ({ asked, paRes }) => ({ TransactionId: asked, PaRes: paRes })),
  step('payments/threedscallback', ({ mobile, mobilePaRes }) => ({
    MD: {
      TransactionId: mobile,
      SuccessUrl: 'https://shop.test/1',
      FailUrl: 'https://shop.test/2',
    },
    PaRes: mobilePaRes,
  })),
  step('payments/cards/topup', { ...money, CardCryptogramPacket: '4000000000003055' }),
  step('payments/token/topup', ({ token }) => ({ ...money, Token: token, AccountId: 'anna' })),
  step('payments/alt/topup', {
    ...money,
    Receiver: { Phone: '+79990001122' },
    MemberId: '100000000111',
  }),
  step('payments/find', { InvoiceId: 'INV-1' }),
  step('v2/payments/find', { InvoiceId: 'INV-1' }),
  step('payments/list', { Date: day }),
  step('v2/payments/list', period),
  step('payments/tokens/list', { PageNumber: 1 }),
  step('chargebacks/list', period),
  step('escrow/getescrowinfo', ({ deal }) => ({ EscrowAccumulationIds: [deal] })),
  step(
    'subscriptions/create',
    ({ token }) => ({
      ...order,
      Token: token,
      RequireConfirmation: false,
      StartDate: '2026-02-01T00:00:00Z',
      Interval: 'Month',
      Period: 1,
    }),
    ['plan', 'Id'],
  ),
  step('subscriptions/get', ({ plan }) => ({ Id: plan })),
  step('subscriptions/find', { accountId: 'anna' }),
  step('subscriptions/update', ({ plan }) => ({ Id: plan, Amount: 990, MaxPeriods: 3 })),
  step('subscriptions/cancel', ({ plan }) => ({ Id: plan })),
  step('orders/create', { ...order, Email: 'anna@example.test' }, ['order', 'Id']),
  step('orders/cancel', ({ order: id }) => ({ Id: id })),
  ...['check', 'pay', 'fail', 'confirm', 'refund', 'recurrent', 'cancel'].flatMap((type) => [
    step(`site/notifications/${type}/get`),
    ...(type === 'check' ? [] : [step(`site/notifications/${type}/update`, settings)]),
  ]),
  ...['link', 'image'].flatMap((as) => [
    step(`payments/qr/sbp/${as}`, { ...order, PublicId: publicId, Scheme: 'charge' }),
    step(`payments/qr/tinkoffpay/${as}`, {
      ...{ ...order, ...device, ...redirects },
      ...{ PublicId: publicId, Scheme: 'auth' },
    }),
    step(`payments/qr/sberpay/${as}`, { ...order, ...device, PublicId: publicId, Scheme: 'auth' }, [
      'link',
      'TransactionId',
    ]),
  ]),
  step('payments/qr/status/get', ({ link }) => ({ TransactionId: link, PublicId: publicId })),
  step('payments/qr/status/wait', ({ taken }) => ({ TransactionId: taken, PublicId: publicId })),
  step('sbp/v2/banks/info', { PublicTerminalId: publicId }),
  step('payments/altpay/pay', {
    ...order,
    ...{ PublicId: publicId, AltPayType: 'TcsBnplDolyame', Scheme: '0' },
  }),
  step('applepay/startsession', { ValidationUrl: 'https://apple-pay-gateway.apple.com/session' }),
  step('kkt/receipt', { Inn: inn, Type: 'Income', CustomerReceipt: receipt }, ['receipt', 'Id']),
  step('kkt/receipt/status/get', ({ receipt: id }) => ({ Id: id })),
  step('kkt/receipt/get', ({ receipt: id }) => ({ Id: id })),
  step('kkt/correction-receipt', { CorrectionReceiptData: correction }, ['correction', 'Id']),
  step('kkt/correction-receipt/status/get', ({ correction: id }) => ({ Id: id })),
  step('kkt/correction-receipt/get', ({ correction: id }) => ({ Id: id })),
  step('kkt/fiscalize', {
    ...{ ...register, Inn: inn, RegNumber: '1', Ofd: 'FirstOfd' },
    ...{ Url: 'https://shop.test', TaxationSystem: [0] },
  }),
  step('kkt/state', { ...register, Inn: inn, OnMaintenance: true }),
  step('kkt/state/get', register),
  step('kkt/merchant-devices-warnings'),
  step('kkt/validate-mark-code', { Inn: inn, MarkCode: markCode }),
  step('kkt/validate-mark-codes', { Inn: inn, MarkCodes: [markCode, 'x'] }),
];

test('every answer of every method is what the document says', async () => {
  const simulator = await startFor(null, { now: () => nowMs });
  const { control: own } = simulator;
  const asking = async () => {
    const card = { ...cardPayment, CardCryptogramPacket: '4242424242424242' };
    const { Success, Model } = await call(simulator, 'payments/cards/charge', card);
    expect(Success).toBe(false);
    const id = Model?.TransactionId;
    return { id, paRes: own.answerThreeDs(String(id), 'pass').PaRes };
  };
  const [asked, mobile] = [await asking(), await asking()];
  const dealt = await call(simulator, 'payments/cards/charge', {
    ...cardPayment,
    Escrow: { StartAccumulation: true },
  });
  const claimed = await pay(simulator, { scheme: 'charge' });
  await control(simulator, 'POST', 'chargebacks', { transactionId: claimed.transactionId });
  const kept: Record<string, unknown> = {
    asked: asked.id,
    paRes: asked.paRes,
    mobile: mobile.id,
    mobilePaRes: mobile.paRes,
    deal: dealt.Model?.EscrowAccumulationId,
  };
  const refusals: string[] = [];
  for (const { path, fields, keeps } of steps) {
    const answer = await call(simulator, path, fields(kept));
    if (!answer.Success) refusals.push(`${path}: ${JSON.stringify(answer)}`);
    if (keeps !== undefined) kept[keeps[0]] = answer.Model?.[keeps[1]];
  }
  expect(refusals).toEqual([]);
  const missing = Object.keys(methods).filter((path) => !steps.some((one) => one.path === path));
  expect(missing).toEqual(['site/notifications/check/update']);
});

test('every refusal too: nothing sent, everything wrong, a declined payment', async () => {
  const simulator = await startFor(null, { now: () => nowMs });
  const wrong = { TransactionId: '1', Id: 'none', InvoiceId: 'none', Amount: 'x', PageNumber: 0 };
  for (const [path, { parameters }] of Object.entries(methods)) {
    const { Success } = await call(simulator, path, {});
    const needed = parameters.some((one) => one.required && one.tolerated === undefined);
    if (needed) expect([path, Success]).toEqual([path, false]);
    await call(simulator, path, wrong);
  }
  const declined = { ...cardPayment, CardCryptogramPacket: '4000056655665556' };
  expect((await call(simulator, 'payments/cards/charge', declined)).Success).toBe(false);
  expect((await call(simulator, 'payments/find', { InvoiceId: 'INV-1' })).Model).toMatchObject({
    Status: 'Declined',
  });
});

type Webhook = {
  readonly requestBody: {
    readonly content: Readonly<
      Record<string, { schema: { properties: object; required: readonly string[] } }>
    >;
  };
};

test('every notification carries what the document says', async () => {
  const shop = await startShop();
  const simulator = await startFor(shop, { now: () => nowMs });
  const saved = await pay(simulator, { tokenize: true, accountId: 'anna' });
  const id = saved.transactionId;
  const { Model } = await call(simulator, 'payments/get', { TransactionId: id });
  await call(simulator, 'payments/confirm', { TransactionId: id, Amount: 1500 });
  await call(simulator, 'payments/refund', { TransactionId: id, Amount: 1500 });
  const held = await pay(simulator);
  await call(simulator, 'payments/void', { TransactionId: held.transactionId });
  await pay(simulator, { card: '4000056655665556' });
  await call(simulator, 'subscriptions/create', {
    ...{ ...order, Token: Model?.Token, RequireConfirmation: false, MaxPeriods: 2 },
    ...{ StartDate: '2026-02-01T00:00:00Z', Interval: 'Month', Period: 1 },
  });
  const sale = { Inn: inn, Type: 'Income', CustomerReceipt: receipt };
  await call(simulator, 'kkt/receipt', sale);
  await simulator.control.advance(60 * 60 * 1000);
  await simulator.control.flush();
  expect(new Set(shop.types())).toEqual(
    new Set(notificationTypes.map((type) => type.toLowerCase())),
  );
  for (const { url, body } of shop.received) {
    const type = notificationTypes.find((name) => url.endsWith(`/${name.toLowerCase()}`)) ?? '';
    const webhook = webhooks[type]?.post as Webhook | undefined;
    const schema = webhook?.requestBody.content['application/x-www-form-urlencoded']?.schema;
    const names = [...new URLSearchParams(body).keys()];
    const known = Object.keys(schema?.properties ?? {});
    expect([type, names.filter((name) => !known.includes(name))]).toEqual([type, []]);
    expect([type, schema?.required.filter((name) => !names.includes(name))]).toEqual([type, []]);
  }
});
