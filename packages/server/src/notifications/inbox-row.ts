import type { Verdict } from '@kopeck/domain';

/** One notification as it is kept: byte for byte, with what was made of it. */
export interface InboxRow {
  readonly id: string;
  readonly receivedAt: number;
  readonly kind: string;
  readonly transactionId: string | null;
  readonly invoiceId: string | null;
  readonly orderId: string | null;
  readonly rawBody: Buffer;
  readonly bodyHash: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly verifiedBy: 'content_hmac' | 'x_content_hmac';
  readonly secretIndex: number;
  readonly answer: number;
  readonly verdict: Verdict | `check_${string}`;
  readonly probe: boolean;
}
