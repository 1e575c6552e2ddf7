import { createHmac } from 'node:crypto';
import { isObject, parseStored } from '../json.ts';
import { formatAmount } from '../money.ts';
import type { Transaction } from './transaction.ts';

/** What travels to the 3-D Secure page and back. The page's answer is sealed: it cannot be made up. */
export type ThreeDs = {
  /** `+/` and base64 JSON, the shape of the sample in the reference (widget reference 3.4). */
  readonly request: (transaction: Transaction) => string;
  readonly result: (transactionId: string, passed: boolean) => string;
  /** Whether this `PaRes` says that this transaction passed. */
  readonly read: (transactionId: string, paRes: string) => boolean;
};

export function createThreeDs(apiSecret: string): ThreeDs {
  const seal = (id: string, outcome: string) =>
    createHmac('sha256', apiSecret).update(`3ds ${id} ${outcome}`).digest('base64url');
  return {
    request: (transaction) => {
      const content = {
        MerchantName: 'Kopeck simulator',
        FirstSix: transaction.card?.firstSix,
        LastFour: transaction.card?.lastFour,
        Amount: formatAmount(transaction.amountMinor),
        CurrencyCode: transaction.currency,
        Date: new Date(transaction.createdAtMs).toISOString(),
        CultureName: transaction.culture,
      };
      return `+/${Buffer.from(JSON.stringify(content)).toString('base64')}`;
    },
    result: (id, passed) => {
      const outcome = passed ? 'Y' : 'N';
      const content = { MD: id, Status: outcome, Seal: seal(id, outcome) };
      return Buffer.from(JSON.stringify(content)).toString('base64');
    },
    read: (id, paRes) => {
      const content = decode(paRes);
      return isObject(content) && content.Status === 'Y' && content.Seal === seal(id, 'Y');
    },
  };
}

function decode(paRes: string): unknown {
  try {
    return parseStored(Buffer.from(paRes, 'base64').toString('utf8'));
  } catch {
    return null;
  }
}
