import { fileURLToPath } from 'node:url';
import type { Currency, Locale } from '@kopeck/api';
import { moneyText } from '../pages/money-text.ts';
import { createTemplates } from '../pages/template-engine.ts';
import { momentText } from '../pages/time-text.ts';
import type { OrderLineView, ShopView } from '../pages/view.ts';
import { type MailStage, mailTexts } from './texts.ts';

/** Everything the e-mail about a paid order says. Sums are in minor units of `currency`. */
export interface OrderPaidMailView {
  readonly locale: Locale;
  readonly shop: ShopView;
  readonly invoiceId: string;
  readonly description: string;
  readonly items: readonly OrderLineView[];
  readonly amountMinor: bigint;
  readonly currency: Currency;
  readonly stage: MailStage;
  readonly paidAtMs: number;
  /** The order's checkout page, where its true state is always seen. */
  readonly orderUrl: string;
  readonly testMode: boolean;
}

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

const folder = fileURLToPath(new URL('./templates', import.meta.url));
const renderHtml = createTemplates(folder, { escape: true });
const renderText = createTemplates(folder, { escape: false });

/** The e-mail a customer gets once the money of an order is held or taken. Pure. */
export function renderOrderPaidMail(view: OrderPaidMailView): RenderedMail {
  const model = orderPaidModel(view);
  return {
    subject: model.subject,
    html: renderHtml('order-paid-html', model),
    text: renderText('order-paid-text', model),
  };
}

function orderPaidModel(view: OrderPaidMailView) {
  const { locale, shop, stage, invoiceId } = view;
  const t = mailTexts[locale];
  const money = (amountMinor: bigint) => moneyText(amountMinor, view.currency, locale);
  const sum = money(view.amountMinor);
  return {
    lang: locale,
    t,
    shop: { name: oneLine(shop.name), supportEmail: shop.supportEmail },
    subject: oneLine(t.subject[stage](invoiceId, sum)),
    happened: t.happened[stage](sum),
    order: t.order(oneLine(invoiceId)),
    next: t.next[stage],
    paidAt: momentText(view.paidAtMs, shop.timeZone, locale),
    orderUrl: view.orderUrl,
    testMode: view.testMode,
    sum,
    lines:
      view.items.length === 0
        ? [{ name: oneLine(view.description), quantity: null, sum }]
        : view.items.map((item) => ({
            name: oneLine(item.name),
            quantity: item.quantity === 1 ? null : `${item.quantity} × ${money(item.priceMinor)}`,
            sum: money(item.priceMinor * BigInt(item.quantity)),
          })),
  };
}

/** What a shop's system put in a name must not add lines to a header or to the text part. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
