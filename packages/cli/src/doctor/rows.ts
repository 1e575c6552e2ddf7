import type { Text } from '../text.ts';

/** The checks in the order they run. */
export const sections = [
  'configuration',
  'signature',
  'parsing',
  'widget',
  'notifications',
  'gateway',
] as const;
export type Section = (typeof sections)[number];

export const sectionTitles: Readonly<Record<Section, Text>> = {
  configuration: { ru: 'Настройки', en: 'Configuration' },
  signature: { ru: 'Подпись уведомлений', en: 'Signature of notifications' },
  parsing: { ru: 'Разбор тела уведомления', en: 'Parsing of a notification' },
  widget: { ru: 'Данные платёжного виджета', en: 'Data of the payment widget' },
  notifications: {
    ru: 'Уведомления работающему серверу',
    en: 'Notifications to the running server',
  },
  gateway: { ru: 'Кабинет платёжного шлюза', en: "The gateway's account" },
};

export interface Row {
  readonly title: Text;
  /** What goes wrong in the shop when this row fails. */
  readonly why: Text;
}

const forged: Text = {
  ru: 'Кто угодно мог бы прислать «оплачено», и заказ был бы отдан без денег.',
  en: 'Anybody could send "paid", and the order would be handed over for nothing.',
};
const alteredBody: Text = {
  ru: 'Изменённое по дороге уведомление прошло бы как настоящее: сумма или номер заказа в нём чужие.',
  en: 'A notification altered on its way would pass as real, with another sum or order number in it.',
};
const notReceived: Text = {
  ru: 'Шлюз не получит ответа, которого ждёт: настоящие оплаты будут отклонены или потеряются.',
  en: 'The gateway would not get the answer it waits for: real payments would be declined or lost.',
};
const misread: Text = {
  ru: 'Номер заказа или данные клиента прочитаются неверно, и оплата не найдёт свой заказ.',
  en: "An order number or the customer's data would be misread, and a payment would miss its order.",
};
const widgetBroken: Text = {
  ru: 'Виджет не откроется или примет деньги не за то: покупатель не заплатит или заплатит неверно.',
  en: 'The widget would not open or would take money for something else: a payment is lost or wrong.',
};
const notDelivered: Text = {
  ru: 'О таких событиях сервер узнает с опозданием, опросом, а не сразу от шлюза.',
  en: 'The server would learn of such events late, by asking, instead of at once from the gateway.',
};

