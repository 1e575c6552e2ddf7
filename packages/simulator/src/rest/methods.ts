import { altPayMethods } from './altpay-methods.ts';
import { bankMethods } from './bank-methods.ts';
import { cardMethods } from './card-methods.ts';
import { chargebackMethods } from './chargeback-methods.ts';
import { commandMethods } from './command-methods.ts';
import { escrowMethods } from './escrow-methods.ts';
import { kktMethods } from './kkt-methods.ts';
import { linkMethods } from './link-methods.ts';
import type { Methods } from './method.ts';
import { notificationMethods } from './notification-methods.ts';
import { openMethods } from './open-methods.ts';
import { orderMethods } from './order-methods.ts';
import { payoutMethods } from './payout-methods.ts';
import { readMethods } from './read-methods.ts';
import { subscriptionMethods } from './subscription-methods.ts';
import { tokenMethods } from './token-methods.ts';

/** Every method of the API (reference 2.0), by path. */
export const methods: Methods = {
  test: {
    place: 'test',
    about: 'Checks the connection and the credentials.',
    section: '2.1',
    parameters: [],
    answers: 'Guid',
    run: ({ parts }) => ({ answer: { success: true, message: parts.chance.uuid('test') } }),
  },
  ...cardMethods,
  ...tokenMethods,
  ...payoutMethods,
  ...escrowMethods,
  ...chargebackMethods,
  ...commandMethods,
  ...readMethods,
  ...notificationMethods,
  ...openMethods,
  ...linkMethods,
  ...altPayMethods,
  ...bankMethods,
  ...orderMethods,
  ...subscriptionMethods,
  ...kktMethods,
};
