import { parseNotification } from '@kopeck/cloudpayments/notifications';
import {
  type Notification,
  type NotificationKind,
  notificationKindOf,
} from '@kopeck/cloudpayments/wire';
import type { InboxEntry } from './queries.ts';

/** A row of the inbox with its body understood again; null where this version does not understand it. */
export interface ReadNotification {
  readonly entry: InboxEntry;
  readonly kind: NotificationKind | null;
  readonly content: Notification | null;
}

/** Reads the kept bytes with the parser that read them when they came. */
export function readNotification(entry: InboxEntry): ReadNotification {
  const kind = notificationKindOf(entry.kind);
  if (kind === null) return { entry, kind, content: null };
  const contentType = entry.headers['content-type'];
  const parsed = parseNotification({ rawBody: entry.rawBody, contentType, kind });
  return { entry, kind, content: parsed.ok ? parsed.notification : null };
}

/** Two notifications with one name tell the same thing: the second is a repetition. */
export function whatItTells({ entry, content }: ReadNotification): string {
  const receiptId = content?.kind === 'receipt' ? content.receiptId : '';
  return `${entry.kind} ${entry.transactionId ?? ''} ${receiptId}`;
}
