import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { registerCabinet } from './cabinet/routes.ts';
import { type Clock, createClock } from './clock.ts';
import { readFault } from './control/fault-input.ts';
import { payAnswer, readPay, settledSoon } from './control/pay.ts';
import { registerControl } from './control/routes.ts';
import { createFaults } from './faults/faults.ts';
import { type Journal, openJournal } from './journal/journal.ts';
import { parseExact } from './json.ts';
import { createLive } from './live.ts';
import { startCatcher } from './mail/catcher.ts';
import { createMailbox, type Mail } from './mail/mailbox.ts';
import type { Delivery } from './notifications/delivery.ts';
import { createDispatcher } from './notifications/dispatcher.ts';
import { createNotificationSettings, type NotificationTarget } from './notifications/settings.ts';
import type { SimulatorParts } from './parts.ts';
import { createGateway } from './payments/gateway.ts';
import { createHolds } from './payments/holds.ts';
import { createLedger } from './payments/ledger.ts';
import { createThreeDs } from './payments/three-ds.ts';
import { createTokenStore } from './payments/tokens.ts';
import type { Transaction } from './payments/transaction.ts';
import { createRequestIds } from './rest/request-ids.ts';
import { registerRest } from './rest/routes.ts';
import { defaultBehaviour, defaultKeep, firstIdAt, type SimulatorOptions } from './settings.ts';
import { registerAcs } from './widget/acs.ts';
import { registerWidget } from './widget/routes.ts';

export type Simulator = {
  /** Where the API, the widget, the cabinet and the control calls are. */
  readonly url: string;
  readonly smtpPort: number;
  /** For `SMTP_URL` of the shop. */
  readonly smtpUrl: string;
  readonly control: SimulatorControl;
  readonly close: () => Promise<void>;
};

/** What `/_sim/` offers, for tests that run in the same process. */
export type SimulatorControl = {
  /** As `POST /_sim/pay`; throws on a request that the call would refuse with 4xx. */
  readonly pay: (request: Readonly<Record<string, unknown>>) => Promise<object>;
  readonly transactions: () => readonly Transaction[];
  readonly deliveries: () => readonly Delivery[];
  readonly mailbox: () => readonly Mail[];
  /** As `POST /_sim/faults`; throws on a fault that makes no sense. */
  readonly addFault: (fault: Readonly<Record<string, unknown>>) => void;
  readonly clearFaults: () => void;
  readonly resend: (deliveryId: string) => Promise<boolean>;
  readonly flush: () => Promise<{ readonly attempted: number; readonly pending: number }>;
  /** Moves the simulator's clock forward; what becomes due happens before this resolves. */
  readonly advance: (byMs: number) => Promise<void>;
  readonly reset: () => void;
};

