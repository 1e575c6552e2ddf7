import type { Log } from '../settings.ts';
import type { Delivery } from './delivery.ts';

const everyNth = 1000;

/** Tells that the delivery log is full of what a shop never acknowledged, without filling the log. */
export function createForgottenReport(log: Log): (delivery: Delivery) => void {
  let count = 0;
  return ({ type, transactionId }) => {
    count += 1;
    if (count % everyNth !== 1) return;
    log('warn', 'too many deliveries wait for the shop: the oldest are given up', {
      type,
      transactionId,
      count,
    });
  };
}
