import type { ReceiptType } from './tables.ts';

/** Queued → Processed, or Error: at once for a receipt that breaks a rule, later for a fault. */
export type ReceiptStatus = 'Queued' | 'Processed' | 'Error';

/** What the cash desk adds when it prints a receipt (widget reference 4.13). */
export type Fiscal = {
  readonly documentNumber: number;
  /** The shift, and the number of the receipt in it. */
  readonly sessionNumber: number;
  readonly number: number;
  readonly fiscalSign: string;
  readonly deviceNumber: string;
  readonly regNumber: string;
  readonly fiscalNumber: string;
  readonly ofd: string;
  readonly atMs: number;
};

/** A fiscal receipt, or a correction receipt. Values are replaced, never changed. */
export type Receipt = {
  /** Seven characters; their case matters. */
  readonly id: string;
  readonly kind: 'receipt' | 'correction';
  readonly type: ReceiptType;
  readonly inn: string;
  readonly status: ReceiptStatus;
  /** 0, or a code of `kassaErrors`. */
  readonly errorCode: number;
  /** What was wrong, in words. */
  readonly problems: readonly string[];
  /** JSON text: in the cash desk's spelling, or as it was sent when it breaks a rule. */
  readonly content: string;
  readonly totalMinor: bigint;
  /** The payment or the refund that it belongs to. */
  readonly transactionId: string | null;
  readonly invoiceId: string | null;
  readonly accountId: string | null;
  readonly createdAtMs: number;
  /** When a queued receipt is printed. */
  readonly dueAtMs: number | null;
  readonly fiscal: Fiscal | null;
};

/** The page of a receipt; at the gateway it is on a host of its own. */
export function receiptUrl(siteUrl: string, id: string): string {
  return `${siteUrl}/receipts/${id}`;
}

/** The picture of the QR that the tax office's application reads. */
export function qrCodeUrl(siteUrl: string, id: string): string {
  return `${siteUrl}/receipts/${id}/qr`;
}
