import rateLimit from '@fastify/rate-limit';
import fastify, { type FastifyInstance } from 'fastify';
import type { PageAssets } from '../src/pages/assets.ts';
import { createPages } from '../src/pages/pages.ts';
import { type PageRoutesDeps, registerPageRoutes } from '../src/pages/routes.ts';
import { simulatorWidgetCsp } from '../src/pages/security-headers.ts';
import type { CheckoutPageView } from '../src/pages/view.ts';
import { catalogue } from '../src/storefront/catalogue.ts';
import type { NewOrder } from '../src/storefront/order-form.ts';
import { everyState, shop } from './page-views.ts';

export const widgetScriptUrl = 'http://127.0.0.2:9/bundles/cloudpayments.js';

/** Assets of known content, for tests that need no browser. */
export const fixedAssets: PageAssets = {
  urls: { script: '/assets/checkout.js?v=abc', style: '/assets/pages.css?v=def' },
  byName: new Map([
    [
      'checkout.js',
      {
        contentType: 'text/javascript; charset=utf-8',
        body: Buffer.from('script'),
        gzipped: Buffer.from('zipped'),
        hash: 'abc',
      },
    ],
  ]),
};

/** `tok_<state>_0000` finds the view of that state. */
export function viewOfToken(token: string): CheckoutPageView | null {
  const state = /^tok_(\w+)_0000$/.exec(token)?.[1] ?? '';
  const view = everyState[state];
  return view ? { ...view, token } : null;
}

/** The real routes on a real Fastify, with orders that are remembered instead of stored. */
export async function pagesApp(
  overrides: Partial<PageRoutesDeps> & { readonly widgetUrl?: string } = {},
): Promise<{ readonly app: FastifyInstance; readonly orders: NewOrder[] }> {
  const { widgetUrl = widgetScriptUrl, ...deps } = overrides;
  const orders: NewOrder[] = [];
  const assets = deps.assets ?? fixedAssets;
  const app = fastify();
  await app.register(rateLimit, { global: false });
  await registerPageRoutes(app, {
    pages: createPages({
      shop,
      assets: assets.urls,
      widgetScriptUrl: widgetUrl,
      storefront: deps.storefront !== null,
    }),
    assets,
    widgetCsp: simulatorWidgetCsp(widgetUrl),
    findCheckout: async (token) => viewOfToken(token),
    storefront: {
      products: catalogue,
      testMode: true,
      createOrder: async (order) => {
        orders.push(order);
        return { token: 'tok_payable_0000' };
      },
    },
    ...deps,
  });
  return { app, orders };
}
