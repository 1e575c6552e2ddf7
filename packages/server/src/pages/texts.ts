import type { Locale } from '@kopeck/api';

/** Every word of the payment page. The two languages have one type, so neither can miss a sentence. */
const ru = {
  otherLanguage: { code: 'en', name: 'English' },
  order: (invoiceId: string) => `Заказ № ${invoiceId}`,
  toPay: 'К оплате',
  payUntil: (moment: string) => `Оплатить можно до ${moment}`,
  whatIsBought: 'Состав заказа',
  total: 'Итого',
  mailGoesTo: 'Письмо об оплате придёт на',
  pay: (sum: string) => `Оплатить ${sum}`,
  opening: 'Открываем форму оплаты…',
  heldNote: 'Сумма будет удержана на карте и списана после подтверждения магазином.',
  cardData: 'Оплату принимает CloudPayments. Данные карты вводятся у него и в магазин не попадают.',
  testMode: 'Тестовый режим: деньги не спишутся.',
  testModeEnding: 'Тестовый режим: деньги ненастоящие.',
  testCard: 'Карта для пробы',
  testCardHint: 'срок любой будущий, код любой',
  noScript:
    'Для оплаты нужен JavaScript: форму карты открывает скрипт CloudPayments. Включите его для этой страницы или откройте ссылку в другом браузере. Заказ сохранён.',
  started:
    'Уже заплатили? Второй раз платить не нужно: когда банк ответит, страница обновится сама.',
  declined: 'Оплата не прошла',
  declinedRetry: 'Деньги не списаны. Можно попробовать ещё раз.',
  declinedOther: 'Деньги не списаны. Повторять с этой картой не стоит: возьмите другую.',
  blocked:
    'Форма оплаты не загрузилась: её адрес недоступен или заблокирован. Деньги не списаны. Отключите блокировку для этой страницы и нажмите кнопку ещё раз.',
  offline: 'Нет связи с магазином. Деньги не списаны. Проверьте интернет и нажмите кнопку ещё раз.',
  unfinished:
    'Банк не подтвердил оплату. Можно попробовать ещё раз; если оплата всё же пройдёт, страница обновится сама.',
  checking: 'Проверяем оплату…',
  checkingNote: 'Обычно это занимает несколько секунд. Страница обновится сама.',
  checkingSlow: (email: string) =>
    `Банк отвечает дольше обычного. Страницу можно закрыть: письмо об оплате придёт на ${email}.`,
  checkingBack: 'Вернуться к оплате',
  checkingBackNote: 'Если деньги уже удержаны или списаны, второй раз платить не нужно.',
  paid: 'Оплачено',
  paidAt: 'Дата оплаты',
  state: 'Состояние',
  held: 'Удержано',
  taken: 'Списано',
  heldNext:
    'Сумма удержана на карте. Магазин проверит заказ и подтвердит списание. Если откажется, деньги на карте освободятся сами.',
  takenNext: 'Магазин получил оплату и готовит заказ.',
  takenPart: (taken: string, freed: string) =>
    `Магазин списал ${taken}. Остаток ${freed} снова доступен на карте.`,
  mailWentTo: 'Подробности в письме на',
  partiallyRefunded: 'Возвращено частично',
  refunded: 'Возвращено',
  refundedPart: (refunded: string, taken: string) => `Возвращено ${refunded} из ${taken}.`,
  refundNext: 'Деньги приходят на ту же карту. Срок зависит от банка, обычно это несколько дней.',
  cancelled: 'Заказ отменён',
  cancelledUnpaid: 'Деньги не списаны. Оплатить этот заказ уже нельзя.',
  cancelledHeld: (released: string) =>
    `Удержание ${released} снято, деньги не списаны. Когда они снова станут доступны, зависит от банка, обычно это тот же день.`,
  voided: 'Отменено',
  expired: 'Срок оплаты истёк',
  expiredNext: 'Деньги не списаны. Чтобы купить, оформите заказ заново.',
  writeToShop: 'Написать в магазин',
  toShop: 'Вернуться в магазин',
  tryAgain: 'Обновить страницу',
  unknown: 'Заказ не найден',
  unknownNext: 'Проверьте, что ссылка скопирована целиком. Если не поможет, напишите в магазин.',
  failed: 'Страница временно недоступна',
  failedNext:
    'Если вы уже оплатили заказ, платёж не потерян: мы проверим его сами и пришлём письмо. Обновите страницу через минуту.',
  tooMany: 'Слишком много заказов подряд',
  tooManyNext: 'Заказ не создан, деньги не списаны. Подождите минуту и отправьте форму ещё раз.',
  foreign: 'Форма пришла с другого сайта',
  foreignNext: 'Заказ не создан. Откройте магазин и оформите заказ на его странице.',
  badRequest: 'Не получилось прочитать форму',
  badRequestNext: 'Заказ не создан, деньги не списаны. Откройте магазин и заполните форму ещё раз.',
  notFound: 'Такой страницы нет',
  notFoundNext: 'Чтобы оплатить заказ, откройте ссылку, которую прислал магазин.',
};

