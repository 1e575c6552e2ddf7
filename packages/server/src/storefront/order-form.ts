import { createHash, randomUUID } from 'node:crypto';
import type { Currency, Locale } from '@kopeck/api';
import { z } from 'zod';
import type { OrderLineView } from '../pages/view.ts';
import type { Product } from './catalogue.ts';
import { type StorefrontTexts, storefrontTexts } from './texts.ts';

export const largestQuantity = 20;
const longestDescription = 250;
const emailAddress = z.email().max(254);

/** What the form held, kept as it was typed, and what is wrong with it in the reader's words. */
export interface OrderForm {
  /** Differs for each time the form is drawn, so that one form sent twice makes one order. */
  readonly formKey: string;
  readonly quantities: ReadonlyMap<string, string>;
  readonly email: string;
  readonly problems: {
    readonly items?: string;
    readonly email?: string;
  };
}

/** What the shop asks the order service for. The sum comes from the catalogue alone. */
export interface NewOrder {
  readonly description: string;
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly email: string;
  readonly items: readonly OrderLineView[];
  readonly locale: Locale;
  /** The same for the same form, cart and address: asking twice must make one order. */
  readonly idempotencyKey: string;
}

export function emptyForm(): OrderForm {
  return { formKey: randomUUID(), quantities: new Map(), email: '', problems: {} };
}

/** Reads the form's fields. Prices are looked up, never read; unknown fields are ignored. */
export function readOrderForm(
  fields: URLSearchParams,
  products: readonly Product[],
  locale: Locale,
):
  | { readonly ok: true; readonly order: NewOrder }
  | { readonly ok: false; readonly form: OrderForm } {
  const t = storefrontTexts[locale];
  const email = (fields.get('email') ?? '').trim();
  const quantities = new Map(
    products.map((product) => [product.id, (fields.get(quantityField(product)) ?? '').trim()]),
  );
  const chosen = chooseItems(quantities, products, locale);
  const itemsProblem = problemWithItems(chosen, t);
  const emailProblem = emailAddress.safeParse(email).success ? null : t.badEmail;
  const formKey = fields.get('form') ?? '';
  if (chosen === null || itemsProblem !== null || emailProblem !== null) {
    const problems = {
      ...(itemsProblem === null ? {} : { items: itemsProblem }),
      ...(emailProblem === null ? {} : { email: emailProblem }),
    };
    return { ok: false, form: { formKey: formKey || randomUUID(), quantities, email, problems } };
  }
  const order = {
    description: describe(chosen),
    amountMinor: chosen.reduce((sum, item) => sum + item.priceMinor * BigInt(item.quantity), 0n),
    currency: 'RUB' as const,
    email,
    items: chosen,
    locale,
  };
  return { ok: true, order: { ...order, idempotencyKey: keyOf(formKey || randomUUID(), order) } };
}

export function quantityField(product: Product): string {
  return `quantity-${product.id}`;
}

/** Null when a quantity is not one. */
function chooseItems(
  quantities: ReadonlyMap<string, string>,
  products: readonly Product[],
  locale: Locale,
): readonly OrderLineView[] | null {
  const items: OrderLineView[] = [];
  for (const product of products) {
    const text = quantities.get(product.id) || '0';
    if (!/^\d{1,2}$/.test(text) || Number(text) > largestQuantity) return null;
    if (Number(text) === 0) continue;
    items.push({
      name: product.name[locale],
      priceMinor: product.priceMinor,
      quantity: Number(text),
    });
  }
  return items;
}

function problemWithItems(items: readonly OrderLineView[] | null, t: StorefrontTexts) {
  if (items === null) return t.badQuantity;
  return items.length === 0 ? t.nothingChosen : null;
}

function describe(items: readonly OrderLineView[]): string {
  const text = items
    .map((item) => (item.quantity === 1 ? item.name : `${item.name} × ${item.quantity}`))
    .join(', ');
  return text.length <= longestDescription ? text : `${text.slice(0, longestDescription - 1)}…`;
}

function keyOf(formKey: string, order: Omit<NewOrder, 'idempotencyKey'>): string {
  const cart = order.items.map((item) => `${item.quantity}×${item.name}@${item.priceMinor}`);
  const text = JSON.stringify([formKey.slice(0, 100), order.email, order.locale, ...cart]);
  return createHash('sha256').update(text).digest('base64url');
}
