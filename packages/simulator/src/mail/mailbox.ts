import type { ParsedMail } from 'mailparser';
import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';

/** One captured e-mail. */
export type Mail = {
  readonly id: string;
  /** The addresses of the SMTP envelope, as the sender's server named them. */
  readonly to: readonly string[];
  readonly from: string;
  readonly subject: string;
  readonly messageId: string;
  readonly html: string | null;
  readonly text: string | null;
  /** Header lines as they came. */
  readonly headers: readonly string[];
  readonly attachments: readonly { readonly name: string; readonly bytes: number }[];
  readonly receivedAtMs: number;
};

export type Mailbox = Collection<Mail>;

export function createMailbox(journal: Journal, limit: number): Mailbox {
  return createCollection<Mail>({ name: 'mails', journal, keyOf: (mail) => mail.id, limit });
}

export function mailFrom(
  parsed: ParsedMail,
  envelope: { readonly from: string; readonly to: readonly string[] },
  seen: { readonly id: string; readonly receivedAtMs: number },
): Mail {
  return {
    id: seen.id,
    to: envelope.to,
    from: parsed.from?.text ?? envelope.from,
    subject: parsed.subject ?? '',
    messageId: parsed.messageId ?? '',
    html: parsed.html === false ? null : (parsed.html ?? null),
    text: parsed.text ?? null,
    headers: parsed.headerLines.map((header) => header.line),
    attachments: parsed.attachments.map((item) => ({
      name: item.filename ?? item.contentType,
      bytes: item.size,
    })),
    receivedAtMs: seen.receivedAtMs,
  };
}
