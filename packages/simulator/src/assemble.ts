import { rememberClock } from './clock/memory.ts';
import type { Clock } from './clock.ts';
import { createFaults } from './faults/faults.ts';
import type { Journal } from './journal/journal.ts';
import { createLive } from './live.ts';
import { createMailbox } from './mail/mailbox.ts';
import { createDispatcher } from './notifications/dispatcher.ts';
import { createForgottenReport } from './notifications/forgotten.ts';
import { createNotificationSettings, type NotificationTarget } from './notifications/settings.ts';
import { createOrders } from './orders/orders.ts';
import type { SimulatorParts } from './parts.ts';
import { createChargebacks } from './payments/chargebacks.ts';
import { createEscrow } from './payments/escrow.ts';
import { createGateway } from './payments/gateway.ts';
import { createHolds } from './payments/holds.ts';
import { createCardKeys } from './payments/keys.ts';
import { createLedger } from './payments/ledger.ts';
import { createLinks } from './payments/links.ts';
import { createPackets } from './payments/packets.ts';
import { createPayouts } from './payments/payouts.ts';
import { createThreeDs } from './payments/three-ds.ts';
import { createTokenStore } from './payments/tokens.ts';
import { createVerdicts } from './payments/verdicts.ts';
import { createReceipts } from './receipts/receipts.ts';
import { createReports } from './reports.ts';
import { payoutKeyOf } from './rest/payout-signature.ts';
import { createRequestIds } from './rest/request-ids.ts';
import type { Scenario } from './scenarios/scenario.ts';
import { createScenarios } from './scenarios/scenarios.ts';
import { createChance } from './seed.ts';
import {
  type Behaviour,
  defaultBehaviour,
  defaultKeep,
  firstIdAt,
  type TerminalOptions,
} from './settings.ts';
import { newPlanId, planSetUpBy } from './subscriptions/set-up.ts';
import { createSubscriptions } from './subscriptions/subscriptions.ts';

type Assembled = {
  readonly parts: SimulatorParts;
  /** Brings back what the journal holds and goes on with what was under way. Call once. */
  readonly restore: () => void;
  readonly close: () => void;
};

