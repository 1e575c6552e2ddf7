import { type WrittenField, writeFields } from '../wire/fields.ts';
import type { Notification } from '../wire/notification.ts';
import { notificationFields } from '../wire/notification-fields.ts';
import { notificationTypeNames } from '../wire/notification-kinds.ts';
import { encodeFormText } from './form.ts';

export interface BuildOptions {
  readonly format: 'form' | 'json';
  /** Adds `NotificationType`, which the real gateway does not send: for receivers with one address for all. */
  readonly withNotificationType?: boolean;
}

/**
 * A notification → the body in the gateway's byte form (reference, section 3.4): lower-case hex, space as `+`,
 * absent optional fields present and empty (`null` in JSON), amounts with two decimals. The same notification
 * always gives the same bytes.
 */
export function buildNotification(notification: Notification, options: BuildOptions): string {
  const { kind, ...fields } = notification;
  const written: WrittenField[] = [...writeFields<object>(notificationFields[kind], fields)];
  if (options.withNotificationType === true)
    written.unshift({
      name: 'NotificationType',
      text: notificationTypeNames[kind],
      json: 'text',
    });
  return options.format === 'form' ? formBody(written) : jsonBody(written);
}

function formBody(fields: readonly WrittenField[]): string {
  return fields.map(({ name, text }) => `${name}=${encodeFormText(text)}`).join('&');
}

function jsonBody(fields: readonly WrittenField[]): string {
  const members = fields.map((field) => `"${field.name}":${jsonValue(field)}`);
  return `{${members.join(',')}}`;
}

function jsonValue({ text, json }: WrittenField): string {
  if (text === '') return 'null';
  return json === 'bare' ? text : JSON.stringify(text);
}
