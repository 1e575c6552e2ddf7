import type { OrderDetail } from '@kopeck/api';

const minor = (amount: string): bigint => BigInt(amount.replace('.', ''));

/** The first rule of design.md section 3 that an order breaks, in words; null when it breaks none. */
export function brokenRule({ status, payments }: OrderDetail): string | null {
  let paying = 0;
  for (const payment of payments) {
    const amount = minor(payment.amount);
    const confirmed = minor(payment.confirmedAmount);
    const refunded = minor(payment.refundedAmount);
    if (confirmed > amount) return `confirmed ${confirmed} of ${amount}`;
    if (refunded > confirmed) return `refunded ${refunded} of ${confirmed}`;
    if (payment.status !== 'confirmed' && confirmed > 0n) return `${payment.status} and taken`;
    const holds = payment.status === 'authorized' || payment.status === 'confirmed';
    const counts = !payment.attention.some(
      (reason) => reason !== 'awaiting_lookup' && reason !== 'operation_unknown',
    );
    if (holds && counts) paying += 1;
  }
  if (paying > 1) return `${paying} payments pay one order`;
  const paid = status === 'paid' || status === 'partially_refunded' || status === 'refunded';
  if (paid && paying === 0) return `${status} by no payment`;
  return null;
}
