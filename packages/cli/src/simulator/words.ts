import type { Language } from '../start/words.ts';
import type { Text } from '../text.ts';

/** What `kopeck simulator` says on its screen. */
export const screenWords = {
  command: {
    ru: 'Запустить симулятор шлюза для магазина на любом языке',
    en: 'Start the gateway simulator, for a shop in any language',
  },
  ready: { ru: 'Симулятор CloudPayments готов', en: 'The CloudPayments simulator is ready' },
  cabinet: { ru: 'Кабинет', en: 'Cabinet' },
  cabinetNote: {
    ru: 'операции, уведомления, почта, сбои, часы',
    en: 'transactions, notifications, mail, faults, the clock',
  },
  openApi: { ru: 'Описание API', en: 'API reference' },
  mail: { ru: 'Почта', en: 'Mail' },
  mailNote: {
    ru: 'SMTP магазина: письма видны в кабинете',
    en: "the shop's SMTP: mail shows in the cabinet",
  },
  journal: { ru: 'Журнал', en: 'Journal' },
  change: { ru: 'Что поменять в магазине', en: 'What to change in the shop' },
  api: { ru: 'Адрес API', en: 'API address' },
  widget: { ru: 'Скрипт виджета', en: 'Widget script' },
  blocks: { ru: 'Платёжные блоки', en: 'Payment blocks' },
  checkout: { ru: 'Скрипт Checkout', en: 'Checkout script' },
  demo: { ru: 'Попробовать виджет', en: 'Try the widget' },
  insteadOf: { ru: 'вместо', en: 'instead of' },
  given: { ru: 'задан вами', en: 'as you gave it' },
  notifications: { ru: 'Куда придут уведомления', en: 'Where notifications go' },
  noType: {
    ru: 'тип нигде не назван: магазин узнаёт его по полям',
    en: 'the type is named nowhere: the shop tells it by the fields',
  },
  typeInBody: {
    ru: 'тип — в поле NotificationType, которого у настоящего шлюза нет',
    en: 'the type is in NotificationType, a field the real gateway does not have',
  },
  none: {
    ru: 'Уведомления не отправляются. Включить: --notify http://localhost:8000/pay',
    en: 'No notifications are sent. To send them: --notify http://localhost:8000/pay',
  },
  payer: {
    ru: 'Карта для пробы 4242 4242 4242 4242, срок и CVC любые',
    en: 'A card to try: 4242 4242 4242 4242, any date and CVC',
  },
  howToStop: { ru: 'Ctrl-C останавливает', en: 'Ctrl-C stops it' },
  stopped: { ru: 'Симулятор остановлен', en: 'The simulator is stopped' },
} as const satisfies Readonly<Record<string, Text>>;

/** `0,31 с`, `0.31 s`. */
export function seconds(durationMs: number, language: Language): string {
  const number = (durationMs / 1000).toLocaleString(language, { maximumFractionDigits: 2 });
  return `${number} ${language === 'ru' ? 'с' : 's'}`;
}
