import type { Clock } from '../clock.ts';
import type { FaultName } from '../faults/catalogue.ts';
import type { Faults } from '../faults/faults.ts';
import type { Collection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import type { Chance } from '../seed.ts';
import type { Behaviour } from '../settings.ts';
import type { Wire } from './compose.ts';
import type { Attempt, Delivery } from './delivery.ts';
import type { FieldChoices } from './fields.ts';
import type { RequestDeps } from './request.ts';
import type { NotificationSettingsStore } from './settings.ts';

/** What the documentation leaves open about deliveries. */
export type DeliveryChoices = Pick<
  Behaviour,
  | 'answerTimeoutMs'
  | 'checkTimeoutMs'
  | 'maxAttempts'
  | 'retrySchedule'
  | 'receiptRetries'
  | 'latePerMille'
  | 'lateMs'
> &
  Wire;

export type DispatcherDeps = DeliveryChoices & {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly settings: NotificationSettingsStore;
  readonly apiSecret: string;
  readonly signedBytes: RequestDeps['signedBytes'];
  readonly choices: FieldChoices;
  readonly keepDeliveries: number;
  readonly onChange: () => void;
  /** Told of every request to the shop, with the delivery as the request left it. */
  readonly onAttempt: (delivery: Delivery, attempt: Attempt) => void;
  /** Told of a delivery that is forgotten although the shop has not acknowledged it. */
  readonly onForgotten: (delivery: Delivery) => void;
};

/** What the parts of the dispatcher share. */
export type DispatcherState = DispatcherDeps &
  RequestDeps & {
    readonly deliveries: Collection<Delivery>;
    /** Deliveries that are held back until another one has gone. */
    readonly held: Set<string>;
    /** What the answer of the call that causes it is to wait for. */
    readonly comingFirst: WeakSet<Promise<void>>;
    /** Writes attempts down, tells the log, and keeps pages live. */
    readonly note: (delivery: Delivery, ...attempts: readonly Attempt[]) => void;
    /** The same for a delivery that holds its newest attempt already. */
    readonly noteDone: (delivery: Delivery, attempt: Attempt) => void;
    /** Writes down that a request never left, and the fault that kept it. */
    readonly noteUnsent: (delivery: Delivery, fault: FaultName) => void;
    readonly isClosed: () => boolean;
  };
