import type { PageLanguage } from '../pages.ts';
import type { SimulatorParts } from '../parts.ts';
import { isRunning } from '../subscriptions/plan.ts';
import { formatTime, fromNow } from './format.ts';
import { clockWords } from './words/clock.ts';

type Kind = keyof (typeof clockWords)['ru']['kinds'];

type Event = {
  readonly kind: Kind;
  readonly atMs: number;
  readonly about: string;
  readonly href: string;
};

const shownEvents = 20;

/** What waits for its moment, the nearest first. */
export function waitingOf(parts: SimulatorParts, lang: PageLanguage) {
  const nowMs = parts.clock.now();
  const events = [...eventsOf(parts)].sort((a, b) => a.atMs - b.atMs);
  return {
    total: events.length,
    nearest: events.slice(0, shownEvents).map((event) => ({
      what: clockWords[lang].kinds[event.kind],
      time: formatTime(event.atMs, lang),
      soon: fromNow(event.atMs, nowMs, lang),
      about: event.about,
      href: `${event.href}lang=${lang}`,
    })),
  };
}

function* eventsOf(parts: SimulatorParts): Generator<Event> {
  for (const { id, type, transactionId, nextAttemptAtMs } of parts.dispatcher.deliveries.values()) {
    if (nextAttemptAtMs === null) continue;
    const about = transactionId === null ? type : `${type} ${transactionId}`;
    yield { kind: 'retry', atMs: nextAttemptAtMs, about, href: `/deliveries?q=${id}&` };
  }
  for (const { id, holdUntilMs } of parts.ledger.all()) {
    if (holdUntilMs === null) continue;
    yield { kind: 'hold', atMs: holdUntilMs, about: id, href: `/transactions/${id}?` };
  }
  for (const plan of parts.subscriptions.all()) {
    if (!isRunning(plan) || plan.nextAtMs === null) continue;
    const href = `/subscriptions/${plan.id}?`;
    yield { kind: 'plan', atMs: plan.nextAtMs, about: plan.accountId, href };
  }
  for (const { id, dueAtMs } of parts.receipts.all()) {
    if (dueAtMs === null) continue;
    yield { kind: 'receipt', atMs: dueAtMs, about: id, href: `/receipts?q=${id}&` };
  }
  for (const rule of parts.faults.list()) {
    if (rule.untilMs === null) continue;
    yield { kind: 'fault', atMs: rule.untilMs, about: rule.fault, href: '/faults?' };
  }
}
