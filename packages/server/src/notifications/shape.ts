import { type NotificationBody, parseNotification } from '@kopeck/cloudpayments/notifications';
import type { Notification } from '@kopeck/cloudpayments/wire';

/**
 * The address of a notification is not signed, so a signed message of one kind can be replayed to the address of
 * another. The other kinds carry a field of their own (reference, section 3.2); a Cancel is known only by what it
 * lacks. False for a Cancel that names another status, or that reads as a Fail or as a Refund.
 */
export function hasOwnShape(notification: Notification, body: NotificationBody): boolean {
  if (notification.kind !== 'cancel') return true;
  const { status } = notification;
  if (status !== undefined && status !== 'Cancelled') return false;
  const readsAs = (kind: 'fail' | 'refund') => parseNotification({ ...body, kind }).ok;
  return !readsAs('fail') && !readsAs('refund');
}
