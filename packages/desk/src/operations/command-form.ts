import type { OperationKind, PaymentRow } from '@kopeck/api';
import type { Command } from '../http/api.ts';
import { type AmountInputError, parseAmountInput } from '../money/amount-input.ts';
import { amountOf } from '../money/money.ts';
import { limitOf, standingOf } from '../payments/standing.ts';

export type AmountProblem = AmountInputError | 'too_much';

/** What the dialog's fields mean for this payment: the sum to move, or what is wrong with the field. */
export type Reading =
  | { readonly ok: true; readonly sum: bigint; readonly rest: bigint; readonly whole: boolean }
  | { readonly ok: false; readonly problem: AmountProblem };

export function readAmount(kind: OperationKind, payment: PaymentRow, text: string): Reading {
  const limit = limitOf(kind, payment);
  if (kind === 'void') return { ok: true, sum: limit, rest: 0n, whole: true };
  const typed = parseAmountInput(text);
  if (!typed.ok) return { ok: false, problem: typed.error };
  if (typed.minor > limit) return { ok: false, problem: 'too_much' };
  return { ok: true, sum: typed.minor, rest: limit - typed.minor, whole: typed.minor === limit };
}

/** The command of a filled-in dialog. The sum always goes along: what was read is what is sent. */
export function commandOf(
  kind: OperationKind,
  payment: PaymentRow,
  given: { readonly sum: bigint; readonly reason: string },
): Command {
  const { version } = payment;
  const amount = amountOf(given.sum);
  const commands: Record<OperationKind, Command> = {
    confirm: { kind: 'confirm', amount, version },
    void: { kind: 'void', version },
    refund: { kind: 'refund', amount, version, reason: given.reason },
  };
  return commands[kind];
}

export type SentenceKey =
  | 'dialog.confirmWhole'
  | 'dialog.confirmPart'
  | 'dialog.void'
  | 'dialog.refundWhole'
  | 'dialog.refundRest'
  | 'dialog.refundPart';

/** Which sentence says what will happen. */
export function sentenceOf(
  kind: OperationKind,
  payment: PaymentRow,
  reading: { readonly whole: boolean },
): SentenceKey {
  const again = standingOf(payment).refunded > 0n;
  const sentences: Record<OperationKind, SentenceKey> = {
    confirm: reading.whole ? 'dialog.confirmWhole' : 'dialog.confirmPart',
    void: 'dialog.void',
    refund: reading.whole
      ? again
        ? 'dialog.refundRest'
        : 'dialog.refundWhole'
      : 'dialog.refundPart',
  };
  return sentences[kind];
}

export type FinalKey = 'confirmWhole' | 'confirmPart' | 'void' | 'refund';

/** Which sentence says what cannot be undone. */
export function finalOf(kind: OperationKind, reading: { readonly whole: boolean }): FinalKey {
  const sentences: Record<OperationKind, FinalKey> = {
    confirm: reading.whole ? 'confirmWhole' : 'confirmPart',
    void: 'void',
    refund: 'refund',
  };
  return sentences[kind];
}
