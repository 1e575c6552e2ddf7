import { type NotificationBody, parseNotification } from '@kopeck/cloudpayments/notifications';
import type { NotificationKind } from '@kopeck/cloudpayments/wire';

/**
 * The address of a notification is not signed, so a signed message of one kind can be replayed to the address of
 * another. Pay, Confirm, Refund and Fail carry what the others lack (reference, section 3.2); a Cancel is known
 * only by what it lacks. False for a Cancel that reads as a Fail, as a Refund or as a payment in another state.
 */
export function hasOwnShape(kind: NotificationKind, body: NotificationBody): boolean {
  if (kind !== 'cancel') return true;
  if (parseNotification({ ...body, kind: 'fail' }).ok) return false;
  if (parseNotification({ ...body, kind: 'refund' }).ok) return false;
  const payment = parseNotification({ ...body, kind: 'confirm' });
  if (!payment.ok || payment.notification.kind !== 'confirm') return true;
  const { status } = payment.notification;
  return status === undefined || status === 'Cancelled';
}
