/** The types that the account of the gateway lists (reference 2.11, 3.3), and Receipt of its cash desk. */
export const notificationTypes = [
  'Check',
  'Pay',
  'Fail',
  'Confirm',
  'Refund',
  'Recurrent',
  'Cancel',
  'Receipt',
] as const;

export type NotificationType = (typeof notificationTypes)[number];

/** The types that tell of one operation. */
export type PaymentNotification = Exclude<NotificationType, 'Recurrent' | 'Receipt'>;

/** The type as people and addresses spell it, in any case. */
export function notificationTypeOf(text: string): NotificationType | null {
  return notificationTypes.find((type) => type.toLowerCase() === text.toLowerCase()) ?? null;
}