/** Starts a simulator; it is ready when the promise resolves. Rejects when a port is taken. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const host = options.host ?? '127.0.0.1';
  const clock = createClock(options.now);
  const journal = openJournal(options.journalFile ?? null);
  // Known only once the port is: everything that needs the address reads it when it is asked.
  const address = { url: options.widgetOrigin ?? '', smtpUrl: '' };
  const parts = assemble(options, clock, journal, address);
  const app = createApp(parts);
  await app.listen({ host, port: options.port ?? 0 });
  const { port } = app.server.address() as AddressInfo;
  if (address.url === '') address.url = `http://${urlHost(host)}:${port}`;
  const smtp = await startCatcher({
    host,
    port: options.smtpPort ?? 0,
    mailbox: parts.mailbox,
    now: clock.now,
    onChange: parts.live.changed,
  }).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  address.smtpUrl = `smtp://${urlHost(host)}:${smtp.port}`;
  parts.dispatcher.resume();
  return {
    url: address.url,
    smtpPort: smtp.port,
    smtpUrl: address.smtpUrl,
    control: controlOf(parts),
    close: async () => {
      clock.close();
      parts.live.close();
      parts.dispatcher.close();
      await Promise.all([app.close(), smtp.close()]);
      journal.close();
    },
  };
}

/** 0.0.0.0 listens everywhere, but nobody can be sent there. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

function assemble(
  options: SimulatorOptions,
  clock: Clock,
  journal: Journal,
  address: { readonly url: string; readonly smtpUrl: string },
): SimulatorParts {
  const behaviour = { ...defaultBehaviour, ...options.behaviour };
  const keep = { ...defaultKeep, ...options.keep };
  const log = options.log ?? (() => undefined);
  const live = createLive();
  const faults = createFaults(journal, live.changed);
  const { target, explicit } = notificationsOf(options);
  const notificationSettings = createNotificationSettings({ journal, target, explicit });
  const dispatcher = createDispatcher({
    clock,
    journal,
    faults,
    settings: notificationSettings,
    apiSecret: options.apiSecret,
    choices: { testMode: behaviour.testMode, confirmAmount: behaviour.confirmAmount },
    answerTimeoutMs: behaviour.answerTimeoutMs,
    checkTimeoutMs: behaviour.checkTimeoutMs,
    maxAttempts: behaviour.maxAttempts,
    keepDeliveries: keep.deliveries,
    onChange: live.changed,
  });
  const holds = createHolds(clock, (id) => gateway.lapse(id));
  const ledger = createLedger({
    journal,
    limit: keep.transactions,
    firstId: options.firstTransactionId ?? firstIdAt(clock.now()),
    onForget: (transaction) => holds.forget(transaction.id),
  });
  const tokens = createTokenStore(journal);
  const mailbox = createMailbox(journal, keep.mails);
  const requestIds = createRequestIds({ journal, now: clock.now, behaviour });
  const gateway = createGateway({
    ledger,
    tokens,
    dispatcher,
    faults,
    clock,
    behaviour,
    onChange: (transaction) => {
      holds.watch(transaction);
      live.changed();
    },
  });
  const restored = journal.load();
  if (restored.skipped > 0) log('warn', 'journal: some lines were not whole', restored);
  for (const transaction of ledger.all()) holds.watch(transaction);
  return {
    site: {
      publicId: options.publicId,
      behaviour,
      get url() {
        return address.url;
      },
      get smtpUrl() {
        return address.smtpUrl;
      },
    },
    apiSecret: options.apiSecret,
    behaviour,
    clock,
    ledger,
    tokens,
    threeDs: createThreeDs(options.apiSecret),
    gateway,
    dispatcher,
    notificationSettings,
    requestIds,
    faults,
    mailbox,
    live,
    log,
    reset: () => {
      for (const transaction of ledger.all()) holds.forget(transaction.id);
      ledger.clear();
      tokens.clear();
      dispatcher.deliveries.clear();
      notificationSettings.reset();
      requestIds.clear();
      faults.clear();
      mailbox.clear();
      live.changed();
    },
  };
}

function notificationsOf(options: SimulatorOptions) {
  const given = options.notifications ?? null;
  const target = given !== null && 'baseUrl' in given ? (given as NotificationTarget) : null;
  const explicit =
    given === null || target !== null
      ? {}
      : (given as Parameters<typeof createNotificationSettings>[0]['explicit']);
  return { target, explicit };
}

const maxBodyBytes = 1024 * 1024;

function createApp(parts: SimulatorParts): FastifyInstance {
  const app = fastify({
    bodyLimit: maxBodyBytes,
    // Pages and shops keep connections open; stopping must not wait for them.
    forceCloseConnections: true,
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true },
  });
  registerControl(app, parts);
  registerWidget(app, parts);
  registerAcs(app, parts);
  registerCabinet(app, parts);
  registerRest(app, parts);
  return app;
}

function controlOf(parts: SimulatorParts): SimulatorControl {
  return {
    pay: async (request) => {
      const input = readPay(asSent(request), parts.site.publicId);
      if (!input.ok) throw new Error(input.problem.detail);
      const done = await parts.gateway.pay(input.request);
      await settledSoon(done, 2000);
      return payAnswer(done.transaction);
    },
    transactions: () => [...parts.ledger.all()],
    deliveries: () => [...parts.dispatcher.deliveries.values()],
    mailbox: () => [...parts.mailbox.values()],
    addFault: (fault) => {
      const input = readFault(asSent(fault));
      if (!input.ok) throw new Error(input.problem.detail);
      parts.faults.add(input.fault);
    },
    clearFaults: parts.faults.clear,
    resend: parts.dispatcher.resend,
    flush: parts.dispatcher.flush,
    advance: parts.clock.advance,
    reset: parts.reset,
  };
}

/** The same object as a request would bring it: every number exact. */
function asSent(value: Readonly<Record<string, unknown>>): unknown {
  return parseExact(JSON.stringify(value));
}
