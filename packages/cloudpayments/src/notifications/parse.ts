import { type FieldProblem, readFields } from '../wire/fields.ts';
import type { Notification } from '../wire/notification.ts';
import { notificationFields } from '../wire/notification-fields.ts';
import { type NotificationKind, notificationKindOf } from '../wire/notification-kinds.ts';
import { type BodyError, type BodyFields, readBody } from './body.ts';

export type ParseError = BodyError | 'invalid_fields';

export interface ParseFailure {
  readonly ok: false;
  readonly error: ParseError;
  /** Fields by the gateway's spelling; an empty name means the body as a whole. Never holds a field's value. */
  readonly problems: readonly FieldProblem[];
}

export type ParseResult =
  | {
      readonly ok: true;
      readonly notification: Notification;
      /** What a field `NotificationType` of the body says; null when there is none, as the gateway sends it. */
      readonly notificationType: NotificationKind | null;
      /** Fields of lesser weight that could not be read and are left out: worth a log line, not a refusal. */
      readonly ignored: readonly FieldProblem[];
    }
  | ParseFailure;

export interface NotificationBody {
  readonly rawBody: Uint8Array;
  readonly contentType: string | undefined;
}

/**
 * The bytes that were verified → a notification of the kind that the address says.
 *
 * The kind is given, not guessed: a Check has almost the fields of a Pay (reference, section 3.2). Whether
 * `notificationType` must agree with it is the caller's rule. Field names are read in any case, unknown fields
 * are ignored, an empty field is absent.
 */
export function parseNotification(
  body: NotificationBody & { kind: NotificationKind },
): ParseResult {
  const read = readBody(body.rawBody, body.contentType);
  if (!read.ok) return read;
  const named = notificationTypeOf(read.fields);
  if (!named.ok) return named;
  const textByName = (name: string) => read.fields.get(name);
  // One call per kind would only repeat this line: the table decides the type, and `kind` names the table.
  const parsed = readFields<object>(notificationFields[body.kind], textByName);
  if (!parsed.ok) return { ok: false, error: 'invalid_fields', problems: parsed.problems };
  const notification = { kind: body.kind, ...parsed.fields } as Notification;
  return {
    ok: true,
    notification,
    notificationType: named.notificationType,
    ignored: parsed.ignored,
  };
}

export type ReadNotificationTypeResult =
  | { readonly ok: true; readonly notificationType: NotificationKind | null }
  | ParseFailure;

/**
 * The kind that a body names itself, for an address that names none. Null when the body has no `NotificationType`,
 * which is every body of the real gateway (reference, section 3.1). A name that is no kind is an error.
 */
export function readNotificationType(body: NotificationBody): ReadNotificationTypeResult {
  const read = readBody(body.rawBody, body.contentType);
  return read.ok ? notificationTypeOf(read.fields) : read;
}

function notificationTypeOf(fields: BodyFields): ReadNotificationTypeResult {
  const text = fields.get('notificationtype') ?? '';
  if (text === '') return { ok: true, notificationType: null };
  const notificationType = notificationKindOf(text);
  if (notificationType !== null) return { ok: true, notificationType };
  const problem = { field: 'NotificationType', message: 'must be a kind such as Check or Pay' };
  return { ok: false, error: 'invalid_fields', problems: [problem] };
}
