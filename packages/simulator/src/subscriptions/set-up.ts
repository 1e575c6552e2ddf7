import { readInstructions } from '../instructions.ts';
import { parseAmount } from '../money.ts';
import type { Transaction } from '../payments/transaction.ts';
import { parseInstant } from '../rest/dates.ts';
import { dataField, type Fields } from '../rest/fields.ts';
import type { Chance } from '../seed.ts';
import type { Behaviour } from '../settings.ts';
import { addIntervals } from './calendar.ts';
import { decideCreate, type NewPlan } from './decide.ts';
import { intervals, type Plan } from './plan.ts';

/** Whether a payment sets up a plan: `recurrent` in its data (widget reference 2.1, 2.3). */
export type SetUp =
  | { readonly kind: 'none' }
  | { readonly kind: 'plan'; readonly plan: Plan }
  /** In words for the shop's developer. */
  | { readonly kind: 'refused'; readonly why: string };

type SetUpOptions = { readonly id: string; readonly behaviour: Behaviour; readonly nowMs: number };

const refused = (why: string): SetUp => ({ kind: 'refused', why });

/**
 * The plan that a payment asks for. A wrong instruction is a reason and never an error: the payment
 * itself passes all the same.
 */
export function planSetUpBy(payment: Transaction, options: SetUpOptions): SetUp {
  const { recurrent } = readInstructions(payment.data);
  if (recurrent === null) return { kind: 'none' };
  if (payment.accountId === null) return refused('the payment has no AccountId');
  const wanted = wantedPlan(payment, payment.accountId, recurrent, options);
  if (typeof wanted === 'string') return refused(wanted);
  const decision = decideCreate(wanted, options.nowMs);
  return decision.ok ? { kind: 'plan', plan: decision.value } : refused(decision.message);
}

function wantedPlan(
  payment: Transaction,
  accountId: string,
  recurrent: Fields,
  options: SetUpOptions,
): NewPlan | string {
  const interval = intervals.find(
    (name) => name.toLowerCase() === recurrent.text('interval')?.toLowerCase(),
  );
  if (interval === undefined) return 'recurrent.interval must be Day, Week or Month';
  const period = recurrent.integer('period');
  if (period === null) return 'recurrent.period must be a whole number above 0';
  const amount = recurrent.text('amount');
  const amountMinor = amount === null ? payment.amountMinor : parseAmount(amount);
  if (amountMinor === null) return 'recurrent.amount must be a decimal such as 990.00';
  const startDate = recurrent.text('startDate');
  const startAtMs =
    startDate === null ? addIntervals(options.nowMs, interval, period) : parseInstant(startDate, 0);
  if (startAtMs === null) return 'recurrent.startDate must be a date such as 2026-01-31T09:00:00Z';
  const maxPeriods = recurrent.integer('maxPeriods');
  if (maxPeriods === null && recurrent.text('maxPeriods') !== null) {
    return 'recurrent.maxPeriods must be a whole number above 0';
  }
  const asPayment = options.behaviour.planScheme === 'as_payment' && payment.scheme === 'auth';
  return {
    id: options.id,
    token: payment.token ?? '',
    accountId,
    description: payment.description ?? '',
    email: payment.email,
    amountMinor,
    currency: payment.currency,
    requireConfirmation: asPayment || recurrent.flag('requireConfirmation'),
    startAtMs,
    interval,
    period,
    maxPeriods,
    culture: payment.culture,
    receipt: dataField(recurrent.get('customerReceipt') ?? recurrent.get('receipt')),
    setupId: payment.id,
  };
}

/** `sc_` and 29 hex digits, as real ids have. */
export function newPlanId(chance: Chance, isTaken: (id: string) => boolean): string {
  const write = (bytes: Buffer) => `sc_${bytes.toString('hex').slice(0, 29)}`;
  return chance.fresh('plan', 15, write, isTaken);
}
