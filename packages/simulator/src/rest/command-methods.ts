import { exactNumber } from '../json.ts';
import { type MethodResult, refused, succeeded } from './answer.ts';
import { checkedAmount, dataField } from './fields.ts';
import { type Call, type Methods, outcome } from './method.ts';
import { optional, required } from './parameter.ts';

const id = required('TransactionId', 'long', 'The payment.');
const data = optional('JsonData', 'json', 'Instructions, such as the receipt of this operation.');

/** What is done with money that is held or taken (reference 2.6). */
export const commandMethods: Methods = {
  'payments/confirm': {
    place: 'confirm',
    about: 'Takes held money, whole or in part; the rest is released.',
    section: '2.6',
    parameters: [id, required('Amount', 'amount', 'Up to the authorized sum.'), data],
    answers: 'Nothing',
    run: ({ fields, parts }) =>
      outcome(
        parts.gateway.confirm(
          fields.text('TransactionId') ?? '',
          checkedAmount(fields),
          dataField(fields.get('JsonData')),
        ),
      ),
  },
  'payments/void': {
    place: 'void',
    about: 'Releases a hold.',
    section: '2.6',
    parameters: [id],
    answers: 'Nothing',
    run: ({ fields, parts }) => outcome(parts.gateway.void(fields.text('TransactionId') ?? '')),
  },
  'payments/refund': {
    place: 'refund',
    about: 'Returns taken money, whole or in part; each refund is a transaction of its own.',
    section: '2.6',
    parameters: [id, required('Amount', 'amount', 'Whole or part.'), data],
    answers: 'RefundId',
    run: refund,
  },
};

function refund({ fields, parts }: Call): MethodResult {
  const payment = fields.text('TransactionId') ?? '';
  const decision = parts.gateway.refund(
    payment,
    checkedAmount(fields),
    dataField(fields.get('JsonData')),
  );
  if (!decision.ok) return refused(decision.message);
  const { transaction, notified } = decision.value;
  return { ...succeeded({ TransactionId: exactNumber(transaction.id) }), notified };
}
