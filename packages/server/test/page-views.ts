import type { CheckoutPageView, CheckoutState, ShopView } from '../src/pages/view.ts';

export const shop: ShopView = {
  name: 'Полдень',
  supportEmail: 'shop@polden.example',
  timeZone: 'Europe/Moscow',
};

/** 24 November 2026, 09:30 in UTC, 12:30 in Moscow. */
export const morningMs = Date.UTC(2026, 10, 24, 9, 30);

export function aView(overrides: Partial<CheckoutPageView> = {}): CheckoutPageView {
  return {
    token: 'tok_payable_0000',
    invoiceId: '1024',
    locale: 'ru',
    description: 'Пиала «Снег» × 2, Липовый мёд',
    items: [
      { name: 'Пиала «Снег»', priceMinor: 1_200_00n, quantity: 2 },
      { name: 'Липовый мёд', priceMinor: 640_50n, quantity: 1 },
    ],
    amountMinor: 3_040_50n,
    currency: 'RUB',
    email: 'anna.petrova@example.ru',
    scheme: 'dual',
    testMode: true,
    state: aPayable(),
    ...overrides,
  };
}

export function aPayable(
  overrides: Partial<Extract<CheckoutState, { kind: 'payable' }>> = {},
): CheckoutState {
  return {
    kind: 'payable',
    started: false,
    checking: false,
    attempt: null,
    expiresAtMs: null,
    ...overrides,
  };
}

const declined = {
  message: { ru: 'На карте недостаточно денег.', en: 'There is not enough money on the card.' },
  retry: true,
  atMs: morningMs,
};
const settled = { paidAtMs: morningMs, confirmedMinor: 3_040_50n };

/** One view for every state a payer can meet. */
export const everyState: Readonly<Record<string, CheckoutPageView>> = {
  payable: aView({ state: aPayable({ expiresAtMs: morningMs + 86_400_000 }) }),
  payable_single_live: aView({ scheme: 'single', testMode: false, items: [] }),
  awaiting: aView({ state: aPayable({ started: true }) }),
  declined: aView({ state: aPayable({ started: true, attempt: declined }) }),
  declined_for_good: aView({
    state: aPayable({
      started: true,
      attempt: {
        ...declined,
        message: { ru: 'Карта заблокирована банком.', en: 'The bank has blocked the card.' },
        retry: false,
      },
    }),
  }),
  checking: aView({ state: aPayable({ started: true, checking: true }) }),
  paid_held: aView({ state: { kind: 'paid', paidAtMs: morningMs, confirmedMinor: 0n } }),
  paid_taken: aView({ state: { kind: 'paid', ...settled } }),
  paid_part: aView({ state: { kind: 'paid', paidAtMs: morningMs, confirmedMinor: 2_400_00n } }),
  partially_refunded: aView({
    state: { kind: 'partially_refunded', ...settled, refundedMinor: 640_50n },
  }),
  refunded: aView({ state: { kind: 'refunded', ...settled, refundedMinor: 3_040_50n } }),
  cancelled: aView({ state: { kind: 'cancelled', releasedMinor: null } }),
  cancelled_hold: aView({ state: { kind: 'cancelled', releasedMinor: 3_040_50n } }),
  expired: aView({ state: { kind: 'expired' } }),
};
