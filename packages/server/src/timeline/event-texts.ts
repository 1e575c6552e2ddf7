import type { Locale, OperationKind, PaymentStatus } from '@kopeck/api';
import { reasonFor } from '@kopeck/cloudpayments/wire';
import type { Effect, EventKind, QuarantineReason } from '@kopeck/domain';
import { askerText } from './asker.ts';
import type { EventFacts } from './event-facts.ts';
import { wordOf } from './word-of.ts';

/** The sentences of an order's history. A new kind of event breaks the build here until it has its words. */
export const eventTexts: Record<Locale, Record<EventKind, EventText>> = { ru: ru(), en: en() };

type EventText = (facts: EventFacts) => string;

/** Where an order came from, as `order_created` says it. */
type OrderSource = 'api' | 'storefront' | 'probe';

type MailKind = Extract<Effect, { do: 'send_mail' }>['mail'];

/** Which message a `contradiction` came from. */
type ContradictingMessage = 'pay' | 'confirm' | 'void' | 'refund';

function ru(): Record<EventKind, EventText> {
  const created: Record<OrderSource, (sum: string) => string> = {
    api: (sum) => `Магазин создал заказ на ${sum}.`,
    storefront: (sum) => `Клиент оформил заказ на ${sum}.`,
    probe: (sum) => `Проверка Kopeck создала пробный заказ на ${sum}.`,
  };
  const commands: Record<OperationKind, string> = {
    confirm: 'списать',
    void: 'снять удержание',
    refund: 'вернуть',
  };
  const mails: Record<MailKind, string> = { order_paid: 'письмо об оплате' };
  const messages: Record<ContradictingMessage, string> = {
    pay: 'об оплате',
    confirm: 'о списании',
    void: 'о снятии удержания',
    refund: 'о возврате',
  };
  const states: Record<PaymentStatus, string> = {
    pending: 'ещё не оплачен',
    authorized: 'удержан',
    confirmed: 'списан',
    voided: 'отменён',
    declined: 'отклонён',
  };
  const quarantines: Record<QuarantineReason, EventText> = {
    amount_differs: (f) =>
      `Оплачено ${f.sum('amountMinor')}, а заказ на ${f.sum('expectedMinor', 'expectedCurrency')}.`,
    currency_differs: (f) =>
      `Оплачено в другой валюте: ${f.sum('amountMinor')}, а заказ на ${f.sum('expectedMinor', 'expectedCurrency')}.`,
    account_differs: (f) =>
      `Платёж ${f.sum('amountMinor')} сделал не тот клиент, на которого оформлен заказ.`,
    test_money: (f) =>
      f.flag('testMode')
        ? `Платёж ${f.sum('amountMinor')} пробный, а магазин принимает настоящие деньги.`
        : `Платёж ${f.sum('amountMinor')} настоящий, а магазин работает в тестовом режиме.`,
    order_closed: (f) => `Платёж ${f.sum('amountMinor')} пришёл, когда заказ был уже закрыт.`,
  };
  const onCard = (f: EventFacts) => (f.card === null ? '' : ` по карте •• ${f.card}`);
  const fromCard = (f: EventFacts) => (f.card === null ? '' : ` с карты •• ${f.card}`);
  const toCard = (f: EventFacts) => (f.card === null ? '' : ` на карту •• ${f.card}`);
  const command = (f: EventFacts) => wordOf(commands, f.text('operation')) ?? 'провести';
  const mailName = (f: EventFacts) => wordOf(mails, f.text('mail')) ?? 'письмо';
  return {
    order_created: (f) => {
      const say = wordOf(created, f.text('source')) ?? ((sum) => `Создан заказ на ${sum}.`);
      return say(f.sum('amountMinor'));
    },
    payment_started: () => 'Клиент открыл форму оплаты.',
    order_expired: () => 'Срок оплаты истёк, заказ закрыт.',
    payment_authorized: (f) => {
      const until = f.holdUntil === null ? '' : ` Удержание кончится не позже ${f.holdUntil}.`;
      return `Банк удержал ${f.sum('amountMinor')}${onCard(f)}.${until}`;
    },
    payment_charged: (f) => `Банк списал ${f.sum('amountMinor')}${fromCard(f)}.`,
    payment_declined: (f) => {
      const code = f.number('reasonCode');
      const why = code === null ? 'Причина не названа' : reasonFor(code).meaning.ru;
      return `Банк отказал в оплате ${f.sum('amountMinor')}${onCard(f)}. ${why}.`;
    },
    payment_confirmed: (f) => {
      const { takenMinor, freed } = takenOf(f);
      if (!freed) return `Банк списал ${f.sum(takenMinor)}${fromCard(f)}.`;
      return `Банк списал ${f.sum(takenMinor)} из удержанных ${f.sum('amountMinor')}${fromCard(f)}. Остаток освободится.`;
    },
    payment_voided: (f) =>
      `Банк снял удержание ${f.sum('amountMinor')}${onCard(f)}. Деньги не списаны.`,
    payment_refunded: (f) => {
      const all = f.minor('leftMinor') === 0n;
      const left = all
        ? 'Возвращено всё списанное.'
        : `Из списанного осталось ${f.sum('leftMinor')}.`;
      return `Банк вернул ${f.sum('refundedMinor')}${toCard(f)}. ${left}`;
    },
    payment_quarantined: (f) => {
      const say = wordOf(quarantines, f.text('reason'));
      const why = say === null ? `Платёж ${f.sum('amountMinor')} не подошёл к заказу.` : say(f);
      return `${why} Заказ этими деньгами не оплачен, нужно решение.`;
    },
    payment_accepted: (f) => {
      const reason = f.text('reason');
      const why = reason === null ? '' : ` Причина: ${reason}.`;
      return `Платёж ${f.sum('amountMinor')} принят в оплату заказа.${why}`;
    },
    duplicate_payment: (f) =>
      `Платёж ${f.sum('amountMinor')}${onCard(f)} лишний: заказ уже оплачен или закрыт. Эти деньги нужно вернуть.`,
    pay_unproven: (f) =>
      `Уведомление банка о платеже ${f.sum('amountMinor')} пришло без доказательств. Kopeck спрашивает банк; до ответа ничего не меняется.`,
    contradiction: (f) => {
      const about = wordOf(messages, f.text('message')) ?? 'об изменении';
      const state = wordOf(states, f.text('status'));
      const known = state === null ? '' : `: по записям Kopeck платёж ${state}`;
      return `Банк сообщил ${about} по платежу ${f.sum('amountMinor')}, и это расходится с известным${known}. Ничего не изменено, Kopeck спрашивает банк.`;
    },
    lookup_found: (f) => `Kopeck спросил банк о платеже ${f.sum('amountMinor')} и записал ответ.`,
    receipt_issued: (f) =>
      `Касса выбила ${isReturn(f) ? 'чек возврата' : 'чек'} на ${f.sum('amountMinor')}.`,
    operation_requested: (f) => {
      const { askedMinor, part } = askedOf(f);
      const of = part ? ` из ${f.sum('amountMinor')}` : '';
      const spare = isSpare(f) ? ': этот платёж лишний' : '';
      const words = f.actor.kind === 'kopeck' ? null : f.text('reason');
      const why = words === null ? '' : ` Причина: «${words}».`;
      return `${askerText(f.actor, 'ru')} просит ${command(f)} ${f.sum(askedMinor)}${of}${spare}.${why}`;
    },
    operation_accepted: (f) => `Банк принял просьбу ${command(f)} ${f.sum(askedOf(f).askedMinor)}.`,
    operation_declined: (f) => {
      const said = f.text('message');
      const sum = f.sum(askedOf(f).askedMinor);
      return said === null
        ? `Банк не выполнил просьбу ${command(f)} ${sum}. Деньги не сдвинулись.`
        : `Банк отказался ${command(f)} ${sum}: «${said}». Ничего не изменилось.`;
    },
    operation_unknown: (f) =>
      `Ответ банка на просьбу ${command(f)} ${f.sum(askedOf(f).askedMinor)} потерялся. Kopeck сам спросит, чем кончилось.`,
    email_sent: (f) => {
      if (f.mail === null) return `Kopeck отправил клиенту ${mailName(f)}.`;
      return `Kopeck отправил ${mailName(f)} на ${f.mail.recipient}: «${f.mail.subject}».`;
    },
    email_failed: (f) =>
      f.text('reason') === 'order_cancelled'
        ? `Kopeck не стал отправлять ${mailName(f)}: заказ к этому времени был отменён.`
        : `Отправить клиенту ${mailName(f)} не удалось. Деньги это не затронуло.`,
  };
}

