import type { Bench } from '../bench.ts';
import { casesOf } from '../case.ts';
import { CaseSkipped, type Check } from '../check.ts';
import type { Received } from '../listener/listener.ts';
import { contentHmacFits, decodedHmacFits } from '../listener/signature.ts';
import { receiptParameters, recurrentParameters } from '../listener/table.ts';
import { hurry, listenerOf, offered } from '../steps.ts';
import { heard } from './heard.ts';
import { dayMs, withPlan } from './plan.ts';
import { makeReceipt, receiptOf } from './receipts.ts';

const dateTime = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

type Table = { readonly required: readonly string[]; readonly optional: readonly string[] };

function fitsTable(check: Check, type: string, received: Received, table: Table): void {
  const sent = received.parameters.map(([name]) => name);
  for (const name of table.required) check.matches(`${type} ${name}`, received.value(name), /./);
  const known = [...table.required, ...table.optional];
  check.equal(
    `${type} beyond the table`,
    sent.filter((name) => !known.includes(name)),
    [],
  );
}

function signedRight(check: Check, bench: Bench, type: string, received: Received): void {
  const signed = { sent: received.sent, json: false, apiSecret: bench.terminal.apiSecret };
  const [raw, decoded] = [received.header('content-hmac'), received.header('x-content-hmac')];
  check.holds(`${type} Content-HMAC`, raw, 'base64(HMAC(body))', contentHmacFits(raw, signed));
  const fits = decodedHmacFits(decoded, signed);
  check.holds(`${type} X-Content-HMAC`, decoded, 'base64(HMAC(decoded body))', fits);
}

/** The receipt of this order; the cash desk's address is set by a person, as Check's is. */
async function receiptOfOrder(bench: Bench, InvoiceId: string): Promise<Received> {
  await hurry(bench);
  const received = await listenerOf(bench).next(
    'receipt',
    ({ value }) => value('InvoiceId') === InvoiceId,
  );
  if (received !== null) return received;
  const address = listenerOf(bench).addressOf('receipt');
  throw new CaseSkipped({
    ru: `уведомление Receipt не пришло; его адрес задают в кабинете кассы: ${address}`,
    en: `no Receipt came; its address is set in the account of the cash desk: ${address}`,
  });
}

/** A case about a plan of twelve charges, which is cancelled when the case is over. */
const onPlan =
  (use: (bench: Bench, check: Check, id: string) => Promise<void>) =>
  (bench: Bench, check: Check): Promise<void> =>
    withPlan(bench, check, (_plan, id) => use(bench, check, id), { MaxPeriods: 12 });

/** What is told of plans and of fiscal receipts (reference 3.5; widget reference 4.13, 6.4). */
export const otherNotificationCases = casesOf('notifications', [
  {
    name: 'recurrent',
    claim: {
      ru: 'Отмена подписки сообщается уведомлением Recurrent: его параметры, Cancelled, подписи',
      en: 'A cancelled plan is told by a Recurrent: its parameters, Cancelled, the signatures',
    },
    section: '3.5',
    needs: ['listener'],
    run: onPlan(async (bench, check, Id) => {
      check.done(await bench.api('subscriptions/cancel', { Id }));
      const cancelled = ({ value }: Received) =>
        value('Id') === Id && value('Status') === 'Cancelled';
      const received = await heard(bench, check, 'recurrent', cancelled);
      fitsTable(check, 'Recurrent', received, recurrentParameters);
      signedRight(check, bench, 'Recurrent', received);
      check.equal('Recurrent Amount', received.value('Amount'), '399.00');
      check.matches('Recurrent StartDate', received.value('StartDate'), dateTime);
      check.equal('Recurrent Interval', received.value('Interval'), 'Month');
      check.equal('Recurrent RequireConfirmation', received.value('RequireConfirmation'), '0');
    }),
  },
  {
    name: 'no-recurrent-on-update',
    claim: {
      ru: 'subscriptions/update не шлёт Recurrent',
      en: 'subscriptions/update sends no Recurrent',
    },
    section: '2.9',
    needs: ['listener'],
    run: onPlan(async (bench, check, Id) => {
      check.accepted(await bench.api('subscriptions/update', { Id, Amount: 400 }));
      check.done(await bench.api('subscriptions/cancel', { Id }));
      const about = ({ value }: Received) => value('Id') === Id && value('Amount') === '400.00';
      const [first] = await listenerOf(bench).gather(1, 'recurrent', about, 5000);
      check.equal('Recurrent Status', first?.value('Status'), 'Cancelled');
    }),
  },
  {
    name: 'charge-of-plan',
    claim: {
      ru: 'Платёж подписки сообщается Pay с её SubscriptionId',
      en: 'A charge of a plan is told by a Pay with its SubscriptionId',
    },
    section: '3.3',
    needs: ['listener', 'clock'],
    run: onPlan(async (bench, check, Id) => {
      await bench.clock.pass(dayMs + 60_000);
      const received = await heard(
        bench,
        check,
        'pay',
        ({ value }) => value('SubscriptionId') === Id,
      );
      check.equal('Pay Amount', received.value('Amount'), '399.00');
    }),
  },
  {
    name: 'receipt',
    claim: {
      ru: 'Пробитый чек сообщается уведомлением Receipt: его параметры и подписи',
      en: 'A receipt that is issued is told by a Receipt: its parameters and signatures',
    },
    section: 'W4.13',
    needs: ['listener'],
    run: async (bench, check) => {
      const InvoiceId = bench.invoice();
      const answer = await makeReceipt(bench, receiptOf(12.34), { InvoiceId });
      offered(answer);
      const { Id } = check.accepted(answer);
      const received = await receiptOfOrder(bench, InvoiceId);
      fitsTable(check, 'Receipt', received, receiptParameters);
      signedRight(check, bench, 'Receipt', received);
      check.equal('Receipt Id', received.value('Id'), Id);
      check.equal('Receipt Type', received.value('Type'), 'Income');
      check.equal('Receipt Amount', received.value('Amount'), '12.34');
      check.matches('Receipt DateTime', received.value('DateTime'), dateTime);
      check.matches('Receipt Receipt', received.value('Receipt'), /^\{.*\}$/s);
    },
  },
  {
    name: 'receipt-of-payment',
    claim: {
      ru: 'Чек из JsonData одностадийного платежа пробивается сразу, TransactionId — номер платежа',
      en: 'A receipt in JsonData of a one-stage payment is issued at once, with its TransactionId',
    },
    section: 'W4.12',
    needs: ['listener'],
    run: async (bench, check) => {
      const InvoiceId = bench.invoice();
      const JsonData = { cloudPayments: { customerReceipt: receiptOf(10) } };
      const answer = await bench.pay('charge', { fields: { InvoiceId, JsonData } });
      const { TransactionId } = check.accepted(answer);
      const received = await receiptOfOrder(bench, InvoiceId);
      check.equal('Receipt TransactionId', received.value('TransactionId'), String(TransactionId));
      check.equal('Receipt Amount', received.value('Amount'), '10.00');
    },
  },
]);
