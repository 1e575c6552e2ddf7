import { displayAmount, type Refusal, refusalText } from '@kopeck/simulator/options';
import type { Language } from '../start/words.ts';
import type { Text } from '../text.ts';
import { phrases } from './log-phrases.ts';

type Details = Readonly<Record<string, unknown>>;

/** What is said of an event, and which of its details are said with it. */
export type Phrase = Text & {
  /** Said first: whose business it is. */
  readonly about?: (details: Details) => string;
  /** Named details, said at the end. */
  readonly details?: readonly string[];
};

const of = (details: Details, name: string): string => {
  const value = details[name];
  return Array.isArray(value) ? value.join(', ') : String(value ?? '');
};

/** Sentences that are more than a phrase with details. */
const composed: Readonly<Record<string, (details: Details, language: Language) => string>> = {
  'payment held': payment({ ru: 'удержано', en: 'held' }),
  'payment taken': payment({ ru: 'оплачено', en: 'paid' }),
  'payment declined': payment({ ru: 'отклонено', en: 'declined' }),
  'payment confirmed': payment({ ru: 'списано', en: 'taken' }),
  'payment voided': payment({ ru: 'отменено', en: 'voided' }),
  'payment refunded': payment({ ru: 'возвращено', en: 'refunded' }),
  'refund declined': payment({ ru: 'возврат отклонён', en: 'refund declined' }),
  'payout done': payment({ ru: 'выплачено', en: 'paid out' }),
  'notification acknowledged': (details, language) => {
    const tookMs = Math.round(Number(details.tookMs ?? 0));
    const words = { ru: `принято, ${tookMs} мс`, en: `acknowledged, ${tookMs} ms` };
    return `${of(details, 'type')} → ${of(details, 'url')}: ${words[language]}`;
  },
  'notification not acknowledged': (details, language) =>
    `${of(details, 'type')} → ${of(details, 'url')}: ${why(details, language)}${nextTry(details, language)}`,
};

function payment(words: Text) {
  return (details: Details, language: Language): string => {
    const minor = BigInt(of(details, 'amount').replace('.', ''));
    const amount = displayAmount(minor, of(details, 'currency'), language);
    const invoice = of(details, 'invoiceId');
    const order = invoice === '' ? '' : `, ${language === 'ru' ? 'заказ' : 'order'} ${invoice}`;
    const reason =
      details.reasonCode === undefined
        ? ''
        : `: ${of(details, 'reasonCode')} ${of(details, 'reason')}`;
    return `${amount} ${words[language]}${reason} (${of(details, 'transactionId')}${order})`;
  };
}

function why(details: Details, language: Language): string {
  const { reason } = details;
  if (typeof reason !== 'object' || reason === null) return of(details, 'status');
  const answer = of(details, 'answer').replace(/\s+/g, ' ').slice(0, 80);
  const text = refusalText(reason as Refusal, language);
  return answer === '' ? text : `${text} (${answer})`;
}

function nextTry({ nextAttemptAtMs }: Details, language: Language): string {
  if (typeof nextAttemptAtMs !== 'number') return '';
  const at = new Date(nextAttemptAtMs).toISOString().slice(11, 19);
  return language === 'ru' ? `; снова в ${at} UTC` : `; again at ${at} UTC`;
}

/** Exported for a test, which compares it with what the simulator says. */
export const knownPhrases: readonly string[] = [...Object.keys(composed), ...Object.keys(phrases)];

/** The phrase in the reader's language; one that is not here stays as it is rather than being lost. */
export function sentence(message: string, details: Details, language: Language): string {
  const compose = Object.hasOwn(composed, message) ? composed[message] : undefined;
  if (compose !== undefined) return compose(details, language);
  const phrase = Object.hasOwn(phrases, message) ? phrases[message] : undefined;
  if (phrase !== undefined) return said(phrase, details, language);
  return Object.keys(details).length === 0 ? message : `${message} ${JSON.stringify(details)}`;
}

function said(phrase: Phrase, details: Details, language: Language): string {
  const about = phrase.about?.(details) ?? '';
  const named = (phrase.details ?? [])
    .map((name) => of(details, name))
    .filter((text) => text !== '');
  const told = named.length === 0 ? '' : `: ${named.join('; ')}`;
  return `${about}${phrase[language]}${told}`;
}
