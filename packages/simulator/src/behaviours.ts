import { type Behaviour, defaultBehaviour } from './settings.ts';

/** One choice about what the gateway's documentation leaves open. */
export type BehaviourNote = {
  readonly ru: string;
  readonly en: string;
  /** The values of a choice between words; numbers and yes-or-no need none. */
  readonly values?: readonly string[];
};

const note = (ru: string, en: string, values?: readonly string[]): BehaviourNote =>
  values === undefined ? { ru, en } : { ru, en, values };

/** What each option of `Behaviour` decides, for help texts and pages; times are milliseconds. */
export const behaviourNotes: Readonly<Partial<Record<keyof Behaviour, BehaviourNote>>> = {
  parallelRequests: note(
    'запросов к API одновременно, следующий получит 429',
    'API requests at once, the next one gets 429',
  ),
  requestIdLifetimeMs: note(
    'сколько помнится ответ на X-Request-ID',
    'how long the answer to an X-Request-ID is remembered',
  ),
  rememberFailures: note(
    'запоминается ли по X-Request-ID и отказ',
    'whether a refusal is remembered by X-Request-ID too',
  ),
  holdMs: note('сколько живёт удержание', 'how long a hold lives'),
  lapseNotifies: note(
    'приходит ли Cancel, когда удержание истекло',
    'whether a lapsed hold sends Cancel',
  ),
  checkRefusalNotifies: note(
    'приходит ли Fail, когда Check ответил отказом',
    'whether a payment that Check refused sends Fail',
  ),
  confirmAmount: note(
    'сумма Confirm и операции после частичного списания: списанная или удержанная',
    'Amount of Confirm and of the payment after a partial confirm',
    ['confirmed', 'authorized'],
  ),
  saveTokens: note('когда карта получает токен', 'when a card is given a token', [
    'always',
    'when_asked',
    'never',
  ]),
  checkTimeoutMs: note('сколько ждать ответа на Check', 'how long Check waits for an answer'),
  answerTimeoutMs: note(
    'сколько ждать ответа на остальные уведомления',
    'how long other notifications wait for an answer',
  ),
  maxAttempts: note('попыток доставки уведомления', 'attempts to deliver a notification'),
  expiredLinks: note(
    'платёж по ссылке, которую не оплатили в срок: отклонён, отклонён и приходит Fail, остаётся как был',
    'a payment whose link expired unpaid: declined, declined with Fail, or left as it was',
    ['decline', 'decline_and_notify', 'leave'],
  ),
  testMode: note('TestMode операций', 'TestMode of the operations'),
};

export const behaviourNames = Object.keys(defaultBehaviour) as readonly (keyof Behaviour)[];

/** The words a person may give for an option. */
export function behaviourValues(name: keyof Behaviour): readonly string[] {
  if (typeof defaultBehaviour[name] === 'boolean') return ['true', 'false'];
  return behaviourNotes[name]?.values ?? [];
}

export type BehaviourInput =
  | { readonly ok: true; readonly behaviour: Partial<Behaviour> }
  | { readonly ok: false; readonly problem: 'shape' | 'name' }
  | { readonly ok: false; readonly problem: 'value'; readonly name: keyof Behaviour };

/** Reads `name=value`, as a command line gives it. */
export function readBehaviour(text: string): BehaviourInput {
  const [, given = '', value = ''] = /^\s*(\w+)\s*=\s*(\S+)\s*$/.exec(text) ?? [];
  if (given === '') return { ok: false, problem: 'shape' };
  const name = behaviourNames.find((known) => known.toLowerCase() === given.toLowerCase());
  if (name === undefined) return { ok: false, problem: 'name' };
  const read = readValue(name, value);
  if (read === null) return { ok: false, problem: 'value', name };
  return { ok: true, behaviour: { [name]: read } as Partial<Behaviour> };
}

function readValue(name: keyof Behaviour, text: string): boolean | number | string | null {
  const otherwise = defaultBehaviour[name];
  if (typeof otherwise === 'number') return /^\d{1,15}$/.test(text) ? Number(text) : null;
  const known = behaviourValues(name).find((value) => value.toLowerCase() === text.toLowerCase());
  if (known === undefined) return null;
  return typeof otherwise === 'boolean' ? known === 'true' : known;
}
