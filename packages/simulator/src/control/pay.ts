import { isObject } from '../json.ts';
import { cardDigits } from '../payments/cards.ts';
import type { Done } from '../payments/gateway.ts';
import { cardHolderMessage } from '../payments/reasons.ts';
import type { PaymentRequest } from '../payments/request.ts';
import type { Transaction } from '../payments/transaction.ts';
import { amountField, dataField, fieldsOf } from '../rest/fields.ts';
import type { Problem } from './problem.ts';

export type PayInput =
  | { readonly ok: true; readonly request: PaymentRequest }
  | { readonly ok: false; readonly problem: Problem };

const wrong = (code: string, detail: string): PayInput => ({
  ok: false,
  problem: { status: 422, code, detail },
});

/** Reads `POST /_sim/pay`: what the widget would have sent when the payer pressed Pay. */
export function readPay(body: unknown, publicId: string): PayInput {
  if (!isObject(body)) {
    return { ok: false, problem: { status: 400, code: 'bad_json', detail: 'Send a JSON object.' } };
  }
  const fields = fieldsOf(Object.entries(body));
  if (fields.text('publicId') !== publicId) {
    const detail = `This terminal's Public ID is ${publicId}, not ${fields.text('publicId')}.`;
    return { ok: false, problem: { status: 404, code: 'unknown_public_id', detail } };
  }
  const scheme = fields.text('scheme');
  if (scheme !== 'auth' && scheme !== 'charge') {
    return wrong('bad_scheme', 'scheme is "auth" (two-stage) or "charge" (one-stage).');
  }
  const amount = amountField(fields);
  if (!amount.ok) return wrong('bad_amount', `${amount.message}: a decimal such as 1500.00.`);
  const card = readCard(fields.get('card'));
  if (card === null) return wrong('bad_card', 'card is a number such as 4242 4242 4242 4242.');
  const threeDs = fields.text('threeDs') ?? 'pass';
  if (threeDs !== 'pass' && threeDs !== 'fail' && threeDs !== 'ask') {
    return wrong('bad_three_ds', 'threeDs is "pass" (default), "fail" or "ask".');
  }
  const currency = fields.text('currency') ?? 'RUB';
  if (!/^[A-Z]{3}$/.test(currency)) return wrong('bad_currency', 'currency is a code such as RUB.');
  return {
    ok: true,
    request: {
      scheme,
      amountMinor: amount.amountMinor,
      currency,
      invoiceId: fields.text('invoiceId'),
      accountId: fields.text('accountId'),
      email: fields.text('email'),
      description: fields.text('description'),
      data: dataField(fields.get('data')),
      culture: fields.text('culture') ?? 'ru-RU',
      ipAddress: '127.0.0.1',
      saveCard: fields.flag('tokenize'),
      method: { kind: 'card', ...card, threeDs },
      skipCheck: fields.flag('skipCheck'),
    },
  };
}

/** A card number alone, or `{number, expiry, holder}`. */
function readCard(value: unknown) {
  const given = isObject(value) ? fieldsOf(Object.entries(value)) : fieldsOf([['number', value]]);
  const digits = cardDigits(given.text('number') ?? '');
  if (digits === null) return null;
  return { digits, expiry: given.text('expiry') ?? '12/30', holder: given.text('holder') };
}

/** The answer of `POST /_sim/pay`. */
export type PayAnswer = {
  readonly success: boolean;
  readonly transactionId: number;
  readonly status: Transaction['status'];
  /** Of a declined payment alone, with the text for the payer. */
  readonly reasonCode?: number;
  readonly message?: string | null;
};

export function payAnswer(transaction: Transaction): PayAnswer {
  const declined = transaction.status === 'Declined';
  return {
    success: transaction.status === 'Authorized' || transaction.status === 'Completed',
    transactionId: Number(transaction.id),
    status: transaction.status,
    ...(declined
      ? {
          reasonCode: transaction.reasonCode,
          message: cardHolderMessage(transaction.reasonCode, transaction.culture),
        }
      : {}),
  };
}

/** How long an answer waits for the first attempt of the notification. */
export const firstAttemptMs = 2000;

/** Waits for the first attempt of the notification, but never long: a shop may be down. */
export async function settledSoon(done: Done, atMostMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, atMostMs);
  });
  await Promise.race([done.notified, limit]);
  clearTimeout(timer);
}
