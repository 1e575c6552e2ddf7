import type { Text } from './text.ts';

/** The parts of the suite, in the order they run. */
export const groups = [
  'access',
  'shapes',
  'reads',
  'two-stage',
  'refunds',
  'tokens',
  'idempotency',
  'limits',
  '3ds',
  'subscriptions',
  'orders',
  'notification-settings',
  'qr',
  'receipts',
  'payouts',
  'notifications',
] as const;

export type Group = (typeof groups)[number];

export const groupTitles: Readonly<Record<Group, Text>> = {
  access: { ru: 'Доступ', en: 'Access' },
  shapes: { ru: 'Формы ответов', en: 'Shapes of answers' },
  reads: { ru: 'Чтение и выгрузки', en: 'Reads and exports' },
  'two-stage': { ru: 'Двухстадийный платёж', en: 'Two-stage payment' },
  refunds: { ru: 'Возвраты', en: 'Refunds' },
  tokens: { ru: 'Токены', en: 'Tokens' },
  idempotency: { ru: 'Повтор запроса', en: 'Repeated requests' },
  limits: { ru: 'Предел одновременных запросов', en: 'Limit of parallel requests' },
  '3ds': { ru: '3-D Secure', en: '3-D Secure' },
  subscriptions: { ru: 'Подписки', en: 'Subscriptions' },
  orders: { ru: 'Счета', en: 'Orders' },
  'notification-settings': { ru: 'Настройки уведомлений', en: 'Notification settings' },
  qr: { ru: 'Ссылки и QR', en: 'Links and QR' },
  receipts: { ru: 'Чеки', en: 'Receipts' },
  payouts: { ru: 'Выплаты', en: 'Payouts' },
  notifications: { ru: 'Уведомления', en: 'Notifications' },
};
