import type { Locale } from '@kopeck/api';
import type { NotificationKind } from '@kopeck/cloudpayments/wire';
import type { CheckAnswer, Verdict } from '@kopeck/domain';
import { wordOf } from './word-of.ts';

/** What a sentence about a notification is made of. */
export interface NotificationFacts {
  readonly kind: NotificationKind | null;
  /** The sum it names, formatted; null when it names none. */
  readonly sum: string | null;
  readonly verdict: string;
  /** The code of our answer. */
  readonly answer: number;
  /** Whether an earlier notification told the same. */
  readonly again: boolean;
}

/** One whole sentence about a notification that put no event into the history. */
export function notificationText(facts: NotificationFacts, locale: Locale): string {
  const { verdict } = facts;
  if (verdict.startsWith(checkPrefix)) {
    const answer = wordOf(checkWords[locale], verdict.slice(checkPrefix.length));
    return checkSentence[locale](facts, answer);
  }
  const about = aboutWords[locale](facts);
  const say = wordOf(verdictWords[locale], verdict) ?? verdictWords[locale].noted;
  return say(about, facts.again);
}

/** How the inbox marks a Check: this, then our answer. */
const checkPrefix = 'check_';

type AnswerWords = Record<CheckAnswer, string>;

/** Our answer to a Check as the end of a sentence. */
const checkWords: Record<Locale, AnswerWords> = {
  ru: {
    payable: 'можно',
    unknown_order: 'нельзя, такого заказа нет',
    wrong_account: 'нельзя, платит не тот клиент, на которого оформлен заказ',
    wrong_amount: 'нельзя, в заказе другая сумма',
    not_acceptable:
      'нельзя, заказ уже оплачен или отменён, либо настоящие деньги перепутаны с пробными',
    expired: 'нельзя, срок оплаты истёк',
  },
  en: {
    payable: 'yes',
    unknown_order: 'no, there is no such order',
    wrong_account: 'no, the order was made for another customer',
    wrong_amount: 'no, the order is for another sum',
    not_acceptable:
      'no, the order is already paid or cancelled, or real and test money are mixed up',
    expired: 'no, the time to pay is over',
  },
};

const checkSentence: Record<Locale, (facts: NotificationFacts, answer: string | null) => string> = {
  ru: ({ sum, answer: code }, answer) => {
    const refusal = code === 0 ? '' : ` (код ${code})`;
    const words = answer ?? (code === 0 ? 'можно' : 'нельзя');
    return `Банк спросил, можно ли принять оплату${after(sum)}. Ответ: ${words}${refusal}.`;
  },
  en: ({ sum, answer: code }, answer) => {
    const refusal = code === 0 ? '' : ` (code ${code})`;
    const words = answer ?? (code === 0 ? 'yes' : 'no');
    const payment = sum === null ? 'the payment' : `the payment of ${sum}`;
    return `The bank asked whether ${payment} may be taken. The answer: ${words}${refusal}.`;
  },
};

type SayVerdict = (about: string, again: boolean) => string;

