import type { PageLanguage } from '../../pages.ts';

/** Where a fault happens, in words. */
const places: Readonly<Record<string, readonly [ru: string, en: string]>> = {
  test: ['API: test', 'API: test'],
  confirm: ['API: списание', 'API: confirm'],
  void: ['API: отмена', 'API: void'],
  refund: ['API: возврат', 'API: refund'],
  get: ['API: чтение', 'API: get'],
  find: ['API: поиск', 'API: find'],
  list: ['API: выгрузка', 'API: list'],
  charge: ['API: оплата', 'API: charge'],
  auth: ['API: удержание', 'API: auth'],
  post3ds: ['API: конец 3-D Secure', 'API: post3ds'],
  topup: ['API: выплата', 'API: topup'],
  apple_session: ['API: сеанс Apple Pay', 'API: Apple Pay session'],
  settings: ['API: настройки', 'API: settings'],
  subscriptions: ['API: подписки', 'API: subscriptions'],
  kkt: ['API: чеки и касса', 'API: receipts'],
  link: ['API: ссылка или QR', 'API: link or QR'],
  link_status: ['API: состояние QR', 'API: QR status'],
  banks: ['API: банки СБП', 'API: SBP banks'],
  order: ['API: счета', 'API: orders'],
  widget: ['Виджет: кнопка «Оплатить»', 'Widget: the Pay button'],
  authorization: ['Банк', 'The bank'],
  sbp_refund: ['Банк: возврат по СБП', 'The bank: an SBP refund'],
  payout: ['Банк: выплата', 'The bank: a payout'],
  payer: ['Браузер плательщика', "The payer's browser"],
  mail: ['Почта магазина', "The shop's mail"],
  api: ['API: любой вызов', 'API: any call'],
  notifications: ['Любое уведомление', 'Any notification'],
  check: ['Уведомление Check', 'Check notification'],
  pay: ['Уведомление Pay', 'Pay notification'],
  fail: ['Уведомление Fail', 'Fail notification'],
  confirm_notification: ['Уведомление Confirm', 'Confirm notification'],
  refund_notification: ['Уведомление Refund', 'Refund notification'],
  recurrent: ['Уведомление Recurrent', 'Recurrent notification'],
  receipt: ['Уведомление Receipt', 'Receipt notification'],
  cancel: ['Уведомление Cancel', 'Cancel notification'],
};

export function placeName(place: string, language: PageLanguage): string {
  return places[place]?.[language === 'ru' ? 0 : 1] ?? place;
}
