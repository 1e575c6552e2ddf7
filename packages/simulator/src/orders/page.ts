import { readInstructions } from '../instructions.ts';
import { declineText } from '../link-pages/words.ts';
import { displayAmount, formatAmount } from '../money.ts';
import type { PageLanguage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import type { Order } from './order.ts';
import { shownNumber } from './order-mail.ts';
import { type OrderWords, orderWords } from './words.ts';

export type OrderState = 'ask' | 'pending' | 'paid' | 'cancelled';

/** What the page shows; `pending` while the bank decides on the payment through SBP. */
export function stateOf(order: Order, parts: SimulatorParts): OrderState {
  if (order.status === 'Paid') return 'paid';
  if (order.status === 'Cancelled') return 'cancelled';
  const link = parts.links.get(order.providerQrId ?? '');
  return parts.ledger.get(link?.transactionId ?? '')?.status === 'Pending' ? 'pending' : 'ask';
}

/** SBP is one-stage and in roubles only (reference 2.12). */
export function paysBySbp(order: Order): boolean {
  return order.scheme === 'charge' && order.currency === 'RUB';
}

/** The values of `order.liquid`. */
export function orderPage(order: Order, lang: PageLanguage, parts: SimulatorParts): object {
  const words = orderWords[lang];
  const state = stateOf(order, parts);
  const sum = displayAmount(order.amountMinor, order.currency, lang);
  const held = parts.ledger.get(order.transactionId ?? '')?.status === 'Authorized';
  const texts: Readonly<Record<OrderState, readonly [heading: string, text: string]>> = {
    ask: ['', ''],
    pending: [words.pending, words.pendingText],
    paid: [words.paid, held ? words.paidHeld : words.paidText],
    cancelled: [words.cancelled, words.cancelledText],
  };
  const [heading, text] = texts[state];
  const { transactionId, successRedirectUrl } = order;
  return {
    lang,
    words,
    state,
    title: words.title(shownNumber(order)),
    sum,
    heading,
    text,
    facts: factsOf(order, words),
    held: order.scheme === 'auth',
    declined: state === 'ask' ? declineOf(order, lang, parts) : '',
    id: order.id,
    cardLabel: words.byCard(sum),
    intent: JSON.stringify(intentOf(order, lang, parts.site.publicId)),
    sbp: paysBySbp(order),
    offerUrl: order.offerUrl ?? '',
    number: state === 'paid' && transactionId !== null ? words.number(transactionId) : '',
    shopUrl: state === 'paid' ? (successRedirectUrl ?? '') : '',
    successUrl: successRedirectUrl ?? '',
    failUrl: order.failRedirectUrl ?? '',
  };
}

function factsOf(order: Order, words: OrderWords) {
  const facts: readonly (readonly [name: string, value: string])[] = [
    [words.what, order.description],
    [words.email, order.email ?? ''],
    [words.repeats, repetition(order, words)],
  ];
  return facts.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value }));
}

/** Of `SubscriptionBehavior` only: other plans are described by the shop. */
function repetition(order: Order, words: OrderWords): string {
  const recurrent = readInstructions(order.data).recurrent;
  if (recurrent?.text('period') !== '1') return '';
  if (recurrent.text('interval') === 'Week') return words.weekly;
  return recurrent.text('interval') === 'Month' ? words.monthly : '';
}

function declineOf(order: Order, lang: PageLanguage, parts: SimulatorParts): string {
  const last = parts.ledger.get(order.transactionId ?? '');
  return last?.status === 'Declined' ? declineText(last.reasonCode, lang) : '';
}

/** What the widget is opened with; its session takes sum and scheme from the order itself. */
function intentOf(order: Order, lang: PageLanguage, publicId: string): object {
  return {
    orderId: order.id,
    publicId,
    scheme: order.scheme,
    amount: formatAmount(order.amountMinor),
    currency: order.currency,
    description: order.description,
    invoiceId: order.invoiceId,
    accountId: order.accountId,
    email: order.email,
    culture: lang === 'en' ? 'en-US' : 'ru-RU',
  };
}
