import type { Clock } from '../clock.ts';
import type { FaultName, NotificationPlace } from '../faults/catalogue.ts';
import type { Faults } from '../faults/faults.ts';
import { refusalOf, type ShopAnswer } from './answer.ts';
import type { Attempt, Delivery } from './delivery.ts';
import type { Sender } from './send.ts';
import { signatureHeaders } from './sign.ts';
import type { NotificationType } from './types.ts';

export const places: Readonly<Record<NotificationType, NotificationPlace>> = {
  Check: 'check',
  Pay: 'pay',
  Fail: 'fail',
  Confirm: 'confirm_notification',
  Refund: 'refund_notification',
  Recurrent: 'recurrent',
  Cancel: 'cancel',
  Receipt: 'receipt',
};

const faultsOfAnAttempt: readonly FaultName[] = [
  'corrupt_signature',
  'reset',
  'answer_lost',
  'timeout_before',
];

type RequestDeps = {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly apiSecret: string;
  /** Check never queues behind a shop that is slow with the rest. */
  readonly checkSender: Sender;
  readonly sender: Sender;
};

const keptAnswerCharacters = 4096;

/** One signed request to the shop, spoilt by a fault if one is on, and what came of it. */
export async function request(
  deps: RequestDeps,
  delivery: Delivery,
  timeoutMs: number,
): Promise<{ readonly answer: ShopAnswer; readonly attempt: Attempt }> {
  const fault = deps.faults.take(places[delivery.type], faultsOfAnAttempt)?.fault ?? null;
  const { method, url, contentType, sent, decoded } = delivery;
  const secret = fault === 'corrupt_signature' ? `${deps.apiSecret}?` : deps.apiSecret;
  const headers: Record<string, string> = {
    ...(contentType === '' ? {} : { 'Content-Type': contentType }),
    ...signatureHeaders(sent, decoded, secret),
    'User-Agent': 'CloudPayments-Simulator',
  };
  const startedAtMs = deps.clock.now();
  const started = performance.now();
  const sender = delivery.type === 'Check' ? deps.checkSender : deps.sender;
  const answer: ShopAnswer =
    fault === 'timeout_before'
      ? { kind: 'no_connection', error: 'held back by a fault' }
      : await sender.send({ method, url, headers, body: sent }, timeoutMs, fault === 'reset');
  const spoilt = fault === 'answer_lost' || fault === 'reset' || fault === 'timeout_before';
  const answered = answer.kind === 'answered';
  const attempt: Attempt = {
    startedAtMs,
    tookMs: Math.round((performance.now() - started) * 10) / 10,
    method,
    url,
    headers,
    status: answered ? answer.status : null,
    answer: answered ? answer.body.slice(0, keptAnswerCharacters) : null,
    reason: spoilt ? { kind: 'fault', fault } : refusalOf(answer),
    fault,
  };
  return { answer, attempt };
}
