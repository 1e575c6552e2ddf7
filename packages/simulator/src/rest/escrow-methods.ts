import { exactNumber } from '../json.ts';
import { formatAmount } from '../money.ts';
import { balanceOf, type DealBooks, isClosed } from '../payments/escrow-deal.ts';
import type { Transaction } from '../payments/transaction.ts';
import { type MethodResult, succeeded } from './answer.ts';
import type { Call, Methods } from './method.ts';
import { required } from './parameter.ts';

/** What is known of safe deals (reference 2.14). */
export const escrowMethods: Methods = {
  'escrow/getescrowinfo': {
    place: 'get',
    about: 'The state of safe deals.',
    section: '2.14',
    parameters: [
      required('EscrowAccumulationIds', 'strings', 'The deals; unknown ones are left out.'),
    ],
    answers: 'EscrowDeals',
    run: info,
  },
};

function info({ fields, parts }: Call): MethodResult {
  const deals = fields
    .list('EscrowAccumulationIds')
    .map((id) => parts.escrow.books(id))
    .filter((books) => books !== undefined);
  return succeeded(
    deals.map((books) => dealModel(books, (id) => parts.ledger.get(id)?.status ?? 'Created')),
  );
}

/** In the order of the gateway's sample; a list with nothing in it is null there. */
function dealModel(books: DealBooks, statusOf: (id: string) => Transaction['status']): object {
  const { deal, payments, refunds, payouts } = books;
  const paidOut = new Set(payouts.flatMap((payout) => payout.paymentIds));
  const living = payments.filter(({ status }) => status === 'Completed' || status === 'Authorized');
  return {
    Status: isClosed(books) ? 'Closed' : 'Open',
    PaidoutTransactions: orNull(living.filter(({ id }) => paidOut.has(id)).map(operation)),
    NotPaidoutTransactions: orNull(living.filter(({ id }) => !paidOut.has(id)).map(operation)),
    PayoutTransactions: orNull(
      payouts.map(({ id, amountMinor, isFinal }) => ({
        ...operationOf(id, statusOf(id), amountMinor),
        IsFinalPayout: isFinal || deal.type === 'NToOne',
      })),
    ),
    // The documentation names the payment here, not the refund.
    RefundedTransactions: orNull(
      refunds.map(({ originalId, status, amountMinor }) =>
        operationOf(originalId ?? '0', status, amountMinor),
      ),
    ),
    EscrowAccumulationId: deal.id,
    Balance: exactNumber(formatAmount(balanceOf(books))),
  };
}

const orNull = (items: readonly object[]) => (items.length === 0 ? null : items);

function operation(payment: Transaction): object {
  const taken = payment.status === 'Completed' ? payment.confirmedMinor : payment.amountMinor;
  return operationOf(payment.id, payment.status, taken);
}

function operationOf(id: string, status: string, amountMinor: bigint): object {
  return { Id: exactNumber(id), Status: status, Amount: exactNumber(formatAmount(amountMinor)) };
}
