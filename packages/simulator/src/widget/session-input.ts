import type { Problem } from '../control/problem.ts';
import { isObject } from '../json.ts';
import { parseAmount } from '../money.ts';
import { cardDigits } from '../payments/cards.ts';
import { currencies } from '../payments/currencies.ts';
import { amountField, dataField, type Fields, fieldsOf } from '../rest/fields.ts';
import type { Behaviour } from '../settings.ts';
import type { AppMethod } from './contract.ts';
import { nothingOffered, offeredMethods } from './offers.ts';
import type { WantedSession } from './sessions.ts';

export type SessionInput =
  | { readonly ok: true; readonly wanted: WantedSession }
  | { readonly ok: false; readonly problem: Problem };

const wrong = (code: string, detail: string) =>
  ({ ok: false, problem: { status: 422, code, detail } }) as const;

/**
 * Reads what the frame passes on from the shop's page; the words reach the shop's developer. The
 * bundle has checked more: here is what must hold whoever calls.
 */
export function readSession(
  body: unknown,
  terminal: { readonly publicId: string; readonly behaviour: Behaviour },
): SessionInput {
  if (!isObject(body)) return wrong('bad_json', 'Send a JSON object.');
  const { behaviour } = terminal;
  const fields = fieldsOf(Object.entries(body));
  const given = fields.text('publicId');
  if (given !== terminal.publicId) {
    return wrong('unknown_public_id', `The terminal ${given ?? ''} is not known here.`);
  }
  const amount = amountField(fields);
  if (!amount.ok) return wrong('bad_amount', amount.message);
  const currency = fields.text('currency')?.toUpperCase() ?? '';
  if (!currencies.some((known) => known === currency)) {
    return wrong('bad_currency', `currency is one of ${currencies.join(', ')}.`);
  }
  const accountId = fields.text('accountId');
  if (accountId !== null && accountId.length >= 255) {
    return wrong('bad_account_id', 'accountId must be shorter than 255 characters.');
  }
  const payment = {
    scheme: fields.text('scheme') === 'auth' ? 'auth' : 'charge',
    currency,
    escrow: isObject(body.escrow) ? body.escrow : null,
    cryptogramMode: fields.flag('cryptogramMode'),
  } as const;
  const wish = { ...payment, restricted: fields.list('restrictedMethods') };
  const methods = offeredMethods(wish, behaviour);
  if (methods.length === 0) return wrong('no_method', nothingOffered(wish, behaviour));
  const fee = parseAmount(fields.text('payerServiceFee') ?? '') ?? 0n;
  const feeMinor = behaviour.payerServiceFee === 'added' ? fee : 0n;
  return {
    ok: true,
    wanted: {
      ...payment,
      methods,
      feeMinor,
      amountMinor: amount.amountMinor + feeMinor,
      description: fields.text('description'),
      invoiceId: fields.text('invoiceId'),
      accountId,
      data: dataField(fields.get('data')),
      culture: fields.text('culture') ?? 'ru-RU',
      tokenize: fields.flag('tokenize'),
      phone: fields.text('phone'),
      customFields: customFieldsOf(fields),
      successRedirectUrl: fields.text('successRedirectUrl'),
      failRedirectUrl: fields.text('failRedirectUrl'),
      orderId: null,
    },
  };
}

function customFieldsOf(fields: Fields): string | null {
  const value = fields.get('customFields');
  return Array.isArray(value) && value.length > 0 ? JSON.stringify(value) : null;
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

export type LinkInput =
  | { readonly ok: true; readonly method: AppMethod; readonly email: string | null }
  | { readonly ok: false; readonly problem: Problem };

/** Which bank's app is to pay; it must be one of those that the session offers. */
export function readLink(body: unknown, offered: WantedSession['methods']): LinkInput {
  if (!isObject(body)) return wrong('bad_json', 'Send a JSON object.');
  const fields = fieldsOf(Object.entries(body));
  const method = offered.find((one) => one === fields.text('method'));
  if (method === undefined || method === 'Card') {
    return wrong('bad_method', `method is one of ${offered.join(', ')}, and not the card.`);
  }
  return { ok: true, method, email: fields.text('email') };
}