/** Every row the doctor prints. The keys are stable: they are the ids of `--json`. */
export const rows = {
  'configuration.public_id': { title: same('CLOUDPAYMENTS_PUBLIC_ID'), why: widgetBroken },
  'configuration.api_secret': { title: same('CLOUDPAYMENTS_API_SECRET'), why: notReceived },
  'configuration.test_mode': {
    title: same('CLOUDPAYMENTS_TEST_MODE'),
    why: {
      ru: 'Тестовые деньги не оплачивают настоящий заказ и наоборот: каждая оплата будет отклонена.',
      en: 'Test money never pays a live order, nor the other way round: every payment would be declined.',
    },
  },
  'configuration.webhook_url': { title: same('CLOUDPAYMENTS_WEBHOOK_URL'), why: notReceived },
  'signature.accepts_base64': {
    title: { ru: 'верная подпись в base64 принята', en: 'a right signature in base64 is accepted' },
    why: notReceived,
  },
  'signature.rejects_hex': {
    title: { ru: 'подпись в hex отвергнута', en: 'a signature in hex is rejected' },
    why: forged,
  },
  'signature.rejects_reencoded': {
    title: { ru: 'перекодированное тело отвергнуто', en: 'a re-encoded body is rejected' },
    why: alteredBody,
  },
  'signature.rejects_tampered': {
    title: { ru: 'изменённое тело отвергнуто', en: 'a tampered body is rejected' },
    why: alteredBody,
  },
  'signature.server_accepts_base64': {
    title: { ru: 'сервер: верная подпись принята', en: 'server: a right signature is accepted' },
    why: notReceived,
  },
  'signature.server_rejects_hex': {
    title: { ru: 'сервер: подпись в hex — 401', en: 'server: a signature in hex gets 401' },
    why: forged,
  },
  'signature.server_rejects_reencoded': {
    title: { ru: 'сервер: перекодированное тело — 401', en: 'server: a re-encoded body gets 401' },
    why: alteredBody,
  },
  'signature.server_rejects_tampered': {
    title: { ru: 'сервер: изменённое тело — 401', en: 'server: a tampered body gets 401' },
    why: alteredBody,
  },
  'parsing.cyrillic': { title: { ru: 'кириллица', en: 'Cyrillic' }, why: misread },
  'parsing.plus': {
    title: { ru: 'плюс как пробел и как знак', en: 'a plus as a space and as itself' },
    why: misread,
  },
  'parsing.empty_fields': {
    title: { ru: 'пустые поля', en: 'empty fields' },
    why: {
      ru: 'Пустое поле сошло бы за значение: оплата без счёта клиента не совпала бы со своим заказом.',
      en: 'An empty field would pass for a value: a payment with no account would not match its order.',
    },
  },
  'parsing.json_data': { title: { ru: 'JSON в поле Data', en: 'JSON in Data' }, why: misread },
  'widget.public_id': { title: same('publicId'), why: widgetBroken },
  'widget.description': { title: same('description'), why: widgetBroken },
  'widget.amount': { title: same('amount'), why: widgetBroken },
  'widget.currency': { title: same('currency'), why: widgetBroken },
  'widget.invoice_id': { title: same('invoiceId'), why: widgetBroken },
  'widget.email': { title: same('email'), why: widgetBroken },
  'widget.scheme': {
    title: { ru: 'схема оплаты', en: 'payment scheme' },
    why: {
      ru: 'Деньги списались бы сразу вместо удержания или остались бы несписанными.',
      en: 'Money would be taken at once instead of held, or would never be taken.',
    },
  },
  'notifications.check_good': {
    title: { ru: 'Check верного заказа — код 0', en: 'Check of a good order gets code 0' },
    why: {
      ru: 'Шлюз отклоняет оплату, на которую сервер не ответил «можно».',
      en: 'The gateway declines a payment that the server has not allowed.',
    },
  },
  'notifications.check_wrong_amount': {
    title: { ru: 'Check с чужой суммой — код 12', en: 'Check of a wrong sum gets code 12' },
    why: {
      ru: 'Покупатель мог бы поменять сумму на странице и заплатить рубль за любой заказ.',
      en: 'A customer could alter the sum on the page and pay one rouble for any order.',
    },
  },
  'notifications.check_unknown_order': {
    title: { ru: 'Check чужого заказа — код 10', en: 'Check of an unknown order gets code 10' },
    why: {
      ru: 'Шлюз взял бы деньги за заказ, которого в магазине нет.',
      en: 'The gateway would take money for an order that the shop does not have.',
    },
  },
  'notifications.bad_signature': {
    title: { ru: 'чужая подпись — 401', en: 'a foreign signature gets 401' },
    why: forged,
  },
  'notifications.webhook_url': {
    title: { ru: 'адрес из настройки отвечает', en: 'the configured address answers' },
    why: notReceived,
  },
  'notifications.pay': {
    title: { ru: 'Pay — заказ оплачен', en: 'Pay makes the order paid' },
    why: {
      ru: 'Деньги покупателя были бы взяты, а заказ остался бы неоплаченным.',
      en: "The customer's money would be taken and the order would stay unpaid.",
    },
  },
  'gateway.keys': {
    title: { ru: 'ключи приняты', en: 'the keys are accepted' },
    why: {
      ru: 'Списание, отмена и возврат не дойдут до шлюза.',
      en: 'Confirming, voiding and refunding would not reach the gateway.',
    },
  },
  'gateway.check': {
    title: same('Check'),
    why: {
      ru: 'Без этого вопроса изменённая сумма обнаружится только после оплаты.',
      en: 'Without this question an altered sum would be found only after the payment.',
    },
  },
  'gateway.pay': { title: same('Pay'), why: notDelivered },
  'gateway.fail': { title: same('Fail'), why: notDelivered },
  'gateway.confirm': { title: same('Confirm'), why: notDelivered },
  'gateway.refund': { title: same('Refund'), why: notDelivered },
  'gateway.cancel': { title: same('Cancel'), why: notDelivered },
} as const satisfies Readonly<Record<string, Row>>;

export type RowId = keyof typeof rows;
export const rowIds = Object.keys(rows) as readonly RowId[];

export function sectionOf(id: RowId): Section {
  const name = id.slice(0, id.indexOf('.'));
  const section = sections.find((known) => known === name);
  if (section === undefined) throw new Error(`Row ${id} belongs to no section`);
  return section;
}

function same(text: string): Text {
  return { ru: text, en: text };
}
