import { refusalText } from '../notifications/answer.ts';
import type { Attempt, Delivery, DeliveryStatus } from '../notifications/delivery.ts';
import type { PageLanguage } from '../pages.ts';
import { formatTime } from './format.ts';
import { sentFields } from './sent-fields.ts';
import { deliveryWords } from './words/deliveries.ts';

/** The colour and the sign of a state: those of the operations' states that mean the like. */
const marks: Readonly<Record<DeliveryStatus, string>> = {
  pending: 'Authorized',
  delivered: 'Completed',
  refused: 'Declined',
  gave_up: 'Declined',
  dropped: 'Cancelled',
};

/** One notification with everything about it; `isOpen` when the page is to show it unfolded. */
export function deliveryModel(delivery: Delivery, lang: PageLanguage, isOpen = false) {
  const words = deliveryWords[lang];
  const last = delivery.attempts.at(-1);
  const next = delivery.nextAttemptAtMs;
  return {
    id: delivery.id,
    isOpen,
    type: delivery.type,
    transactionId: delivery.transactionId ?? '',
    invoiceId: delivery.invoiceId ?? '',
    time: formatTime(delivery.createdAtMs, lang),
    status: marks[delivery.status],
    statusText: words.statuses[delivery.status],
    method: delivery.method,
    url: delivery.url,
    sent: delivery.sent,
    fields: sentFields(delivery),
    note: noteOf(delivery, lang),
    attemptCount: delivery.attemptCount,
    next: next === null ? '' : formatTime(next, lang),
    took: last?.tookMs ?? 0,
    lastReason: last?.reason ? refusalText(last.reason, lang) : '',
    attempts: delivery.attempts
      .map((attempt, index) => attemptModel(attempt, index, delivery, lang))
      .toReversed(),
  };
}

function noteOf({ signature, insteadOf }: Delivery, lang: PageLanguage): string {
  const words = deliveryWords[lang];
  const notes = [
    ...(signature === 'right' ? [] : [words.byHand[signature]]),
    ...(insteadOf === null ? [] : [`${words.notSimulated}: ${insteadOf}`]),
  ];
  return notes.join('. ');
}

function attemptModel(attempt: Attempt, index: number, delivery: Delivery, lang: PageLanguage) {
  const words = deliveryWords[lang];
  const headers = Object.entries(attempt.headers).map(([name, value]) => `${name}: ${value}`);
  return {
    key: `${delivery.id}-${index}`,
    time: formatTime(attempt.startedAtMs, lang),
    took: attempt.tookMs,
    status: attempt.status === null ? words.noAnswer : String(attempt.status),
    answered: attempt.status !== null,
    answer: attempt.answer ?? '',
    reason: attempt.reason === null ? '' : refusalText(attempt.reason, lang),
    fault: attempt.fault ?? '',
    headers: headers.join('\n'),
    thinned: headers.length === 0 && attempt.answer === null && attempt.status !== null,
    url: attempt.url === delivery.url ? '' : attempt.url,
    sent: attempt.sent ?? '',
  };
}
