import { createHmac } from 'node:crypto';
import { apiSecret } from '../support/kopeck.ts';
import type { Random } from './random.ts';

/** One request that no gateway would send, and that must change nothing. */
export interface Hostile {
  readonly path: string;
  readonly method: 'POST' | 'PUT' | 'GET';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const types = [
  'check',
  'pay',
  'fail',
  'confirm',
  'refund',
  'cancel',
  'recurrent',
  'receipt',
] as const;
const form = 'application/x-www-form-urlencoded';

/** Values that make a message unreadable, so that even a right signature gives it no effect. */
const badAmounts = [
  '',
  'NaN',
  '-1',
  '1.001',
  '1e3',
  '1,5',
  '0x10',
  '１２',
  '--',
  '9'.repeat(40),
] as const;
const badIds = ['', 'abc', '-5', '1.5', '9'.repeat(25), '0', '1 2', '１２', 'null'] as const;
const nasty = [
  "'; drop table orders; --",
  '\u0000',
  '%00',
  '%ff%fe',
  '%',
  '{{7*7}}',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  'а'.repeat(3_000),
  '\u202e\u0301',
  '{"__proto__":{"admin":true}}',
  '[[[[[[[[',
] as const;
const contentTypes = [
  form,
  `${form}; charset=windows-1251`,
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'multipart/form-data; boundary=x',
  '',
  'a/b/c;;;=',
] as const;

/** A request of the generator's own; the same seed gives the same request. */
export function hostileRequest(random: Random, invoiceId: string): Hostile {
  const kind = random.below(6);
  if (kind === 0) return forged(random, invoiceId);
  if (kind === 1) return noise(random, false);
  if (kind === 2) return noise(random, true);
  if (kind === 3) return mangled(random, invoiceId);
  if (kind === 4) return unreadable(random, invoiceId);
  return oddPath(random, invoiceId);
}

const sign = (body: Buffer, secret = apiSecret): string =>
  createHmac('sha256', secret).update(body).digest('base64');

function fieldsOf(random: Random, invoiceId: string): Record<string, string> {
  return {
    TransactionId: String(4_000_000_000 + random.below(1_000_000)),
    Amount: '1500.00',
    Currency: 'RUB',
    PaymentAmount: '1500.00',
    DateTime: '2026-11-24 09:30:05',
    CardFirstSix: '424242',
    CardLastFour: '4242',
    TestMode: '1',
    Status: random.pick(['Authorized', 'Completed']),
    OperationType: 'Payment',
    GatewayName: 'Test',
    InvoiceId: invoiceId,
  };
}

const encode = (fields: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(new URLSearchParams(fields).toString());

const post = (path: string, body: Buffer, headers: Record<string, string>): Hostile => ({
  path,
  method: 'POST',
  headers: { 'content-type': form, ...headers },
  body,
});

/** A perfect Pay whose signature is not the gateway's. */
function forged(random: Random, invoiceId: string): Hostile {
  const body = encode(fieldsOf(random, invoiceId));
  const signature = random.pick<() => string>([
    () => createHmac('sha256', apiSecret).update(body).digest('hex'),
    () => sign(body, `${apiSecret} `),
    () => sign(body, ''),
    () => sign(Buffer.concat([body, Buffer.from('\n')])),
    () => '',
    () => 'null',
    () => 'A'.repeat(43),
    () => sign(body).toLowerCase(),
    () => `${sign(body)},${sign(body)}`,
  ])();
  const header = random.pick(['content-hmac', 'x-content-hmac', 'x-hmac']);
  return post(`/${random.pick(types)}`, body, { [header]: signature });
}

/** Bytes of no meaning, with a wrong or even a right signature. */
function noise(random: Random, signed: boolean): Hostile {
  const body = Buffer.from(
    Array.from({ length: random.below(random.pick([1, 40, 2_000])) }, () => random.below(256)),
  );
  const signature = signed ? sign(body) : sign(body, 'x');
  const contentType = random.pick(contentTypes);
  return post(`/${random.pick(types)}`, body, {
    'content-type': contentType,
    'content-hmac': signature,
  });
}

/** A rightly signed body that was changed on the way by a byte, a cut, or a repeated field. */
function mangled(random: Random, invoiceId: string): Hostile {
  const body = encode(fieldsOf(random, invoiceId));
  const at = random.below(body.length);
  const changed = random.pick<() => Buffer>([
    () =>
      Buffer.concat([
        body.subarray(0, at),
        Buffer.from([(body[at] ?? 0) ^ 1]),
        body.subarray(at + 1),
      ]),
    () => body.subarray(0, at),
    () => Buffer.concat([body, Buffer.from('&Amount=1.00')]),
    () => Buffer.concat([body, body]),
    () => Buffer.from(body.toString().toUpperCase()),
  ])();
  return post(`/${random.pick(types)}`, changed, { 'content-hmac': sign(body) });
}

/** Rightly signed, and not readable as money: nothing may come of it, and nothing may break. */
function unreadable(random: Random, invoiceId: string): Hostile {
  const fields = fieldsOf(random, invoiceId);
  if (random.chance(0.5)) fields.Amount = random.pick(badAmounts);
  else fields.TransactionId = random.pick(badIds);
  fields[random.pick(['Description', 'Data', 'Email', 'AccountId', 'Name', 'X'])] =
    random.pick(nasty);
  if (random.chance(0.3)) {
    const body = Buffer.from(
      JSON.stringify(fields).replace('}', random.pick(['}', '', '}}', ',}'])),
    );
    return post(`/${random.pick(types)}`, body, {
      'content-type': 'application/json',
      'content-hmac': sign(body),
    });
  }
  const raw = Buffer.concat([
    encode(fields),
    Buffer.from(random.pick(['', '&', '&=', '&Amount', '&%zz=1'])),
  ]);
  return post(`/${random.pick(types)}`, raw, { 'content-hmac': sign(raw) });
}

/** The right words at the wrong door. */
function oddPath(random: Random, invoiceId: string): Hostile {
  const body = encode({ ...fieldsOf(random, invoiceId), Amount: random.pick(badAmounts) });
  const path = random.pick([
    '',
    '/',
    '/capture',
    '/pay/',
    '/PAY%20',
    '?type=',
    '?type=pay&type=check',
    '/%2e%2e/pay',
    `/${'x'.repeat(300)}`,
  ]);
  const method = random.pick(['POST', 'POST', 'PUT', 'GET'] as const);
  return { path, method, headers: { 'content-type': form, 'content-hmac': sign(body) }, body };
}
