import { displayAmount } from '../money.ts';
import type { PageLanguage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import type { PaymentLink } from '../payments/links.ts';
import type { SbpBank } from '../payments/sbp-banks.ts';
import type { Transaction } from '../payments/transaction.ts';
import { declineChoices, declineText, type LinkWords, linkWords, timeLeft } from './words.ts';

/** What the page is about: `ask` waits for the payer, the others tell how things stand. */
export type LinkState = 'ask' | 'paid' | 'pending' | 'declined' | 'used' | 'expired';

export type LinkView = {
  readonly link: PaymentLink;
  /** The payment of this link that the payer has just made, if any. */
  readonly made: Transaction | null;
  readonly bank: SbpBank | null;
  readonly lang: PageLanguage;
};

export function stateOf(
  parts: SimulatorParts,
  link: PaymentLink,
  made: Transaction | null,
): LinkState {
  if (made?.status === 'Declined') return 'declined';
  if (made !== null) return made.status === 'Pending' ? 'pending' : 'paid';
  const { expiresAtMs } = link;
  if (expiresAtMs !== null && expiresAtMs <= parts.clock.now()) return 'expired';
  const waiting = parts.ledger.get(link.transactionId)?.status === 'Created';
  return waiting || link.paidBy === 'Sbp' ? 'ask' : 'used';
}

/** The values of `link.liquid`. */
export function linkPage(parts: SimulatorParts, view: LinkView): object {
  const { link, made, bank, lang } = view;
  const words = linkWords[lang];
  const state = stateOf(parts, link, made);
  const payment = parts.ledger.get(link.transactionId);
  const sum = displayAmount(link.amountMinor, link.currency, lang);
  const texts: Readonly<Record<LinkState, readonly [title: string, text: string]>> = {
    ask: ['', ''],
    paid: [words.paid, words.paidText],
    pending: [words.pending, words.pendingText],
    declined: [words.declined, made === null ? '' : declineText(made.reasonCode, lang)],
    used: [words.used, words.usedText],
    expired: [words.expired, words.expiredText],
  };
  const [heading, text] = texts[state];
  const { successRedirectUrl, failRedirectUrl } = link;
  return {
    lang,
    words,
    state,
    title: words.title(sum),
    sum,
    heading,
    text,
    number: made === null ? '' : words.number(made.id),
    app: words.app[link.paidBy],
    bankName: bank?.name ?? '',
    bankLogo: bank === null ? '' : `/sbp/logos/${bank.id}.svg`,
    bankId: bank?.id ?? '',
    facts: factsOf(parts, view, payment),
    notes: [
      link.scheme === 'auth' ? words.held : '',
      link.savesAccount ? words.bindsAccount : '',
    ].filter((note) => note !== ''),
    id: link.providerQrId,
    payLabel: words.pay(sum),
    reasons: declineChoices(link.paidBy, words),
    again: link.paidBy === 'Sbp' && made !== null ? `/links/${link.providerQrId}?lang=${lang}` : '',
    shopUrl: (state === 'declined' ? failRedirectUrl : null) ?? successRedirectUrl ?? '',
  };
}

function factsOf(
  parts: SimulatorParts,
  { link, lang }: LinkView,
  payment: Transaction | undefined,
) {
  const words = linkWords[lang];
  const { expiresAtMs, successRedirectUrl } = link;
  const leftMs = expiresAtMs === null ? 0 : expiresAtMs - parts.clock.now();
  const facts: readonly (readonly [name: string, value: string])[] = [
    [words.what, payment?.description ?? ''],
    [words.order, payment?.invoiceId ?? ''],
    [words.validFor, leftMs > 0 ? timeLeft(leftMs, lang) : ''],
    [words.back, successRedirectUrl === null ? '' : backText(successRedirectUrl, words)],
  ];
  return facts.filter(([, value]) => value !== '').map(([name, value]) => ({ name, value }));
}

function backText(url: string, words: LinkWords): string {
  const { protocol, host } = new URL(url);
  return /^https?:$/.test(protocol) ? words.backTo(host) : words.backToApp;
}
