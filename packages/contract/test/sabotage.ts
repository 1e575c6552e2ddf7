import {
  type ApiAnswer,
  type ApiRequest,
  hexHmac,
  hmac,
  type Notification,
  type Spoil,
  signedAnew,
} from './broken-gateway.ts';

/** One defect of a gateway, and the cases that must notice it. */
export type Sabotage = Spoil & { readonly name: string; readonly notices: readonly string[] };

type Json = Record<string, unknown>;

/** Changes the JSON of answers to these paths. */
const json =
  (paths: RegExp, change: (answer: Json, request: ApiRequest) => Json) =>
  (answer: ApiAnswer, request: ApiRequest): ApiAnswer => {
    if (!paths.test(request.path) || !/json/.test(answer.contentType)) return answer;
    const changed = change(JSON.parse(answer.body) as Json, request);
    return { ...answer, body: JSON.stringify(changed) };
  };

/** Changes the model of answers to these paths, each row of a list. */
const model = (paths: RegExp, change: (model: Json) => Json) =>
  json(paths, (answer) => {
    const { Model } = answer;
    if (Array.isArray(Model)) return { ...answer, Model: Model.map((row) => change(row as Json)) };
    const given = typeof Model === 'object' && Model !== null;
    return given ? { ...answer, Model: change(Model as Json) } : answer;
  });

const without =
  (name: string) =>
  (value: Json): Json => {
    const { [name]: _left, ...rest } = value;
    return rest;
  };

/** Changes the form of notifications of these types, with right signatures. */
const form =
  (types: RegExp, change: (sent: string) => string) =>
  (told: Notification): readonly Notification[] =>
    types.test(told.type) ? [signedAnew(told, change(told.sent))] : [told];

const signature =
  (change: (told: Notification) => Partial<Notification>) =>
  (told: Notification): readonly Notification[] => [{ ...told, ...change(told) }];

/** Leaves fields out of requests to these paths, or changes them. */
const asked =
  (paths: RegExp, change: (fields: Json) => Json) =>
  (request: ApiRequest): ApiRequest =>
    paths.test(request.path)
      ? { ...request, body: JSON.stringify(change({ ...request.fields })) }
      : request;

const payment = /^payments\/(cards|tokens)\/(charge|auth)/;
const reading = /^payments\/get/;
const any = /./;

/** A shop's parameter without its value: `InvoiceId=…` becomes `InvoiceId=`. */
const emptied = (name: string) => (sent: string) =>
  sent.replace(new RegExp(`(^|&)${name}=[^&]*`), `$1${name}=`);
const dropped = (name: string) => (sent: string) =>
  sent.replace(new RegExp(`(^|&)${name}=[^&]*`), '');

export const signatureSabotage: readonly Sabotage[] = [
  {
    name: 'Content-HMAC in hex',
    notification: signature(({ sent }) => ({ contentHmac: hexHmac(sent) })),
    notices: ['content-hmac', 'all-types-signed', 'get-query'],
  },
  {
    name: 'X-Content-HMAC over the raw body',
    notification: signature(({ sent }) => ({ decodedHmac: hmac(sent) })),
    notices: ['x-content-hmac', 'check-signed', 'recurrent'],
  },
  {
    name: 'no signature at all',
    notification: signature(() => ({ contentHmac: '', decodedHmac: '' })),
    notices: ['content-hmac', 'x-content-hmac', 'windows-1251'],
  },
  {
    name: 'upper-case hex',
    notification: form(any, (sent) => sent.replace(/%[0-9a-f]{2}/g, (code) => code.toUpperCase())),
    notices: ['spelling'],
  },
  {
    name: 'a space as %20',
    notification: form(any, (sent) => sent.replaceAll('+', '%20')),
    notices: ['spelling'],
  },
  {
    name: 'decoded twice: a plus is lost',
    notification: form(any, (sent) => sent.replaceAll('%2b', '+')),
    notices: ['values-survive'],
  },
].map((one) => ({ ...one, notices: one.notices.map((name) => `notifications.${name}`) }));

