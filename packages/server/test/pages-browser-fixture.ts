import type { CheckoutStatus, WidgetData } from '@kopeck/api';
import fastify, { type FastifyReply } from 'fastify';
import type { PageAssets } from '../src/pages/assets.ts';
import type { CheckoutPageView } from '../src/pages/view.ts';
import { aView } from './page-views.ts';
import { pagesApp } from './pages-fixture.ts';

/** The gateway's script at the boundary of the browser: the test decides how a session ends. */
const widgetScript = `
  window.sessions = [];
  window.cp = { CloudPayments: class {
    constructor(options) { this.options = options; }
    start(params) {
      return new Promise((end, fail) => window.sessions.push({ options: this.options, params, end, fail }));
    }
  } };`;

/** A shop with one order, its server calls, and a widget script on an origin of its own. */
export async function payerWorld(assets: PageAssets) {
  let view: CheckoutPageView = aView();
  let eventsRefused = false;
  let createStatus = 200;
  let widgetBlocked = false;
  const listeners = new Set<FastifyReply>();
  const calls = { create: 0, finished: 0 };

  const widget = fastify();
  widget.get('/bundles/cloudpayments.js', (_request, reply) =>
    widgetBlocked ? reply.code(503).send() : reply.type('text/javascript').send(widgetScript),
  );
  const widgetOrigin = await widget.listen({ port: 0, host: '127.0.0.1' });
  const { app, orders } = await pagesApp({
    assets,
    widgetUrl: `${widgetOrigin}/bundles/cloudpayments.js`,
    findCheckout: async (token) => (token === view.token ? view : null),
  });

  app.post('/api/payment/create', async (_request, reply) => {
    calls.create += 1;
    if (createStatus !== 200) return reply.code(createStatus).send({ code: 'refused' });
    return widgetData(view);
  });
  app.get('/api/checkout/:token/status', async () => statusOf(view));
  app.post('/api/checkout/:token/finished', async (_request, reply) => {
    calls.finished += 1;
    return reply.code(202).send({});
  });
  app.get('/api/checkout/:token/events', (_request, reply) => {
    if (eventsRefused) return reply.code(503).send({});
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
    reply.raw.write(`data: ${JSON.stringify(statusOf(view))}\n\n`);
    listeners.add(reply);
    reply.raw.on('close', () => listeners.delete(reply));
    return reply;
  });
  const origin = await app.listen({ port: 0, host: '127.0.0.1' });

  return {
    origin,
    orders,
    calls,
    /** The truth changes on the server, and whoever listens is told. */
    become: (state: CheckoutPageView['state']) => {
      view = { ...view, state };
      for (const reply of listeners) reply.raw.write(`data: ${JSON.stringify(statusOf(view))}\n\n`);
    },
    refuseEvents: () => {
      eventsRefused = true;
    },
    answerCreateWith: (status: number) => {
      createStatus = status;
    },
    blockWidget: (blocked: boolean) => {
      widgetBlocked = blocked;
    },
    close: async () => {
      for (const reply of listeners) reply.raw.end();
      await app.close();
      await widget.close();
    },
  };
}

function statusOf({ state }: CheckoutPageView): CheckoutStatus {
  if (state.kind !== 'payable') return { status: state.kind, message: '' };
  const { attempt } = state;
  return {
    status: state.started ? 'awaiting_payment' : 'checkout_initiated',
    message: '',
    ...(attempt === null
      ? {}
      : {
          attempt: {
            outcome: 'declined' as const,
            message: attempt.message.ru,
            retry: attempt.retry,
            // Written as another serializer might: the page compares instants, not text.
            at: new Date(attempt.atMs).toISOString().replace('.000Z', 'Z'),
          },
        }),
  };
}

function widgetData(view: CheckoutPageView): WidgetData {
  return {
    publicId: 'test_api_00000000000000000000002',
    description: view.description,
    amount: Number(view.amountMinor) / 100,
    currency: view.currency,
    invoiceId: view.invoiceId,
    email: view.email,
    accountId: null,
    scheme: view.scheme,
    culture: 'ru-RU',
    generations: { start: { externalId: view.invoiceId, paymentSchema: 'Dual' }, pay: {} },
  };
}
