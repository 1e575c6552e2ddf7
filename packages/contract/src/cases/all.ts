import type { Case } from '../case.ts';
import { groups } from '../group.ts';
import { accessCases } from './access.ts';
import { escrowCases } from './escrow.ts';
import { exportCases } from './exports.ts';
import { idempotencyCases } from './idempotency.ts';
import { limitCases } from './limits.ts';
import { notificationByteCases } from './notification-bytes.ts';
import { notificationCheckCases } from './notification-checks.ts';
import { notificationFieldCases } from './notification-fields.ts';
import { notificationLinkCases } from './notification-links.ts';
import { otherNotificationCases } from './notification-others.ts';
import { notificationCases } from './notifications.ts';
import { orderCases } from './orders.ts';
import { payoutCases } from './payouts.ts';
import { qrCases } from './qr.ts';
import { readCases } from './reads.ts';
import { receiptCases } from './receipts.ts';
import { refundCases } from './refunds.ts';
import { requestCases } from './requests.ts';
import { settingsCases } from './settings.ts';
import { shapeCases } from './shapes.ts';
import { subscriptionChargeCases } from './subscription-charges.ts';
import { subscriptionCases } from './subscriptions.ts';
import { threeDsCases } from './three-ds.ts';
import { tokenCases } from './tokens.ts';
import { twoStageCases } from './two-stage.ts';

const unordered: readonly Case[] = [
  ...accessCases,
  ...shapeCases,
  ...requestCases,
  ...readCases,
  ...exportCases,
  ...twoStageCases,
  ...refundCases,
  ...tokenCases,
  ...idempotencyCases,
  ...limitCases,
  ...threeDsCases,
  ...subscriptionCases,
  ...subscriptionChargeCases,
  ...orderCases,
  ...settingsCases,
  ...qrCases,
  ...receiptCases,
  ...payoutCases,
  ...escrowCases,
  ...notificationFieldCases,
  ...notificationByteCases,
  ...notificationCheckCases,
  ...notificationCases,
  ...notificationLinkCases,
  ...otherNotificationCases,
];

/** Everything the suite knows of the gateway, group after group. */
export const allCases: readonly Case[] = groups.flatMap((group) =>
  unordered.filter((one) => one.group === group),
);
