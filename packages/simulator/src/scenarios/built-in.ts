import type { FaultStep, Titles } from './scenario.ts';

/** A scenario that comes with the simulator. */
export type BuiltInScenario = {
  readonly name: string;
  readonly title: Titles;
  readonly steps: readonly FaultStep[];
};

const scenario = (
  name: string,
  ru: string,
  en: string,
  ...steps: readonly FaultStep[]
): BuiltInScenario => ({ name, title: { ru, en }, steps });

const commands = ['confirm', 'void', 'refund', 'charge', 'auth', 'topup'] as const;

/**
 * What a shop must live through, by name: every row of the failure table that a gateway can cause
 * (design, section 10), and the rest of what its documentation warns of.
 */
export const builtInScenarios: readonly BuiltInScenario[] = [
  scenario(
    'pay-three-times',
    'Одно и то же уведомление Pay приходит трижды сразу',
    'One and the same Pay comes three times at once',
    { on: 'pay', duplicate: 3 },
  ),
  scenario(
    'pay-before-answer',
    'Pay приходит трижды и раньше, чем ответ на запрос об оплате',
    'Pay comes three times, and before the answer to the call that paid',
    { on: 'pay', fault: 'duplicate', count: 3, deliver_before_answer: true },
  ),
  scenario(
    'answer-lost',
    'Деньги прошли, ответ потерян: по разу у каждой команды',
    'The money moved, the answer is lost: once for each command',
    { on: commands, answer_lost: true },
  ),
  scenario(
    'half-answer',
    'Деньги прошли, ответ обрывается на середине или это другой JSON',
    'The money moved, the answer breaks off halfway or is another JSON',
    { on: commands, half_answer: true },
    { on: commands, wrong_json: true, after: 1 },
  ),
  scenario(
    'gateway-slow',
    'Шлюз отвечает на каждый вызов через 20 секунд',
    'The gateway takes 20 seconds for every call',
    { on: 'api', delay: '20s', times: 'always' },
  ),
  scenario(
    'gateway-silent',
    'Шлюз молчит до тайм-аута, ничего не сделав, три раза',
    'The gateway says nothing until the time-out and does nothing, three times',
    { on: 'api', timeout_before: '5m', times: 3 },
  ),
  scenario(
    'gateway-errors',
    'Шлюз отвечает 500, потом 502, потом 503',
    'The gateway answers 500, then 502, then 503',
    { on: 'api', http_status: 500 },
    { on: 'api', http_status: 502 },
    { on: 'api', http_status: 503 },
  ),
  scenario(
    'gateway-limits',
    'Шлюз отвечает 429 на каждый второй вызов',
    'The gateway answers 429 to every other call',
    { on: 'api', status_429: true, every: 2, times: 'always' },
  ),
  scenario(
    'gateway-html',
    'Вместо JSON страница HTML, три раза',
    'An HTML page instead of JSON, three times',
    { on: 'api', html: true, times: 3 },
  ),
  scenario(
    'gateway-cuts',
    'Соединение со шлюзом рвётся, дело не сделано, три раза',
    'The connection to the gateway breaks and nothing is done, three times',
    { on: 'api', reset: true, times: 3 },
  ),
  scenario(
    'gateway-drips',
    'Ответ шлюза приходит по капле десять секунд',
    'The answer of the gateway comes drop by drop for ten seconds',
    { on: 'api', slow_drip: '10s', times: 'always' },
  ),
  scenario(
    'gateway-flaky',
    'Каждый пятый вызов не удаётся, какой именно — решает случай',
    'One call in five fails; chance decides which',
    { on: 'api', fault: 'answer_lost', probability: '5%', times: 'always' },
    { on: 'api', fault: 'status_500', probability: '5%', times: 'always' },
    { on: 'api', fault: 'reset', probability: '5%', times: 'always' },
    { on: 'api', fault: 'html', probability: '5%', times: 'always' },
  ),
  scenario(
    'shop-killed',
    'Магазин принял Pay, но шлюз ответа не дождался: уведомление придёт снова',
    'The shop took Pay, but the gateway never heard so: the notification comes again',
    { on: 'pay', answer_lost: true, times: 2 },
    { on: 'confirm_notification', answer_lost: true },
    { on: 'refund_notification', answer_lost: true },
  ),
  scenario(
    'shop-away',
    'Магазин недоступен: на Check никто не отвечает, Pay доходит с третьего раза',
    'The shop is away: nobody answers Check, Pay gets through at the third attempt',
    { on: 'check', timeout_before: true },
    { on: 'pay', timeout_before: true, times: 2 },
  ),
  scenario(
    'check-slow',
    'Ответ на Check приходит через 40 секунд: шлюз столько не ждёт',
    'The answer to Check comes after 40 seconds: the gateway does not wait so long',
    { on: 'check', answer_late: '40s' },
  ),
  scenario(
    'forged',
    'Подделка: чужая подпись, потом никакой подписи',
    'A forgery: a wrong signature, then none at all',
    { on: 'notifications', corrupt_signature: true },
    { on: 'notifications', no_signature: true, after: 1 },
  ),
  scenario(
    'replayed',
    'Подписанный Check приходит ещё раз, на адрес Pay',
    'A signed Check comes once more, to the address of Pay',
    { on: 'check', replay: 'Pay' },
  ),
  scenario(
    'truncated',
    'Тело обрезано по дороге, потом приходит половина запроса и тишина',
    'The body is cut on its way; then half of a request comes, and silence',
    { on: 'pay', truncated_body: true },
    { on: 'pay', half_request: true, after: 1 },
  ),
  scenario(
    'oversized',
    'Тело в 300 килобайт с верной подписью',
    'A body of 300 kilobytes, rightly signed',
    { on: 'pay', oversized_body: 300 },
  ),
  scenario(
    'badly-encoded',
    'В теле байты, которые не текст',
    'Bytes in the body that are no text',
    { on: 'pay', bad_encoding: true },
  ),
  scenario(
    'repeated-keys',
    'Сумма в теле дважды, и разная',
    'The sum stands in the body twice, and differs',
    { on: 'pay', repeated_key: 'Amount=1.00' },
  ),
  scenario(
    'random-bodies',
    'Вместо каждого уведомления случайные байты, сто раз',
    'Random bytes instead of every notification, a hundred times',
    { on: 'notifications', random_body: true, times: 100 },
  ),
  scenario(
    'amount-altered',
    'Плательщик подменил сумму в браузере: 1.00 вместо цены',
    'The payer altered the sum in the browser: 1.00 instead of the price',
    { altered_payment: '1.00' },
  ),
  scenario(
    'currency-altered',
    'Плательщик подменил валюту в браузере',
    'The payer altered the currency in the browser',
    { altered_payment: 'USD' },
  ),
  scenario(
    'pay-differs',
    'В Pay не та сумма, что была в Check, подпись верна',
    'Pay has another sum than Check had, rightly signed',
    { on: 'pay', altered: 'Amount=1.00' },
  ),
  scenario(
    'clock-jumps',
    'Пока списание в пути, проходит восемь дней: удержание истекло',
    'Eight days pass while a confirm is on its way: the hold has lapsed',
    { on: 'confirm', clock_jump: '8d' },
  ),
  scenario(
    'two-processes',
    'Каждое уведомление приходит дважды сразу, каждый пятый ответ потерян',
    'Every notification comes twice at once, every fifth answer is lost',
    { on: 'notifications', duplicate: 2, times: 'always' },
    { on: 'notifications', answer_lost: true, every: 5, times: 'always' },
  ),
  scenario(
    'mail-down',
    'Почта час не принимает писем',
    'The mail server takes no e-mail for an hour',
    { mail_refused: 451, times: 'always', for: '1h' },
  ),
  scenario(
    'pay-lost',
    'Pay не приходит никогда, деньги взяты',
    'Pay never comes, the money is taken',
    { on: 'pay', drop: true },
  ),
  scenario('pay-late', 'Pay опаздывает на две минуты', 'Pay is two minutes late', {
    on: 'pay',
    delay: '2m',
  }),
  scenario(
    'reordered',
    'Уведомления меняются местами: Pay ждёт, пока уйдёт следующее',
    'Notifications change places: Pay waits until the next one has gone',
    { on: 'pay', reorder: true },
  ),
  scenario(
    'wrong-status',
    'В Pay не тот Status, подпись верна',
    'Pay has a wrong Status, rightly signed',
    { on: 'pay', wrong_status: 'Declined' },
  ),
  scenario(
    'type-missing',
    'В теле нет NotificationType, потом там чужой тип',
    'No NotificationType in the body, then another type there',
    { on: 'pay', type_missing: true },
    { on: 'pay', type_wrong: 'Refund', after: 1 },
  ),
  scenario(
    'declined-then-paid',
    'Банк отказывает: недостаточно средств. Вторая попытка проходит',
    'The bank declines: insufficient funds. The second attempt passes',
    { decline: 5051 },
  ),
  scenario(
    'reserve-bank',
    'Первый банк отказал, резервный провёл платёж',
    'The first bank declined, a reserve bank took the payment',
    { fallback: 5091 },
  ),
  scenario('payout-fails', 'Выплата не удалась', 'A payout is not done', {
    on: 'payout',
    decline: 5051,
  }),
  scenario(
    'sbp-refund-declined',
    'Возврат по СБП принят, а потом отклонён',
    'A refund through SBP is accepted and declined later',
    { on: 'sbp_refund', decline: 5051 },
  ),
  scenario(
    'receipt-fails',
    'Касса не напечатала чек: закончился фискальный накопитель',
    'The cash desk did not print the receipt: its fiscal storage is full',
    { kassa_error: '8' },
  ),
];

export function builtIn(name: string): BuiltInScenario | undefined {
  return builtInScenarios.find((known) => known.name === name.toLowerCase());
}
