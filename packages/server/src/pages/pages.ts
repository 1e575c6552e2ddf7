import { fileURLToPath } from 'node:url';
import type { Locale } from '@kopeck/api';
import type { StorefrontView } from '../storefront/view.ts';
import { checkoutModel } from './checkout-model.ts';
import { createTemplates } from './template-engine.ts';
import { type PageTexts, pageTexts } from './texts.ts';
import type { CheckoutPageView, ShopView } from './view.ts';

/** URLs of our own files, with the hash of their content in them. */
export interface AssetUrls {
  readonly script: string;
  readonly style: string;
}

/** What every page needs besides what it is about. */
export interface PageRequest {
  readonly locale: Locale;
  /** The value of the script tag's nonce, fresh for each answer. */
  readonly nonce: string;
  /** The page's own path, for the language switch; null where the same page cannot be asked again. */
  readonly path: string | null;
}

/** A page that says one thing: why there is nothing else to see. */
export type MessageKind = 'unknown' | 'failed' | 'tooMany' | 'foreign' | 'badRequest' | 'notFound';

/** Each answers a whole HTML document; nothing else happens. */
export interface Pages {
  readonly checkout: (view: CheckoutPageView, request: CheckoutRequest) => string;
  readonly storefront: (view: StorefrontView, request: PageRequest) => string;
  readonly message: (kind: MessageKind, request: PageRequest) => string;
}

/** `openAtOnce`: the `/payment` address, which opens the widget without waiting for the button. */
export interface CheckoutRequest extends PageRequest {
  readonly openAtOnce: boolean;
}

export interface PagesDeps {
  readonly shop: ShopView;
  readonly assets: AssetUrls;
  /** The gateway's widget script (CLOUDPAYMENTS_WIDGET_URL or the simulator's). */
  readonly widgetScriptUrl: string;
  /** Whether `/` sells anything, so that a page may point there. */
  readonly storefront: boolean;
}

/** Pages of the customer as pure functions from a view to HTML text. */
export function createPages(deps: PagesDeps): Pages {
  const render = createTemplates(fileURLToPath(new URL('./templates', import.meta.url)), {
    escape: true,
  });
  const page = (name: string, title: string, request: PageRequest, values: object) =>
    render(name, { ...frame(deps, request, title), ...values });
  return {
    checkout: (view, request) => {
      const order = checkoutModel(view, deps.shop, request.locale);
      const title = order.ending?.heading ?? order.heading;
      return page('checkout', title, request, {
        order,
        openAtOnce: request.openAtOnce,
        widgetUrl: deps.widgetScriptUrl,
      });
    },
    storefront: (view, request) => page('storefront', view.heading, request, { view }),
    message: (kind, request) => {
      const message = messageModel(kind, pageTexts[request.locale], deps.storefront);
      return page('message', message.heading, request, { message });
    },
  };
}

function frame(deps: PagesDeps, request: PageRequest, title: string) {
  const t = pageTexts[request.locale];
  return {
    t,
    lang: request.locale,
    nonce: request.nonce,
    title: `${title} · ${deps.shop.name}`,
    shop: deps.shop,
    storefront: deps.storefront,
    assets: deps.assets,
    languageUrl: request.path && `${request.path}?lang=${t.otherLanguage.code}`,
  };
}

/** Which pages offer to be asked again and which lead back to the shop. */
const messageActions = {
  unknown: null,
  failed: 'reload',
  tooMany: 'shop',
  foreign: 'shop',
  badRequest: 'shop',
  notFound: 'shop',
} as const satisfies Record<MessageKind, 'reload' | 'shop' | null>;

function messageModel(kind: MessageKind, t: PageTexts, storefront: boolean) {
  const action = messageActions[kind];
  return {
    heading: t[kind],
    sentence: t[`${kind}Next`],
    action: action === 'shop' && !storefront ? null : action,
  };
}
