import type { Currency, Locale, OperationKind, OperationStatus } from '@kopeck/api';
import type { OperationRefusal } from '@kopeck/domain';
import type { ProblemWords, Words } from '../http/problem.ts';
import { moneyText } from '../pages/money-text.ts';

/** What `operationMessage` looks at: a stored operation with the currency of its payment. */
export interface OperationState {
  readonly kind: OperationKind;
  readonly status: OperationStatus;
  readonly amountMinor: bigint;
  /** Three capital letters; one the formatter knows no sign of is written as it is. */
  readonly currency: string;
  /** The gateway's own words about a refusal, when it gave any. */
  readonly gatewayMessage: string | null;
}

/** What the state of an operation means for the money and what happens next, in whole sentences. */
export function operationMessage(operation: OperationState, locale: Locale): string {
  const sum = moneyText(operation.amountMinor, operation.currency as Currency, locale);
  const said = operation.gatewayMessage?.trim().replace(/\s+/gu, ' ') ?? '';
  return messages[locale][operation.status](operation.kind, sum, said);
}

type Message = (kind: OperationKind, sum: string, said: string) => string;

/** «Списание 1 500,00 ₽», «о списании», «в списании»: the command as a noun, in the cases used below. */
const nouns = {
  confirm: { what: 'Списание', object: 'списание', about: 'о списании', inWhat: 'в списании' },
  void: {
    what: 'Снятие удержания',
    object: 'снятие удержания',
    about: 'о снятии удержания',
    inWhat: 'в снятии удержания',
  },
  refund: { what: 'Возврат', object: 'возврат', about: 'о возврате', inWhat: 'в возврате' },
} as const satisfies Record<OperationKind, object>;

const doneRu: Record<OperationKind, (sum: string) => string> = {
  confirm: (sum) => `Банк списал ${sum}. Если удержано было больше, остаток освободится на карте.`,
  void: (sum) =>
    `Банк снял удержание ${sum}. Когда деньги снова станут доступны на карте, зависит от банка клиента, обычно это тот же день.`,
  refund: (sum) =>
    `Банк принял возврат ${sum}. Деньги придут на карту клиента, обычно за несколько дней.`,
};

const ru: Record<OperationStatus, Message> = {
  requested: (kind, sum) =>
    `${nouns[kind].what} ${sum} отправляется в банк. Ответ появится здесь сам.`,
  accepted: (kind, sum) => doneRu[kind](sum),
  declined: (kind, sum, said) =>
    said === ''
      ? `Банк не выполнил ${nouns[kind].object} ${sum}. Деньги не сдвинулись. Посмотрите состояние платежа и, если нужно, отправьте снова.`
      : `Банк отказал ${nouns[kind].inWhat} ${sum}: «${said}». Ничего не изменилось.`,
  unknown: (kind, sum) =>
    `Ответ банка ${nouns[kind].about} ${sum} потерялся. Kopeck сам спросит банк, чем кончилось, и запишет итог. Повторять не нужно.`,
};

const englishNouns = {
  confirm: { what: 'Taking', object: 'take' },
  void: { what: 'Releasing the hold of', object: 'release the hold of' },
  refund: { what: 'Refunding', object: 'refund' },
} as const satisfies Record<OperationKind, object>;

const doneEn: Record<OperationKind, (sum: string) => string> = {
  confirm: (sum) => `The bank took ${sum}. If more was held, the rest is freed on the card.`,
  void: (sum) =>
    `The bank released the hold of ${sum}. When the money is available again depends on the customer's bank, usually the same day.`,
  refund: (sum) =>
    `The bank accepted the refund of ${sum}. The money reaches the customer's card, usually within a few days.`,
};

const en: Record<OperationStatus, Message> = {
  requested: (kind, sum) =>
    `${englishNouns[kind].what} ${sum}: on its way to the bank. The answer will appear here by itself.`,
  accepted: (kind, sum) => doneEn[kind](sum),
  declined: (kind, sum, said) =>
    said === ''
      ? `The bank did not ${englishNouns[kind].object} ${sum}. No money moved. Look at the payment's state and ask again if it is still needed.`
      : `The bank refused to ${englishNouns[kind].object} ${sum}: “${said}”. Nothing has changed.`,
  unknown: (kind, sum) =>
    `The bank's answer was lost: it was asked to ${englishNouns[kind].object} ${sum}. Kopeck asks the bank how it ended and settles it by itself. Do not repeat it.`,
};

