import type { Faults } from '../faults/faults.ts';
import { formatAmount, parseAmount } from '../money.ts';
import type { PaymentRequest } from './request.ts';

/**
 * What a payer's browser asks for, which is not always what the shop asked: the sum and the currency
 * stand in a page that the payer can change.
 */
export function asThePayerSends(faults: Faults, request: PaymentRequest): PaymentRequest {
  if (request.method.kind === 'token') return request;
  const { invoiceId, accountId, email, currency, amountMinor } = request;
  const amount = formatAmount(amountMinor);
  const rule = faults.take('payer', ['altered_payment'], () => ({
    invoiceId,
    accountId,
    email,
    currency,
    amount,
  }));
  return rule === null ? request : { ...request, ...readSum(rule.value) };
}

/** `1.00`, `USD` or `1.00 USD`. */
function readSum(text: string): Partial<Pick<PaymentRequest, 'amountMinor' | 'currency'>> {
  const [, sum, currency] = /^([\d.]+)?\s*([A-Z]{3})?$/.exec(text.trim().toUpperCase()) ?? [];
  const amountMinor = parseAmount(sum ?? '');
  return {
    ...(amountMinor === null || amountMinor <= 0n ? {} : { amountMinor }),
    ...(currency === undefined ? {} : { currency }),
  };
}
