import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Simulator, startSimulator } from '@kopeck/simulator';
import { test as base, expect, type Page } from '@playwright/test';

/** A shop's page on an origin of its own, with a script of the simulator and nothing else. */
export type ShopPage = {
  readonly open: (script?: string) => Promise<void>;
  /** Calls a method of a new widget; functions of the shop are written as `@name`. */
  readonly begin: (method: string, ...args: readonly unknown[]) => Promise<void>;
  /** The same with options of the constructor. */
  readonly beginWith: (
    options: object,
    method: string,
    ...args: readonly unknown[]
  ) => Promise<void>;
  /** What the page was told so far: the name of the event, then its arguments. */
  readonly told: () => Promise<readonly (readonly unknown[])[]>;
  /** The same once an event of that name has come. */
  readonly toldUntil: (name: string) => Promise<readonly (readonly unknown[])[]>;
  /** The names alone. */
  readonly names: () => Promise<readonly unknown[]>;
  /** Bodies that were posted to `/return`: what a bank's page sends to `TermUrl`. */
  readonly returned: readonly string[];
  readonly url: string;
};

type Worker = {
  readonly simulator: Simulator;
  readonly site: { readonly url: string; readonly returned: string[] };
};

export const publicId = 'test_api_00000000000000000000001';
export const apiSecret = 'a-secret-of-this-test-only-0123456789';

/** More than a terminal usually has. */
const enabledMethods = [
  'Card',
  'Sbp',
  'TinkoffPay',
  'SberPay',
  'MirPay',
  'Dolyame',
  'TcsInstallment',
] as const;

/** What `start` needs; a test names the rest. */
export const payment = {
  publicTerminalId: publicId,
  amount: 1500,
  currency: 'RUB',
  paymentSchema: 'Single',
  externalId: 'E2E-1',
} as const;

export const test = base.extend<{ shop: ShopPage }, Worker>({
  simulator: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      const simulator = await startSimulator({
        publicId,
        apiSecret,
        behaviour: { enabledMethods },
      });
      await use(simulator);
      await simulator.close();
    },
    { scope: 'worker' },
  ],
  site: [
    async ({ simulator }, use) => {
      const returned: string[] = [];
      const server = createServer((request, response) => {
        void text(request).then((body) => {
          if (request.method === 'POST') returned.push(body);
          const { searchParams } = new URL(request.url ?? '/', 'http://shop');
          // As strict as a careful shop is (widget reference 3.5), so that nothing more is needed.
          const { url } = simulator;
          response.writeHead(200, {
            'content-type': 'text/html; charset=utf-8',
            'content-security-policy': `default-src 'none'; script-src ${url} 'nonce-shop'; frame-src ${url}; style-src 'nonce-shop'`,
          });
          const script = searchParams.get('script');
          response.end(pageWith(script === null ? '' : `${url}${script}`));
        });
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      await use({ url: `http://127.0.0.1:${port}`, returned });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    { scope: 'worker' },
  ],
  shop: async ({ page, site }, use) => use(shopPage(page, site)),
});

export { expect };

function pageWith(script: string): string {
  return `<!doctype html><html lang="ru"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Магазин</title>
<link rel="icon" href="data:,">${script === '' ? '' : `<script src="${script}"></script>`}
<script nonce="shop">(${String(prepare)})()</script></head><body><main id="place"></main></body></html>`;
}

/** Runs in the shop's page. */
function prepare(): void {
  const shop = window as unknown as {
    told: unknown[][];
    widget: Record<string, unknown>;
    cp: { CloudPayments: new (options?: object) => Record<string, unknown> };
    begin: (options: object, method: string, args: readonly unknown[]) => void;
    tell: (name: string) => (...told: unknown[]) => void;
  };
  shop.told = [];
  shop.tell =
    (name) =>
    (...told) => {
      shop.told.push([name, ...told.map((one) => (one instanceof Error ? one.message : one))]);
    };
  shop.begin = (options, method, args) => {
    const widget = new shop.cp.CloudPayments(options);
    shop.widget = widget;
    for (const name of ['oncomplete', 'onclose', 'oncryptogram', 'onpendingpayment']) {
      widget[name] = shop.tell(name);
    }
    const named = (value: unknown): unknown => {
      if (typeof value === 'string' && value.startsWith('@')) return shop.tell(value.slice(1));
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, named(one)]));
    };
    const call = widget[method] as (...told: unknown[]) => unknown;
    Promise.resolve(call.apply(widget, args.map(named))).then(
      (result) => result !== undefined && shop.tell('resolved')(result),
      shop.tell('rejected'),
    );
  };
}

type InPage = {
  readonly told: readonly (readonly unknown[])[];
  readonly begin: (options: object, method: string, args: readonly unknown[]) => void;
};

function shopPage(page: Page, site: Worker['site']): ShopPage {
  const told = () => page.evaluate(() => (window as unknown as InPage).told);
  const beginWith: ShopPage['beginWith'] = (options, method, ...args) =>
    page.evaluate(([given, name, told]) => (window as unknown as InPage).begin(given, name, told), [
      options,
      method,
      args,
    ] as const);
  const names = async () => (await told()).map(([name]) => name);
  return {
    url: site.url,
    returned: site.returned,
    open: async (script = '/bundles/cloudpayments.js') => {
      await page.goto(`${site.url}/?script=${encodeURIComponent(script)}`);
    },
    begin: (method, ...args) => beginWith({ language: 'ru-RU' }, method, ...args),
    beginWith,
    told,
    names,
    toldUntil: async (name) => {
      await expect.poll(names).toContain(name);
      return told();
    },
  };
}
