import type { FastifyInstance } from 'fastify';
import { checkoutViewOf } from '../checkout/status.ts';
import { loadPageAssets } from '../pages/assets.ts';
import { createPages } from '../pages/pages.ts';
import { registerPageRoutes } from '../pages/routes.ts';
import { gatewayWidgetCsp, simulatorWidgetCsp } from '../pages/security-headers.ts';
import { catalogue } from '../storefront/catalogue.ts';
import type { StorefrontDeps } from '../storefront/routes.ts';
import type { Core } from './core.ts';

/** The pages of the customer: the shop, when it is on, and the two payment pages. */
export async function registerCustomerPages(app: FastifyInstance, core: Core): Promise<void> {
  const { config, orders, now, shop } = core;
  const assets = await loadPageAssets();
  const cspOf = config.gateway === 'simulator' ? simulatorWidgetCsp : gatewayWidgetCsp;
  await registerPageRoutes(app, {
    pages: createPages({
      shop,
      assets: assets.urls,
      widgetScriptUrl: config.widgetUrl,
      storefront: config.storefront,
    }),
    assets,
    widgetCsp: cspOf(config.widgetUrl),
    findCheckout: async (token) => {
      const order = await orders.byToken(token);
      return order === null
        ? null
        : checkoutViewOf(order, { now: now(), testMode: config.testMode });
    },
    storefront: config.storefront ? storefrontOf(core) : null,
  });
}

const storefrontOf = ({ config, orders }: Core): StorefrontDeps => ({
  products: catalogue,
  testMode: config.testMode,
  createOrder: async ({ idempotencyKey, ...order }) => {
    const created = await orders.create(
      { ...order, accountId: null, expiresAt: null },
      {
        actor: { kind: 'customer', name: null },
        source: 'storefront',
        caller: 'storefront',
        idempotencyKey,
      },
    );
    if (!created.ok) throw new Error(`The shop's own order was refused: ${created.error}`);
    return { token: created.order.details.accessToken };
  },
});
