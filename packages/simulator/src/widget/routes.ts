import type { FastifyInstance } from 'fastify';
import { pageLanguage, sendBuilt, sendPage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import { registerDemo } from './demo.ts';
import { registerSessions } from './session-routes.ts';

/**
 * The scripts that shops load, by every address they are known by: the older ones have no extension
 * (widget reference 1.1, 3.1). Whatever follows `?` is the shop's business.
 */
const scripts = {
  'cloudpayments.js': ['/bundles/cloudpayments', '/bundles/cloudpayments.js'],
  'paymentblocks.js': ['/bundles/paymentblocks', '/bundles/paymentblocks.js'],
} as const;

const checkoutPaths = ['/checkout', '/checkout.js', '/bundles/checkout', '/bundles/checkout.js'];

/** The widget's scripts for shops, its frame, and a page to try them on. */
export function registerWidget(app: FastifyInstance, parts: SimulatorParts): void {
  for (const [file, paths] of Object.entries(scripts)) {
    for (const path of paths) {
      app.get(path, (_request, reply) => sendBuilt(reply.headers(forAnyShop), file));
    }
  }
  for (const path of checkoutPaths) {
    app.get(path, async (_request, reply) => {
      const { pem, version } = await parts.cardKeys.publicKey();
      const key = Buffer.from(JSON.stringify({ pem, version })).toString('base64');
      const withKey = (text: string) => text.replace(keyPlace, key);
      return sendBuilt(reply.headers(forAnyShop), 'checkout.js', withKey);
    });
  }
  app.get<{ Params: { name: string } }>('/static/:name', (request, reply) =>
    sendBuilt(reply, request.params.name),
  );
  app.get('/widget/frame', (request, reply) => {
    const { skin, embedded } = request.query as Readonly<Record<string, unknown>>;
    const values = {
      lang: pageLanguage(request),
      skin: skin === 'modern' ? 'modern' : 'classic',
      embedded: embedded !== undefined,
    };
    return sendPage(reply, 'frame', values, { 'frame-ancestors': '*' });
  });
  registerDemo(app, parts);
  registerSessions(app, parts);
}

/** A page of any site may load it, however it isolates itself. */
const forAnyShop = {
  'cross-origin-resource-policy': 'cross-origin',
  'access-control-allow-origin': '*',
};

/**
 * Stands in the built script for the public key. It comes with the script, so that the old call,
 * which cannot wait, has it, and so that a shop's Content-Security-Policy need not allow a fetch.
 */
const keyPlace = '__CARD_KEY__';
