import type { Locale } from '@kopeck/api';
import { type Actor, type EventKind, kopeck } from '@kopeck/domain';
import { momentText } from '../pages/time-text.ts';
import { sumText } from './money-words.ts';
import type { OrderHistory, StoredEvent, StoredMail } from './queries.ts';

/** What a sentence about an event is made of; nothing in it needs formatting any more. */
export interface EventFacts {
  readonly actor: Actor;
  /** A sum the event carries, in the event's currency or in the one named by another key. */
  readonly sum: (key: string, currencyKey?: string) => string;
  /** The same sum as a number of minor units; null when the event carries none. */
  readonly minor: (key: string) => bigint | null;
  /** A text the event carries, on one line; null when there is none. */
  readonly text: (key: string) => string | null;
  readonly number: (key: string) => number | null;
  readonly flag: (key: string) => boolean;
  /** The card's last four digits. */
  readonly card: string | null;
  /** Until when this payment's money is held at the latest, in the shop's time zone. */
  readonly holdUntil: string | null;
  /** The e-mail the event is about, as it was sent. */
  readonly mail: StoredMail | null;
}

export interface Reading {
  readonly locale: Locale;
  /** The shop's, an IANA name. */
  readonly timeZone: string;
}

const unrecorded = { ru: '(сумма не записана)', en: '(no sum recorded)' } as const;

/** Reads an event's data for its sentence. Data that is not there reads as absent, never as `undefined`. */
export function factsOfEvent(
  event: StoredEvent,
  history: OrderHistory,
  { locale, timeZone }: Reading,
): EventFacts {
  const text = (key: string): string | null => {
    const value = event.data[key];
    return typeof value === 'string' ? oneLine(value) : null;
  };
  const minor = (key: string): bigint | null => {
    const value = text(key);
    return value !== null && /^-?\d+$/.test(value) ? BigInt(value) : null;
  };
  const untilMs = history.holds.find((hold) => hold.paymentId === event.data.paymentId)?.untilMs;
  return {
    actor: event.actor,
    text,
    minor,
    sum: (key, currencyKey = 'currency') => {
      const amountMinor = minor(key);
      if (amountMinor === null) return unrecorded[locale];
      return sumText(amountMinor, text(currencyKey) ?? history.currency, locale);
    },
    number: (key) => {
      const value = event.data[key];
      return typeof value === 'number' ? value : null;
    },
    flag: (key) => event.data[key] === true,
    card: text('card'),
    holdUntil: untilMs === undefined ? null : momentText(untilMs, timeZone, locale),
    mail: history.mails.find((mail) => mail.messageId === event.data.messageId) ?? null,
  };
}

/** An e-mail that was sent and has no event reads like one that has. */
export function eventOfMail(mail: StoredMail): StoredEvent {
  const kind: EventKind = 'email_sent';
  const data = { mail: mail.kind, messageId: mail.messageId };
  return { seq: 0, atMs: mail.sentAtMs, kind, actor: kopeck, data };
}

/** Null for nothing but space, so that no sentence quotes emptiness. */
function oneLine(text: string): string | null {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return line === '' ? null : line;
}
