import type { Problem } from '../control/problem.ts';
import { isObject } from '../json.ts';
import { cardDigits } from '../payments/cards.ts';
import { amountField, dataField, fieldsOf } from '../rest/fields.ts';
import type { WidgetSession } from './sessions.ts';

type Wanted = Omit<WidgetSession, 'id' | 'lastTransactionId'>;

export type SessionInput =
  | { readonly ok: true; readonly wanted: Wanted }
  | { readonly ok: false; readonly problem: Problem };

const wrong = (code: string, detail: string) =>
  ({ ok: false, problem: { status: 422, code, detail } }) as const;

/** Reads what the frame passes on from the shop's page; the words reach the shop's developer. */
export function readSession(body: unknown, publicId: string): SessionInput {
  if (!isObject(body)) return wrong('bad_json', 'Send a JSON object.');
  const fields = fieldsOf(Object.entries(body));
  const given = fields.text('publicId');
  if (given !== publicId) {
    return wrong('unknown_public_id', `The terminal ${given ?? ''} is not known here.`);
  }
  const amount = amountField(fields);
  if (!amount.ok) return wrong('bad_amount', amount.message);
  const currency = fields.text('currency');
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) {
    return wrong('bad_currency', 'currency is a code such as RUB.');
  }
  const accountId = fields.text('accountId');
  if (accountId !== null && accountId.length >= 255) {
    return wrong('bad_account_id', 'accountId must be shorter than 255 characters.');
  }
  return {
    ok: true,
    wanted: {
      scheme: fields.text('scheme') === 'auth' ? 'auth' : 'charge',
      amountMinor: amount.amountMinor,
      currency,
      description: fields.text('description'),
      invoiceId: fields.text('invoiceId'),
      accountId,
      data: dataField(fields.get('data')),
      culture: fields.text('culture') ?? 'ru-RU',
      tokenize: fields.flag('tokenize'),
      orderId: null,
    },
  };
}

export type CardInput =
  | {
      readonly ok: true;
      readonly card: {
        readonly digits: string;
        readonly expiry: string;
        readonly email: string | null;
      };
    }
  | { readonly ok: false; readonly problem: Problem };

/** The card as the form sends it. The CVV is read by nobody and kept nowhere. */
export function readCard(body: unknown): CardInput {
  if (!isObject(body)) return wrong('bad_json', 'Send a JSON object.');
  const fields = fieldsOf(Object.entries(body));
  const digits = cardDigits(fields.text('number') ?? '');
  if (digits === null) return wrong('bad_card', 'The card number is wrong.');
  const expiry = fields.text('expiry') ?? '';
  if (!/^(0[1-9]|1[0-2])\/\d{2}$/.test(expiry)) return wrong('bad_expiry', 'The expiry is wrong.');
  return { ok: true, card: { digits, expiry, email: fields.text('email') } };
}
