import { exactNumber } from '../json.ts';
import { formatAmount } from '../money.ts';
import type { Chargeback } from '../payments/chargebacks.ts';
import { type MethodResult, refused, succeeded } from './answer.ts';
import { parseInstant } from './dates.ts';
import type { Call, Methods } from './method.ts';
import { required } from './parameter.ts';

/** The export of claims (reference 2.8). `POST /_sim/chargebacks` files one. */
export const chargebackMethods: Methods = {
  'chargebacks/list': {
    place: 'list',
    about: 'Claims of payers’ banks, 100 on a page, oldest first.',
    section: '2.8',
    parameters: [
      required('CreatedDateGte', 'date', 'From, inclusive.'),
      required('CreatedDateLte', 'date', 'To, inclusive; at most a year later.'),
      required('PageNumber', 'integer', 'From 1.'),
    ],
    answers: 'Chargebacks',
    run: list,
  },
};

const pageSize = 100;
const longestMs = 366 * 24 * 60 * 60 * 1000;

function list({ fields, parts }: Call): MethodResult {
  const fromMs = parseInstant(fields.text('CreatedDateGte') ?? '', 0) ?? 0;
  const toMs = parseInstant(fields.text('CreatedDateLte') ?? '', 0) ?? 0;
  if (toMs - fromMs > longestMs) return refused('The period is longer than one year');
  const page = fields.integer('PageNumber') ?? 0;
  if (page < 1) return refused('Invalid PageNumber value');
  const claims = parts.chargebacks.between(fromMs, toMs);
  const models = claims
    .slice((page - 1) * pageSize, page * pageSize)
    .map((claim) => model(claim, parts.site.url));
  const { answer } = succeeded(models);
  return { answer: { ...answer, beside: { ErrorCode: null } } };
}

function model(claim: Chargeback, terminalUrl: string): object {
  return {
    ChargeBackId: claim.id,
    TerminalUrl: terminalUrl,
    TransactionId: exactNumber(claim.transactionId),
    Amount: exactNumber(formatAmount(claim.amountMinor)),
    Currency: claim.currency,
    Type: claim.type,
    Operation: claim.operation,
    Card: claim.cardMask,
    Gateway: 'Test',
    Date: `/Date(${claim.atMs})/`,
  };
}
