import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { Faults } from '../faults/faults.ts';
import { type Mailbox, mailFrom } from './mailbox.ts';

export type Catcher = { readonly port: number; readonly close: () => Promise<void> };

type CatcherOptions = {
  readonly host: string;
  readonly port: number;
  readonly mailbox: Mailbox;
  readonly now: () => number;
  readonly newId: () => string;
  readonly onChange: () => void;
  readonly faults: Faults;
};

const maxMailBytes = 10 * 1024 * 1024;

/** An SMTP server that takes every e-mail, for anyone, with or without a password, and keeps it. */
export async function startCatcher(options: CatcherOptions): Promise<Catcher> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    size: maxMailBytes,
    disableReverseLookup: true,
    onMailFrom: (_address, _session, callback) => callback(refusalBy(options.faults)),
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? 'anyone' }),
    onData: (stream, session, callback) => {
      keep(options, stream, session).then(
        () => callback(),
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
      );
    },
  });
  // A client that breaks off is the client's affair; without a listener it would end the process.
  server.on('error', () => undefined);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** SMTP's answer when a fault wants none of it: 4xx asks to come again, 5xx never to. */
function refusalBy(faults: Faults): Error | null {
  const rule = faults.take('mail', ['mail_refused']);
  if (rule === null) return null;
  const error = new Error('Refused by a fault of the simulator');
  return Object.assign(error, { responseCode: rule.status });
}

async function keep(
  options: CatcherOptions,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
): Promise<void> {
  // Loaded with the first e-mail: it is a third of the start-up time otherwise.
  const { simpleParser } = await import('mailparser');
  const parsed = await simpleParser(stream);
  const { mailFrom: sender, rcptTo } = session.envelope;
  const envelope = {
    from: sender === false ? '' : sender.address,
    to: rcptTo.map((recipient) => recipient.address),
  };
  const seen = { id: options.newId(), receivedAtMs: options.now() };
  options.mailbox.put(mailFrom(parsed, envelope, seen));
  options.onChange();
}
