import { type ExactJson, isJsonObject } from '../wire/json.ts';
import { type NotificationKind, notificationTypeNames } from '../wire/notification-kinds.ts';
import { textOf } from '../wire/parse-transaction.ts';
import { type Acceptance, acceptance, outcomeOf } from './commands.ts';
import { type Outcome, type ReadOutcome, unknown } from './outcome.ts';
import { readOf } from './reads.ts';
import { jsonBody } from './request-body.ts';
import { memberOf, send, type TransportDeps } from './transport.ts';

/** Kinds whose settings the API shows. Receipts are set elsewhere. */
export type ReadableSettingsKind = Exclude<NotificationKind, 'receipt'>;

/** Kinds whose settings the API changes: Check only in the account. */
export type WritableSettingsKind = Exclude<ReadableSettingsKind, 'check'>;

export interface NotificationSettings {
  readonly enabled: boolean;
  /** Null when none was ever set. */
  readonly address: string | null;
  /** `POST` or `GET`, as sent. */
  readonly httpMethod: string;
  /** `UTF8` or `Windows1251`, as sent. */
  readonly encoding: string;
  /** `CloudPayments`, `QIWI` or `RT`, as sent. */
  readonly format: string;
}

export interface NewNotificationSettings {
  readonly enabled: boolean;
  readonly address: string;
  readonly httpMethod?: 'POST' | 'GET';
}

/** Where and how the gateway sends one kind (reference, section 2.11). */
export async function getNotificationSettings(
  deps: TransportDeps,
  kind: ReadableSettingsKind,
): Promise<ReadOutcome<NotificationSettings>> {
  const path = `site/notifications/${notificationTypeNames[kind]}/get`;
  return readOf(await send(deps, { path, body: '{}' }), settingsOf);
}

/**
 * Changes them. Every field is always sent: the gateway fills a missing HttpMethod with GET, which would put
 * payers' data into access logs (reference, section 8, row 36).
 */
export async function updateNotificationSettings(
  deps: TransportDeps,
  kind: WritableSettingsKind,
  settings: NewNotificationSettings,
): Promise<Outcome<Acceptance>> {
  const body = jsonBody({
    IsEnabled: settings.enabled ? 'true' : 'false',
    Address: JSON.stringify(settings.address),
    HttpMethod: JSON.stringify(settings.httpMethod ?? 'POST'),
    Encoding: '"UTF8"',
    Format: '"CloudPayments"',
  });
  const path = `site/notifications/${notificationTypeNames[kind]}/update`;
  return outcomeOf(await send(deps, { path, body }), acceptance);
}

function settingsOf(model: ExactJson): ReadOutcome<NotificationSettings> {
  if (!isJsonObject(model)) return unknown('bad_answer', 'the model is not an object');
  const enabled = memberOf(model, 'IsEnabled');
  if (typeof enabled !== 'boolean') return unknown('bad_answer', 'IsEnabled is not true or false');
  const textMember = (name: string): string => textOf(memberOf(model, name) ?? null) ?? '';
  const settings = {
    enabled,
    address: textMember('Address') === '' ? null : textMember('Address'),
    httpMethod: textMember('HttpMethod'),
    encoding: textMember('Encoding'),
    format: textMember('Format'),
  };
  return { kind: 'found', value: settings };
}
