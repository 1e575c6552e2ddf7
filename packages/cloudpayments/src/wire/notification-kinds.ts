/** The gateway's messages to a shop (reference, section 3.3). Each has its own address in the account. */
export const notificationKinds = [
  'check',
  'pay',
  'fail',
  'confirm',
  'refund',
  'cancel',
  'recurrent',
  'receipt',
] as const;

export type NotificationKind = (typeof notificationKinds)[number];

/** The gateway's spelling, used in its settings' addresses and by the older system's body field. */
export const notificationTypeNames: Readonly<Record<NotificationKind, string>> = {
  check: 'Check',
  pay: 'Pay',
  fail: 'Fail',
  confirm: 'Confirm',
  refund: 'Refund',
  cancel: 'Cancel',
  recurrent: 'Recurrent',
  receipt: 'Receipt',
};

/**
 * `Pay`, `pay` or `PAY` → `pay`; null for anything else. Names that only some shop modules use for an address,
 * such as `void` for Cancel, are not accepted: the address is ours to choose, and two names for one thing
 * would be two ways to get it wrong.
 */
export function notificationKindOf(text: string): NotificationKind | null {
  const lower = text.toLowerCase();
  return notificationKinds.find((kind) => kind === lower) ?? null;
}
