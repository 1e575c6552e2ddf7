import { exactNumber } from '../json.ts';
import { formatAmount } from '../money.ts';
import type { MethodResult } from './answer.ts';
import { refused } from './answer.ts';
import { linkRequest, wrongRedirect } from './link-methods.ts';
import { type Call, type Methods, shown } from './method.ts';
import { optional, required } from './parameter.ts';

/** Dolyami, paying in parts (reference 2.13). */
export const altPayMethods: Methods = {
  'payments/altpay/pay': {
    place: 'link',
    about: 'A link for paying in parts with Dolyami.',
    section: '2.13',
    access: 'public_id',
    parameters: [
      required('PublicId', 'string', 'The terminal.'),
      required('AltPayType', 'string', 'Which service.', { values: ['TcsBnplDolyame'] }),
      required('Amount', 'amount', 'The sum, from 0.01.'),
      required('Scheme', 'string', '0 or charge: one-stage; 1 or auth: two-stage.', {
        values: ['0', '1', 'charge', 'auth'],
      }),
      optional('InvoiceId', 'string', 'Order number of the shop.'),
      optional('Description', 'string', 'Free text.'),
      optional('AccountId', 'string', 'The payer on the side of the shop.'),
      optional('Email', 'string', 'Where the payment slip goes.'),
      optional('SuccessRedirectUrl', 'string', 'Where the payer goes after the payment.'),
      optional('FailRedirectUrl', 'string', 'Where the payer goes after a decline.'),
      optional('JsonData', 'json', 'Any data of the shop.'),
      optional('CultureName', 'string', 'Language of messages; ru-RU by default.'),
    ],
    answers: 'AltPay',
    run: pay,
  },
};

async function pay({ fields, parts }: Call): Promise<MethodResult> {
  const wrong = wrongRedirect(fields, Number.POSITIVE_INFINITY);
  if (wrong !== null) return refused(`Invalid ${wrong} value`);
  const { testMode, unstatedLinkTtlMs, dolyamiLink } = parts.behaviour;
  const { link, done } = await parts.links.open(linkRequest(fields, 'Dolyame'), {
    ttlMs: unstatedLinkTtlMs,
    successRedirectUrl: fields.text('SuccessRedirectUrl'),
    failRedirectUrl: fields.text('FailRedirectUrl'),
    isTest: testMode,
  });
  if (link === null) return { ...shown(parts, done.transaction), notified: done.notified };
  const face = {
    TransactionId: exactNumber(link.transactionId),
    Amount: exactNumber(formatAmount(link.amountMinor)),
    IsTest: link.isTest,
  };
  const ExtensionData = { Link: link.url };
  const inside = dolyamiLink === 'inside_model';
  return {
    answer: {
      success: true,
      message: null,
      model: inside ? { ...face, ExtensionData } : face,
      beside: inside ? { ErrorCode: null } : { ExtensionData, ErrorCode: null },
    },
  };
}
