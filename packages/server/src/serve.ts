import { randomBytes, randomUUID } from 'node:crypto';
import { createGatewayClient } from '@kopeck/cloudpayments/client';
import { type Context, daysMs, hoursMs, type Rules } from '@kopeck/domain';
import type { FastifyBaseLogger } from 'fastify';
import { createAccess } from './auth/access.ts';
import { registerAdminRoutes } from './auth/admin-routes.ts';
import { createApiKeys } from './auth/api-keys.ts';
import { createAuth } from './auth/auth.ts';
import { openLocalToken } from './auth/local-token.ts';
import { demoPassword, demoPeople } from './auth/people.ts';
import { openSigningSecret } from './auth/signing-secret.ts';
import { createEventStreams } from './checkout/event-stream.ts';
import { registerCheckoutRoutes } from './checkout/routes.ts';
import { createOrderSignals } from './checkout/signals.ts';
import { checkoutStatusOf, checkoutViewOf } from './checkout/status.ts';
import type { Config } from './config.ts';
import type { Database } from './db/database.ts';
import { registerDeskRoutes } from './desk/routes.ts';
import { registerDoctorRoutes } from './doctor/routes.ts';
import { createApp } from './http/app.ts';
import { registerHealthRoutes } from './http/health.ts';
import { createMetrics } from './http/metrics.ts';
import { hurryOrderLookUp } from './jobs/queries.ts';
import { startJobRunner } from './jobs/runner.ts';
import { every } from './jobs/schedule.ts';
import { createLedger } from './ledger/ledger.ts';
import { applyTransaction } from './lookup/apply-transaction.ts';
import { type LookUpDeps, lookUpOrder, lookUpPayment } from './lookup/look-up.ts';
import { createMailer } from './mail/mailer.ts';
import { sendOrderMail } from './mail/send-order-mail.ts';
import { createAnswerCheck } from './notifications/answer-check.ts';
import { createInbox } from './notifications/inbox.ts';
import { registerNotificationRoutes } from './notifications/routes.ts';
import { registerOperationRoutes } from './operations/routes.ts';
import { carryOut, type OperationDeps } from './operations/send.ts';
import { createOperationService } from './operations/service.ts';
import { expireOrders } from './orders/expire.ts';
import { registerOrderRoutes } from './orders/routes.ts';
import { createOrderService } from './orders/service.ts';
import { loadPageAssets } from './pages/assets.ts';
import { createPages } from './pages/pages.ts';
import { registerPageRoutes } from './pages/routes.ts';
import { gatewayWidgetCsp, simulatorWidgetCsp } from './pages/security-headers.ts';
import { registerPaymentRoutes } from './payments/routes.ts';
import { catalogue } from './storefront/catalogue.ts';
import { createTimeline } from './timeline/timeline.ts';

export interface Server {
  readonly deskUrl: string;
  readonly demoLogin: { readonly email: string; readonly password: string } | null;
  /** Answers what is under way, gives back the rest, in a few seconds. Harmless when repeated. */
  readonly stop: () => Promise<void>;
}

const expireEveryMs = 15_000;
const stopJobsWithinMs = 3_000;