/** What became of a notification about something, in one sentence. */
export const verdictWords: Record<Locale, Record<Verdict, SayVerdict>> = {
  ru: {
    applied: (about) => `Банк прислал уведомление ${about}; оно дополнило запись о платеже.`,
    repeated: (about, again) =>
      again
        ? `Банк прислал уведомление ${about} ещё раз; ничего не изменилось.`
        : `Банк прислал уведомление ${about}; нового в нём нет, ничего не изменилось.`,
    outdated: (about) =>
      `Банк прислал уведомление ${about} с опозданием: платёж уже в другом состоянии. Ничего не изменилось.`,
    quarantined: (about) =>
      `Банк прислал уведомление ${about}, но оно не подошло к заказу. Заказ этим не оплачен, нужно решение.`,
    duplicate: (about) =>
      `Банк прислал уведомление ${about} сверх уже оплаченного. Эти деньги нужно вернуть.`,
    unproven: (about) =>
      `Банк прислал уведомление ${about} без доказательств. Kopeck спрашивает банк; до ответа ничего не меняется.`,
    contradictory: (about) =>
      `Банк прислал уведомление ${about}, и оно расходится с тем, что известно о заказе. Ничего не изменено.`,
    not_a_payment: (about) =>
      `Банк прислал уведомление ${about}, но это не движение денег по заказу. Оно сохранено, ничего не изменилось.`,
    unknown_order: (about) =>
      `Банк прислал уведомление ${about} по заказу, которого у Kopeck нет. Оно сохранено, ничего не изменилось.`,
    noted: (about) => `Банк прислал уведомление ${about}. Оно сохранено, ничего не изменилось.`,
  },
  en: {
    applied: (about) =>
      `The bank sent a notification about ${about}; it completed the payment's record.`,
    repeated: (about, again) =>
      again
        ? `The bank sent a notification about ${about} once more; nothing changed.`
        : `The bank sent a notification about ${about}; it brings nothing new, nothing changed.`,
    outdated: (about) =>
      `The bank sent a notification about ${about} late: the payment is in another state already. Nothing changed.`,
    quarantined: (about) =>
      `The bank sent a notification about ${about}, but it does not fit the order. It does not pay the order; a decision is needed.`,
    duplicate: (about) =>
      `The bank sent a notification about ${about} beyond what was paid already. This money has to be given back.`,
    unproven: (about) =>
      `The bank sent a notification about ${about} without proof. Kopeck is asking the bank; nothing changes until it answers.`,
    contradictory: (about) =>
      `The bank sent a notification about ${about} that disagrees with what is known of the order. Nothing was changed.`,
    not_a_payment: (about) =>
      `The bank sent a notification about ${about}, but no money of the order moved. It is kept, nothing changed.`,
    unknown_order: (about) =>
      `The bank sent a notification about ${about} for an order Kopeck does not have. It is kept, nothing changed.`,
    noted: (about) => `The bank sent a notification about ${about}. It is kept, nothing changed.`,
  },
};

type About = (sum: string | null) => string;

const topicsRu: Record<NotificationKind, About> = {
  check: (sum) => `о проверке оплаты${after(sum)}`,
  pay: (sum) => `об оплате${after(sum)}`,
  fail: (sum) => `об отказе в оплате${after(sum)}`,
  confirm: (sum) => `о списании${after(sum)}`,
  refund: (sum) => `о возврате${after(sum)}`,
  cancel: (sum) => `о снятии удержания${after(sum)}`,
  recurrent: (sum) => `о подписке${sum === null ? '' : ` на ${sum}`}`,
  receipt: (sum) => `о чеке${sum === null ? '' : ` на ${sum}`}`,
};

const topicsEn: Record<NotificationKind, About> = {
  check: (sum) => `a check of the payment${of(sum)}`,
  pay: (sum) => `the payment${of(sum)}`,
  fail: (sum) => `the declined payment${of(sum)}`,
  confirm: (sum) => (sum === null ? 'taking the money' : `taking ${sum}`),
  refund: (sum) => `the refund${of(sum)}`,
  cancel: (sum) => `releasing the hold${of(sum)}`,
  recurrent: (sum) => `the subscription${of(sum)}`,
  receipt: (sum) => `the receipt${sum === null ? '' : ` for ${sum}`}`,
};

const aboutWords: Record<Locale, (facts: NotificationFacts) => string> = {
  ru: ({ kind, sum }) => (kind === null ? 'о заказе' : topicsRu[kind](sum)),
  en: ({ kind, sum }) => (kind === null ? 'the order' : topicsEn[kind](sum)),
};

function after(sum: string | null): string {
  return sum === null ? '' : ` ${sum}`;
}

function of(sum: string | null): string {
  return sum === null ? '' : ` of ${sum}`;
}
