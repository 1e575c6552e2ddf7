import type { Order } from '../../orders/order.ts';
import { paymentOf } from '../../orders/orders.ts';
import type { PageLanguage } from '../../pages.ts';
import { declineCodes } from '../../payments/reasons.ts';
import { threeDsOutcomes } from '../../payments/three-ds.ts';
import type { Transaction } from '../../payments/transaction.ts';
import type { Fields } from '../../rest/fields.ts';
import { reasonText } from '../transaction-model.ts';
import { type Actions, type Outcome, soon } from './action.ts';
import { outcomeOf, refusalIn, refuse } from './refusals.ts';

/** Without 3-D Secure, and approved. */
const card = {
  kind: 'card',
  digits: '4000000000003055',
  expiry: '12/40',
  holder: null,
  threeDs: 'pass',
} as const;

/** What the payer would do on the page of an order or of a link. */
export const payerActions: Actions = {
  'pay-order': async (fields, parts, lang) => {
    const order = parts.orders.get(fields.text('id') ?? '');
    const closed = order === undefined ? 'Not found' : closedBecause(order);
    if (order === undefined || closed !== null) return refuse(refusalIn(lang, closed ?? ''));
    const refusal = refusalCode(fields);
    if (refusal === null) return refuse(refusalIn(lang, 'Not found'));
    const request = paymentOf(order, card);
    const paid = await soon(parts.gateway.pay(refusal === 0 ? request : { ...request, refusal }));
    return paid === null ? null : unwanted(paid.transaction, refusal, lang);
  },
  /** As if the payer had come back from the bank and the shop had called `post3ds`. */
  'three-ds': async (fields, { gateway }, lang) => {
    const outcome = threeDsOutcomes.find((known) => known === fields.text('outcome'));
    if (outcome === undefined) return refuse(refusalIn(lang, 'Not found'));
    const decision = await soon(gateway.finishThreeDs(fields.text('id') ?? '', outcome));
    return decision === null ? null : outcomeOf(decision, lang);
  },
  'cancel-order': (fields, { orders }, lang) =>
    outcomeOf(orders.cancel(fields.text('id') ?? ''), lang),
  'pay-link': async (fields, { links }, lang) => {
    const refusal = refusalCode(fields);
    if (refusal === null) return refuse(refusalIn(lang, 'Not found'));
    const decision = await soon(links.pay(fields.text('id') ?? '', refusal));
    if (decision === null) return null;
    if (!decision.ok) return outcomeOf(decision, lang);
    return unwanted(decision.value.transaction, refusal, lang);
  },
};

function closedBecause({ status }: Order): string | null {
  if (status === 'Created') return null;
  return status === 'Paid' ? 'The order is paid' : 'The order is cancelled already';
}

/** 0 is to pay; null is a code that no bank refuses with. */
function refusalCode(fields: Fields): number | null {
  const code = fields.integer('reason') ?? 0;
  return code === 0 || declineCodes.includes(code) ? code : null;
}

/** The shop's Check or a fault may decline what was to be paid. */
function unwanted(transaction: Transaction, asked: number, lang: PageLanguage): Outcome {
  if (asked !== 0 || transaction.status !== 'Declined') return null;
  return refuse(reasonText(transaction.reasonCode, lang));
}
