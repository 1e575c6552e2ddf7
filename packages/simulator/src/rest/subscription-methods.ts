import { parseAmount } from '../money.ts';
import type { Decision } from '../payments/decide.ts';
import type { PlanChange } from '../subscriptions/decide.ts';
import { subscriptionModel } from '../subscriptions/model.ts';
import { type Interval, intervals, type Plan } from '../subscriptions/plan.ts';
import { newPlanId } from '../subscriptions/set-up.ts';
import type { PlanDone } from '../subscriptions/subscriptions.ts';
import { type MethodResult, refused, succeeded } from './answer.ts';
import { parseInstant } from './dates.ts';
import { checkedAmount, dataField, type Fields } from './fields.ts';
import type { Call, Method, Methods } from './method.ts';
import { optional, type Parameter, required } from './parameter.ts';

const id = required('Id', 'string', 'The subscription: sc_ and hex.');
const receipt = optional('CustomerReceipt', 'json', 'The receipt that every charge gets.');

const method = (
  about: string,
  parameters: readonly Parameter[],
  answers: Method['answers'],
  run: Method['run'],
): Method => ({ place: 'subscriptions', about, section: '2.9', parameters, answers, run });

/** Plans of repeating payments (reference 2.9). */
export const subscriptionMethods: Methods = {
  'subscriptions/create': method(
    'Makes a plan that charges a saved card again and again.',
    [
      required('Token', 'string', 'The saved card.'),
      required('AccountId', 'string', 'The payer on the side of the shop.'),
      required('Description', 'string', 'What the payments are for.'),
      optional('Email', 'string', "The payer's address."),
      required('Amount', 'amount', 'The sum of every charge.'),
      required('Currency', 'string', 'RUB and others.'),
      required('RequireConfirmation', 'boolean', 'True: the charges are two-stage.'),
      required('StartDate', 'date', 'The first charge, UTC, in the future.'),
      required('Interval', 'string', 'The unit of the period.', { values: intervals }),
      required('Period', 'integer', 'Above 0; a year at most together with the interval.'),
      optional('MaxPeriods', 'integer', 'Above 0; the plan ends after so many charges.'),
      receipt,
    ],
    'Subscription',
    create,
  ),
  'subscriptions/get': method('One plan.', [id], 'Subscription', ({ fields, parts }) => {
    const plan = parts.subscriptions.get(fields.text('Id') ?? '');
    if (plan === undefined) return refused('Not found');
    return succeeded(subscriptionModel(plan, parts.behaviour));
  }),
  'subscriptions/find': method(
    'All plans of a payer.',
    // The reference spells it so, with a small letter.
    [required('accountId', 'string', 'The payer on the side of the shop.')],
    'Subscriptions',
    ({ fields, parts }) =>
      succeeded(
        parts.subscriptions
          .ofAccount(fields.text('AccountId') ?? '')
          .map((plan) => subscriptionModel(plan, parts.behaviour)),
      ),
  ),
  'subscriptions/update': method(
    'Changes a plan; one that was cancelled or has ended becomes active again.',
    [
      id,
      optional('Description', 'string', 'What the payments are for.'),
      optional('Amount', 'amount', 'The sum of every charge.'),
      optional('Currency', 'string', 'RUB and others.'),
      optional('RequireConfirmation', 'boolean', 'True: the charges are two-stage.'),
      optional('StartDate', 'date', 'The next charge, UTC, in the future.'),
      optional('Interval', 'string', 'The unit of the period.', { values: intervals }),
      optional('Period', 'integer', 'Above 0; a year at most together with the interval.'),
      optional('MaxPeriods', 'integer', 'Above 0; charges already made count.'),
      receipt,
      optional('CultureName', 'string', 'Language of messages.'),
    ],
    'Subscription',
    ({ fields, parts }) =>
      changed(parts, parts.subscriptions.update(fields.text('Id') ?? '', changes(fields))),
  ),
  'subscriptions/cancel': method('Stops a plan.', [id], 'Nothing', ({ fields, parts }) => {
    const decision = parts.subscriptions.cancel(fields.text('Id') ?? '');
    if (!decision.ok) return refused(decision.message);
    return { ...succeeded(), notified: decision.value.notified };
  }),
};

function create({ fields, parts }: Call): MethodResult {
  const token = fields.text('Token') ?? '';
  if (parts.tokens.get(token) === undefined) return refused('Token not found');
  const decision = parts.subscriptions.create({
    id: newPlanId(parts.chance, (id) => parts.subscriptions.get(id) !== undefined),
    token,
    accountId: fields.text('AccountId') ?? '',
    description: fields.text('Description') ?? '',
    email: fields.text('Email'),
    amountMinor: checkedAmount(fields),
    currency: (fields.text('Currency') ?? '').toUpperCase(),
    requireConfirmation: fields.flag('RequireConfirmation'),
    startAtMs: instantOf(fields),
    interval: intervalOf(fields) ?? 'Month',
    period: fields.integer('Period') ?? 0,
    maxPeriods: fields.integer('MaxPeriods'),
    culture: 'ru-RU',
    receipt: dataField(fields.get('CustomerReceipt')),
    setupId: null,
  });
  return changed(parts, decision);
}

function changed(parts: Call['parts'], decision: Decision<PlanDone>): MethodResult {
  if (!decision.ok) return refused(decision.message);
  const { plan, notified } = decision.value;
  warnOfReceipt(parts, plan);
  return { ...succeeded(subscriptionModel(plan, parts.behaviour)), notified };
}

/** Only what the request names; the parameters vouch for the shape of each. */
function changes(fields: Fields): PlanChange {
  const description = fields.text('Description');
  const amountMinor = parseAmount(fields.text('Amount') ?? '');
  const currency = fields.text('Currency');
  const interval = intervalOf(fields);
  const period = fields.integer('Period');
  const maxPeriods = fields.integer('MaxPeriods');
  const customerReceipt = dataField(fields.get('CustomerReceipt'));
  const culture = fields.text('CultureName');
  return {
    ...(description === null ? {} : { description }),
    ...(amountMinor === null ? {} : { amountMinor }),
    ...(currency === null ? {} : { currency: currency.toUpperCase() }),
    ...(isGiven(fields, 'RequireConfirmation')
      ? { requireConfirmation: fields.flag('RequireConfirmation') }
      : {}),
    ...(fields.text('StartDate') === null ? {} : { startAtMs: instantOf(fields) }),
    ...(interval === null ? {} : { interval }),
    ...(period === null ? {} : { period }),
    ...(maxPeriods === null ? {} : { maxPeriods }),
    ...(customerReceipt === null ? {} : { receipt: customerReceipt }),
    ...(culture === null ? {} : { culture }),
  };
}

/** It is needed at the first charge only; a shop's developer would rather know now. */
function warnOfReceipt(parts: Call['parts'], { id, receipt }: Plan): void {
  const problems = receipt === null ? [] : parts.receipts.problemsOf(receipt);
  if (problems.length === 0) return;
  const details = { subscriptionId: id, problems };
  parts.log('warn', 'the CustomerReceipt of the subscription is wrong', details);
}

function isGiven(fields: Fields, name: string): boolean {
  const value = fields.get(name);
  return value !== undefined && value !== null && value !== '';
}

/** Text without an offset is UTC. */
function instantOf(fields: Fields): number {
  return parseInstant(fields.text('StartDate') ?? '', 0) ?? 0;
}

function intervalOf(fields: Fields): Interval | null {
  const text = fields.text('Interval')?.toLowerCase();
  return intervals.find((name) => name.toLowerCase() === text) ?? null;
}
