import { exactNumber } from '../json.ts';
import type { Scheme } from '../payments/transaction.ts';
import { type MethodResult, refused, succeeded } from './answer.ts';
import { amountField, dataField } from './fields.ts';
import { type Call, shown } from './method.ts';

export const chargeByToken = (call: Call) => payByToken(call, 'charge');
export const authByToken = (call: Call) => payByToken(call, 'auth');

/** A payment by a saved card: approved or declined at once, never 3-D Secure (reference 2.5). */
async function payByToken({ fields, parts }: Call, scheme: Scheme): Promise<MethodResult> {
  const amount = amountField(fields);
  if (!amount.ok) return refused(amount.message);
  const accountId = fields.text('AccountId');
  if (accountId === null) return refused('AccountId is required');
  const token = fields.text('Token');
  if (token === null) return refused('Token is required');
  if (parts.tokens.get(token) === undefined) return refused('Token not found');
  const { transaction, notified } = await parts.gateway.pay({
    scheme,
    amountMinor: amount.amountMinor,
    currency: fields.text('Currency') ?? 'RUB',
    invoiceId: fields.text('InvoiceId'),
    accountId,
    email: fields.text('Email'),
    description: fields.text('Description'),
    data: dataField(fields.get('JsonData')),
    culture: fields.text('CultureName') ?? 'ru-RU',
    ipAddress: fields.text('IpAddress'),
    saveCard: false,
    method: { kind: 'token', token },
    skipCheck: false,
  });
  return { ...shown(parts, transaction), notified };
}

/** The end of 3-D Secure: `PaRes` is what the simulator's own `/acs` page sends (reference 2.4). */
export async function finishThreeDs({ fields, parts }: Call): Promise<MethodResult> {
  const id = fields.text('TransactionId');
  if (id === null) return refused('TransactionId is required');
  const paRes = fields.text('PaRes');
  if (paRes === null) return refused('PaRes is required');
  const passed = parts.threeDs.read(id, paRes);
  const decision = await parts.gateway.finishThreeDs(id, passed);
  if (!decision.ok) return refused(decision.message);
  return { ...shown(parts, decision.value.transaction), notified: decision.value.notified };
}

const tokensPerPage = 100;

export function listTokens({ fields, parts }: Call): MethodResult {
  const page = Number(fields.text('PageNumber') ?? Number.NaN);
  if (!Number.isInteger(page) || page < 1) return refused('Invalid PageNumber value');
  const models = parts.tokens
    .all()
    .slice((page - 1) * tokensPerPage, page * tokensPerPage)
    .map((saved) => ({
      Token: saved.token,
      AccountId: saved.accountId,
      CardMask: `${saved.card.firstSix}******${saved.card.lastFour}`,
      ExpirationDateMonth: exactNumber(String(Number(saved.card.expiry.slice(0, 2)))),
      ExpirationDateYear: exactNumber(`20${saved.card.expiry.slice(-2)}`),
    }));
  return succeeded(models);
}
