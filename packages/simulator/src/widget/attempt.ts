import { exactNumber } from '../json.ts';
import type { SimulatorParts } from '../parts.ts';
import { cardHolderMessage } from '../payments/reasons.ts';
import type { Transaction } from '../payments/transaction.ts';
import type { AttemptView } from './contract.ts';
import { languageOf } from './culture.ts';

/** The number as JSON spells it exactly; to the frame it is a number. */
const numberOf = (transaction: Transaction) => exactNumber(transaction.id) as unknown as number;

/** How a payment made in the widget stands. */
export function attemptView(parts: SimulatorParts, transaction: Transaction): AttemptView {
  const transactionId = numberOf(transaction);
  const { status, reasonCode, culture } = transaction;
  switch (status) {
    case 'AwaitingAuthentication':
      return {
        kind: 'three_ds',
        transactionId,
        acsUrl: '/acs',
        paReq: parts.threeDs.request(transaction),
        termUrl: `${parts.site.url}/widget/three-ds-return`,
      };
    case 'Created':
    case 'Pending':
      return { kind: outOfTime(parts, transaction) ? 'expired' : 'waiting', transactionId };
    case 'Declined':
    case 'Failed': {
      const message = cardHolderMessage(reasonCode, languageOf(culture));
      return { kind: 'declined', transactionId, reasonCode, message };
    }
    case 'Authorized':
    case 'Completed':
    case 'Cancelled':
      return { kind: 'approved', transactionId };
  }
}

/** A link that expired and left its payment open: see `expiredLinks` of the behaviours. */
function outOfTime({ links, clock }: SimulatorParts, { id, status }: Transaction): boolean {
  const link = links.ofTransaction(id);
  if (link === undefined || status === 'Pending') return false;
  return link.expiresAtMs !== null && link.expiresAtMs <= clock.now();
}
