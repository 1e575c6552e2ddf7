import { isJsonObject } from '../wire/json.ts';
import { textOf } from '../wire/parse-transaction.ts';
import type { Outcome } from './outcome.ts';
import {
  checkedRequestId,
  jsonAmount,
  jsonBody,
  jsonObject,
  jsonTransactionId,
} from './request-body.ts';
import { type Answer, type Envelope, memberOf, send, type TransportDeps } from './transport.ts';

export interface ConfirmCommand {
  readonly transactionId: string;
  /** At most the held sum; the rest is released. */
  readonly amountMinor: bigint;
  readonly requestId: string;
  /** JSON text of an object, such as a receipt for the confirmed sum. */
  readonly jsonData?: string;
}

export interface VoidCommand {
  readonly transactionId: string;
  readonly requestId: string;
}

export interface RefundCommand {
  /** Of the payment. */
  readonly transactionId: string;
  readonly amountMinor: bigint;
  readonly requestId: string;
  readonly jsonData?: string;
}

/** The gateway's words, when it gave any. `test` answers with a GUID. */
export interface Acceptance {
  readonly message: string | null;
}

export interface RefundAcceptance extends Acceptance {
  /** The refund's own number. Null if the gateway said yes and named none: its notification will. */
  readonly transactionId: string | null;
}

export async function test(deps: TransportDeps): Promise<Outcome<Acceptance>> {
  return outcomeOf(await send(deps, { path: 'test', body: '{}' }), acceptance);
}

export async function confirm(
  deps: TransportDeps,
  command: ConfirmCommand,
): Promise<Outcome<Acceptance>> {
  const body = jsonBody({
    TransactionId: jsonTransactionId(command.transactionId),
    Amount: jsonAmount(command.amountMinor),
    JsonData: jsonObject(command.jsonData),
  });
  const requestId = checkedRequestId(command.requestId);
  return outcomeOf(await send(deps, { path: 'payments/confirm', body, requestId }), acceptance);
}

export async function voidAuthorization(
  deps: TransportDeps,
  command: VoidCommand,
): Promise<Outcome<Acceptance>> {
  const body = jsonBody({ TransactionId: jsonTransactionId(command.transactionId) });
  const requestId = checkedRequestId(command.requestId);
  return outcomeOf(await send(deps, { path: 'payments/void', body, requestId }), acceptance);
}

export async function refund(
  deps: TransportDeps,
  command: RefundCommand,
): Promise<Outcome<RefundAcceptance>> {
  const body = jsonBody({
    TransactionId: jsonTransactionId(command.transactionId),
    Amount: jsonAmount(command.amountMinor),
    JsonData: jsonObject(command.jsonData),
  });
  const requestId = checkedRequestId(command.requestId);
  return outcomeOf(await send(deps, { path: 'payments/refund', body, requestId }), refundAccepted);
}

/** An answer to a command → its ending. */
export function outcomeOf<T>(answer: Answer, accept: (envelope: Envelope) => T): Outcome<T> {
  switch (answer.kind) {
    case 'unknown':
      return answer;
    case 'unauthorized':
      return { kind: 'declined', cause: 'unauthorized', message: null, reasonCode: null };
    case 'answer':
      if (answer.success) return { kind: 'accepted', value: accept(answer) };
      return {
        kind: 'declined',
        cause: 'refused',
        message: answer.message,
        reasonCode: reasonCodeOf(answer),
      };
  }
}

export function acceptance({ message }: Envelope): Acceptance {
  return { message };
}

function refundAccepted({ message, model }: Envelope): RefundAcceptance {
  return { message, transactionId: textMember(model, 'TransactionId') };
}

function reasonCodeOf({ model }: Envelope): number | null {
  const text = textMember(model, 'ReasonCode');
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function textMember(model: Envelope['model'], name: string): string | null {
  const value = isJsonObject(model) ? memberOf(model, name) : undefined;
  return value === undefined ? null : (textOf(value) ?? null);
}
