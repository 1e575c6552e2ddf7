import { displayAmount, type Refusal, refusalText } from '@kopeck/simulator/options';
import type { Language } from '../start/words.ts';

type Details = Readonly<Record<string, unknown>>;
type Words = (details: Details, say: Say) => string;
type Say = {
  readonly language: Language;
  readonly text: (ru: string, en: string) => string;
};

const of = (details: Details, name: string) => {
  const value = details[name];
  return Array.isArray(value) ? value.join(', ') : String(value ?? '');
};

const api = (details: Details) => `API  ${of(details, 'path')}:`;

/** The phrases of the simulator's log, in the words of its reader. */
const sentences: Readonly<Record<string, Words>> = {
  answered: (details, { text }) =>
    details.success === true
      ? `${api(details)} ${text('выполнено', 'done')}`
      : `${api(details)} ${text('ответ Success: false', 'answered Success: false')}`,
  refused: (details, { text }) =>
    `${api(details)} ${text('отказ', 'refused')}: ${of(details, 'why')}`,
  'the API has no such method': (details, { text }) =>
    `${api(details)} ${text('такого метода нет, ответ 404', 'no such method, answered 404')}`,
  'wrong or missing Basic credentials: login is the Public ID, password the API Secret': (
    details,
    { text },
  ) =>
    `${api(details)} ${text(
      'неверны логин и пароль Basic, ответ 401. Логин — Public ID, пароль — API Secret',
      'wrong Basic credentials, answered 401. Login is the Public ID, password the API Secret',
    )}`,
  'too many requests at once, answered 429': (details, { text }) =>
    text(
      `API  больше ${of(details, 'running')} запросов одновременно, ответ 429`,
      `API  more than ${of(details, 'running')} requests at once, answered 429`,
    ),
  'A JSON object is expected': (details, { text }) =>
    `${api(details)} ${text('тело — не объект JSON', 'the body is not a JSON object')}`,
  'The request body is not valid JSON': (details, { text }) =>
    `${api(details)} ${text(
      'тело не разбирается как JSON, хотя так сказано в Content-Type',
      'the body is not JSON, though its Content-Type says so',
    )}`,
  'the method does not know these parameters: ignored': (details, { text }) =>
    `${api(details)} ${text('не знает и не учитывает', 'does not know and ignores')} ${of(details, 'unknown')}`,
  'journal: some lines were not whole': (details, { text }) =>
    text(
      `Журнал: пропущено неполных строк: ${of(details, 'skipped')}`,
      `Journal: lines that were not whole and are skipped: ${of(details, 'skipped')}`,
    ),
  'payment authorized': payment('оплачено', 'paid'),
  'payment declined': payment('отклонено', 'declined'),
  'payment confirmed': payment('списано', 'taken'),
  'payment voided': payment('отменено', 'voided'),
  'payment refunded': payment('возвращено', 'refunded'),
  'payout done': payment('выплачено', 'paid out'),
  'notification acknowledged': (details, { text }) => {
    const tookMs = Math.round(Number(details.tookMs ?? 0));
    const accepted = text(`принято, ${tookMs} мс`, `acknowledged, ${tookMs} ms`);
    return `${of(details, 'type')} → ${of(details, 'url')}: ${accepted}`;
  },
  'notification not acknowledged': (details, say) =>
    `${of(details, 'type')} → ${of(details, 'url')}: ${why(details, say)}${nextTry(details, say)}`,
};

function payment(ru: string, en: string): Words {
  return (details, { language, text }) => {
    const minor = BigInt(of(details, 'amount').replace('.', ''));
    const amount = displayAmount(minor, of(details, 'currency'), language);
    const held = of(details, 'status') === 'Authorized' ? text('удержано', 'held') : text(ru, en);
    const invoice = of(details, 'invoiceId');
    const order = invoice === '' ? '' : `, ${text('заказ', 'order')} ${invoice}`;
    const reason =
      details.reasonCode === undefined
        ? ''
        : `: ${of(details, 'reasonCode')} ${of(details, 'reason')}`;
    return `${amount} ${held}${reason} (${of(details, 'transactionId')}${order})`;
  };
}

function why(details: Details, { language }: Say): string {
  const { reason } = details;
  if (typeof reason !== 'object' || reason === null) return of(details, 'status');
  const answer = of(details, 'answer').replace(/\s+/g, ' ').slice(0, 80);
  const text = refusalText(reason as Refusal, language);
  return answer === '' ? text : `${text} (${answer})`;
}

function nextTry(details: Details, { text }: Say): string {
  const atMs = details.nextAttemptAtMs;
  if (typeof atMs !== 'number') return '';
  const at = new Date(atMs).toISOString().slice(11, 19);
  return text(`; снова в ${at} UTC`, `; again at ${at} UTC`);
}

export const knownPhrases: readonly string[] = Object.keys(sentences);

/** The phrase in the reader's language; one that is not here stays as it is rather than being lost. */
export function sentence(message: string, details: Details, language: Language): string {
  const words = Object.hasOwn(sentences, message) ? sentences[message] : undefined;
  const text = (ru: string, en: string) => (language === 'ru' ? ru : en);
  if (words !== undefined) return words(details, { language, text });
  return Object.keys(details).length === 0 ? message : `${message} ${JSON.stringify(details)}`;
}