/** Puts the parts together. Nothing listens, sends or touches the journal's file yet. */
export function assemble(
  options: TerminalOptions,
  clock: Clock,
  journal: Journal,
  address: { readonly url: string; readonly smtpUrl: string },
  scenario: Scenario | null,
): Assembled {
  const behaviour = behaviourOf(options);
  const chance = createChance(options.seed === undefined ? null : String(options.seed));
  const { now: baseNow = Date.now, clock: start = {} } = options;
  const clockMemory = rememberClock({ clock, journal, baseNow, start });
  const keep = { ...defaultKeep, ...options.keep };
  const log = options.log ?? (() => undefined);
  const reports = createReports(log);
  const live = createLive();
  const faults = createFaults({
    journal,
    clock,
    chance,
    onChange: live.changed,
    onFault: ({ fault, scenario: name }, on) =>
      log('info', 'a fault happens', { fault, on, ...(name === null ? {} : { scenario: name }) }),
  });
  const scenarios = createScenarios({
    journal,
    faults,
    clock,
    chance,
    log,
    onChange: live.changed,
    configured: scenario,
  });
  const { target, explicit } = notificationsOf(options);
  const notificationSettings = createNotificationSettings({ journal, target, explicit });
  const dispatcher = createDispatcher({
    ...behaviour,
    clock,
    chance,
    journal,
    faults,
    settings: notificationSettings,
    apiSecret: options.apiSecret,
    choices: behaviour,
    signedBytes: behaviour.windows1251Signature,
    keepDeliveries: keep.deliveries,
    onChange: live.changed,
    onAttempt: reports.attempted,
    onForgotten: createForgottenReport(log),
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
  const requestIds = createRequestIds({ journal, now: clock.now, behaviour, log });
  const verdicts = createVerdicts({
    journal,
    clock,
    limit: keep.transactions,
    carryOut: async ({ transactionId, ...word }) => {
      const decision = gateway.settle(transactionId, word);
      if (decision.ok) await decision.value.notified;
    },
  });
  const gateway = createGateway({
    verdicts,
    ledger,
    tokens,
    dispatcher,
    faults,
    clock,
    behaviour,
    planFor: (payment) => {
      // Nearly no payment asks for a plan, and the chance in a number has to be fetched.
      if (payment.data === null) return null;
      const id = newPlanId(chance, (known) => subscriptions.get(known) !== undefined);
      const asked = planSetUpBy(payment, { id, behaviour, nowMs: clock.now() });
      return asked.kind === 'plan' ? id : null;
    },
    onChange: (transaction) => {
      holds.watch(transaction);
      live.changed();
    },
  });
  gateway.listen(reports.happened);
  const cardKeys = createCardKeys(journal);
  const { publicId } = options;
  const packets = createPackets({ journal, keys: cardKeys, publicId, clock, behaviour });
  const payouts = createPayouts({ gateway, dispatcher, faults, clock, behaviour });
  const chargebacks = createChargebacks(journal, chance);
  const escrow = createEscrow({
    journal,
    chance,
    ledger,
    giveBack: ({ id, status, confirmedMinor, refundedMinor }) => {
      if (status === 'Authorized') gateway.void(id);
      else if (status === 'Completed') gateway.refund(id, confirmedMinor - refundedMinor, null);
    },
  });
  gateway.listen(escrow.happened);
  const orders = createOrders({
    journal,
    clock,
    chance,
    limit: keep.transactions,
    onChange: live.changed,
  });
  gateway.listen(orders.happened);
  const links = createLinks({
    journal,
    clock,
    chance,
    ledger,
    tokens,
    gateway,
    faults,
    behaviour,
    site: address,
    limit: keep.transactions,
  });
  const subscriptions = createSubscriptions({
    journal,
    clock,
    gateway,
    dispatcher,
    behaviour,
    log,
    onChange: live.changed,
  });
  const receipts = createReceipts({
    journal,
    clock,
    chance,
    gateway,
    dispatcher,
    faults,
    behaviour,
    site: address,
    planReceipt: subscriptions.receiptFor,
    log,
    onChange: live.changed,
  });
  const { payoutCertificate = null } = options;
  const payoutKey = payoutCertificate === null ? null : payoutKeyOf(payoutCertificate);
  const parts: SimulatorParts = {
    site: {
      payoutKey,
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
    chance,
    ledger,
    tokens,
    threeDs: createThreeDs(options.apiSecret),
    cardKeys,
    packets,
    gateway,
    payouts,
    escrow,
    chargebacks,
    links,
    orders,
    subscriptions,
    receipts,
    dispatcher,
    notificationSettings,
    requestIds,
    faults,
    scenarios,
    mailbox,
    live,
    log,
    resetClock: clockMemory.reset,
    reset: () => {
      for (const transaction of ledger.all()) holds.forget(transaction.id);
      ledger.clear();
      tokens.clear();
      packets.clear();
      escrow.clear();
      chargebacks.clear();
      links.clear();
      orders.clear();
      subscriptions.clear();
      receipts.clear();
      verdicts.clear();
      dispatcher.deliveries.clear();
      notificationSettings.reset();
      requestIds.clear();
      faults.clear();
      mailbox.clear();
      chance.reset();
      clockMemory.reset();
      scenarios.reset();
      live.changed();
    },
  };
  const restore = () => {
    const restored = journal.load();
    if (restored.skipped > 0) log('warn', 'journal: some lines were not whole', restored);
    clockMemory.resume();
    scenarios.resume();
    for (const transaction of ledger.all()) holds.watch(transaction);
    links.resume();
    verdicts.resume();
    subscriptions.resume();
    receipts.resume();
    dispatcher.resume();
  };
  return { parts, restore, close: clockMemory.close };
}

/** A live terminal has a limit of its own (reference 1.5). */
const liveParallelRequests = 30;

function behaviourOf({ behaviour = {} }: TerminalOptions): Behaviour {
  const live = behaviour.testMode === false ? { parallelRequests: liveParallelRequests } : {};
  return { ...defaultBehaviour, ...live, ...behaviour };
}

function notificationsOf(options: TerminalOptions) {
  const given = options.notifications ?? null;
  const target = given !== null && 'baseUrl' in given ? (given as NotificationTarget) : null;
  const explicit =
    given === null || target !== null
      ? {}
      : (given as Parameters<typeof createNotificationSettings>[0]['explicit']);
  return { target, explicit };
}
