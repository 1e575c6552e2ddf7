import { exactNumber } from '../json.ts';
import type { SavedCard } from '../payments/tokens.ts';
import type { CardFace, Scheme } from '../payments/transaction.ts';
import { type MethodResult, refused, succeeded } from './answer.ts';
import { type Call, type Method, type Methods, shown } from './method.ts';
import { optional, type Parameter, required } from './parameter.ts';
import {
  amountParameter,
  commonOf,
  cultureParameter,
  currencyParameter,
  dataParameter,
  descriptionParameter,
  emailParameter,
  escrowOf,
  escrowParameter,
  invoiceParameter,
  payerParameter,
  phoneRefusal,
} from './payment-fields.ts';

export const tokenParameter = required(
  'Token',
  'string',
  'The saved card; works on the terminal that issued it.',
);

const tokenParameters: readonly Parameter[] = [
  amountParameter,
  currencyParameter,
  required('AccountId', 'string', 'The payer on the side of the shop.'),
  tokenParameter,
  required('TrInitiatorCode', 'integer', '0: the shop starts, 1: the cardholder starts.', {
    values: ['0', '1'],
    tolerated: 'always',
  }),
  optional('PaymentScheduled', 'integer', '0: not by a schedule (default), 1: by a schedule.', {
    values: ['0', '1'],
  }),
  invoiceParameter,
  descriptionParameter,
  optional('IpAddress', 'string', "The payer's address."),
  emailParameter,
  cultureParameter,
  payerParameter,
  dataParameter,
  escrowParameter,
];

/** Payments by a saved card, and the export of saved cards (reference 2.5, 2.8). */
export const tokenMethods: Methods = {
  'payments/tokens/charge': payMethod('charge', 'One-stage payment by a saved card.'),
  'payments/tokens/auth': payMethod('auth', 'Two-stage payment by a saved card, first step.'),
  'payments/tokens/list': {
    place: 'list',
    about: 'All saved cards of the terminal, 100 on a page.',
    section: '2.8',
    // Clients that leave the page out are known to be answered with the first one.
    parameters: [required('PageNumber', 'integer', 'From 1.', { tolerated: 'always' })],
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
async function payByToken(call: Call, scheme: Scheme): Promise<MethodResult> {
  const { fields, parts } = call;
  const initiatorCode = fields.integer('TrInitiatorCode');
  if (initiatorCode === null && parts.behaviour.initiatorCodeRequired) {
    return refused('TrInitiatorCode is required');
  }
  if (initiatorCode === null) {
    parts.log('warn', 'TrInitiatorCode was not sent: the documentation requires it');
  }
  const token = fields.text('Token') ?? '';
  const saved = parts.tokens.get(token);
  if (saved === undefined && !isForeignToken(token)) return refused('Token not found');
  if (saved?.paidBy === 'Sbp' && scheme === 'auth') {
    return refused('SBP has no two-stage payments');
  }
  warnOfToken(call, saved);
  const escrow = escrowOf(call);
  if (!escrow.ok) return refused(escrow.message);
  if (escrow.dealId !== null && saved?.paidBy !== 'Card') {
    return refused('Escrow takes cards and card tokens only');
  }
  const refusal = saved === undefined ? crossTerminal : phoneRefusal(call);
  const { transaction, notified } = await parts.gateway.pay({
    ...commonOf(fields),
    scheme,
    ipAddress: fields.text('IpAddress'),
    saveCard: false,
    method: { kind: 'token', token },
    skipCheck: false,
    ties: { initiatorCode, escrowId: escrow.dealId },
    ...(refusal === 0 ? {} : { refusal }),
  });
  return { ...shown(parts, transaction), notified };
}

/** 6025 CrossTerminalTokenRestriction. */
export const crossTerminal = 6025;

/**
 * Whether a token that this terminal never gave could be another's (reference 2.5): the spellings of
 * the gateway's samples, `tk_…`, a GUID, `success_` and a GUID, 64 hex digits. Such a payment is
 * declined with 6025; any other text is no token, and no payment is made of it.
 */
export function isForeignToken(token: string): boolean {
  return /^(tk_\w+|(success_)?[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}|[\da-f]{64})$/i.test(token);
}

/** Told to the developer, not held against him: what the gateway does here is not documented. */
function warnOfToken({ fields, parts }: Call, saved: SavedCard | undefined): void {
  const accountId = fields.text('AccountId');
  if (saved === undefined) {
    parts.log('warn', 'this terminal never gave this token: declined with 6025');
  } else if (saved.accountId !== accountId) {
    const details = { accountId, givenTo: saved.accountId };
    parts.log('warn', 'the token was given to another AccountId', details);
  }
  if (fields.integer('TrInitiatorCode') === 0 && fields.text('PaymentScheduled') === null) {
    parts.log('info', 'TrInitiatorCode 0 needs PaymentScheduled: 0 is assumed');
  }
}

const tokensPerPage = 100;

function listTokens({ fields, parts }: Call): MethodResult {
  const page = fields.integer('PageNumber') ?? 1;
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

/** An account bound through SBP has no card to show. The mask is spelled as in the gateway's sample. */
function cardFields(card: CardFace | null): object {
  if (card === null) return { CardMask: null, ExpirationDateMonth: null, ExpirationDateYear: null };
  const { firstSix, lastFour, expiry } = card;
  return {
    CardMask: `${firstSix.slice(0, 4)} ${firstSix.slice(4)}****** ${lastFour}`,
    ExpirationDateMonth: exactNumber(String(Number(expiry.slice(0, 2)))),
    ExpirationDateYear: exactNumber(`20${expiry.slice(-2)}`),
  };
}
