import { exactNumber } from '../json.ts';
import type { CardFace, Scheme } from '../payments/transaction.ts';
import { type MethodResult, refused, succeeded } from './answer.ts';
import { checkedAmount, dataField } from './fields.ts';
import { type Call, type Method, type Methods, shown } from './method.ts';
import { optional, type Parameter, required } from './parameter.ts';

const tokenParameters: readonly Parameter[] = [
  required('Amount', 'amount', 'The sum, from 0.01.'),
  optional('Currency', 'string', 'RUB by default.'),
  required('AccountId', 'string', 'The payer on the side of the shop.'),
  required('Token', 'string', 'The saved card; works on the terminal that issued it.'),
  required('TrInitiatorCode', 'integer', '0: the shop starts, 1: the cardholder starts.'),
  optional('PaymentScheduled', 'integer', '0: not by a schedule (default), 1: by a schedule.'),
  optional('InvoiceId', 'string', 'Order number of the shop.'),
  optional('Description', 'string', 'Free text.'),
  optional('IpAddress', 'string', "The payer's address."),
  optional('Email', 'string', 'Where the payment slip goes.'),
  optional('CultureName', 'string', 'Language of messages.'),
  optional('Payer', 'object', 'The payer.'),
  optional('JsonData', 'json', 'Any data of the shop.'),
];

/** Payments by a saved card, and the export of saved cards (reference 2.5, 2.8). */
export const tokenMethods: Methods = {
  'payments/tokens/charge': payMethod('charge', 'One-stage payment by a saved card.'),
  'payments/tokens/auth': payMethod('auth', 'Two-stage payment by a saved card, first step.'),
  'payments/tokens/list': {
    place: 'list',
    about: 'All saved cards of the terminal, 100 on a page.',
    section: '2.8',
    parameters: [required('PageNumber', 'integer', 'From 1.')],
    answers: 'Tokens',
    run: listTokens,
  },
};

function payMethod(scheme: Scheme, about: string): Method {
  return {
    place: scheme,
    about,
    section: '2.5',
    parameters: tokenParameters,
    answers: 'Transaction',
    run: (call) => payByToken(call, scheme),
  };
}

/** Approved or declined at once, never 3-D Secure. */
async function payByToken({ fields, parts }: Call, scheme: Scheme): Promise<MethodResult> {
  const token = fields.text('Token') ?? '';
  const saved = parts.tokens.get(token);
  if (saved === undefined) return refused('Token not found');
  if (saved.paidBy === 'Sbp' && scheme === 'auth') {
    return refused('SBP has no two-stage payments');
  }
  const { transaction, notified } = await parts.gateway.pay({
    scheme,
    amountMinor: checkedAmount(fields),
    currency: fields.text('Currency') ?? 'RUB',
    invoiceId: fields.text('InvoiceId'),
    accountId: fields.text('AccountId'),
    email: fields.text('Email'),
    description: fields.text('Description'),
    data: dataField(fields.get('JsonData')),
    culture: fields.text('CultureName') ?? 'ru-RU',
    ipAddress: fields.text('IpAddress'),
    saveCard: false,
    method: { kind: 'token', token },
    skipCheck: false,
    ties: { initiatorCode: fields.integer('TrInitiatorCode') },
  });
  return { ...shown(parts, transaction), notified };
}

const tokensPerPage = 100;

function listTokens({ fields, parts }: Call): MethodResult {
  const page = fields.integer('PageNumber') ?? 0;
  if (page < 1) return refused('Invalid PageNumber value');
  const models = parts.tokens
    .all()
    .slice((page - 1) * tokensPerPage, page * tokensPerPage)
    .map((saved) => ({
      Token: saved.token,
      AccountId: saved.accountId,
      ...cardFields(saved.card),
    }));
  return succeeded(models);
}

/** An account bound through SBP has no card to show. */
function cardFields(card: CardFace | null): object {
  if (card === null) return { CardMask: null, ExpirationDateMonth: null, ExpirationDateYear: null };
  return {
    CardMask: `${card.firstSix}******${card.lastFour}`,
    ExpirationDateMonth: exactNumber(String(Number(card.expiry.slice(0, 2)))),
    ExpirationDateYear: exactNumber(`20${card.expiry.slice(-2)}`),
  };
}
