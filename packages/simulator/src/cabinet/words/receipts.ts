import { bilingual } from './bilingual.ts';

/** Words about fiscal receipts. */
export const receiptWords = bilingual(
  {
    search: 'Номер чека, операция, заказ',
    state: 'Состояние',
    type: 'Тип',
    statuses: { Queued: 'В очереди', Processed: 'Напечатан', Error: 'Ошибка' },
    noReceipts: 'Здесь появятся чеки: из kkt/receipt или из платежа с CustomerReceipt.',
    time: 'Время',
    number: 'Чек',
    operation: 'Операция',
    order: 'Заказ',
    sum: 'Сумма',
    correction: 'коррекция',
    tell: 'Отправить Receipt',
  },
  {
    search: 'Receipt, transaction, order',
    state: 'State',
    type: 'Type',
    statuses: { Queued: 'Queued', Processed: 'Printed', Error: 'Error' },
    noReceipts: 'Receipts will appear here: from kkt/receipt or a payment with CustomerReceipt.',
    time: 'Time',
    number: 'Receipt',
    operation: 'Transaction',
    order: 'Order',
    sum: 'Sum',
    correction: 'correction',
    tell: 'Send Receipt',
  },
);
