import type { Locale } from '@kopeck/api';
import { moneyText } from './money-text.ts';
import { type PageTexts, pageTexts } from './texts.ts';
import { momentText } from './time-text.ts';
import type { CheckoutPageView, CheckoutState, ShopView } from './view.ts';

/** A page after which nothing more happens: a shape, a word, a sum and what comes next. */
type Ending = {
  readonly tone: 'good' | 'calm';
  readonly shape: 'check' | 'back' | 'cross' | 'clock';
  readonly heading: string;
  readonly sum: string | null;
  readonly sentences: readonly string[];
  readonly rows: readonly { readonly label: string; readonly value: string }[];
};

type Context = {
  readonly view: CheckoutPageView;
  readonly t: PageTexts;
  readonly locale: Locale;
  readonly timeZone: string;
  readonly money: (amountMinor: bigint) => string;
};

/** Everything the checkout template prints, as text. */
export function checkoutModel(view: CheckoutPageView, shop: ShopView, locale: Locale) {
  const t = pageTexts[locale];
  const money = (amountMinor: bigint) => moneyText(amountMinor, view.currency, locale);
  const context: Context = { view, t, locale, timeZone: shop.timeZone, money };
  return {
    token: view.token,
    status: view.state.kind,
    heading: t.order(view.invoiceId),
    sum: money(view.amountMinor),
    lines: lines(context),
    email: view.email,
    testMode: view.testMode,
    payable: view.state.kind === 'payable' ? payable(context, view.state) : null,
    ending: view.state.kind === 'payable' ? null : ending(context, view.state),
  };
}

function lines({ view, money }: Context) {
  if (view.items.length === 0) {
    return [{ name: view.description, quantity: null, sum: money(view.amountMinor) }];
  }
  return view.items.map((item) => ({
    name: item.name,
    quantity: item.quantity === 1 ? null : `${item.quantity} × ${money(item.priceMinor)}`,
    sum: money(item.priceMinor * BigInt(item.quantity)),
  }));
}

function payable(
  { view, t, locale, timeZone, money }: Context,
  state: Extract<CheckoutState, { kind: 'payable' }>,
) {
  const { attempt, expiresAtMs } = state;
  return {
    button: t.pay(money(view.amountMinor)),
    checking: state.checking,
    /** Empty: follow the order only once the payer has done something. */
    watch: state.started || state.checking ? 'now' : '',
    started: state.started && attempt === null,
    held: view.scheme === 'dual',
    payUntil: expiresAtMs === null ? null : t.payUntil(momentText(expiresAtMs, timeZone, locale)),
    attempt: attempt && {
      message: attempt.message[locale],
      advice: attempt.retry ? t.declinedRetry : t.declinedOther,
    },
    attemptAt: attempt === null ? '' : new Date(attempt.atMs).toISOString(),
    checkingSlow: t.checkingSlow(view.email),
  };
}

function ending(context: Context, state: Exclude<CheckoutState, { kind: 'payable' }>): Ending {
  const { view, t, money } = context;
  const sum = money(view.amountMinor);
  switch (state.kind) {
    case 'paid':
      return {
        tone: 'good',
        shape: 'check',
        heading: t.paid,
        sum,
        sentences: paidSentences(context, state.confirmedMinor),
        rows: [
          { label: t.state, value: state.confirmedMinor === 0n ? t.held : t.taken },
          paidAtRow(context, state.paidAtMs),
          { label: t.mailWentTo, value: view.email },
        ],
      };
    case 'partially_refunded':
    case 'refunded':
      return {
        tone: 'calm',
        shape: 'back',
        heading: state.kind === 'refunded' ? t.refunded : t.partiallyRefunded,
        sum: money(state.refundedMinor),
        sentences:
          state.kind === 'refunded'
            ? [t.refundNext]
            : [
                t.refundedPart(money(state.refundedMinor), money(state.confirmedMinor)),
                t.refundNext,
              ],
        rows: [paidAtRow(context, state.paidAtMs)],
      };
    case 'cancelled':
      return {
        tone: 'calm',
        shape: 'cross',
        heading: t.cancelled,
        sum: null,
        sentences: [
          state.releasedMinor === null
            ? t.cancelledUnpaid
            : t.cancelledHeld(money(state.releasedMinor)),
        ],
        rows: state.releasedMinor === null ? [] : [{ label: t.state, value: t.voided }],
      };
    case 'expired':
      return {
        tone: 'calm',
        shape: 'clock',
        heading: t.expired,
        sum: null,
        sentences: [t.expiredNext],
        rows: [],
      };
  }
}

function paidSentences({ view, t, money }: Context, confirmedMinor: bigint): readonly string[] {
  if (confirmedMinor === 0n) return [t.heldNext];
  if (confirmedMinor === view.amountMinor) return [t.takenNext];
  return [t.takenPart(money(confirmedMinor), money(view.amountMinor - confirmedMinor))];
}

function paidAtRow({ t, locale, timeZone }: Context, paidAtMs: number) {
  return { label: t.paidAt, value: momentText(paidAtMs, timeZone, locale) };
}
