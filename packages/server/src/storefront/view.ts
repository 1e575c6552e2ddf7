import type { Locale } from '@kopeck/api';
import { moneyText } from '../pages/money-text.ts';
import type { Product } from './catalogue.ts';
import { largestQuantity, type OrderForm, quantityField } from './order-form.ts';
import { type StorefrontTexts, storefrontTexts } from './texts.ts';

/** Everything the shop's template prints. */
export interface StorefrontView {
  readonly heading: string;
  readonly texts: StorefrontTexts;
  readonly testMode: boolean;
  readonly currency: string;
  readonly largestQuantity: number;
  readonly products: readonly {
    readonly field: string;
    readonly name: string;
    readonly note: string;
    /** Template of its drawing. */
    readonly art: string;
    readonly price: string;
    readonly priceMinor: string;
    readonly quantity: string;
    readonly chosen: boolean;
  }[];
  readonly total: string;
  readonly formKey: string;
  readonly email: string;
  readonly emailProblem: string | null;
  readonly itemsProblem: string | null;
}

export function storefrontView(input: {
  readonly products: readonly Product[];
  readonly form: OrderForm;
  readonly locale: Locale;
  readonly testMode: boolean;
}): StorefrontView {
  const { products, form, locale, testMode } = input;
  const texts = storefrontTexts[locale];
  return {
    heading: texts.heading,
    texts,
    testMode,
    currency: 'RUB',
    largestQuantity,
    products: products.map((product) => {
      const quantity = form.quantities.get(product.id) || '0';
      return {
        field: quantityField(product),
        name: product.name[locale],
        note: product.note[locale],
        art: `art/${product.art}`,
        price: moneyText(product.priceMinor, 'RUB', locale),
        priceMinor: String(product.priceMinor),
        quantity,
        chosen: quantity !== '0',
      };
    }),
    total: moneyText(total(products, form), 'RUB', locale),
    formKey: form.formKey,
    email: form.email,
    emailProblem: form.problems.email ?? null,
    itemsProblem: form.problems.items ?? null,
  };
}

/** Quantities that are not numbers yet count as none: the form says what is wrong with them. */
function total(products: readonly Product[], form: OrderForm): bigint {
  return products.reduce((sum, product) => {
    const text = form.quantities.get(product.id) ?? '';
    return sum + (/^\d{1,2}$/.test(text) ? product.priceMinor * BigInt(text) : 0n);
  }, 0n);
}
