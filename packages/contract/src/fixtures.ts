import authorized from '../fixtures/authorized.json' with { type: 'json' };
import capturedPay from '../fixtures/captured-pay.json' with { type: 'json' };
import capturedRecurrent from '../fixtures/captured-recurrent.json' with { type: 'json' };
import chargebacks from '../fixtures/chargebacks.json' with { type: 'json' };
import completedByToken from '../fixtures/completed-by-token.json' with { type: 'json' };
import declined from '../fixtures/declined.json' with { type: 'json' };
import done from '../fixtures/done.json' with { type: 'json' };
import escrow from '../fixtures/escrow.json' with { type: 'json' };
import foundDeclined from '../fixtures/found-declined.json' with { type: 'json' };
import list from '../fixtures/list.json' with { type: 'json' };
import malformed from '../fixtures/malformed.json' with { type: 'json' };
import notFound from '../fixtures/not-found.json' with { type: 'json' };
import notificationSettings from '../fixtures/notification-settings.json' with { type: 'json' };
import order from '../fixtures/order.json' with { type: 'json' };
import payout from '../fixtures/payout.json' with { type: 'json' };
import qrLink from '../fixtures/qr-link.json' with { type: 'json' };
import read from '../fixtures/read.json' with { type: 'json' };
import refund from '../fixtures/refund.json' with { type: 'json' };
import refused from '../fixtures/refused.json' with { type: 'json' };
import refusedWithMessage from '../fixtures/refused-with-message.json' with { type: 'json' };
import signatures from '../fixtures/signatures.json' with { type: 'json' };
import subscription from '../fixtures/subscription.json' with { type: 'json' };
import subscriptionCancelled from '../fixtures/subscription-cancelled.json' with { type: 'json' };
import threeDs from '../fixtures/three-ds.json' with { type: 'json' };
import tokens from '../fixtures/tokens.json' with { type: 'json' };

/** Bodies and answers that others published; each file names its source. */
export const fixtures = {
  authorized,
  capturedPay,
  capturedRecurrent,
  chargebacks,
  completedByToken,
  declined,
  done,
  escrow,
  foundDeclined,
  list,
  malformed,
  notFound,
  notificationSettings,
  order,
  payout,
  qrLink,
  read,
  refund,
  refused,
  refusedWithMessage,
  signatures,
  subscription,
  subscriptionCancelled,
  threeDs,
  tokens,
};
