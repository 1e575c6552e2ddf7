import type { PageLanguage } from '../pages.ts';

/** The words of an order's page. Russian first. */

const ru = {
  simulator: 'Симулятор: деньги не списываются',
  title: (number: string) => `Счёт ${number}`,
  what: 'За что',
  email: 'Чек придёт на',
  repeats: 'Дальше',
  weekly: 'та же сумма каждую неделю',
  monthly: 'та же сумма каждый месяц',
  held: 'Сумма будет удержана и списана после подтверждения магазином',
  byCard: (sum: string) => `Оплатить картой ${sum}`,
  bySbp: 'Оплатить через СБП',
  needsScript: 'Чтобы оплатить картой, включите в браузере JavaScript.',
  offer: 'Оплачивая, вы принимаете условия',
  offerLink: 'оферты',
  safe: 'Платёж принимает симулятор CloudPayments. Данные карты в магазин не попадают.',
  notPaid: 'Оплата не прошла',
  tryAgain: 'Деньги не списаны, можно попробовать ещё раз.',
  paid: 'Оплачено',
  paidText: 'Магазин узнает об оплате сам, страницу можно закрыть.',
  paidHeld: 'Сумма удержана. Магазин спишет её, когда подтвердит заказ.',
  pending: 'Банк решает',
  pendingText: 'Страница обновится сама, когда он ответит.',
  cancelled: 'Счёт отменён',
  cancelledText: 'Магазин отменил его, оплатить нельзя. Новый счёт даст магазин.',
  toShop: 'Вернуться в магазин',
  number: (id: string) => `Операция ${id}`,
  unknown: 'Такого счёта нет',
  unknownText: 'Его нет в симуляторе: проверьте адрес или попросите у магазина новый.',
};

export type OrderWords = typeof ru;

const en: OrderWords = {
  simulator: 'Simulator: no money is taken',
  title: (number) => `Invoice ${number}`,
  what: 'For',
  email: 'Receipt goes to',
  repeats: 'After that',
  weekly: 'the same sum every week',
  monthly: 'the same sum every month',
  held: 'The sum will be held, and taken once the shop confirms it',
  byCard: (sum) => `Pay ${sum} by card`,
  bySbp: 'Pay through SBP',
  needsScript: 'To pay by card, switch JavaScript on in your browser.',
  offer: 'By paying you accept the',
  offerLink: 'offer',
  safe: 'The CloudPayments simulator takes the payment. Card data never reaches the shop.',
  notPaid: 'Payment declined',
  tryAgain: 'Nothing was charged, you can try again.',
  paid: 'Paid',
  paidText: 'The shop learns of the payment by itself, this page can be closed.',
  paidHeld: 'The sum is held. The shop takes it once it confirms the order.',
  pending: 'The bank is deciding',
  pendingText: 'This page renews itself when it answers.',
  cancelled: 'The invoice is cancelled',
  cancelledText: 'The shop cancelled it, it cannot be paid. The shop can give a new one.',
  toShop: 'Return to the shop',
  number: (id) => `Operation ${id}`,
  unknown: 'There is no such invoice',
  unknownText: 'The simulator has none: check the address, or ask the shop for a new one.',
};

export const orderWords: Readonly<Record<PageLanguage, OrderWords>> = { ru, en };
