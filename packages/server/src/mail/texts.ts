import type { Locale } from '@kopeck/api';

/** `held`: the money waits on the card. `taken`: it has been paid to the shop. */
export type MailStage = 'held' | 'taken';

const ru = {
  subject: {
    held: (invoiceId: string, sum: string) => `Заказ № ${invoiceId} оплачен: ${sum} удержано`,
    taken: (invoiceId: string, sum: string) => `Заказ № ${invoiceId} оплачен: ${sum}`,
  },
  happened: {
    held: (sum: string) =>
      `Сумма ${sum} удержана на карте и будет списана после подтверждения магазином.`,
    taken: (sum: string) => `Сумма ${sum} списана с карты и получена магазином.`,
  },
  testMode: 'Это проба: заказ оплачен в тестовом режиме, деньги ненастоящие.',
  heading: 'Оплачено',
  order: (invoiceId: string) => `Заказ № ${invoiceId}`,
  bought: 'Что куплено',
  total: 'Итого',
  paidAt: 'Когда',
  nextHeading: 'Что дальше',
  next: {
    held: 'Магазин проверит заказ и подтвердит списание. Если откажется, деньги на карте освободятся сами.',
    taken: 'Магазин готовит заказ. Если что-то изменится, он напишет на этот адрес.',
  },
  openOrder: 'Открыть заказ',
  contactHeading: 'Как связаться с магазином',
  contact: 'Ответьте на это письмо или напишите на',
};

export type MailTexts = typeof ru;

const en: MailTexts = {
  subject: {
    held: (invoiceId, sum) => `Order ${invoiceId} is paid: ${sum} held`,
    taken: (invoiceId, sum) => `Order ${invoiceId} is paid: ${sum}`,
  },
  happened: {
    held: (sum) => `${sum} is held on your card and will be taken after the shop confirms.`,
    taken: (sum) => `${sum} was taken from your card and received by the shop.`,
  },
  testMode: 'This is a trial: the order was paid in test mode, the money is not real.',
  heading: 'Paid',
  order: (invoiceId) => `Order ${invoiceId}`,
  bought: 'What you bought',
  total: 'Total',
  paidAt: 'When',
  nextHeading: 'What happens next',
  next: {
    held: 'The shop will check the order and confirm. If it does not, the money on your card is freed by itself.',
    taken: 'The shop is preparing the order. If anything changes, it will write to this address.',
  },
  openOrder: 'Open the order',
  contactHeading: 'How to reach the shop',
  contact: 'Answer this e-mail or write to',
};

export const mailTexts: Record<Locale, MailTexts> = { ru, en };