const messages: Record<Locale, Record<OperationStatus, Message>> = { ru, en };

const wrongState = (title: Words, detail: Words): ProblemWords => ({
  code: 'wrong_state',
  status: 409,
  title,
  detail,
});

/** Why a confirm, void or refund was not even sent, and what to do. Nothing was changed. */
export const operationRefusals: Record<OperationRefusal, ProblemWords> = {
  payment_not_found: {
    code: 'payment_not_found',
    status: 404,
    title: { ru: 'Платежа нет', en: 'No such payment' },
    detail: {
      ru: 'Платёж с таким номером не найден. Откройте его заново из очереди или из списка платежей.',
      en: 'There is no payment with this id. Open it again from the queue or the list of payments.',
    },
  },
  version_conflict: {
    code: 'version_conflict',
    status: 409,
    title: { ru: 'Платёж уже изменился', en: 'The payment has changed' },
    detail: {
      ru: 'Пока вы решали, платёж изменился, поэтому команда не отправлена. Обновите страницу, посмотрите на него заново и решите ещё раз.',
      en: 'The payment changed while you were deciding, so nothing was sent. Reload the page, look at it again and decide anew.',
    },
  },
  operation_open: {
    code: 'operation_open',
    status: 409,
    title: { ru: 'Прошлая команда ещё не закончена', en: 'The last command is not finished' },
    detail: {
      ru: 'По этому платежу уже отправлена команда, и её итог ещё не известен. Дождитесь итога: Kopeck узнает его сам.',
      en: 'A command for this payment was sent and its outcome is not known yet. Wait for it: Kopeck finds it out by itself.',
    },
  },
  not_authorized: wrongState(
    { ru: 'Удержанных денег нет', en: 'No money is held' },
    {
      ru: 'Списать или отменить можно только удержанный платёж, а этот сейчас не удержан. Обновите страницу и посмотрите, что с ним стало.',
      en: 'Only held money can be taken or released, and this payment is not held now. Reload the page to see what became of it.',
    },
  ),
  not_confirmed: wrongState(
    { ru: 'Списанных денег нет', en: 'No money was taken' },
    {
      ru: 'Вернуть можно только списанные деньги, а по этому платежу ничего не списано. Если деньги удержаны, отмените удержание.',
      en: 'Only taken money can be refunded, and nothing was taken of this payment. If the money is held, release the hold.',
    },
  ),
  needs_decision: wrongState(
    { ru: 'Платёж не подходит к заказу', en: 'The payment does not fit its order' },
    {
      ru: 'Этот платёж не совпал с заказом или оплатил его второй раз, поэтому списать его нельзя. Отмените удержание, и деньги останутся у клиента.',
      en: 'This payment does not match its order or pays it a second time, so it cannot be taken. Release the hold and the customer keeps the money.',
    },
  ),
  nothing_left: wrongState(
    { ru: 'Всё уже возвращено', en: 'Everything was refunded' },
    {
      ru: 'Всё, что было списано по этому платежу, уже возвращено. Возвращать больше нечего; посмотрите возвраты в истории заказа.',
      en: 'All that was taken of this payment has been refunded already. Nothing is left to refund; see the refunds in the history.',
    },
  ),
  exceeds_authorized_amount: {
    code: 'exceeds_authorized_amount',
    status: 422,
    title: { ru: 'Сумма больше удержанной', en: 'More than is held' },
    detail: {
      ru: 'Списать можно не больше, чем удержано. Уменьшите сумму или не указывайте её, чтобы списать всё.',
      en: 'No more can be taken than is held. Lower the amount, or leave it out to take all.',
    },
  },
  exceeds_confirmed_amount: {
    code: 'exceeds_confirmed_amount',
    status: 422,
    title: { ru: 'Сумма больше оставшейся', en: 'More than is left' },
    detail: {
      ru: 'Вернуть можно не больше, чем списано и ещё не возвращено. Уменьшите сумму или не указывайте её, чтобы вернуть весь остаток.',
      en: 'No more can be refunded than was taken and not refunded yet. Lower the amount, or leave it out to refund the rest.',
    },
  },
};
