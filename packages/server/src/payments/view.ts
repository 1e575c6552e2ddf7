import type { Locale, PaymentRow } from '@kopeck/api';
import { operationViewOf } from '../operations/view.ts';
import { paymentViewOf } from './fields.ts';
import type { Cursor, PaymentLine } from './queries.ts';

/** One line of a list as the API shows it. */
export function paymentRowOf(line: PaymentLine, locale: Locale): PaymentRow {
  const { openOperation: open } = line;
  return {
    ...paymentViewOf({ ...line, operationUnknown: open?.status === 'unknown' }),
    orderId: line.orderId,
    invoiceId: line.invoiceId,
    orderStatus: line.orderStatus,
    description: line.description,
    email: line.email,
    createdAt: new Date(line.createdAt).toISOString(),
    firstTimePayer: line.firstTimePayer,
    openOperation:
      open === null
        ? null
        : operationViewOf(
            { ...open, amountMinor: BigInt(open.amountMinor) },
            line.currency,
            locale,
          ),
  };
}

/** `cursor` of a page: where the next one starts. */
export const cursorText = ({ createdAt, id }: PaymentLine): string =>
  Buffer.from(`${createdAt}_${id}`).toString('base64url');

/** Null for a text that no page of ours has given. */
export function readCursor(text: string): Cursor | null {
  const match = /^(\d{1,15}(?:\.\d+)?)_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(
    Buffer.from(text, 'base64url').toString('utf8'),
  );
  return match?.[1] === undefined || match[2] === undefined
    ? null
    : { createdAtMs: Number(match[1]), id: match[2] };
}
