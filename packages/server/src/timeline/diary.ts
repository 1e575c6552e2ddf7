import type { Locale, TimelineEvent } from '@kopeck/api';
import { bank, type EventKind } from '@kopeck/domain';
import { eventOfMail, factsOfEvent, type Reading } from './event-facts.ts';
import { eventTexts } from './event-texts.ts';
import { evidenceOfNotification, evidenceOfOperation } from './evidence.ts';
import { linkNotifications } from './link.ts';
import { sumText } from './money-words.ts';
import { type ReadNotification, readNotification, whatItTells } from './notification-read.ts';
import { notificationText } from './notification-texts.ts';
import type { OrderHistory, StoredEvent } from './queries.ts';

/**
 * An order's history as a diary, oldest first. A notification that put events into the history is their evidence;
 * any other is a line of its own. At one instant a question comes before what happened, and what happened
 * before what changed nothing.
 */
export function diaryOf(history: OrderHistory, reading: Reading): readonly TimelineEvent[] {
  const notifications = history.notifications.map(readNotification);
  const links = linkNotifications(history.events, notifications);
  const linked = new Set(links.values());
  const alone = withRepeats(notifications).filter(({ notification }) => !linked.has(notification));
  const sent = history.events.filter((event) => event.kind === 'email_sent');
  const told = new Set(sent.map((event) => event.data.messageId));
  const mails = history.mails.filter((mail) => !told.has(mail.messageId)).map(eventOfMail);
  const lines: readonly Line[] = [
    ...alone.filter(isCheck).map((one) => lineOfNotification(one, history, reading.locale)),
    ...[...history.events, ...mails].map((event) =>
      lineOfEvent(event, links.get(event) ?? null, history, reading),
    ),
    ...alone
      .filter((one) => !isCheck(one))
      .map((one) => lineOfNotification(one, history, reading.locale)),
  ];
  return [...lines]
    .sort((one, other) => one.atMs - other.atMs)
    .map(({ atMs, ...line }, index) => ({
      ...line,
      seq: index + 1,
      at: new Date(atMs).toISOString(),
    }));
}

type Line = Omit<TimelineEvent, 'seq' | 'at'> & { readonly atMs: number };

interface Arrived {
  readonly notification: ReadNotification;
  readonly again: boolean;
}

const isCheck = ({ notification }: Arrived): boolean => notification.kind === 'check';

function withRepeats(notifications: readonly ReadNotification[]): readonly Arrived[] {
  const told = new Set<string>();
  return notifications.map((notification) => {
    const tells = whatItTells(notification);
    const again = told.has(tells);
    told.add(tells);
    return { notification, again };
  });
}

function lineOfEvent(
  event: StoredEvent,
  cause: ReadNotification | null,
  history: OrderHistory,
  reading: Reading,
): Line {
  const operationId = event.data.operationId;
  const evidence =
    typeof operationId === 'string'
      ? evidenceOfOperation(operationId)
      : cause && evidenceOfNotification(cause.entry, reading.locale);
  const { atMs, kind, actor } = event;
  return { atMs, kind, actor, text: textOfEvent(event, history, reading), evidence };
}

const unreadable: Record<Locale, string> = {
  ru: 'Запись сделана более новой версией Kopeck, эта её не читает.',
  en: 'A newer version of Kopeck wrote this line; this version cannot read it.',
};

function textOfEvent(event: StoredEvent, history: OrderHistory, reading: Reading): string {
  const texts = eventTexts[reading.locale];
  if (!Object.hasOwn(texts, event.kind)) return unreadable[reading.locale];
  return texts[event.kind as EventKind](factsOfEvent(event, history, reading));
}

function lineOfNotification(
  { notification, again }: Arrived,
  history: OrderHistory,
  locale: Locale,
): Line {
  const { entry, kind } = notification;
  const { verdict, answer } = entry;
  const sum = sumOf(notification, history.currency, locale);
  return {
    atMs: entry.receivedAtMs,
    actor: bank,
    kind: kind === 'check' ? verdict : `notification_${verdict}`,
    text: notificationText({ kind, sum, verdict, answer, again }, locale),
    evidence: evidenceOfNotification(entry, locale),
  };
}

/** Cancel, Refund and receipts name no currency: it is the order's. */
function sumOf(
  { content }: ReadNotification,
  orderCurrency: string,
  locale: Locale,
): string | null {
  if (content === null) return null;
  const currency = 'currency' in content ? content.currency : orderCurrency;
  return sumText(content.amountMinor, currency, locale);
}