export const notificationSabotage: readonly Sabotage[] = [
  {
    name: 'sums without kopecks',
    notification: form(any, (sent) => sent.replace(/Amount=(\d+)\.\d\d/g, 'Amount=$1')),
    notices: ['check', 'pay', 'fail', 'confirm', 'refund', 'cancel'].map(
      (type) => `${type}-values`,
    ),
  },
  ...(
    [
      ['check', 'Status'],
      ['pay', 'GatewayName'],
      ['fail', 'ReasonCode'],
      ['confirm', 'CardLastFour'],
      ['refund', 'PaymentTransactionId'],
      ['cancel', 'Amount'],
    ] as const
  ).map(([type, name]) => ({
    name: `${type} without ${name}`,
    notification: form(new RegExp(`^${type}$`), dropped(name)),
    notices: [`${type}-parameters`, `${type}-exact-set`],
  })),
  {
    name: 'the type in the body',
    notification: form(any, (sent) => `${sent}&NotificationType=Pay`),
    notices: ['post-form', 'pay-exact-set', 'recurrent', 'receipt'],
  },
  {
    name: 'Moscow time',
    notification: form(any, (sent) =>
      sent.replace(
        /\+(\d\d)%3a/g,
        (_all, hour) => `+${String((Number(hour) + 3) % 24).padStart(2, '0')}%3a`,
      ),
    ),
    notices: ['pay-values', 'cancel-values'],
  },
  { name: 'Data is lost', notification: form(any, emptied('Data')), notices: ['values-survive'] },
  {
    name: 'empty parameters are left out',
    notification: form(any, (sent) =>
      sent
        .split('&')
        .filter((pair) => !pair.endsWith('='))
        .join('&'),
    ),
    notices: ['empty-fields', 'pay-exact-set'],
  },
  {
    name: 'the card of an SBP payment is made up',
    notification: form(/^pay$/, (sent) => sent.replace('CardFirstSix=&', 'CardFirstSix=220000&')),
    notices: ['sbp-no-card'],
  },
  {
    name: 'PaymentMethod is lost',
    notification: form(any, emptied('PaymentMethod')),
    notices: ['sbp-pay'],
  },
  {
    name: 'Token is lost',
    notification: form(any, emptied('Token')),
    notices: ['token'],
  },
  {
    name: 'a plan charges another sum',
    notification: form(/^pay$/, (sent) => sent.replace('Amount=399.00', 'Amount=1.00')),
    notices: ['charge-of-plan'],
  },
  {
    name: 'Pay says Completed for a hold',
    notification: form(/^pay$/, (sent) => sent.replace('Status=Authorized', 'Status=Completed')),
    notices: ['pay-status'],
  },
  {
    name: 'Check says Completed for a hold',
    notification: form(/^check$/, (sent) => sent.replace('Status=Authorized', 'Status=Completed')),
    notices: ['check-status'],
  },
  {
    name: 'Fail says another reason',
    notification: form(/^fail$/, (sent) => sent.replace(/ReasonCode=\d+/, 'ReasonCode=5005')),
    notices: ['fail-reason', 'check-refusal-fails'],
  },
  {
    name: 'Confirm says the authorized sum',
    notification: form(/^confirm$/, (sent) => sent.replace('Amount=12.50', 'Amount=20.00')),
    notices: ['partial-confirm'],
  },
  {
    name: 'everything is sent twice',
    notification: (told: Notification) => [told, told],
    notices: ['acknowledged', 'check-never-repeated', 'schedule'],
  },
  {
    name: 'every answer of the shop is good enough',
    shopAnswer: (answer: ApiAnswer) => ({ ...answer, status: 200, body: '{"code":0}' }),
    notices: [
      ...['invoice', 'account', 'amount', 'expired', 'refused', 'other-code', 'html', 'empty']
        .concat(['missing', 'unavailable'])
        .map((name) => `check-${name}`),
      ...['code', 'error', 'empty', 'html'].map((name) => `redelivered-${name}`),
    ],
  },
  {
    name: 'no answer of the shop is good enough',
    shopAnswer: (answer: ApiAnswer) => ({ ...answer, body: 'oops' }),
    notices: ['acknowledged', 'check-accepted'],
  },
].map((one) => ({ ...one, notices: one.notices.map((name) => `notifications.${name}`) }));