function en(): Record<EventKind, EventText> {
  const created: Record<OrderSource, (sum: string) => string> = {
    api: (sum) => `The shop created an order for ${sum}.`,
    storefront: (sum) => `The customer placed an order for ${sum}.`,
    probe: (sum) => `A check of Kopeck made a trial order for ${sum}.`,
  };
  const commands: Record<OperationKind, string> = {
    confirm: 'take',
    void: 'release the hold of',
    refund: 'refund',
  };
  const mails: Record<MailKind, string> = { order_paid: 'the e-mail about the payment' };
  const messages: Record<ContradictingMessage, string> = {
    pay: 'paying',
    confirm: 'taking',
    void: 'releasing the hold',
    refund: 'a refund',
  };
  const states: Record<PaymentStatus, string> = {
    pending: 'not paid yet',
    authorized: 'held',
    confirmed: 'taken',
    voided: 'voided',
    declined: 'declined',
  };
  const quarantines: Record<QuarantineReason, EventText> = {
    amount_differs: (f) =>
      `The payment is ${f.sum('amountMinor')}, and the order is for ${f.sum('expectedMinor', 'expectedCurrency')}.`,
    currency_differs: (f) =>
      `The payment is in another currency: ${f.sum('amountMinor')}, and the order is for ${f.sum('expectedMinor', 'expectedCurrency')}.`,
    account_differs: (f) =>
      `The payment of ${f.sum('amountMinor')} was made by another customer than the order was for.`,
    test_money: (f) =>
      f.flag('testMode')
        ? `The payment of ${f.sum('amountMinor')} is test money, and the shop takes real money.`
        : `The payment of ${f.sum('amountMinor')} is real money, and the shop is in test mode.`,
    order_closed: (f) =>
      `The payment of ${f.sum('amountMinor')} came when the order was already closed.`,
  };
  const card = (f: EventFacts, word: string) =>
    f.card === null ? '' : ` ${word} card •• ${f.card}`;
  const command = (f: EventFacts) => wordOf(commands, f.text('operation')) ?? 'move';
  const mailName = (f: EventFacts) => wordOf(mails, f.text('mail')) ?? 'an e-mail';
  return {
    order_created: (f) => {
      const say =
        wordOf(created, f.text('source')) ?? ((sum) => `An order for ${sum} was created.`);
      return say(f.sum('amountMinor'));
    },
    payment_started: () => 'The customer opened the payment form.',
    order_expired: () => 'The time to pay is over, the order is closed.',
    payment_authorized: (f) => {
      const until = f.holdUntil === null ? '' : ` The hold ends ${f.holdUntil} at the latest.`;
      return `The bank held ${f.sum('amountMinor')}${card(f, 'on')}.${until}`;
    },
    payment_charged: (f) => `The bank took ${f.sum('amountMinor')}${card(f, 'from')}.`,
    payment_declined: (f) => {
      const code = f.number('reasonCode');
      const why = code === null ? 'No reason was given' : reasonFor(code).meaning.en;
      return `The bank declined ${f.sum('amountMinor')}${card(f, 'on')}. ${why}.`;
    },
    payment_confirmed: (f) => {
      const { takenMinor, freed } = takenOf(f);
      if (!freed) return `The bank took ${f.sum(takenMinor)}${card(f, 'from')}.`;
      return `The bank took ${f.sum(takenMinor)} of the ${f.sum('amountMinor')} held${card(f, 'on')}. The rest is freed.`;
    },
    payment_voided: (f) =>
      `The bank released the hold of ${f.sum('amountMinor')}${card(f, 'on')}. No money was taken.`,
    payment_refunded: (f) => {
      const all = f.minor('leftMinor') === 0n;
      const left = all
        ? 'All that was taken is refunded.'
        : `Of what was taken, ${f.sum('leftMinor')} remains.`;
      return `The bank refunded ${f.sum('refundedMinor')}${card(f, 'to')}. ${left}`;
    },
    payment_quarantined: (f) => {
      const say = wordOf(quarantines, f.text('reason'));
      const why =
        say === null ? `The payment of ${f.sum('amountMinor')} does not fit the order.` : say(f);
      return `${why} This money does not pay the order; a decision is needed.`;
    },
    payment_accepted: (f) => {
      const reason = f.text('reason');
      const why = reason === null ? '' : ` Reason: ${reason}.`;
      return `The payment of ${f.sum('amountMinor')} was accepted for the order.${why}`;
    },
    duplicate_payment: (f) =>
      `The payment of ${f.sum('amountMinor')}${card(f, 'on')} is one too many: the order is already paid or closed. This money has to be given back.`,
    pay_unproven: (f) =>
      `The bank's notification about the payment of ${f.sum('amountMinor')} came without proof. Kopeck is asking the bank; nothing changes until it answers.`,
    contradiction: (f) => {
      const about = wordOf(messages, f.text('message')) ?? 'a change';
      const state = wordOf(states, f.text('status'));
      const known = state === null ? '' : `: by Kopeck's records the payment is ${state}`;
      return `The bank reported ${about} for the payment of ${f.sum('amountMinor')}, which disagrees with what is known${known}. Nothing was changed, Kopeck is asking the bank.`;
    },
    lookup_found: (f) =>
      `Kopeck asked the bank about the payment of ${f.sum('amountMinor')} and recorded the answer.`,
    receipt_issued: (f) =>
      `The cash register issued a ${isReturn(f) ? 'refund receipt' : 'receipt'} for ${f.sum('amountMinor')}.`,
    operation_requested: (f) => {
      const { askedMinor, part } = askedOf(f);
      const of = part ? ` of ${f.sum('amountMinor')}` : '';
      const spare = isSpare(f) ? ': this payment is one too many' : '';
      const words = f.actor.kind === 'kopeck' ? null : f.text('reason');
      const why = words === null ? '' : ` Reason: “${words}”.`;
      return `${askerText(f.actor, 'en')} asks to ${command(f)} ${f.sum(askedMinor)}${of}${spare}.${why}`;
    },
    operation_accepted: (f) =>
      `The bank accepted the request to ${command(f)} ${f.sum(askedOf(f).askedMinor)}.`,
    operation_declined: (f) => {
      const said = f.text('message');
      const sum = f.sum(askedOf(f).askedMinor);
      return said === null
        ? `The bank did not carry out the request to ${command(f)} ${sum}. No money moved.`
        : `The bank refused to ${command(f)} ${sum}: “${said}”. Nothing has changed.`;
    },
    operation_unknown: (f) =>
      `The bank's answer to the request to ${command(f)} ${f.sum(askedOf(f).askedMinor)} was lost. Kopeck will ask how it ended.`,
    email_sent: (f) => {
      if (f.mail === null) return `Kopeck sent the customer ${mailName(f)}.`;
      return `Kopeck sent ${mailName(f)} to ${f.mail.recipient}: “${f.mail.subject}”.`;
    },
    email_failed: (f) =>
      f.text('reason') === 'order_cancelled'
        ? `Kopeck did not send ${mailName(f)}: by then the order had been cancelled.`
        : `Sending the customer ${mailName(f)} did not work out. The money is not affected.`,
  };
}

/** A confirmation of less than was held frees the rest. */
function takenOf(f: EventFacts) {
  const taken = f.minor('confirmedMinor');
  const held = f.minor('amountMinor');
  const takenMinor = taken === null ? 'amountMinor' : 'confirmedMinor';
  return { takenMinor, freed: taken !== null && held !== null && taken < held } as const;
}

/** Only of held money is the whole known here: what a refund is a part of is not what was held. */
function askedOf(f: EventFacts) {
  const asked = f.minor('askedMinor');
  const held = f.minor('amountMinor');
  const askedMinor = asked === null ? 'amountMinor' : 'askedMinor';
  const ofHeld = f.text('operation') === 'confirm';
  return { askedMinor, part: ofHeld && asked !== null && held !== null && asked < held } as const;
}

/** The release of a second payment that Kopeck asks for itself. */
const isSpare = (f: EventFacts): boolean =>
  f.actor.kind === 'kopeck' && f.text('reason') === 'duplicate';

/** A receipt names itself a return of what it is for. */
const isReturn = (f: EventFacts): boolean => /return/i.test(f.text('receiptType') ?? '');
