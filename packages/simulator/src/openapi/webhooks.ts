import { leftOutWhenEmpty } from '../notifications/empty-fields.ts';
import { fieldNamesOf } from '../notifications/fields.ts';
import { type NotificationType, notificationTypes } from '../notifications/types.ts';
import { integer, object, type Schema, text } from './json-schema.ts';

/** Fields that are there only where they have a value; the others are sent empty (reference 3.4). */
const onlyWithValue = Object.keys(leftOutWhenEmpty);

/** What each type carries, reference 3.5. */
const fields: Readonly<Record<NotificationType, readonly string[]>> = {
  Check: fieldNamesOf('Check'),
  Pay: fieldNamesOf('Pay'),
  Fail: fieldNamesOf('Fail'),
  Confirm: fieldNamesOf('Confirm'),
  Refund: fieldNamesOf('Refund'),
  Cancel: fieldNamesOf('Cancel'),
  Recurrent: [
    'Id',
    'AccountId',
    'Description',
    'Email',
    'Amount',
    'Currency',
    'RequireConfirmation',
    'StartDate',
    'Interval',
    'Period',
    'Status',
    'SuccessfulTransactionsNumber',
    'FailedTransactionsNumber',
    'MaxPeriods',
    'LastTransactionDate',
    'NextTransactionDate',
  ],
  Receipt: [
    'Id',
    'DocumentNumber',
    'SessionNumber',
    'Number',
    'FiscalSign',
    'DeviceNumber',
    'RegNumber',
    'FiscalNumber',
    'Inn',
    'Ofd',
    'Type',
    'Url',
    'QrCodeUrl',
    'Amount',
    'DateTime',
    'TransactionId',
    'InvoiceId',
    'AccountId',
    'Receipt',
    'CalculationPlace',
    'CashierName',
    'SettlePlace',
  ],
};

const signature = (name: string, description: string): Schema => ({
  name,
  in: 'header',
  required: true,
  description,
  schema: { type: 'string' },
});

/** The notifications as the `webhooks` of the document. */
export const webhooks: Readonly<Record<string, { readonly post: Schema }>> = Object.fromEntries(
  notificationTypes.map((type) => [type, { post: webhook(type) }] as const),
);

function webhook(type: NotificationType): Schema {
  const properties = Object.fromEntries(fields[type].map((name) => [name, text()]));
  // Only a subscription's charge is of no order.
  const schema = object(properties, [...onlyWithValue, 'InvoiceId']);
  return {
    operationId: `on${type}`,
    summary: `The ${type} notification.`,
    description:
      'Sent by POST or GET to the address of its type in the account. Both signatures are base64 ' +
      'of HMAC-SHA256 with the API Secret.',
    tags: ['notifications'],
    security: [],
    parameters: [
      signature('Content-HMAC', 'Over the body exactly as it is sent.'),
      signature('X-Content-HMAC', 'Over the body with nothing escaped.'),
    ],
    requestBody: {
      required: true,
      content: { 'application/x-www-form-urlencoded': { schema } },
    },
    responses: {
      '200': {
        description:
          type === 'Check'
            ? '0 lets the payment go on; 10, 11, 12, 13 and 20 decline it, and so does anything else.'
            : 'Anything but code 0 counts as a failure and is sent again.',
        content: { 'application/json': { schema: object({ code: integer() }) } },
      },
    },
  };
}
