import type { FastifyReply, FastifyRequest } from 'fastify';
import { displayAmount } from '../money.ts';
import type { PageLanguage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import { dateAfter } from '../subscriptions/calendar.ts';
import { isRunning, type Plan, type PlanStatus } from '../subscriptions/plan.ts';
import { deliveryModel } from './delivery-model.ts';
import { mentions, newestFirst, pageOf, readFilters } from './filters.ts';
import { formatTime, fromNow } from './format.ts';
import { filterValues, sendCabinet, sendMissing, shellOf } from './shell.ts';
import type { Fact } from './transaction-facts.ts';
import { transactionRow } from './transaction-model.ts';
import { deliveryWords } from './words/deliveries.ts';
import { operationWords } from './words/operations.ts';
import { planWords } from './words/plans.ts';

const place = { section: 'subscriptions' } as const;

const marks: Readonly<Record<PlanStatus, string>> = {
  Active: 'Completed',
  PastDue: 'Authorized',
  Cancelled: 'Cancelled',
  Rejected: 'Declined',
  Expired: 'Cancelled',
};

/** The plans of the terminal, newest first. */
export function subscriptionsPage(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const shell = shellOf(request, parts, place);
  const words = planWords[shell.lang];
  const filters = readFilters(request);
  const wanted = filters.search(words.search);
  const status = filters.choice('status', words.state, words.statuses);
  const all = parts.subscriptions.all();
  const found = newestFirst(
    all,
    (plan) =>
      (status === null || plan.status === status) &&
      mentions(wanted, plan.id, plan.accountId, plan.email, plan.description),
  );
  const { items, pager } = pageOf(found, filters);
  return sendCabinet(reply, 'subscriptions', shell, {
    title: shell.words.nav.subscriptions,
    words,
    ...filterValues(filters),
    pager,
    empty: all.length === 0,
    rows: items.map((plan) => planRow(plan, parts, shell.lang)),
  });
}

function planRow(plan: Plan, parts: SimulatorParts, lang: PageLanguage) {
  const words = planWords[lang];
  const nextMs = isRunning(plan) ? plan.nextAtMs : null;
  const [one, many] = words.each[plan.interval];
  return {
    id: plan.id,
    href: `/subscriptions/${plan.id}?lang=${lang}`,
    payer: plan.accountId,
    description: plan.description,
    sum: displayAmount(plan.amountMinor, plan.currency, lang),
    often: plan.period === 1 ? one : many?.replace('{n}', String(plan.period)),
    status: marks[plan.status],
    statusText: words.statuses[plan.status],
    charges: `${plan.successCount}${plan.maxPeriods === null ? '' : ` / ${plan.maxPeriods}`}`,
    next: nextMs === null ? words.noMore : formatTime(nextMs, lang),
    soon: nextMs === null ? '' : fromNow(nextMs, parts.clock.now(), lang),
    running: isRunning(plan),
    nextMs: nextMs === null ? '' : String(nextMs),
  };
}

/** One plan: its dates, its charges, and what the shop was told of it. */
export function subscriptionPage(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: SimulatorParts,
): Promise<FastifyReply> {
  const { id } = request.params as { readonly id: string };
  const { open = '' } = request.query as { readonly open?: string };
  const plan = parts.subscriptions.get(id);
  if (plan === undefined) return sendMissing(request, reply, parts, place);
  const shell = shellOf(request, parts, place);
  const { lang } = shell;
  const words = planWords[lang];
  const charges = newestFirst(parts.ledger.all(), (item) => item.subscriptionId === id);
  const told = newestFirst(
    parts.dispatcher.deliveries.values(),
    (item) => item.type === 'Recurrent' && item.sent.includes(id),
  );
  return sendCabinet(reply, 'subscription', shell, {
    title: `${words.number} ${id}`,
    words: { ...operationWords[lang], ...deliveryWords[lang], ...words },
    row: planRow(plan, parts, lang),
    facts: planFacts(plan, lang),
    charges: charges.map((item) => transactionRow(item, lang)),
    deliveries: told.map((item) => deliveryModel(item, lang, item.id === open)),
  });
}

function planFacts(plan: Plan, lang: PageLanguage): readonly Fact[] {
  const names = planWords[lang].facts;
  const fact = (name: string, value: string, href = '', code = false): Fact => {
    return { name, value, href, more: '', code };
  };
  const time = (atMs: number | null) => (atMs === null ? '' : formatTime(atMs, lang));
  const setup = plan.setupId ?? '';
  return [
    fact(planWords[lang].payer, plan.accountId),
    fact(names.email, plan.email ?? ''),
    fact(planWords[lang].description, plan.description),
    fact(names.scheme, plan.requireConfirmation ? names.twoStage : names.oneStage),
    fact(names.created, time(plan.createdAtMs)),
    fact(names.setup, setup, `/transactions/${setup}?lang=${lang}`),
    fact(names.start, time(plan.startAtMs)),
    fact(names.last, time(plan.lastAtMs)),
    fact(names.upcoming, upcoming(plan).map(time).join(' · ')),
    fact(names.successes, String(plan.successCount)),
    fact(names.failures, plan.failureCount === 0 ? '' : String(plan.failureCount)),
    fact(names.limit, plan.maxPeriods === null ? '' : String(plan.maxPeriods)),
    fact(names.token, plan.token, '', true),
    fact(names.receipt, plan.receipt ?? '', '', true),
  ].filter(({ value }) => value !== '');
}

const shownDates = 4;

/** The next dates of the calendar, as far as the plan goes on if every charge succeeds. */
function upcoming(plan: Plan): readonly number[] {
  if (!isRunning(plan) || plan.nextAtMs === null) return [];
  const left = plan.maxPeriods === null ? shownDates : plan.maxPeriods - plan.successCount;
  const dates = [plan.nextAtMs];
  while (dates.length < Math.min(left, shownDates)) {
    dates.push(dateAfter(plan, dates.at(-1) ?? plan.nextAtMs));
  }
  return dates;
}
