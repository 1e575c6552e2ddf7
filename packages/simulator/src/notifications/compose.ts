import { type Delivery, type SignatureKind, unsetDelivery } from './delivery.ts';
import { encodeForm, encodeJson, type Parameters } from './encode.ts';
import { isUnknownFormat, type NotificationSettings } from './settings.ts';
import type { NotificationType } from './types.ts';

/** What a notification is about, for the log, and what it says. */
export type Subject = {
  readonly transactionId: string | null;
  readonly invoiceId: string | null;
  readonly parameters: Parameters;
};

/** What the documentation leaves open about the bytes (reference 3.4, 4.1, 4.3). */
export type Wire = {
  /** Of a GET: whether the query that the address has already is under the signature too. */
  readonly signedQuery: 'added' | 'whole';
  /** Whether Content-Type names the encoding. */
  readonly charsetInContentType: boolean;
};

/** A delivery ready to go, in the method, encoding and format that the account asks for. */
export function composeDelivery(input: {
  readonly id: string;
  readonly type: NotificationType;
  readonly subject: Subject;
  readonly settings: NotificationSettings;
  readonly wire: Wire;
  readonly nowMs: number;
  readonly signature?: SignatureKind;
  readonly retries?: boolean;
}): Delivery {
  const { id, type, subject, settings, nowMs } = input;
  const parameters: Parameters = settings.typeInBody
    ? [...subject.parameters, ['NotificationType', type] as const]
    : subject.parameters;
  return {
    ...unsetDelivery,
    id,
    type,
    transactionId: subject.transactionId,
    invoiceId: subject.invoiceId,
    createdAtMs: nowMs,
    status: 'pending',
    nextAttemptAtMs: nowMs,
    attemptCount: 0,
    attempts: [],
    ...messageOf(parameters, settings, input.wire),
    encoding: settings.encoding,
    signature: input.signature ?? 'right',
    retries: input.retries ?? true,
    insteadOf: isUnknownFormat(settings.format) ? settings.format : null,
  };
}

type Message = Pick<Delivery, 'method' | 'url' | 'contentType' | 'sent' | 'signedPrefix'>;

function messageOf(parameters: Parameters, settings: NotificationSettings, wire: Wire): Message {
  const { httpMethod: method, address, encoding, format } = settings;
  const charset = wire.charsetInContentType
    ? `; charset=${encoding === 'UTF8' ? 'utf-8' : 'windows-1251'}`
    : '';
  if (method === 'POST') {
    const isJson = format === 'JSON';
    const type = isJson ? 'application/json' : 'application/x-www-form-urlencoded';
    const sent = isJson ? encodeJson(parameters) : encodeForm(parameters, encoding);
    return { method, url: address, contentType: `${type}${charset}`, sent, signedPrefix: '' };
  }
  const sent = encodeForm(parameters, encoding);
  const own = address.split('#')[0] ?? address;
  const at = own.indexOf('?');
  const glue = at < 0 ? '?' : own.endsWith('?') || own.endsWith('&') ? '' : '&';
  const query = at < 0 ? '' : `${own.slice(at + 1)}${glue}`;
  const signedPrefix = wire.signedQuery === 'whole' ? query : '';
  return { method, url: `${own}${glue}${sent}`, contentType: '', sent, signedPrefix };
}
