import type { FaultName, FaultPlace } from '../faults/catalogue.ts';

/** The faults a shop's developer reaches for first, one switch each. */
export const commonFaults: readonly { readonly on: FaultPlace; readonly fault: FaultName }[] = [
  { on: 'confirm', fault: 'answer_lost' },
  { on: 'refund', fault: 'answer_lost' },
  { on: 'confirm', fault: 'status_500' },
  { on: 'confirm', fault: 'timeout_before' },
  { on: 'get', fault: 'html' },
  { on: 'pay', fault: 'drop' },
  { on: 'pay', fault: 'duplicate' },
  { on: 'pay', fault: 'deliver_before_answer' },
  { on: 'pay', fault: 'delay' },
  { on: 'pay', fault: 'corrupt_signature' },
  { on: 'check', fault: 'delay' },
  { on: 'check', fault: 'drop' },
  { on: 'authorization', fault: 'decline' },
  { on: 'widget', fault: 'answer_lost' },
];
