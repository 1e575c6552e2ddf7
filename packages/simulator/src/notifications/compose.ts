import { randomUUID } from 'node:crypto';
import type { Delivery } from './delivery.ts';
import { decodedForm, encodeForm, encodeJson, type Parameters } from './encode.ts';
import type { NotificationSettings } from './settings.ts';
import type { NotificationType } from './types.ts';

/** What a notification is about, for the log, and what it says. */
export type Subject = {
  readonly transactionId: string | null;
  readonly invoiceId: string | null;
  readonly parameters: Parameters;
};

/** A delivery ready to go, in the method, encoding and format that the account asks for. */
export function composeDelivery(input: {
  readonly type: NotificationType;
  readonly subject: Subject;
  readonly settings: NotificationSettings;
  readonly nowMs: number;
}): Delivery {
  const { type, subject, settings } = input;
  const parameters: Parameters = settings.typeInBody
    ? [...subject.parameters, ['NotificationType', type] as const]
    : subject.parameters;
  return {
    id: randomUUID(),
    type,
    transactionId: subject.transactionId,
    invoiceId: subject.invoiceId,
    createdAtMs: input.nowMs,
    status: 'pending',
    nextAttemptAtMs: input.nowMs,
    attemptCount: 0,
    attempts: [],
    ...messageOf(parameters, settings),
  };
}

type Message = Pick<Delivery, 'method' | 'url' | 'contentType' | 'sent' | 'decoded'>;

function messageOf(parameters: Parameters, settings: NotificationSettings): Message {
  const { httpMethod: method, address, encoding, format } = settings;
  if (method === 'POST' && format === 'JSON') {
    // Not URL-encoded, so both signatures are over the same bytes (reference 4.1).
    const json = encodeJson(parameters);
    return { method, url: address, contentType: 'application/json', sent: json, decoded: json };
  }
  const sent = encodeForm(parameters, encoding);
  const decoded = decodedForm(parameters);
  const contentType = 'application/x-www-form-urlencoded';
  if (method === 'POST') return { method, url: address, contentType, sent, decoded };
  const url = `${address}${address.includes('?') ? '&' : '?'}${sent}`;
  return { method, url, contentType: '', sent, decoded };
}
