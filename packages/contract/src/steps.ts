import { type Bench, type Id, isId, type PaymentDetails, type Scheme } from './bench.ts';
import { CaseSkipped, type Check } from './check.ts';
import type { Listener } from './listener/listener.ts';
import type { Answer } from './wire/client.ts';
import { fieldOf, isObject, type JsonObject } from './wire/json.ts';

/** What several groups begin with. */

export type Payment = { readonly id: Id; readonly invoiceId: string; readonly model: JsonObject };

/** A payment that the bank agreed to; ends the case when it did not. */
export async function paid(
  bench: Bench,
  check: Check,
  scheme: Scheme,
  details: PaymentDetails = {},
): Promise<Payment> {
  const invoiceId = bench.invoice();
  const fields = { InvoiceId: invoiceId, ...details.fields };
  const answer = await bench.pay(scheme, { ...details, fields });
  const model = check.accepted(answer);
  return { id: idOf(check, answer), invoiceId, model };
}

export const held = (bench: Bench, check: Check, amount: number): Promise<Payment> =>
  paid(bench, check, 'auth', { amount });

export const charged = (bench: Bench, check: Check, amount: number): Promise<Payment> =>
  paid(bench, check, 'charge', { amount });

/** `Model.TransactionId`; ends the case when it is no number. */
export function idOf(check: Check, answer: Answer): Id {
  const id = fieldOf(answer.model, 'TransactionId');
  return isId(id) ? id : check.stop(`${answer.path} Model.TransactionId`, id, 'long');
}

/** The transaction as `payments/get` shows it; ends the case when there is none. */
export async function readBack(bench: Bench, check: Check, id: Id): Promise<JsonObject> {
  const answer = await bench.api('payments/get', { TransactionId: id });
  const { model } = answer;
  if (fieldOf(model, 'TransactionId') === undefined) {
    return check.stop('payments/get', answer.json, 'Model.TransactionId');
  }
  return model as JsonObject;
}

export async function statusIs(
  bench: Bench,
  check: Check,
  id: Id,
  status: string,
): Promise<JsonObject> {
  const model = await readBack(bench, check, id);
  check.equal('payments/get Model.Status', model.Status, status);
  return model;
}

export const refundOf = (bench: Bench, id: Id, amount: number): Promise<Answer> =>
  bench.api('payments/refund', { TransactionId: id, Amount: amount });

const dayMs = 24 * 60 * 60 * 1000;
const pageSize = 100;
const mostPages = 50;

/** The operations since a transaction, itself included, that fit; from `v2/payments/list`. */
export async function operationsSince(
  { api, clock }: Bench,
  first: unknown,
  fits: (item: JsonObject) => boolean,
): Promise<readonly JsonObject[]> {
  const found: JsonObject[] = [];
  const period = {
    CreatedDateGte: `${String(fieldOf(first, 'CreatedDateIso'))}Z`,
    CreatedDateLte: new Date((await clock.now()) + dayMs).toISOString(),
  };
  for (let PageNumber = 1; PageNumber <= mostPages; PageNumber += 1) {
    const { model } = await api('v2/payments/list', { ...period, PageNumber });
    const items = Array.isArray(model) ? model.filter(isObject) : [];
    found.push(...items.filter(fits));
    if (items.length < pageSize) break;
  }
  return found;
}

/** A saved card of a new payer. */
export async function savedCard(bench: Bench, check: Check, details: PaymentDetails = {}) {
  const accountId = `payer-${bench.invoice()}`;
  const fields = { AccountId: accountId, SaveCard: true, ...details.fields };
  const { model, id } = await paid(bench, check, 'charge', { ...details, fields });
  const { Token: token } = model;
  if (typeof token !== 'string' || token === '') {
    return check.stop('payments/cards/charge Model.Token', token, 'text (SaveCard)');
  }
  return { token, accountId, id };
}

/** The listener; a case without one is not tried. */
export function listenerOf({ listener }: Bench): Listener {
  if (listener !== null) return listener;
  throw new CaseSkipped({
    ru: 'уведомления некому принимать',
    en: 'nobody receives notifications',
  });
}

/**
 * Ends the case as one that cannot be tried when the terminal does not offer a method: it refuses
 * with a message and no model where a right request was sent.
 */
export function offered(answer: Answer): void {
  const refused = answer.success === false && answer.model === undefined;
  if (!refused && answer.status !== 404) return;
  const why = String(answer.message ?? `HTTP ${answer.status}`);
  throw new CaseSkipped({
    ru: `терминал не принимает ${answer.path}: ${why}`,
    en: `the terminal does not take ${answer.path}: ${why}`,
  });
}

const soonMs = 60_000;

/** What the gateway does a little later a simulator does at once; the real one is waited for. */
export async function hurry({ clock }: Bench): Promise<void> {
  if (clock.turns) await clock.pass(soonMs);
}
