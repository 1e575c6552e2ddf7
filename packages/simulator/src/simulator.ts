import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { assemble } from './assemble.ts';
import { registerCabinet } from './cabinet/routes.ts';
import { createClock } from './clock.ts';
import { controlOf, type SimulatorControl } from './control/in-process.ts';
import { registerControl } from './control/routes.ts';
import { openJournal } from './journal/journal.ts';
import { registerLinkPages } from './link-pages/routes.ts';
import { startCatcher } from './mail/catcher.ts';
import { registerOpenApi } from './openapi/routes.ts';
import { registerOrderPages } from './orders/routes.ts';
import type { SimulatorParts } from './parts.ts';
import { registerReceiptPages } from './receipts/pages.ts';
import { registerRest } from './rest/routes.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { loadScenario } from './scenarios/source.ts';
import { demoKeys, type SimulatorOptions } from './settings.ts';
import { registerAcs } from './widget/acs.ts';
import { registerWidget } from './widget/routes.ts';

export type Simulator = {
  /** Where the API, the widget, the cabinet and the control calls are. */
  readonly url: string;
  /** The keys it was started with, for the shop. */
  readonly publicId: string;
  readonly apiSecret: string;
  readonly smtpPort: number;
  /** For `SMTP_URL` of the shop. */
  readonly smtpUrl: string;
  readonly control: SimulatorControl;
  readonly close: () => Promise<void>;
};

/**
 * Starts a simulator; it is ready when the promise resolves. Rejects when a port is taken. Without
 * options: any free port, the demo keys, no notifications, nothing on the disk.
 */
export async function startSimulator(given: SimulatorOptions = {}): Promise<Simulator> {
  const scenario = given.scenario === undefined ? null : await loadScenario(given.scenario);
  const options = { ...startOf(scenario), ...given, ...keysOf(given) };
  const host = options.host ?? '127.0.0.1';
  const clock = createClock(options.now, options.clock);
  const { log = () => undefined } = options;
  const journal = openJournal(options.journalFile ?? null, {
    onTrouble: (error) =>
      error === null
        ? log('info', 'the journal is whole again', {})
        : log('warn', 'the journal cannot be written: the state is in memory only', {
            why: error.message,
          }),
  });
  // Known only once the port is: everything that needs the address reads it when it is asked.
  const address = { url: options.widgetOrigin ?? '', smtpUrl: '' };
  const { parts, restore, close } = assemble(options, clock, journal, address, scenario);
  let open = () => {};
  const restored = new Promise<void>((resolve) => {
    open = resolve;
  });
  const app = createApp(parts, restored);
  await app.listen({ host, port: options.port ?? 0 });
  const { port } = app.server.address() as AddressInfo;
  if (address.url === '') address.url = `http://${urlHost(host)}:${port}`;
  const smtp = await startCatcher({
    host,
    port: options.smtpPort ?? 0,
    mailbox: parts.mailbox,
    faults: parts.faults,
    now: clock.now,
    newId: () => parts.chance.uuid('mail', (id) => parts.mailbox.get(id) !== undefined),
    onChange: parts.live.changed,
  }).catch(async (error: unknown) => {
    await app.close();
    throw error;
  });
  address.smtpUrl = `smtp://${urlHost(host)}:${smtp.port}`;
  // Only now: a second process that finds its port taken must not rewrite the first one's journal.
  try {
    restore();
  } catch (error) {
    await Promise.all([app.close(), smtp.close()]);
    throw error;
  }
  open();
  return {
    url: address.url,
    publicId: options.publicId,
    apiSecret: options.apiSecret,
    smtpPort: smtp.port,
    smtpUrl: address.smtpUrl,
    control: controlOf(parts),
    close: async () => {
      close();
      clock.close();
      parts.live.close();
      parts.dispatcher.close();
      await Promise.all([app.close(), smtp.close()]);
      journal.close();
    },
  };
}

/** What a scenario sets before anything begins, unless the options say otherwise. */
function startOf(scenario: Scenario | null): Pick<SimulatorOptions, 'seed' | 'clock'> {
  return {
    ...(scenario === null || scenario.seed === null ? {} : { seed: scenario.seed }),
    ...(scenario === null || scenario.clock === null ? {} : { clock: scenario.clock }),
  };
}

function keysOf({
  publicId = demoKeys.publicId,
  apiSecret = demoKeys.apiSecret,
}: SimulatorOptions) {
  return { publicId, apiSecret };
}

/** 0.0.0.0 listens everywhere, but nobody can be sent there. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

const maxBodyBytes = 1024 * 1024;

function createApp(parts: SimulatorParts, restored: Promise<void>): FastifyInstance {
  const app = fastify({
    bodyLimit: maxBodyBytes,
    // Pages and shops keep connections open; stopping must not wait for them.
    forceCloseConnections: true,
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true },
  });
  app.addHook('onRequest', () => restored);
  registerControl(app, parts);
  registerOpenApi(app, parts);
  registerWidget(app, parts);
  registerAcs(app, parts);
  registerLinkPages(app, parts);
  registerOrderPages(app, parts);
  registerReceiptPages(app, parts);
  registerCabinet(app, parts);
  registerRest(app, parts);
  return app;
}
