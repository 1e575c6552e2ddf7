import { parseAmount } from '@kopeck/cloudpayments/wire';

/** Minor units of an amount that the contract's schema has let through. */
export function minorOf(amount: string): bigint {
  const minor = parseAmount(amount);
  if (minor === null) throw new Error('An amount passed the schema and cannot be read.');
  return minor;
}
