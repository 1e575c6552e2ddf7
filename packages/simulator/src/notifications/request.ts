import type { Clock } from '../clock.ts';
import type { FaultName, NotificationPlace } from '../faults/catalogue.ts';
import type { FaultRule, Faults } from '../faults/faults.ts';
import type { Facts } from '../faults/match.ts';
import { refusalOf, type ShopAnswer } from './answer.ts';
import type { Attempt, Delivery } from './delivery.ts';
import type { Parameters } from './encode.ts';
import type { Lanes } from './lanes.ts';
import { headersFor, type Message, messageOf, parametersIn, type SignedBytes } from './message.ts';
import { type Manner, type Sender, whole } from './send.ts';
import { bodyFaults, spoilt } from './spoil.ts';
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

export type RequestDeps = {
  readonly clock: Clock;
  readonly faults: Faults;
  readonly apiSecret: string;
  readonly signedBytes: SignedBytes;
  readonly lanes: Lanes;
  readonly sender: Sender;
};

const keptAnswerCharacters = 4096;

/** The faults of one attempt, each of its own kind, so that one of each may come together. */
type AttemptFaults = {
  readonly body: FaultRule | null;
  readonly signature: FaultRule | null;
  readonly transport: FaultRule | null;
  readonly answer: FaultRule | null;
};

const nothingWrong: AttemptFaults = { body: null, signature: null, transport: null, answer: null };

/**
 * One signed request to the shop, spoilt by the faults that are on, and what came of it. The time the
 * shop may take is the machine's; what a fault adds to it is of the simulator's clock.
 */
export async function request(
  deps: RequestDeps,
  delivery: Delivery,
  options: { readonly timeoutMs: number; readonly faults: boolean },
): Promise<{ readonly answer: ShopAnswer; readonly attempt: Attempt }> {
  const { clock } = deps;
  const { timeoutMs } = options;
  const startedAtMs = clock.now();
  const started = performance.now();
  const wrong = options.faults ? attemptFaults(deps.faults, delivery) : nothingWrong;
  const message = wrong.body === null ? messageOf(delivery) : spoilt(delivery, wrong.body);
  const headers = headersFor(delivery, message, {
    apiSecret: deps.apiSecret,
    signature: signatureUnder(delivery, wrong.signature),
    bytes: deps.signedBytes,
  });
  const exchange = async (): Promise<ShopAnswer> => {
    if (wrong.transport?.fault === 'timeout_before') {
      await clock.sleep(timeoutMs);
      return { kind: 'timed_out', afterMs: timeoutMs };
    }
    const { method, url, body } = message;
    const send = () =>
      deps.sender.send({ method, url, headers, body }, timeoutMs, mannerOf(wrong.transport));
    const answer = await clock.during(deps.lanes.run(delivery.type, send));
    return wrong.answer?.fault === 'answer_late'
      ? late(clock, answer, wrong.answer.delayMs, timeoutMs)
      : answer;
  };
  const answer = await exchange();
  const tookMs = Math.round((performance.now() - started) * 10) / 10;
  const attempt = attemptOf(delivery, { message, headers, answer, wrong, startedAtMs, tookMs });
  return { answer, attempt };
}

function attemptFaults(faults: Faults, delivery: Delivery): AttemptFaults {
  const place = places[delivery.type];
  const facts = () => factsIn(delivery);
  const take = (...among: readonly FaultName[]) => faults.take(place, among, facts);
  // The dispatcher asks a Check's own time-out before there is a request at all.
  const silence: readonly FaultName[] = delivery.type === 'Check' ? [] : ['timeout_before'];
  return {
    body: take(...bodyFaults),
    signature: take('corrupt_signature', 'no_signature'),
    transport: take('reset', 'half_request', 'slow_drip', ...silence),
    answer: take('answer_lost', 'answer_late'),
  };
}

function signatureUnder(delivery: Delivery, rule: FaultRule | null) {
  if (rule?.fault === 'corrupt_signature') return 'wrong';
  return rule?.fault === 'no_signature' ? 'none' : delivery.signature;
}

function mannerOf(rule: FaultRule | null): Manner {
  if (rule?.fault === 'reset') return { kind: 'cut' };
  if (rule?.fault === 'half_request') return { kind: 'half' };
  if (rule?.fault === 'slow_drip') return { kind: 'drip', durationMs: rule.delayMs };
  return whole;
}

/** The answer as the gateway hears it, so much later; beyond the time-out it hears none. */
async function late(clock: Clock, answer: ShopAnswer, lateMs: number, timeoutMs: number) {
  const inTime = lateMs < timeoutMs;
  await clock.sleep(inTime ? lateMs : timeoutMs);
  return inTime ? answer : ({ kind: 'timed_out', afterMs: timeoutMs } as const);
}

/** Faults that keep the notification or its answer from arriving, whatever the shop did. */
const spoiling: readonly FaultName[] = ['answer_lost', 'reset', 'timeout_before'];

function attemptOf(
  delivery: Delivery,
  done: {
    readonly message: Message;
    readonly headers: Readonly<Record<string, string>>;
    readonly answer: ShopAnswer;
    readonly wrong: AttemptFaults;
    readonly startedAtMs: number;
    readonly tookMs: number;
  },
): Attempt {
  const { message, headers, answer, wrong, startedAtMs, tookMs } = done;
  const named = Object.values(wrong).flatMap((rule) => (rule === null ? [] : [rule.fault]));
  const spoiler = named.find((fault) => spoiling.includes(fault));
  const answered = answer.kind === 'answered';
  return {
    startedAtMs,
    tookMs,
    method: message.method,
    url: message.url,
    headers,
    sent: message.sent === delivery.sent ? null : message.sent,
    status: answered ? answer.status : null,
    answer: answered ? answer.body.slice(0, keptAnswerCharacters) : null,
    reason: spoiler === undefined ? refusalOf(answer) : { kind: 'fault', fault: spoiler },
    fault: named.length === 0 ? null : named.join(', '),
  };
}

const kinds: Readonly<Record<string, string>> = {
  Payment: 'payment',
  Refund: 'refund',
  CardPayout: 'payout',
};

/** What a notification tells of itself, for faults that are limited to some of them. */
export function factsIn(delivery: Delivery): Facts {
  return factsOfParameters(delivery.type, parametersIn(delivery));
}

export function factsOfParameters(type: NotificationType, parameters: Parameters): Facts {
  const values = new Map(parameters);
  const get = (name: string) => values.get(name) || null;
  const ends = [get('CardFirstSix'), get('CardLastFour')] as const;
  return {
    type,
    invoiceId: get('InvoiceId'),
    accountId: get('AccountId'),
    email: get('Email'),
    amount: get('Amount'),
    currency: get('Currency'),
    card: ends[0] === null || ends[1] === null ? null : `${ends[0]}......${ends[1]}`,
    kind: kinds[get('OperationType') ?? ''] ?? null,
    method: get('PaymentMethod') ?? (ends[0] === null ? null : 'Card'),
    transactionId: get('TransactionId'),
    subscriptionId: type === 'Recurrent' ? get('Id') : get('SubscriptionId'),
  };
}
