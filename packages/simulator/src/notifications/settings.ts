import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import type { TextEncodingName } from './encode.ts';
import { type NotificationType, notificationTypes } from './types.ts';

/**
 * `CloudPayments` is the form; `JSON` is what SDKs saw in the account (reference 3.4). Of `QIWI` and
 * `RT` only the names are known: they can be set, and what is sent is the form.
 */
export const notificationFormats = ['CloudPayments', 'QIWI', 'RT', 'JSON'] as const;

export type NotificationFormat = (typeof notificationFormats)[number];

/** The formats whose fields nobody has published. */
export type UnknownFormat = Extract<NotificationFormat, 'QIWI' | 'RT'>;

export function isUnknownFormat(format: NotificationFormat): format is UnknownFormat {
  return format === 'QIWI' || format === 'RT';
}

/** What the account holds for one type (reference 2.11). */
export type NotificationSettings = {
  readonly isEnabled: boolean;
  readonly address: string;
  readonly httpMethod: 'GET' | 'POST';
  readonly encoding: TextEncodingName;
  readonly format: NotificationFormat;
  /** Adds `NotificationType` to the body: the form one older system expects, not the gateway's. */
  readonly typeInBody: boolean;
};

/**
 * How one base address serves every type: a path, a query parameter, or a field of the body. `same`
 * is what an account with one address for all of them does: the type is nowhere (reference 3.1).
 */
export const notificationStyles = ['path', 'query', 'body', 'same'] as const;

export type NotificationStyle = (typeof notificationStyles)[number];

export type NotificationTarget = { readonly baseUrl: string; readonly style: NotificationStyle };

export type NotificationSettingsStore = {
  readonly get: (type: NotificationType) => NotificationSettings;
  readonly update: (type: NotificationType, settings: NotificationSettings) => void;
  readonly reset: () => void;
};

const off: NotificationSettings = {
  isEnabled: false,
  address: '',
  httpMethod: 'GET',
  encoding: 'UTF8',
  format: 'CloudPayments',
  typeInBody: false,
};

/** What a shop with one base address would enter in the account for each type. */
export function settingsTo(
  target: NotificationTarget,
): Readonly<Record<NotificationType, NotificationSettings>> {
  const entries = notificationTypes.map((type) => [type, settingsFor(type, target)] as const);
  return Object.fromEntries(entries) as Record<NotificationType, NotificationSettings>;
}

function settingsFor(
  type: NotificationType,
  target: NotificationTarget | null,
): NotificationSettings {
  if (target === null) return off;
  const { style } = target;
  const base = new URL(target.baseUrl);
  const name = type.toLowerCase();
  if (style === 'path') base.pathname = `${base.pathname.replace(/\/+$/, '')}/${name}`;
  if (style === 'query') base.searchParams.set('type', name);
  return {
    ...off,
    isEnabled: true,
    address: base.href,
    httpMethod: 'POST',
    typeInBody: style === 'body',
  };
}

type Change = {
  readonly type: NotificationType;
  readonly settings: NotificationSettings;
  /** The address that was configured when the change was made. */
  readonly over: string;
};

/**
 * Changes made by API are kept over a restart, but only while the address they replaced is still
 * the configured one: a process started with another address means that other address.
 */
export function createNotificationSettings(options: {
  readonly journal: Journal;
  readonly target: NotificationTarget | null;
  readonly explicit: Partial<Readonly<Record<NotificationType, Partial<NotificationSettings>>>>;
}): NotificationSettingsStore {
  const configured = new Map(
    notificationTypes.map((type) => [
      type,
      { ...settingsFor(type, options.target), ...options.explicit[type] },
    ]),
  );
  const changes: Collection<Change> = createCollection<Change>({
    name: 'notification_settings',
    journal: options.journal,
    keyOf: (change) => change.type,
    limit: notificationTypes.length,
  });
  const initial = (type: NotificationType) => configured.get(type) ?? off;
  return {
    get: (type) => {
      const change = changes.get(type);
      return change?.over === initial(type).address ? change.settings : initial(type);
    },
    update: (type, settings) => changes.put({ type, settings, over: initial(type).address }),
    reset: changes.clear,
  };
}