export const apiSabotage: readonly Sabotage[] = [
  {
    name: 'any secret will do',
    request: (request) => ({
      ...request,
      headers: { ...request.headers, authorization: goodKeys },
    }),
    notices: [
      'access.wrong-secret',
      'access.wrong-login',
      'access.no-credentials',
      'access.refused-changes-nothing',
    ],
  },
  {
    name: '500 for an unknown method',
    answer: (answer) => (answer.status === 404 ? { ...answer, status: 500 } : answer),
    notices: ['access.unknown-method'],
  },
  {
    name: '429 never',
    answer: (answer) =>
      answer.status === 429 ? { ...answer, status: 200, body: '{"Success":true}' } : answer,
    notices: ['limits.sixth'],
  },
  {
    name: '503 in place of 200 now and then',
    answer: spoiltEvery(7, (answer) => ({ ...answer, status: 503, body: '' })),
    notices: ['limits.burst'],
  },
  {
    name: 'a GUID that is none',
    answer: json(/^test/, (answer) => ({ ...answer, Message: 'OK' })),
    notices: ['access.test'],
  },
  {
    name: 'refusals come as HTTP 400',
    answer: (answer) => (/"Success":false/.test(answer.body) ? { ...answer, status: 400 } : answer),
    notices: ['shapes.refusal-is-http-200'],
  },
  {
    name: 'a refused confirm says Success',
    answer: json(/^payments\/confirm/, () => ({ Success: true, Message: null })),
    notices: ['confirm-one-stage', 'confirm-more', 'confirm-twice', 'confirm-unknown'].map(
      (name) => `two-stage.${name}`,
    ),
  },
  {
    name: 'void is said and not done',
    request: (request) =>
      /^payments\/void/.test(request.path) ? { ...request, path: 'test' } : request,
    answer: json(/^test/, () => ({ Success: true, Message: null })),
    notices: ['two-stage.void', 'two-stage.void-twice', 'two-stage.cancelled-code', '3ds.auth'],
  },
  {
    name: 'confirm takes everything',
    request: asked(/^payments\/confirm/, (fields) => ({ ...fields, Amount: 100 })),
    notices: ['two-stage.partial-confirm', 'two-stage.partial-confirm-amount'],
  },
  {
    name: 'a refund has no number of its own',
    answer: json(/^payments\/refund/, (answer, { fields }) =>
      answer.Success === true
        ? { ...answer, Model: { TransactionId: fields.TransactionId } }
        : answer,
    ),
    notices: ['refunds.whole', 'refunds.own-row', 'refunds.parts', 'idempotency.no-header'],
  },
  {
    name: 'refunds have no end',
    request: asked(/^payments\/refund/, (fields) => ({ ...fields, Amount: 0.01 })),
    notices: ['refunds.too-much', 'refunds.flag', 'refunds.amount-required'],
  },
  {
    name: 'X-Request-ID is not read',
    request: (request) => ({ ...request, headers: { ...request.headers, 'x-request-id': '' } }),
    notices: ['same-answer', 'refund', 'confirm', 'at-once', 'for-an-hour']
      .map((name) => `idempotency.${name}`)
      .concat('receipts.request-id'),
  },
  {
    name: 'one X-Request-ID for everything',
    request: (request) =>
      request.headers['x-request-id'] === undefined
        ? request
        : { ...request, headers: { ...request.headers, 'x-request-id': 'same' } },
    notices: ['idempotency.new-id'],
  },
  {
    name: 'ids are text',
    answer: model(any, (row) => ({ ...row, TransactionId: String(row.TransactionId) })),
    notices: ['shapes.transaction-id', 'shapes.model', 'shapes.three-ds', 'reads.get'],
  },
  {
    name: 'Iso dates are Moscow time',
    answer: model(any, (row) => shifted(row)),
    notices: ['shapes.dates', 'reads.dates-of-parts', 'subscriptions.create', 'payouts.card'],
  },
  {
    name: 'a model without AuthCode',
    answer: model(any, without('AuthCode')),
    notices: [
      'shapes.model',
      'shapes.completed',
      'reads.find',
      'reads.list-day',
      'tokens.published',
    ],
  },
  {
    name: 'a malformed request gets an empty Model',
    answer: json(any, (answer) => (answer.Success === false ? { Model: {}, ...answer } : answer)),
    notices: [
      'shapes.amount-required',
      'shapes.ip-required',
      'reads.find-unknown',
      'tokens.required',
    ],
  },
  {
    name: 'a declined payment says Success',
    answer: json(any, (answer) => ({ ...answer, Success: true })),
    notices: [
      'shapes.declined',
      'reads.get-declined',
      'reads.find-declined',
      '3ds.refused',
      '3ds.forged',
    ],
  },
  {
    name: 'every decline is 5005',
    answer: model(any, (row) => (row.ReasonCode === 0 ? row : { ...row, ReasonCode: 5005 })),
    notices: ['shapes.declined', 'tokens.declined', '3ds.no-funds'],
  },
  {
    name: 'JsonData is an object',
    answer: model(payment, (row) => ({ ...row, JsonData: { cart: '7' } })),
    notices: ['shapes.json-data-object', 'shapes.echo'],
  },
  {
    name: 'messages are always Russian',
    request: asked(payment, without('CultureName')),
    notices: ['shapes.language'],
  },
  {
    name: 'text/html for JSON',
    answer: (answer) => ({
      ...answer,
      contentType: answer.contentType.replace('application/json', 'text/html'),
    }),
    notices: ['shapes.json-content-type'],
  },
  {
    name: 'find is a find of the first',
    answer: json(/payments\/find/, () => ({ Success: false, Message: 'Not found' })),
    notices: ['reads.find', 'reads.find-last', 'reads.find-refund', 'payouts.found'],
  },
  {
    name: 'TimeZone is not read',
    request: asked(/payments\/list/, without('TimeZone')),
    notices: ['reads.list-zone', 'reads.period-zone'],
  },
  {
    name: 'Statuses is not read',
    request: asked(/payments\/list/, without('Statuses')),
    notices: ['reads.statuses'],
  },
  {
    name: 'pages start at 0',
    request: asked(/^v2\/payments\/list/, (fields) => ({ ...fields, PageNumber: 1 })),
    notices: ['reads.pages', 'reads.list-required'],
  },
  {
    name: 'exports come newest first',
    answer: json(/payments\/list/, (answer) => ({
      ...answer,
      Model: [...(answer.Model as Json[])].reverse(),
    })),
    notices: ['reads.period'],
  },
  {
    name: 'a day is the next day',
    request: asked(/^payments\/list/, (fields) => ({ ...fields, Date: dayAfter(fields.Date) })),
    notices: ['reads.list-other-day', 'reads.list-day', 'reads.list-zone'],
  },
  {
    name: 'a waiting payment shows as declined',
    answer: model(reading, (row) =>
      row.Status === 'Completed' ? row : { ...row, Status: 'Declined' },
    ),
    notices: [
      '3ds.waiting',
      'two-stage.void',
      'two-stage.confirm-more',
      'qr.waits',
      'refunds.held',
    ],
  },
  {
    name: 'settings left out stay as they are',
    request: asked(/notifications\/\w+\/update/, (fields) => ({
      HttpMethod: 'POST',
      Encoding: 'Windows1251',
      IsEnabled: true,
      Address: 'https://shop.example/kept',
      ...fields,
    })),
    notices: ['defaults', 'disabled-by-default', 'address-required'].map(
      (name) => `notification-settings.${name}`,
    ),
  },
  {
    name: 'Check can be changed by API',
    answer: json(/notifications\/check\/update/, () => ({ Success: true, Message: null })),
    notices: ['notification-settings.check-is-read-only'],
  },
  {
    name: 'no image in QrImage',
    answer: model(/payments\/qr/, (row) => ({
      ...row,
      QrImage: row.QrImage === null ? null : 'AAAA',
    })),
    notices: ['qr.sbp-image', 'qr.t-pay', 'qr.sberpay'],
  },
];

const goodKeys = `Basic ${btoa('pk_contract:vec_secret_3f1d9a')}`;

const dayAfter = (day: unknown): string =>
  new Date(Date.parse(String(day)) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

function shifted(row: Json): Json {
  const hours = 3 * 60 * 60 * 1000;
  const moved = Object.entries(row).map(([name, value]) => {
    if (!name.endsWith('Iso') || typeof value !== 'string') return [name, value];
    return [name, new Date(Date.parse(`${value}Z`) + hours).toISOString().slice(0, 19)];
  });
  return Object.fromEntries(moved) as Json;
}

function spoiltEvery(nth: number, spoil: (answer: ApiAnswer) => ApiAnswer) {
  let count = 0;
  return (answer: ApiAnswer): ApiAnswer => {
    count += 1;
    return count % nth === 0 ? spoil(answer) : answer;
  };
}
