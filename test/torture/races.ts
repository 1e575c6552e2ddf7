import type { OrderDetail, OrderView } from '@kopeck/api';
import { payFields, type Shop } from '../support/shop.ts';
import type { Trial, TrialOptions } from './report.ts';
import { brokenRule } from './rules.ts';
import { settledOrder } from './settled-order.ts';
import type { World } from './world.ts';

/** An order whose money is held at the gateway and in our books. */
interface Scene {
  readonly order: OrderView;
  readonly transactionId: string;
  readonly paymentId: string;
  readonly version: number;
}

type Act = (shop: Shop, scene: Scene) => Promise<{ readonly status: number }>;

const about = (scene: Scene) => ({
  ...payFields(scene.order, { TransactionId: scene.transactionId }),
});
const without = (fields: Readonly<Record<string, string>>, ...names: readonly string[]) =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
let nextRefund = BigInt(Date.now()) * 2_000n;

/** What can happen to one order at one instant: a message of the gateway's, or a person's command. */
const acts: Readonly<Record<string, Act>> = {
  'Pay again': (shop, scene) => shop.notify('/pay', about(scene)),
  'second Pay': (shop, scene) => shop.notify('/pay', payFields(scene.order)),
  Fail: (shop, scene) =>
    shop.notify('/fail', {
      ...without(about(scene), 'Status', 'GatewayName'),
      Reason: 'InsufficientFunds',
      ReasonCode: '5051',
    }),
  Confirm: (shop, scene) =>
    shop.notify('/confirm', {
      ...without(about(scene), 'OperationType', 'GatewayName'),
      Status: 'Completed',
    }),
  Refund: (shop, scene) =>
    shop.notify('/refund', {
      TransactionId: String(nextRefund++),
      PaymentTransactionId: scene.transactionId,
      Amount: '700.00',
      DateTime: '2026-11-24 09:30:05',
      OperationType: 'Refund',
      InvoiceId: scene.order.invoiceId,
    }),
  Cancel: (shop, scene) =>
    shop.notify('/cancel', {
      TransactionId: scene.transactionId,
      Amount: '1500.00',
      DateTime: '2026-11-24 09:30:05',
      InvoiceId: scene.order.invoiceId,
    }),
  confirm: (shop, scene) => command(shop, scene, 'confirm', { amount: '900.00' }),
  void: (shop, scene) => command(shop, scene, 'void', {}),
  refund: (shop, scene) => command(shop, scene, 'refund', { amount: '100.00', reason: 'гонка' }),
  'look up': (shop, scene) => shop.call('POST', `/api/payments/${scene.paymentId}/look-up`),
};

const command = (shop: Shop, scene: Scene, kind: string, fields: object) =>
  shop.call('POST', `/api/payments/${scene.paymentId}/${kind}`, {
    version: scene.version,
    ...fields,
  });

export const pairs: readonly (readonly [string, string])[] = Object.keys(acts).flatMap(
  (one, index) =>
    Object.keys(acts)
      .slice(index)
      .map((other) => [one, other] as const),
);

/**
 * Each pair at the same instant on one order, at two servers, `times` times in all: whatever comes first, the
 * books hold what they must, nobody gets a 5xx, and what the gateway did is what we say it did.
 */
export async function races(world: World, options: TrialOptions): Promise<Trial> {
  const startedAt = performance.now();
  const problems: string[] = [];
  let wrong = 0;
  for (let done = 0; done < options.times; done += 1) {
    const [one, other] = pairs[(options.seed + done) % pairs.length] ?? ['confirm', 'void'];
    const found = await race(world, one, other);
    if (found !== null) {
      wrong += 1;
      problems.push(`${one} with ${other}: ${found}`);
    }
    options.onProgress(done + 1);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  return { what: 'pairs at one instant', times: options.times, lost: 0, wrong, seconds, problems };
}

async function race(world: World, one: string, other: string): Promise<string | null> {
  const first = world.servers[0]?.shop;
  const second = (world.servers[1] ?? world.servers[0])?.shop;
  if (first === undefined || second === undefined) return 'a world without servers';
  const scene = await sceneOf(first);
  const [act, react] = [acts[one], acts[other]];
  if (act === undefined || react === undefined) return 'an unknown act';
  const answers = await Promise.all([act(first, scene), react(second, scene)]);
  if (answers.some(({ status }) => status >= 500)) {
    return `answered ${answers.map(({ status }) => status).join(' and ')}`;
  }
  const detail = await settledOrder(first, scene.order.id);
  return brokenRule(detail) ?? (await doubled(world, scene, detail));
}

async function sceneOf(shop: Shop): Promise<Scene> {
  const { order, payment } = await shop.heldPayment();
  return {
    order,
    transactionId: payment.transactionId ?? '',
    paymentId: payment.id,
    version: payment.version,
  };
}

/** Every effect at the gateway has its one line in our books. */
async function doubled(world: World, scene: Scene, detail: OrderDetail): Promise<string | null> {
  const confirms = await world.simulator.effects('Confirm', scene.transactionId);
  if (confirms > 1) return `the gateway confirmed ${confirms} times`;
  const refunds = await world.simulator.refundsOf(scene.transactionId);
  const events = detail.events.length;
  return refunds.length > 1
    ? `the gateway refunded ${refunds.length} times (${events} lines)`
    : null;
}
