import type { FastifyInstance } from 'fastify';
import { registerAuditRoutes } from '../audit/routes.ts';
import { registerAdminRoutes } from '../auth/admin-routes.ts';
import { createEventStreams, type EventStreams } from '../checkout/event-stream.ts';
import { registerCheckoutRoutes } from '../checkout/routes.ts';
import { checkoutStatusOf } from '../checkout/status.ts';
import { registerDeskRoutes } from '../desk/routes.ts';
import { registerDoctorRoutes } from '../doctor/routes.ts';
import { createApp } from '../http/app.ts';
import { registerHealthRoutes } from '../http/health.ts';
import { hurryOrderLookUp } from '../jobs/queries.ts';
import { createLedger } from '../ledger/ledger.ts';
import { applyTransaction } from '../lookup/apply-transaction.ts';
import { createAnswerCheck } from '../notifications/answer-check.ts';
import { createInbox } from '../notifications/inbox.ts';
import { registerNotificationRoutes } from '../notifications/routes.ts';
import { registerOperationRoutes } from '../operations/routes.ts';
import { registerOrderRoutes } from '../orders/routes.ts';
import { acceptPayment } from '../payments/accept.ts';
import { registerPaymentRoutes } from '../payments/routes.ts';
import { registerReconciliationRoutes } from '../reconciliation/routes.ts';
import type { Core } from './core.ts';
import { registerCustomerPages } from './pages.ts';
import type { PeopleAccess } from './people.ts';
import { reconciliationDeps } from './reconciliation.ts';

export interface Http {
  readonly app: FastifyInstance;
  /** From now on `/readyz` says that this process is going, and no stream is kept open. */
  readonly leave: () => void;
}

/** Every address of the server, not listening yet. */
export async function buildHttp(core: Core, people: PeopleAccess): Promise<Http> {
  const { config, database, log } = core;
  let leaving = false;
  const app = await createApp({
    logger: log,
    proxyHops: config.proxyHops,
    onDatabaseAway: database.revive,
  });
  people.access.register(app);
  registerHealthRoutes(app, {
    isDatabaseReady: database.isReady,
    isStopping: () => leaving,
  });
  core.metrics.registerRoutes(app);
  await registerGatewayAddress(app, core);
  registerApi(app, core, people);
  const streams = registerPayerApi(app, core);
  await registerDeskRoutes(app, {
    ...config,
    access: people.access,
    demoLogin: people.demoLogin,
  });
  await registerCustomerPages(app, core);
  return {
    app,
    leave: () => {
      leaving = true;
      streams.closeAll();
    },
  };
}

/** Where the gateway's notifications come in. */
async function registerGatewayAddress(app: FastifyInstance, core: Core): Promise<void> {
  const { config, database, ledger, rules, now, log, metrics } = core;
  const inbox = createInbox({
    ledger,
    rules,
    now,
    onStored: ({ orderId }) => {
      if (orderId !== null) core.signals.changed(orderId);
      core.jobs.wake();
    },
  });
  await registerNotificationRoutes(app, {
    secrets: config.apiSecrets,
    answerCheck: createAnswerCheck({
      ledger,
      unhurried: createLedger({ pool: database.unhurried, terminal: config.publicId }),
      rules,
      now,
      onRecordLost: (error) => log.warn({ err: error }, 'a Check was answered and not recorded'),
    }),
    store: (received) => inbox.submit(received),
    now,
    onRefused: (kind, problem) => metrics.notificationRefused(kind, problem.code),
    onAccepted: metrics.notificationAccepted,
  });
}

/** What the desk, the CLI and the shop call. */
function registerApi(app: FastifyInstance, core: Core, people: PeopleAccess): void {
  const { config, database, ledger, gateway, orders, operations, timeline, now } = core;
  const { access, auth, apiKeys } = people;
  const { publicUrl } = config;
  const { pool } = database;
  auth.registerRoutes(app);
  registerAdminRoutes(app, { access, auth, apiKeys });
  registerDoctorRoutes(app, { access, config, probes: { pool, now } });
  registerAuditRoutes(app, { access, pool });
  registerReconciliationRoutes(app, {
    access,
    reconciliation: reconciliationDeps(core),
    timeZone: config.timeZone,
  });
  registerOrderRoutes(app, { access, orders, timeline, publicUrl });
  registerOperationRoutes(app, { access, operations });
  registerPaymentRoutes(app, {
    access,
    pool,
    orders,
    timeline,
    publicUrl,
    accept: (orderId, request) =>
      acceptPayment(
        {
          ledger,
          contextAt: core.contextAt,
          now,
          onChanged: (id) => {
            core.signals.changed(id);
            core.jobs.wake();
          },
        },
        orderId,
        request,
      ),
    lookUp: async ({ orderId, transactionId }) => {
      const answer = await gateway.get(transactionId);
      if (answer.kind !== 'found') return answer.kind === 'not_found' ? 'not_found' : 'no_answer';
      await applyTransaction(ledger, orderId, answer.value, core.contextAt(now()));
      core.signals.changed(orderId);
      return 'found';
    },
  });
}

/** What the payer's page calls. */
function registerPayerApi(app: FastifyInstance, core: Core): EventStreams {
  const { config, database, ledger, orders, signals, now } = core;
  const streams = createEventStreams({
    signals,
    statusOf: async (orderId, locale) => {
      const order = await orders.byId(orderId);
      return order === null ? null : checkoutStatusOf(order, { now: now(), locale });
    },
  });
  registerCheckoutRoutes(app, {
    ledger,
    orders,
    streams,
    publicId: config.publicId,
    now,
    lookUpOrderAt: (orderId, at) => hurryOrderLookUp(database.pool, orderId, at),
    onChanged: signals.changed,
  });
  return streams;
}