export type PageTexts = typeof ru;

const en: PageTexts = {
  otherLanguage: { code: 'ru', name: 'Русский' },
  order: (invoiceId) => `Order ${invoiceId}`,
  toPay: 'To pay',
  payUntil: (moment) => `Can be paid until ${moment}`,
  whatIsBought: 'What is in the order',
  total: 'Total',
  mailGoesTo: 'The payment e-mail goes to',
  pay: (sum) => `Pay ${sum}`,
  opening: 'Opening the payment form…',
  heldNote: 'The sum will be held on your card and taken after the shop confirms the order.',
  cardData:
    'CloudPayments takes the payment. Card data is entered there and never reaches the shop.',
  testMode: 'Test mode: no money will be taken.',
  testModeEnding: 'Test mode: the money is not real.',
  testCard: 'Card to try',
  testCardHint: 'any future date, any code',
  noScript:
    'Paying needs JavaScript: the card form is opened by a CloudPayments script. Turn it on for this page or open the link in another browser. Your order is kept.',
  started:
    'Already paid? There is no need to pay twice: when the bank answers, this page updates itself.',
  declined: 'The payment did not go through',
  declinedRetry: 'No money was taken. You can try again.',
  declinedOther: 'No money was taken. Do not try this card again: use another one.',
  blocked:
    'The payment form did not load: its address is unreachable or blocked. No money was taken. Turn off blocking for this page and press the button again.',
  offline:
    'The shop cannot be reached. No money was taken. Check your connection and press the button again.',
  unfinished:
    'The bank did not confirm the payment. You can try again; if it does go through, this page updates itself.',
  checking: 'Checking the payment…',
  checkingNote: 'This usually takes a few seconds. The page updates itself.',
  checkingSlow: (email) =>
    `The bank is slower than usual. You can close this page: the payment e-mail will go to ${email}.`,
  checkingBack: 'Back to payment',
  checkingBackNote: 'If the money is already held or taken, there is no need to pay twice.',
  paid: 'Paid',
  paidAt: 'Paid on',
  state: 'State',
  held: 'Held',
  taken: 'Taken',
  heldNext:
    'The sum is held on your card. The shop will check the order and confirm. If it does not, the money on your card is freed by itself.',
  takenNext: 'The shop has received the payment and is preparing the order.',
  takenPart: (taken, freed) =>
    `The shop took ${taken}. The remaining ${freed} is free on your card.`,
  mailWentTo: 'Details in the e-mail to',
  partiallyRefunded: 'Partly refunded',
  refunded: 'Refunded',
  refundedPart: (refunded, taken) => `${refunded} of ${taken} was refunded.`,
  refundNext: 'The money goes to the same card. How soon depends on the bank, usually a few days.',
  cancelled: 'Order cancelled',
  cancelledUnpaid: 'No money was taken. This order can no longer be paid.',
  cancelledHeld: (released) =>
    `The hold of ${released} was released and no money was taken. When it is free again depends on the bank, usually the same day.`,
  voided: 'Voided',
  expired: 'The time to pay is over',
  expiredNext: 'No money was taken. To buy, place the order again.',
  writeToShop: 'Write to the shop',
  toShop: 'Back to the shop',
  tryAgain: 'Reload the page',
  unknown: 'Order not found',
  unknownNext: 'Check that the whole link was copied. If that does not help, write to the shop.',
  failed: 'The page is unavailable for now',
  failedNext:
    'If you have already paid, the payment is not lost: we will check it ourselves and send an e-mail. Reload the page in a minute.',
  tooMany: 'Too many orders in a row',
  tooManyNext: 'No order was made, no money was taken. Wait a minute and send the form again.',
  foreign: 'The form came from another site',
  foreignNext: 'No order was made. Open the shop and order on its own page.',
  badRequest: 'The form could not be read',
  badRequestNext:
    'No order was made, no money was taken. Open the shop and fill in the form again.',
  notFound: 'There is no such page',
  notFoundNext: 'To pay for an order, open the link the shop sent you.',
};

export const pageTexts: Record<Locale, PageTexts> = { ru, en };
