import { exactNumber } from '../json.ts';
import { formatAmount } from '../money.ts';
import type { Behaviour } from '../settings.ts';
import type { Interval, Plan, PlanStatus } from './plan.ts';

/** `IntervalCode`, reference 2.9: that of a week is unverified. */
const intervalCodes: Readonly<Record<Interval, number>> = { Week: 0, Month: 1, Day: 2 };

/** `StatusCode`: 0 and 3 stand in official samples, the rest is unverified; one SDK says otherwise. */
const statusCodes: Readonly<
  Record<Behaviour['subscriptionStatusCodes'], Readonly<Record<PlanStatus, number>>>
> = {
  samples: { Active: 0, PastDue: 1, Cancelled: 3, Rejected: 4, Expired: 5 },
  in_order: { Active: 0, PastDue: 1, Cancelled: 2, Rejected: 3, Expired: 4 },
};

/** The subscription as the API shows it (reference 2.9). */
export function subscriptionModel(plan: Plan, behaviour: Behaviour): object {
  return {
    Id: plan.id,
    AccountId: plan.accountId,
    Description: plan.description,
    Email: plan.email,
    Amount: exactNumber(formatAmount(plan.amountMinor)),
    CurrencyCode: 0,
    Currency: plan.currency,
    RequireConfirmation: plan.requireConfirmation,
    ...bothDates('StartDate', plan.startAtMs),
    IntervalCode: intervalCodes[plan.interval],
    Interval: plan.interval,
    Period: plan.period,
    MaxPeriods: plan.maxPeriods,
    CultureName: plan.culture,
    StatusCode: statusCodes[behaviour.subscriptionStatusCodes][plan.status],
    Status: plan.status,
    SuccessfulTransactionsNumber: plan.successCount,
    FailedTransactionsNumber: plan.failureCount,
    ...bothDates('LastTransactionDate', plan.lastAtMs),
    // The official sample of a cancelled plan has null here, though its Recurrent names the date.
    ...bothDates('NextTransactionDate', plan.status === 'Cancelled' ? null : plan.nextAtMs),
    Receipt: plan.receipt,
    FailoverSchemeId: null,
  };
}

/** Every date comes twice (reference 1.6): milliseconds, and UTC without a zone. */
function bothDates(name: string, atMs: number | null): Record<string, string | null> {
  return {
    [name]: atMs === null ? null : `/Date(${atMs})/`,
    [`${name}Iso`]: atMs === null ? null : new Date(atMs).toISOString().slice(0, 19),
  };
}
