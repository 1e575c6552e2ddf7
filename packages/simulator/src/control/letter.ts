import { isObject, textOf } from '../json.ts';
import type { Subject } from '../notifications/compose.ts';
import { type SignatureKind, signatureKinds } from '../notifications/delivery.ts';
import type { Letter } from '../notifications/dispatcher.ts';
import { overridden } from '../notifications/spoil.ts';
import {
  type NotificationType,
  notificationTypeOf,
  notificationTypes,
} from '../notifications/types.ts';
import type { SimulatorParts } from '../parts.ts';
import { receiptNotice } from '../receipts/notice.ts';
import { type Fields, fieldsOf } from '../rest/fields.ts';
import { isWebAddress } from '../rest/notification-methods.ts';
import { recurrentNotice } from '../subscriptions/notice.ts';
import { wrong } from './body.ts';
import type { Problem } from './problem.ts';

/** What `POST /_sim/notifications` takes. */
export type LetterRequest = {
  readonly type: NotificationType;
  /** Of which operation, plan or receipt it tells; without any it says only what `fields` says. */
  readonly transactionId?: string | number;
  readonly subscriptionId?: string;
  readonly receiptId?: string;
  /** Other values, in their place; new names at the end; null takes a field out. */
  readonly fields?: Readonly<Record<string, string | number | boolean | object | null>>;
  /** How many copies come at once; 1 by default. */
  readonly times?: number;
  readonly signature?: SignatureKind;
  /** Another address than the account's. */
  readonly address?: string;
  /** Whether it comes again until it is acknowledged; false by default. */
  readonly retry?: boolean;
};

export type LetterInput =
  | { readonly ok: true; readonly letter: Letter }
  | { readonly ok: false; readonly problem: Problem };

const refuse = (code: string, detail: string): LetterInput => ({
  ok: false,
  problem: wrong(code, detail),
});

const names = [
  ...['type', 'transactionId', 'subscriptionId', 'receiptId', 'fields', 'times', 'signature'],
  ...['address', 'retry'],
];
const mostCopies = 1000;

/** Reads a notification that is to be sent by hand; what it cannot be is refused in words. */
export function readLetter(body: unknown, parts: SimulatorParts): LetterInput {
  const fields = fieldsOf(isObject(body) ? Object.entries(body) : []);
  const unknown = fields.names().find((name) => !names.includes(name));
  if (unknown !== undefined) {
    return refuse('bad_key', `There is no ${unknown}; there is: ${names.join(', ')}.`);
  }
  const type = notificationTypeOf(fields.text('type') ?? '');
  if (type === null) return refuse('bad_type', `type is one of: ${notificationTypes.join(', ')}.`);
  const subject = subjectOf(type, fields, parts);
  if ('status' in subject) return { ok: false, problem: subject };
  const changes = changesIn(fields.get('fields'));
  if (changes === null) {
    return refuse('bad_fields', 'fields is an object of values; null takes a field out.');
  }
  const copies = fields.integer('times') ?? (fields.get('times') === undefined ? 1 : 0);
  if (copies < 1 || copies > mostCopies) {
    return refuse('bad_number', `times is a whole number from 1 to ${mostCopies}.`);
  }
  const signature = signatureKinds.find((kind) => kind === (fields.text('signature') ?? 'right'));
  if (signature === undefined) {
    return refuse('bad_signature', `signature is one of: ${signatureKinds.join(', ')}.`);
  }
  const settings = settingsFor(type, fields.text('address'), parts);
  if ('status' in settings) return { ok: false, problem: settings };
  const parameters = overridden(subject.parameters, changes);
  const retries = fields.flag('retry');
  const letter = {
    type,
    subject: { ...subject, parameters },
    settings,
    signature,
    copies,
    retries,
  };
  return { ok: true, letter };
}

/** The account's settings; an address of its own makes a type that is off go as a POST. */
function settingsFor(type: NotificationType, address: string | null, parts: SimulatorParts) {
  const settings = parts.notificationSettings.get(type);
  if (address === null) {
    if (settings.isEnabled) return settings;
    const detail = `${type} has no address: set one for the terminal, or send address.`;
    return wrong('no_address', detail);
  }
  if (!isWebAddress(address)) return wrong('bad_address', 'address is http or https.');
  return settings.isEnabled
    ? { ...settings, address }
    : { ...settings, isEnabled: true, address, httpMethod: 'POST' as const };
}

const nothing: Subject = { transactionId: null, invoiceId: null, parameters: [] };

function subjectOf(type: NotificationType, fields: Fields, parts: SimulatorParts) {
  const [transactionId, subscriptionId, receiptId] = [
    fields.text('transactionId'),
    fields.text('subscriptionId'),
    fields.text('receiptId'),
  ];
  const { emptyFields } = parts.behaviour;
  const about = { siteUrl: parts.site.url, emptyFields };
  const missing = (what: string, id: string): Problem => ({
    status: 404,
    code: 'not_found',
    detail: `No ${what} ${id}.`,
  });
  if (subscriptionId !== null) {
    const plan = parts.subscriptions.get(subscriptionId);
    return plan === undefined
      ? missing('subscription', subscriptionId)
      : recurrentNotice(plan, emptyFields);
  }
  if (receiptId !== null) {
    const receipt = parts.receipts.get(receiptId);
    if (receipt === undefined) return missing('receipt', receiptId);
    if (receipt.fiscal !== null) return receiptNotice(receipt, receipt.fiscal, about);
    return wrong('not_printed', `The receipt is ${receipt.status}: there is nothing to tell yet.`);
  }
  if (transactionId === null) {
    if (fields.get('fields') !== undefined) return nothing;
    return wrong('bad_subject', 'Send transactionId, subscriptionId, receiptId, or fields alone.');
  }
  const transaction = parts.ledger.get(transactionId);
  if (transaction === undefined) return missing('transaction', transactionId);
  if (type !== 'Recurrent' && type !== 'Receipt') {
    return parts.dispatcher.parametersOf(type, transaction);
  }
  const { invoiceId } = transaction;
  if (type === 'Recurrent') {
    const plan = parts.subscriptions.get(transaction.subscriptionId ?? '');
    if (plan === undefined) return missing('subscription of transaction', transactionId);
    return { ...recurrentNotice(plan, emptyFields), transactionId, invoiceId };
  }
  const printed = parts.receipts.ofTransaction(transactionId).find(({ fiscal }) => fiscal !== null);
  if (printed === undefined || printed.fiscal === null) {
    return missing('printed receipt of transaction', transactionId);
  }
  return receiptNotice(printed, printed.fiscal, about);
}

/** Values as a notification carries them: text; an object is JSON text. */
function changesIn(value: unknown): Readonly<Record<string, string | null>> | null {
  if (value === undefined) return {};
  if (!isObject(value)) return null;
  const entries = Object.entries(value).map(([name, item]) => {
    if (item === null) return [name, null] as const;
    return [
      name,
      textOf(item) ?? (typeof item === 'boolean' ? String(item) : JSON.stringify(item)),
    ] as const;
  });
  return Object.fromEntries(entries);
}
