import { textOf, WrongParameter } from './parameters.ts';

/** The payer on the side of the shop; the limit is the gateway's (widget reference 1.5). */
export function readAccountId(name: string, value: unknown): string | null {
  const accountId = textOf(value);
  if (accountId !== null && accountId.length >= 255) {
    throw new WrongParameter(`${name} must be shorter than 255 characters`);
  }
  return accountId;
}
