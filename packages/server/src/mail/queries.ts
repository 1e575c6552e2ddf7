import type { Pool } from '../db/pool.ts';

export interface MailRow {
  readonly messageId: string;
  readonly orderId: string;
  readonly kind: string;
  readonly recipient: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly sentAtMs: number;
}

export async function isMailSent(pool: Pool, messageId: string): Promise<boolean> {
  const { rows } = await pool.query({
    name: 'mails-is-sent',
    text: 'select 1 from mails where message_id = $1',
    values: [messageId],
  });
  return rows.length > 0;
}

/** Keeps a mail as it was sent; false when another process had kept it. */
export async function recordMail(pool: Pool, mail: MailRow): Promise<boolean> {
  const { rows } = await pool.query({
    name: 'mails-record',
    text: `insert into mails (message_id, order_id, kind, recipient, subject, html, text, sent_at)
      values ($1, $2, $3, $4, $5, $6, $7, to_timestamp($8::float8 / 1000))
      on conflict (message_id) do nothing returning message_id`,
    values: [
      mail.messageId,
      mail.orderId,
      mail.kind,
      mail.recipient,
      mail.subject,
      mail.html,
      mail.text,
      mail.sentAtMs,
    ],
  });
  return rows.length === 1;
}
