import { createHmac } from 'node:crypto';
import { exactNumber, isObject, parseStored } from '../json.ts';
import { formatAmount } from '../money.ts';
import type { Transaction } from './transaction.ts';

/** How the payer came back from the bank: 5206 is a failed, 5207 an unavailable authentication. */
export type ThreeDsOutcome = 'pass' | 'fail' | 'unavailable';

export const threeDsOutcomes: readonly ThreeDsOutcome[] = ['pass', 'fail', 'unavailable'];

/** What travels to the 3-D Secure page and back. The page's answer is sealed: it cannot be made up. */
export type ThreeDs = {
  /** `PaReq`: `+/` and base64 JSON, the shape of the sample in the reference (widget reference 3.4). */
  readonly request: (transaction: Transaction) => string;
  /** `ThreeDsCallbackId`: 32 hex digits, the same for one transaction whenever it is asked for. */
  readonly callbackId: (transactionId: string) => string;
  /** `PaRes` of a payer who passed or failed. */
  readonly result: (transactionId: string, passed: boolean) => string;
  /** `PaRes` of any outcome. */
  readonly answer: (transactionId: string, outcome: ThreeDsOutcome) => string;
  /** What this `PaRes` says of this transaction; one that is not ours says that it failed. */
  readonly read: (transactionId: string, paRes: string) => ThreeDsOutcome;
};

const letters: Readonly<Record<ThreeDsOutcome, string>> = {
  pass: 'Y',
  fail: 'N',
  unavailable: 'U',
};

export function createThreeDs(apiSecret: string): ThreeDs {
  const mac = (text: string) => createHmac('sha256', apiSecret).update(text);
  const seal = (id: string, letter: string) => mac(`3ds ${id} ${letter}`).digest('base64url');
  const answer = (id: string, outcome: ThreeDsOutcome) => {
    const letter = letters[outcome];
    const content = { MD: id, Status: letter, Seal: seal(id, letter) };
    return Buffer.from(JSON.stringify(content)).toString('base64');
  };
  return {
    request: (transaction) => {
      const content = {
        MerchantName: 'Kopeck simulator',
        FirstSix: transaction.card?.firstSix ?? null,
        LastFour: transaction.card?.lastFour ?? null,
        Amount: exactNumber(formatAmount(transaction.amountMinor)),
        CurrencyCode: transaction.currency,
        Date: new Date(transaction.createdAtMs).toISOString(),
        CustomerName: transaction.card?.holder ?? null,
        CultureName: transaction.culture,
      };
      return `+/${Buffer.from(JSON.stringify(content)).toString('base64')}`;
    },
    callbackId: (id) => mac(`callback ${id}`).digest('hex').slice(0, 32),
    result: (id, passed) => answer(id, passed ? 'pass' : 'fail'),
    answer,
    read: (id, paRes) => {
      // A form that does not escape `+` turns it into a space; base64 has no other use for one.
      const content = decode(paRes.replaceAll(' ', '+'));
      if (!isObject(content)) return 'fail';
      const known = threeDsOutcomes.find((outcome) => letters[outcome] === content.Status);
      return known !== undefined && content.Seal === seal(id, letters[known]) ? known : 'fail';
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
