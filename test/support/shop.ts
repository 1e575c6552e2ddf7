import type { OperationView, OrderDetail, OrderView, PaymentView, Problem } from '@kopeck/api';
import { signBody } from '@kopeck/cloudpayments/notifications';
import { apiKey, apiSecret, type Kopeck, publicId, until } from './kopeck.ts';

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
}

/** What a refusal says besides its status. */
type Refused = Pick<Problem, 'code' | 'title' | 'detail' | 'problems'>;

/** A shop's own system and its customers' browsers, speaking HTTP to a running Kopeck. */
export function createShop(kopeck: Pick<Kopeck, 'url' | 'simulatorUrl'>) {
  async function call<T>(
    method: 'GET' | 'POST',
    address: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<T>> {
    const answer = await fetch(new URL(address, kopeck.url), {
      method,
      headers: {
        authorization: `Bearer ${apiKey}`,
        'accept-language': 'ru',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.status, body: (await answer.json()) as T };
  }

  const createOrder = (
    fields: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer<OrderView & Partial<Refused>>> =>
    call('POST', '/api/orders', { ...anOrder, ...fields }, headers);

  /** An order whose payer has opened the widget. */
  async function awaitingOrder(fields: Readonly<Record<string, unknown>> = {}): Promise<OrderView> {
    const { body } = await createOrder(fields);
    await call('POST', '/api/payment/create', { order: body.token });
    return body;
  }

  const order = async (id: string): Promise<OrderDetail> =>
    (await call<OrderDetail>('GET', `/api/orders/${id}`)).body;

  /** What the widget does when the payer presses Pay. */
  const pay = (of: OrderView, fields: Readonly<Record<string, unknown>> = {}) =>
    call<{ success: boolean; transactionId: number; status: string; reasonCode?: number }>(
      'POST',
      `${kopeck.simulatorUrl}/_sim/pay`,
      {
        publicId,
        scheme: 'auth',
        amount: of.amount,
        currency: of.currency,
        invoiceId: of.invoiceId,
        email: of.email,
        card: '4242424242424242',
        ...fields,
      },
    );

  /** An order paid through the simulator, and its one payment, held. */
  async function heldPayment(
    fields: Readonly<Record<string, unknown>> = {},
  ): Promise<{ readonly order: OrderView; readonly payment: PaymentView }> {
    const made = await awaitingOrder(fields);
    await pay(made);
    const paid = await until(
      () => order(made.id),
      ({ status }) => status === 'paid',
    );
    const [payment] = paid.payments;
    if (payment === undefined) throw new Error('A paid order has no payment.');
    return { order: made, payment };
  }

  const command = (
    payment: PaymentView,
    kind: 'confirm' | 'void' | 'refund',
    fields: Readonly<Record<string, unknown>> = {},
  ) =>
    call<{ operation: OperationView } & Partial<Refused>>(
      'POST',
      `/api/payments/${payment.id}/${kind}`,
      {
        version: payment.version,
        ...(kind === 'refund' ? { reason: 'Вернули чашку' } : {}),
        ...fields,
      },
    );

  const operation = async (id: string): Promise<OperationView> =>
    (await call<OperationView>('GET', `/api/operations/${id}`)).body;

  /** A notification with the gateway's signature over its bytes, or with the given one. */
  async function notify(
    type: string,
    fields: Readonly<Record<string, string>> | string,
    options: { readonly signature?: string; readonly contentType?: string } = {},
  ): Promise<Answer<{ code: number | string }>> {
    const body = typeof fields === 'string' ? fields : new URLSearchParams(fields).toString();
    const contentType = options.contentType ?? 'application/x-www-form-urlencoded';
    const { contentHmac } = signBody({
      rawBody: Buffer.from(body),
      secret: apiSecret,
      contentType,
    });
    const answer = await fetch(`${kopeck.url}/api/cloudpayments/webhook${type}`, {
      method: 'POST',
      headers: { 'content-type': contentType, 'content-hmac': options.signature ?? contentHmac },
      body,
    });
    return { status: answer.status, body: (await answer.json()) as { code: number | string } };
  }

  return { call, createOrder, awaitingOrder, order, pay, heldPayment, command, operation, notify };
}

export type Shop = ReturnType<typeof createShop>;

export const anOrder = {
  description: 'Чайник «Сосна»',
  amount: '1500.00',
  currency: 'RUB',
  email: 'anna@example.test',
} as const;

let nextTransaction = BigInt(Date.now()) * 1000n;

/** The fields of a Pay as the gateway sends them (reference, section 3.2), for an order's whole sum. */
export const payFields = (
  order: Pick<OrderView, 'invoiceId'>,
  fields: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> => ({
  TransactionId: String(nextTransaction++),
  Amount: '1500.00',
  Currency: 'RUB',
  DateTime: '2026-11-24 09:30:05',
  CardFirstSix: '424242',
  CardLastFour: '4242',
  CardType: 'Visa',
  CardExpDate: '12/29',
  TestMode: '1',
  Status: 'Authorized',
  OperationType: 'Payment',
  GatewayName: 'Test',
  InvoiceId: order.invoiceId,
  Email: 'anna@example.test',
  ...fields,
});