/** Wires one process: every part gets what it needs as an argument, and only here. Serves when it returns. */
export async function serve(deps: {
  readonly config: Config;
  readonly database: Database;
  readonly log: FastifyBaseLogger;
  readonly now: () => number;
}): Promise<Server> {
  const { config, database, log, now } = deps;
  const { pool } = database;
  const publicUrl = config.publicUrl;
  const simulated = config.gateway === 'simulator';
  const rules: Rules = {
    testMode: config.testMode,
    autoVoidDuplicates: config.autoVoidDuplicates,
    verifyPay: config.verifyPay,
    holdMs: daysMs(7),
  };
  const contextAt = (at: number): Context => ({ now: at, rules, newId: randomUUID });
  const ledger = createLedger({ pool, terminal: config.publicId });
  const unhurried = createLedger({ pool: database.unhurried, terminal: config.publicId });
  const metrics = createMetrics();
  const signals = createOrderSignals();
  const onChanged = signals.changed;
  let wakeJobs = (): void => {};

  // --- what people and programs may do
  const demoUsers = simulated ? 'allowed' : 'refused';
  const secret = await openSigningSecret(pool, now());
  const secureCookies = publicUrl.startsWith('https:');
  const auth = createAuth({ pool, publicUrl, secret, secureCookies, now, demoUsers });
  if (simulated) await auth.ensureDemoUsers();
  const apiKeys = createApiKeys({
    pool,
    now,
    ...(config.bootstrapApiKey === null ? {} : { bootstrapKey: config.bootstrapApiKey }),
  });
  const localToken = await openLocalToken(config.dataDir);
  const access = createAccess({ publicUrl, sessions: auth, bearers: [localToken, apiKeys] });

  // --- the gateway and what follows from it
  const parallel = config.testMode ? 5 : 30;
  const gateway = createGatewayClient({
    publicId: config.publicId,
    apiSecret: config.apiSecrets[0],
    apiUrl: config.apiUrl,
    fetch: globalThis.fetch,
    now,
    random: Math.random,
    timeoutMs: config.gatewayTimeoutMs,
    maxConcurrent: parallel,
  });
  const inbox = createInbox({
    ledger,
    rules,
    now,
    onStored: ({ orderId }) => {
      if (orderId !== null) onChanged(orderId);
      wakeJobs();
    },
  });
  const answerCheck = createAnswerCheck({
    ledger,
    unhurried,
    rules,
    now,
    onRecordLost: (error) => log.warn({ err: error }, 'a Check was answered and not recorded'),
  });
  const shop = {
    name: config.shopName,
    supportEmail: config.supportEmail,
    timeZone: config.timeZone,
  };
  const orders = createOrderService({ pool, ledger, scheme: config.scheme, now });
  const operations = createOperationService({
    pool,
    ledger,
    contextAt,
    now,
    wakeJobs: () => wakeJobs(),
    onChanged,
  });
  const timeline = createTimeline({ pool, shop });
  const mailer = createMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom });
  const lookUps: LookUpDeps = { ledger, gateway, contextAt, now, onChanged };
  const operationDeps: OperationDeps = {
    pool,
    ledger,
    gateway,
    contextAt,
    now,
    gatewayTimeoutMs: config.gatewayTimeoutMs,
    sender: randomBytes(8).readBigInt64BE() >> 1n,
    onChanged,
  };
  const mailDeps = {
    pool,
    ledger,
    mailer,
    shop,
    publicUrl,
    testMode: config.testMode,
    now,
    onChanged,
  };

  // --- HTTP
  let stopping = false;
  const app = await createApp({
    logger: log,
    trustProxy: config.trustProxy,
    onDatabaseAway: database.revive,
  });
  access.register(app);
  registerHealthRoutes(app, { isDatabaseReady: database.isReady, isStopping: () => stopping });
  metrics.registerRoutes(app);
  await registerNotificationRoutes(app, {
    secrets: config.apiSecrets,
    answerCheck,
    store: (received) => inbox.submit(received),
    now,
    onRefused: (kind, problem) => metrics.notificationRefused(kind, problem.code),
    onAccepted: metrics.notificationAccepted,
  });
  auth.registerRoutes(app);
  registerAdminRoutes(app, { access, auth, apiKeys });
  registerDoctorRoutes(app, { access, config, probes: { pool, now } });
  registerOrderRoutes(app, { access, orders, timeline, publicUrl });
  registerOperationRoutes(app, { access, operations });
  registerPaymentRoutes(app, {
    access,
    pool,
    orders,
    timeline,
    publicUrl,
    lookUp: async ({ orderId, transactionId }) => {
      const answer = await gateway.get(transactionId);
      if (answer.kind !== 'found') return false;
      await applyTransaction(ledger, orderId, answer.value, contextAt(now()));
      onChanged(orderId);
      return true;
    },
  });
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
    lookUpOrderAt: (orderId, at) => hurryOrderLookUp(pool, orderId, at),
    onChanged,
  });
  const demo = simulated ? demoPeople.find((person) => person.role === 'finance') : undefined;
  const demoLogin = demo === undefined ? null : { email: demo.email, password: demoPassword };
  await registerDeskRoutes(app, {
    access,
    shopName: config.shopName,
    timeZone: config.timeZone,
    scheme: config.scheme,
    testMode: config.testMode,
    gateway: config.gateway,
    simulatorUrl: config.simulatorUrl,
    publicUrl,
    demoLogin,
  });
  const assets = await loadPageAssets();
  const pages = createPages({
    shop,
    assets: assets.urls,
    widgetScriptUrl: config.widgetUrl,
    storefront: config.storefront,
  });
  await registerPageRoutes(app, {
    pages,
    assets,
    widgetCsp: (simulated ? simulatorWidgetCsp : gatewayWidgetCsp)(config.widgetUrl),
    findCheckout: async (token) => {
      const order = await orders.byToken(token);
      return order === null
        ? null
        : checkoutViewOf(order, { now: now(), testMode: config.testMode });
    },
    storefront: config.storefront
      ? {
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
        }
      : null,
  });

  // --- work without a request
  const share = Math.max(1, Math.floor(parallel / 5));
  const onError = (error: unknown, what: string): void => {
    log.error({ err: error, what }, 'background work failed');
    database.revive();
  };
  const runner = startJobRunner({
    pool,
    now,
    handlers: {
      send_operation: { maxConcurrent: 2 * share, run: (job) => carryOut(operationDeps, job) },
      look_up_payment: { maxConcurrent: share, run: (job) => lookUpPayment(lookUps, job) },
      look_up_order: { maxConcurrent: share, run: (job) => lookUpOrder(lookUps, job) },
      send_mail: { maxConcurrent: 3, run: (job) => sendOrderMail(mailDeps, job) },
    },
    onFinished: (job, result) => metrics.jobFinished(job.kind, result),
    onError: (error, job) => onError(error, job?.kind ?? 'jobs'),
  });
  wakeJobs = runner.wake;
  const schedules = [
    every(
      expireEveryMs,
      () => expireOrders({ pool, ledger, now, onChanged }),
      (error) => onError(error, 'expiry'),
    ),
    every(
      hoursMs(12),
      async () => {
        await pool.query('select ensure_notification_months(now())');
      },
      (error) => onError(error, 'months'),
    ),
  ];

  await app.listen({ host: config.host, port: config.port });
  let stopped: Promise<void> | null = null;
  return {
    deskUrl: `${publicUrl}/desk`,
    demoLogin,
    stop: () => {
      stopped ??= (async () => {
        stopping = true;
        for (const schedule of schedules) schedule.stop();
        streams.closeAll();
        await Promise.all([app.close(), runner.stop(stopJobsWithinMs)]);
        mailer.close();
      })();
      return stopped;
    },
  };
}
