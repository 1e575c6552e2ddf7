import { createTransport, type SendMailOptions } from 'nodemailer';

export interface OutgoingMail {
  /** One bare address. */
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** With its angle brackets; the same on every retry, so that a repeat is recognised as one. */
  readonly messageId: string;
  /** Where an answer goes; the sender when absent. */
  readonly replyTo?: string;
}

/** `permanent`: the server refused this message for good; anything else is worth another try later. */
export type MailOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly permanent: boolean; readonly message: string };

export interface Mailer {
  readonly send: (mail: OutgoingMail) => Promise<MailOutcome>;
  readonly close: () => void;
}

const connectTimeoutMs = 5_000;
const silenceTimeoutMs = 8_000;
/** A server that answers a byte at a time outlives the other limits; not this one. */
const defaultSendTimeoutMs = 15_000;

/**
 * Sends e-mail over pooled SMTP connections. `smtpUrl` is `smtp://` or `smtps://` with its login;
 * `from` is the MAIL_FROM setting, `Shop <pay@shop.ru>`. `send` never throws.
 */
export function createMailer(deps: {
  readonly smtpUrl: string;
  readonly from: string;
  readonly sendTimeoutMs?: number;
}): Mailer {
  const { sendTimeoutMs = defaultSendTimeoutMs } = deps;
  const transport = createTransport({
    url: deps.smtpUrl,
    pool: true,
    maxConnections: 3,
    // The outbox tries again; a message queued in here would be sent twice.
    maxRequeues: 0,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    dnsTimeout: connectTimeoutMs,
    socketTimeout: silenceTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    send: async (mail) => {
      const refusal = refuseMail(mail);
      if (refusal !== null) return { ok: false, permanent: true, message: refusal };
      try {
        await withinTime(sendTimeoutMs, transport.sendMail(toMessage(deps.from, mail)));
        return { ok: true };
      } catch (error) {
        return toOutcome(error);
      }
    },
    close: () => transport.close(),
  };
}

function toMessage(from: string, mail: OutgoingMail): SendMailOptions {
  return {
    from,
    to: { name: '', address: mail.to },
    ...(mail.replyTo === undefined ? {} : { replyTo: { name: '', address: mail.replyTo } }),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    // RFC 3834: no vacation reply or ticket robot should answer this.
    headers: { 'Auto-Submitted': 'auto-generated' },
  };
}

/** Nothing that reaches a header may start another one, and one address is one recipient. */
function refuseMail(mail: OutgoingMail): string | null {
  const headers = [mail.to, mail.subject, mail.messageId, mail.replyTo ?? ''];
  if (headers.some((text) => /\p{Cc}/u.test(text))) return 'A header has a control character.';
  const addresses = mail.replyTo === undefined ? [mail.to] : [mail.to, mail.replyTo];
  if (!addresses.every((address) => /^[^\s@,;:<>()"\\]+@[^\s@,;:<>()"\\]+$/u.test(address))) {
    return 'The address is not one e-mail address.';
  }
  return /^<[^\s<>]+@[^\s<>]+>$/.test(mail.messageId) ? null : 'The Message-ID is not one.';
}

async function withinTime(limitMs: number, sending: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The mail server did not answer in time.')), limitMs);
  });
  try {
    await Promise.race([sending, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * A 5xx answer about the message or its recipient is final. The same class of answer to the login or
 * the sender (and 530, "authentication required") is not: that is our configuration, and every
 * customer's e-mail would be lost to a mistyped password.
 */
function toOutcome(error: unknown): MailOutcome {
  const { responseCode, command, message } = fieldsOf(error);
  const aboutMessage = command === 'RCPT TO' || command === 'DATA';
  const permanent =
    typeof responseCode === 'number' && responseCode >= 500 && responseCode !== 530 && aboutMessage;
  return {
    ok: false,
    permanent,
    message: typeof message === 'string' ? message : 'The mail could not be sent.',
  };
}

function fieldsOf(error: unknown): {
  responseCode?: unknown;
  command?: unknown;
  message?: unknown;
} {
  return typeof error === 'object' && error !== null ? error : {};
}
