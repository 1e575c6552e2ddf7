/** The types that the account of the gateway lists (reference 2.11, 3.3). */
export const notificationTypes = [
  'Check',
  'Pay',
  'Fail',
  'Confirm',
  'Refund',
  'Recurrent',
  'Cancel',
] as const;

export type NotificationType = (typeof notificationTypes)[number];

/** The types that a card payment causes. */
export type PaymentNotification = Exclude<NotificationType, 'Recurrent'>;

/** The type as people and addresses spell it, in any case. */
export function notificationTypeOf(text: string): NotificationType | null {
  return notificationTypes.find((type) => type.toLowerCase() === text.toLowerCase()) ?? null;
}
