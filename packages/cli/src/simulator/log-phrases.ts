import type { Phrase } from './log-words.ts';

const api = (details: Readonly<Record<string, unknown>>) => `API  ${String(details.path)}: `;

/** A phrase about a call of the API. */
const call = (ru: string, en: string, ...details: readonly string[]): Phrase => ({
  ru,
  en,
  about: api,
  details,
});

const other = (ru: string, en: string, ...details: readonly string[]): Phrase => ({
  ru,
  en,
  details,
});

/** What the simulator's log says, in the words of its reader. Its own words are the keys. */
export const phrases: Readonly<Record<string, Phrase>> = {
  answered: call('готово', 'done'),
  refused: call('отказ', 'refused', 'why', 'note', 'didYouMean', 'unknown'),
  'answered 401': call('ответ 401', 'answered 401', 'why'),
  'the API has no such method': call(
    'такого метода нет, ответ 404',
    'no such method, answered 404',
    'didYouMean',
  ),
  'every method of the API is a POST': call(
    'методы вызываются только POST, ответ 405',
    'every method is a POST, answered 405',
    'method',
  ),
  'an address of its own': call('необычный адрес', 'an unusual address', 'note'),
  'required by the documentation, and not sent: false': call(
    'документация требует эти поля, они не присланы: считаются false',
    'required by the documentation, and not sent: false',
    'assumed',
  ),
  'a payout by Token is payments/token/topup: taken for it': call(
    'выплата по Token — это payments/token/topup: так и выполнена',
    'a payout by Token is payments/token/topup: taken for it',
  ),
  'X-Request-ID was used for another request: a new operation': call(
    'этот X-Request-ID уже был у другого запроса: выполнена новая операция',
    'X-Request-ID was used for another request: a new operation',
  ),
  'X-Signature is not checked: give the certificate with --payout-certificate': call(
    'подпись X-Signature не проверяется: сертификат задаёт --payout-certificate',
    'X-Signature is not checked: give the certificate with --payout-certificate',
  ),
  'the journal cannot be written: the state is in memory only': other(
    'журнал не пишется, состояние только в памяти; пишется целиком, когда на диске появится место',
    'the journal cannot be written, the state is in memory only; all of it is written once the disk has room',
    'why',
  ),
  'the journal is whole again': other('журнал снова записан целиком', 'the journal is whole again'),
  'TrInitiatorCode was not sent: the documentation requires it': call(
    'TrInitiatorCode не прислан, а документация его требует',
    'TrInitiatorCode was not sent: the documentation requires it',
  ),
  'the request failed': call('запрос не обработан', 'the request failed', 'why'),
  'too many requests at once, answered 429': other(
    'API  слишком много запросов сразу, ответ 429',
    'API  too many requests at once, answered 429',
    'running',
  ),
  'the method does not know these parameters: ignored': call(
    'лишние поля не учтены',
    'unknown fields are ignored',
    'unknown',
    'didYouMean',
  ),
  'X-Request-ID was used for another request: its answer is given': call(
    'этот X-Request-ID уже был у другого запроса, дан ответ на тот',
    'this X-Request-ID belongs to another request, whose answer is given',
    'requestId',
    'first',
  ),
  'X-Request-ID is known: the first answer is given': call(
    'повтор X-Request-ID, дан первый ответ',
    'X-Request-ID again, the first answer is given',
    'requestId',
  ),
  'cryptogram refused': other('Криптограмма не годится', 'The cryptogram will not do', 'why'),
  'CardCryptogramPacket is no cryptogram: taken for a test card': other(
    'CardCryptogramPacket — не криптограмма, принят за тестовую карту',
    'CardCryptogramPacket is no cryptogram and is taken for a test card',
    'card',
  ),
  'this cryptogram only the gateway can open: its clear digits count': other(
    'Криптограмму настоящего шлюза здесь не открыть: судим по открытым цифрам',
    'Only the real gateway can open this cryptogram: its clear digits count',
    'card',
  ),
  'CardCryptogramPacket has spaces: escape its + as %2B in a form': other(
    'В CardCryptogramPacket пробелы: в форме + пишется как %2B',
    'CardCryptogramPacket has spaces: in a form + is written as %2B',
  ),
  'bins/info takes the first six digits of a card': other(
    'bins/info ждёт первые шесть цифр карты',
    'bins/info takes the first six digits of a card',
    'given',
  ),
  'merchant/configuration of a terminal that is not here': other(
    'merchant/configuration: такого терминала здесь нет',
    'merchant/configuration: there is no such terminal here',
    'given',
  ),
  'this format is not simulated: its fields are not published': other(
    'Этот формат не воспроизводится: его поля не опубликованы',
    'This format is not simulated: its fields are not published',
    'type',
    'format',
  ),
  'v2/payments/list knows no such statuses': other(
    'v2/payments/list не знает таких статусов',
    'v2/payments/list knows no such statuses',
    'strange',
  ),
  'the simulator sends no SMS and no Viber messages': other(
    'Симулятор не шлёт SMS и Viber',
    'The simulator sends no SMS and no Viber messages',
    'orderId',
  ),
  'this terminal never gave this token: declined with 6025': other(
    'Этот терминал такого токена не выдавал: отказ 6025',
    'This terminal never gave this token: declined with 6025',
  ),
  'the token was given to another AccountId': other(
    'Токен выдан другому AccountId',
    'The token was given to another AccountId',
  ),
  'TrInitiatorCode 0 needs PaymentScheduled: 0 is assumed': other(
    'К TrInitiatorCode 0 нужен PaymentScheduled: считаем, что 0',
    'TrInitiatorCode 0 needs PaymentScheduled: 0 is assumed',
  ),
  'the CustomerReceipt of the subscription is wrong': other(
    'Чек подписки не годится',
    'The CustomerReceipt of the subscription is wrong',
    'why',
    'problems',
  ),
  'the receipt has names that mean nothing: ignored': other(
    'В чеке лишние поля, не учтены',
    'The receipt has names that mean nothing; they are ignored',
    'unknown',
  ),
  receipt: other('Чек', 'Receipt', 'receiptId', 'type', 'status'),
  'the cash desk did not print the receipt': other(
    'Касса не напечатала чек',
    'The cash desk did not print the receipt',
    'receiptId',
    'errorCode',
  ),
  subscription: other('Подписка', 'Subscription', 'subscriptionId', 'status'),
  'a fault happens': other('Сбой', 'A fault', 'fault', 'on', 'scenario'),
  'a scenario is played': other('Идёт сценарий', 'A scenario is played', 'name', 'seed'),
  'too many deliveries wait for the shop: the oldest are given up': other(
    'Магазину не доставлено слишком много: самые старые уведомления отброшены',
    'Too many deliveries wait for the shop: the oldest are given up',
    'count',
  ),
  'journal: some lines were not whole': other(
    'Журнал: неполные строки пропущены',
    'Journal: lines that were not whole are skipped',
    'skipped',
  ),
};
