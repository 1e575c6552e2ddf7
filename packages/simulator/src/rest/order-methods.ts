import { exactNumber } from '../json.ts';
import { formatAmount } from '../money.ts';
import type { NewOrder, Order, OrderStatus } from '../orders/order.ts';
import { orderMail } from '../orders/order-mail.ts';
import { withPlan } from '../orders/plan-data.ts';
import type { SimulatorParts } from '../parts.ts';
import { type MethodResult, refused, succeeded } from './answer.ts';
import { checkedAmount, dataField, type Fields } from './fields.ts';
import { wrongRedirect } from './link-methods.ts';
import type { Call, Methods } from './method.ts';
import { optional, required } from './parameter.ts';

/** Orders: invoices that a payer opens by a link (reference 2.10). */
export const orderMethods: Methods = {
  'orders/create': {
    place: 'order',
    about: 'An order with a page where it is paid.',
    section: '2.10',
    parameters: [
      required('Amount', 'amount', 'The sum, from 0.01.'),
      optional('Currency', 'string', 'RUB by default.'),
      required('Description', 'string', 'What the payer reads.'),
      optional('Email', 'string', "The payer's address."),
      optional('RequireConfirmation', 'boolean', 'true: a two-stage payment.'),
      optional('SendEmail', 'boolean', 'Sends the link to Email.'),
      optional('SendSms', 'boolean', 'Sends the link by SMS; not together with SendViber.'),
      optional('SendViber', 'boolean', 'Sends the link by Viber; not together with SendSms.'),
      optional('InvoiceId', 'string', 'Order number of the shop.'),
      optional('AccountId', 'string', 'The payer on the side of the shop.'),
      optional('OfferUri', 'string', 'Address of the offer that the page links to.'),
      optional('Phone', 'string', "The payer's phone, in any form."),
      optional('CultureName', 'string', 'Language of messages.'),
      optional('SubscriptionBehavior', 'string', 'The plan that the payment sets up.', {
        values: ['CreateWeekly', 'CreateMonthly'],
      }),
      optional('SuccessRedirectUrl', 'string', 'Where the payer goes after the payment.'),
      optional('FailRedirectUrl', 'string', 'Where the payer goes after a decline.'),
      optional('JsonData', 'json', 'Any data of the shop.'),
    ],
    answers: 'Order',
    run: create,
  },
  'orders/cancel': {
    place: 'order',
    about: 'Cancels an order that nobody has paid.',
    section: '2.10',
    parameters: [required('Id', 'string', 'The order.')],
    answers: 'Nothing',
    run: ({ fields, parts }) => {
      const decision = parts.orders.cancel(fields.text('Id') ?? '');
      return decision.ok ? succeeded() : refused(decision.message);
    },
  },
};

function create({ fields, parts }: Call): MethodResult {
  const problem = problemOf(fields);
  if (problem !== null) return refused(problem);
  const wanted = wantedOrder(fields);
  const plan = planOf(fields);
  const data = plan === null ? wanted.data : withPlan(wanted.data, plan);
  if (plan !== null && data === null) return refused('Invalid JsonData value');
  const order = parts.orders.create({ ...wanted, data });
  if (fields.flag('SendEmail')) {
    const id = parts.chance.uuid('mail', (known) => parts.mailbox.get(known) !== undefined);
    const nowMs = parts.clock.now();
    parts.mailbox.put(orderMail(order, pageOf(order, parts), { id, nowMs }));
    parts.live.changed();
  }
  if (fields.flag('SendSms') || fields.flag('SendViber')) {
    parts.log('info', 'the simulator sends no SMS and no Viber messages', { orderId: order.id });
  }
  return succeeded(orderModel(order, parts));
}

/** What the parameters' own types do not say, in the gateway's words. */
function problemOf(fields: Fields): string | null {
  const currency = fields.text('Currency');
  if (currency !== null && !/^[A-Z]{3}$/i.test(currency)) return 'Invalid Currency value';
  const email = fields.text('Email');
  if (email !== null && !/^[^\s@]+@[^\s@]+$/.test(email)) return 'Invalid Email value';
  if (fields.flag('SendEmail') && email === null) return 'Email is required';
  const sms = fields.flag('SendSms');
  const viber = fields.flag('SendViber');
  if (sms && viber) return 'Invalid SendViber value';
  if ((sms || viber) && fields.text('Phone') === null) return 'Phone is required';
  const offer = fields.text('OfferUri');
  if (offer !== null && !isWebAddress(offer)) return 'Invalid OfferUri value';
  const wrong = wrongRedirect(fields, Number.POSITIVE_INFINITY);
  return wrong === null ? null : `Invalid ${wrong} value`;
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function wantedOrder(fields: Fields): NewOrder {
  return {
    amountMinor: checkedAmount(fields),
    currency: fields.text('Currency')?.toUpperCase() ?? 'RUB',
    description: fields.text('Description') ?? '',
    email: fields.text('Email'),
    phone: fields.text('Phone'),
    scheme: fields.flag('RequireConfirmation') ? 'auth' : 'charge',
    invoiceId: fields.text('InvoiceId'),
    accountId: fields.text('AccountId'),
    culture: fields.text('CultureName'),
    data: dataField(fields.get('JsonData')),
    offerUrl: fields.text('OfferUri'),
    successRedirectUrl: fields.text('SuccessRedirectUrl'),
    failRedirectUrl: fields.text('FailRedirectUrl'),
  };
}

function planOf(fields: Fields): 'Week' | 'Month' | null {
  const behaviour = fields.text('SubscriptionBehavior')?.toLowerCase() ?? null;
  if (behaviour === null) return null;
  return behaviour === 'createweekly' ? 'Week' : 'Month';
}

export const pageOf = (order: Order, parts: SimulatorParts): string =>
  `${parts.site.url}/d/${order.id}`;

/** Only 0 is documented. */
const statusCodes: Readonly<Record<OrderStatus, number>> = { Created: 0, Paid: 1, Cancelled: 2 };

/** The order as the API shows it. */
export function orderModel(order: Order, parts: SimulatorParts): object {
  const { orderDatesIso } = parts.behaviour;
  return {
    Id: order.id,
    Number: order.number,
    Amount: exactNumber(formatAmount(order.amountMinor)),
    Currency: order.currency,
    CurrencyCode: 0,
    Email: order.email,
    Phone: order.phone,
    Description: order.description,
    RequireConfirmation: order.scheme === 'auth',
    Url: pageOf(order, parts),
    CultureName: order.culture ?? 'ru-RU',
    ...bothDates('CreatedDate', order.createdAtMs, orderDatesIso),
    ...bothDates('PaymentDate', order.paidAtMs, orderDatesIso),
    StatusCode: statusCodes[order.status],
    Status: order.status,
    InternalId: firstInternalId + order.number,
  };
}

const firstInternalId = 10_000_000;
const moscowAheadMs = 3 * 60 * 60 * 1000;

/** The documented oddity of orders: the ISO form is Moscow time without a zone (reference 1.6). */
function bothDates(name: string, atMs: number | null, zone: 'moscow' | 'utc') {
  if (atMs === null) return { [name]: null, [`${name}Iso`]: null };
  const shownMs = zone === 'moscow' ? atMs + moscowAheadMs : atMs;
  return {
    [name]: `/Date(${atMs})/`,
    [`${name}Iso`]: new Date(shownMs).toISOString().slice(0, 19),
  };
}
