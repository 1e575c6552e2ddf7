import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SimulatorParts } from '../parts.ts';
import { registerActions } from './actions.ts';
import { clockPage } from './clock-page.ts';
import { deliveriesPage } from './deliveries-page.ts';
import { faultsPage, scenariosPage } from './faults-page.ts';
import { sendLive } from './live.ts';
import { registerMailBodies } from './mail-bodies.ts';
import { mailPage, mailsPage } from './mail-pages.ts';
import { linksPage, ordersPage } from './orders-page.ts';
import { receiptsPage } from './receipts-page.ts';
import { subscriptionPage, subscriptionsPage } from './subscriptions-page.ts';
import { terminalPage } from './terminal-page.ts';
import { transactionPage } from './transaction-page.ts';
import { chargebacksPage, tokensPage, transactionsPage } from './transactions-page.ts';

type Page = (
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
) => Promise<FastifyReply> | FastifyReply;

const pages: Readonly<Record<string, Page>> = {
  '/': transactionsPage,
  '/transactions/:id': transactionPage,
  '/tokens': tokensPage,
  '/chargebacks': chargebacksPage,
  '/deliveries': deliveriesPage,
  '/subscriptions': subscriptionsPage,
  '/subscriptions/:id': subscriptionPage,
  '/receipts': receiptsPage,
  '/orders': ordersPage,
  '/links': linksPage,
  '/mail': mailsPage,
  '/mail/:id': mailPage,
  '/faults': faultsPage,
  '/scenarios': scenariosPage,
  '/clock': clockPage,
  '/terminal': terminalPage,
  '/live': sendLive,
};

/** The cabinet: what a bank's cabinet shows, plus the mailbox, the faults and the clock. */
export function registerCabinet(app: FastifyInstance, parts: SimulatorParts): void {
  for (const [path, page] of Object.entries(pages)) {
    app.get(path, (request, reply) => page(request, reply, parts));
  }
  registerMailBodies(app, parts);
  registerActions(app, parts);
}
