import type { Locale } from '@kopeck/api';

const ru = {
  heading: 'Чай и посуда',
  intro: 'Собираем чай на Кубани и Урале, посуду лепим сами. Каждый заказ упаковываем вручную.',
  demo: 'Магазин для проб: оплата учебная, товары не отправляются.',
  quantity: 'Количество',
  more: 'Добавить',
  less: 'Убрать',
  yourOrder: 'Ваш заказ',
  total: 'Итого',
  email: 'Электронная почта',
  emailHint: 'Сюда придёт письмо об оплате.',
  submit: 'Перейти к оплате',
  next: 'На следующей странице можно проверить заказ перед оплатой.',
  nothingChosen: 'Выберите хотя бы один товар.',
  badQuantity: 'Количество: целое число от 0 до 20.',
  badEmail: 'Напишите адрес целиком, например anna@example.ru.',
};
export type StorefrontTexts = typeof ru;

const en: StorefrontTexts = {
  heading: 'Tea and pottery',
  intro: 'Tea from the Kuban and the Urals, pottery made by hand. Every order is packed by us.',
  demo: 'A shop to try things out: payments are for practice, nothing is shipped.',
  quantity: 'Quantity',
  more: 'Add',
  less: 'Remove',
  yourOrder: 'Your order',
  total: 'Total',
  email: 'E-mail',
  emailHint: 'The payment e-mail goes here.',
  submit: 'Go to payment',
  next: 'The next page lets you check the order before paying.',
  nothingChosen: 'Choose at least one item.',
  badQuantity: 'Quantity: a whole number from 0 to 20.',
  badEmail: 'Write the whole address, such as anna@example.com.',
};

export const storefrontTexts: Record<Locale, StorefrontTexts> = { ru, en };
