import type { Bench } from '../bench.ts';
import { casesOf } from '../case.ts';
import { CaseSkipped, type Check } from '../check.ts';
import { type Intent, walk } from '../html/payer.ts';
import type { Received } from '../listener/listener.ts';
import { hurry, idOf, offered, refundOf } from '../steps.ts';
import type { JsonObject } from '../wire/json.ts';
import { about, heard, ofOrder } from './heard.ts';

/** Nothing is ever sent there: the walk ends before it. */
const shop = 'https://shop.example/paid';

type Link = { readonly url: string; readonly invoiceId: string };

async function sbpLink(bench: Bench, check: Check, fields: JsonObject = {}): Promise<Link> {
  const invoiceId = bench.invoice();
  const answer = await bench.api('payments/qr/sbp/link', {
    PublicId: bench.terminal.publicId,
    Amount: 99.9,
    Currency: 'RUB',
    Scheme: 'charge',
    InvoiceId: invoiceId,
    SuccessRedirectUrl: shop,
    IsTest: true,
    ...fields,
  });
  offered(answer);
  const { QrUrl } = check.accepted(answer);
  idOf(check, answer);
  return { url: String(QrUrl), invoiceId };
}

/** The payer opens the link and agrees; only a simulator has a page instead of a bank's app. */
async function payLink(bench: Bench, url: string, intent: Intent = 'agree'): Promise<void> {
  if (new URL(url).origin === new URL(bench.url).origin) {
    const led = await walk({ url, fields: null }, intent, shop);
    if (led.kind === 'arrived') return;
  }
  throw new CaseSkipped({
    ru: `ссылку оплачивает человек в приложении банка: ${url}`,
    en: `a person pays the link in the app of a bank: ${url}`,
  });
}

/** Paying, and what is told of it: the Pay of this order. */
async function paidByLink(bench: Bench, check: Check, { url, invoiceId }: Link): Promise<Received> {
  await payLink(bench, url);
  return heard(bench, check, 'pay', ofOrder(invoiceId));
}

/** Payments by a link of SBP (reference 2.12, 3.3; widget reference 5.4). */
export const notificationLinkCases = casesOf('notifications', [
  {
    name: 'sbp-check',
    claim: {
      ru: 'Check платежа по СБП приходит до ссылки, с номером заказа',
      en: 'Check of a payment by SBP comes before the link, with the order number',
    },
    section: '2.12',
    needs: ['check'],
    run: async (bench, check) => {
      const { invoiceId } = await sbpLink(bench, check);
      const received = await heard(bench, check, 'check', ofOrder(invoiceId), 0);
      check.equal('Check Amount', received.value('Amount'), '99.90');
    },
  },
  {
    name: 'sbp-pay',
    claim: {
      ru: 'Об оплате по СБП сообщает Pay: Completed, PaymentMethod Sbp',
      en: 'A payment by SBP is told by a Pay: Completed, PaymentMethod Sbp',
    },
    section: '2.12',
    needs: ['listener'],
    run: async (bench, check) => {
      const received = await paidByLink(bench, check, await sbpLink(bench, check));
      check.equal('Pay Status', received.value('Status'), 'Completed');
      check.equal('Pay PaymentMethod', received.value('PaymentMethod'), 'Sbp');
      check.equal('Pay Amount', received.value('Amount'), '99.90');
      const id = received.value('TransactionId');
      const read = check.accepted(await bench.api('payments/get', { TransactionId: id }));
      check.equal('payments/get Model.Status', read.Status, 'Completed');
    },
  },
  {
    name: 'sbp-no-card',
    claim: {
      ru: 'Параметры карты в Pay по СБП пусты',
      en: 'The card parameters of a Pay by SBP are empty',
    },
    section: '3.5',
    basis: 'unverified',
    needs: ['listener'],
    run: async (bench, check) => {
      const received = await paidByLink(bench, check, await sbpLink(bench, check));
      for (const name of ['CardFirstSix', 'CardLastFour', 'CardExpDate']) {
        check.equal(`Pay ${name}`, received.value(name), '');
      }
    },
  },
  {
    name: 'sbp-again',
    claim: {
      ru: 'Одну ссылку СБП можно оплатить несколько раз: каждый раз свой TransactionId',
      en: 'One SBP link can be paid several times: a TransactionId of its own each time',
    },
    section: '2.12',
    needs: ['listener'],
    run: async (bench, check) => {
      const link = await sbpLink(bench, check);
      const first = await paidByLink(bench, check, link);
      await payLink(bench, link.url);
      const another = (received: Received) =>
        ofOrder(link.invoiceId)(received) &&
        received.value('TransactionId') !== first.value('TransactionId');
      await heard(bench, check, 'pay', another);
    },
  },
  {
    name: 'sbp-refund',
    claim: {
      ru: 'Возврат по СБП: ответ принимает его, итог приходит уведомлением Refund',
      en: 'A refund by SBP: the answer takes it, the outcome comes by a Refund',
    },
    section: '2.12',
    needs: ['listener'],
    run: async (bench, check) => {
      const received = await paidByLink(bench, check, await sbpLink(bench, check));
      const id = Number(received.value('TransactionId'));
      const refundId = idOf(check, await refundOf(bench, id, 99.9));
      await hurry(bench);
      const refund = await heard(bench, check, 'refund', about(refundId));
      check.equal('Refund PaymentTransactionId', refund.value('PaymentTransactionId'), String(id));
      check.equal('Refund Amount', refund.value('Amount'), '99.90');
    },
  },
]);
