import type { KeyObject } from 'node:crypto';
import type { Clock } from './clock.ts';
import type { Faults } from './faults/faults.ts';
import type { Live } from './live.ts';
import type { Mailbox } from './mail/mailbox.ts';
import type { Dispatcher } from './notifications/dispatcher.ts';
import type { NotificationSettingsStore } from './notifications/settings.ts';
import type { Orders } from './orders/orders.ts';
import type { Chargebacks } from './payments/chargebacks.ts';
import type { Escrow } from './payments/escrow.ts';
import type { Gateway } from './payments/gateway.ts';
import type { CardKeys } from './payments/keys.ts';
import type { Ledger } from './payments/ledger.ts';
import type { Links } from './payments/links.ts';
import type { Packets } from './payments/packets.ts';
import type { Payouts } from './payments/payouts.ts';
import type { ThreeDs } from './payments/three-ds.ts';
import type { TokenStore } from './payments/tokens.ts';
import type { Receipts } from './receipts/receipts.ts';
import type { RequestIds } from './rest/request-ids.ts';
import type { Scenarios } from './scenarios/scenarios.ts';
import type { Chance } from './seed.ts';
import type { Behaviour, Log } from './settings.ts';
import type { Subscriptions } from './subscriptions/subscriptions.ts';

/** Everything the surfaces (API, control, widget, cabinet) work with. Put together in simulator.ts. */
export type SimulatorParts = {
  readonly site: {
    readonly publicId: string;
    /** The address the simulator is reached by. */
    readonly url: string;
    /** For the shop's `SMTP_URL`; empty until the catcher listens. */
    readonly smtpUrl: string;
    readonly behaviour: Behaviour;
    /** What payouts must be signed for; null when they need no signature. */
    readonly payoutKey: KeyObject | null;
  };
  readonly apiSecret: string;
  readonly behaviour: Behaviour;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly ledger: Ledger;
  readonly tokens: TokenStore;
  readonly threeDs: ThreeDs;
  readonly cardKeys: CardKeys;
  readonly packets: Packets;
  readonly gateway: Gateway;
  readonly payouts: Payouts;
  readonly escrow: Escrow;
  readonly chargebacks: Chargebacks;
  readonly links: Links;
  readonly orders: Orders;
  readonly subscriptions: Subscriptions;
  readonly receipts: Receipts;
  readonly dispatcher: Dispatcher;
  readonly notificationSettings: NotificationSettingsStore;
  readonly requestIds: RequestIds;
  readonly faults: Faults;
  readonly scenarios: Scenarios;
  readonly mailbox: Mailbox;
  readonly live: Live;
  readonly log: Log;
  /** The clock as it was configured: by default the machine's. */
  readonly resetClock: () => void;
  /** Forgets everything but the configuration. */
  readonly reset: () => void;
};
