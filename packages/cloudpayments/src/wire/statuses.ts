import type { Words } from './languages.ts';

/** The states of a transaction that are known (reference, section 5.1). */
export const knownTransactionStatuses = [
  'AwaitingAuthentication',
  'Authorized',
  'Completed',
  'Cancelled',
  'Declined',
  'Created',
  'Pending',
  'Failed',
] as const;

export type KnownTransactionStatus = (typeof knownTransactionStatuses)[number];

/** A known state, or the gateway's new word for one: that is kept as sent and is not final. */
export type TransactionStatus = KnownTransactionStatus | (string & {});

/** What may be asked of a transaction in a state. */
export type TransactionCommand = 'confirm' | 'void' | 'refund';

export interface TransactionStatusFacts {
  /** The gateway's number; null where none is published. 1 and 4 are not confirmed by an official text. */
  readonly statusCode: number | null;
  readonly commands: readonly TransactionCommand[];
  /** Nothing but a refund can follow. */
  readonly final: boolean;
  readonly meaning: Words;
}

export const transactionStatuses: Readonly<Record<KnownTransactionStatus, TransactionStatusFacts>> =
  {
    AwaitingAuthentication: {
      statusCode: 1,
      commands: [],
      final: false,
      meaning: {
        ru: 'Плательщик на странице 3-D Secure',
        en: 'The payer is on the 3-D Secure page',
      },
    },
    Authorized: {
      statusCode: 2,
      commands: ['confirm', 'void'],
      final: false,
      meaning: {
        ru: 'Деньги удержаны, не списаны',
        en: 'The money is held, not taken',
      },
    },
    Completed: {
      statusCode: 3,
      commands: ['refund'],
      final: true,
      meaning: { ru: 'Деньги списаны', en: 'The money is taken' },
    },
    Cancelled: {
      statusCode: 4,
      commands: [],
      final: true,
      meaning: { ru: 'Удержание снято', en: 'The hold is released' },
    },
    Declined: {
      statusCode: 5,
      commands: [],
      final: true,
      meaning: { ru: 'Отклонено', en: 'Declined' },
    },
    Created: {
      statusCode: null,
      commands: [],
      final: false,
      meaning: {
        ru: 'Создано, деньги ещё не двигались',
        en: 'Created, no money has moved yet',
      },
    },
    Pending: {
      statusCode: null,
      commands: [],
      final: false,
      meaning: { ru: 'Обрабатывается', en: 'In processing' },
    },
    Failed: {
      statusCode: null,
      commands: [],
      final: true,
      meaning: { ru: 'Выплата не выполнена', en: 'The payout was not done' },
    },
  };

/** The facts of a state; null for a word that is not known, which must be treated as not final. */
export function transactionStatusFacts(status: string): TransactionStatusFacts | null {
  const known = knownTransactionStatuses.find((one) => one === status);
  return known === undefined ? null : transactionStatuses[known];
}
