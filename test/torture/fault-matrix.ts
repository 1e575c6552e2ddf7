import type { OperationView } from '@kopeck/api';
import { until } from '../support/kopeck.ts';
import type { Shop } from '../support/shop.ts';
import type { Trial, TrialOptions } from './report.ts';
import type { World } from './world.ts';

/** Every call to the gateway that moves money, and everything that can go wrong with its answer. */
const calls = ['confirm', 'void', 'refund'] as const;
const faults = [
  { fault: 'timeout_before', delayMs: 2_500 },
  { fault: 'answer_lost' },
  { fault: 'status_429' },
  { fault: 'status_500' },
  { fault: 'html' },
  { fault: 'half_answer' },
  { fault: 'wrong_json' },
  { fault: 'reset' },
] as const;

export const cells = calls.flatMap((call) => faults.map((fault) => ({ call, ...fault })));

/**
 * Gives each command while the gateway misbehaves in each way. It must end, as what really happened at the
 * gateway, with one effect at most.
 */
export async function faultMatrix(world: World, options: TrialOptions): Promise<Trial> {
  const shop = world.servers[0]?.shop;
  if (shop === undefined) throw new Error('A world without servers.');
  const startedAt = performance.now();
  const problems: string[] = [];
  let done = 0;
  const chosen = Array.from(
    { length: options.times },
    (_, index) => cells[(options.seed + index) % cells.length],
  );
  for (const cell of chosen) {
    if (cell === undefined) continue;
    const found = await tryCell(world, shop, cell);
    if (found !== null) problems.push(`${cell.call} × ${cell.fault}: ${found}`);
    done += 1;
    options.onProgress(done);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const wrong = problems.length;
  return { what: 'gateway calls × faults', times: done, lost: 0, wrong, seconds, problems };
}

async function tryCell(
  world: World,
  shop: Shop,
  cell: (typeof cells)[number],
): Promise<string | null> {
  const { order, payment: held } = await shop.heldPayment();
  if (cell.call === 'refund') {
    const taken = await shop.command(held, 'confirm');
    await ended(shop, taken.body.operation.id);
  }
  const [payment] = (await shop.order(order.id)).payments;
  if (payment === undefined) return 'no payment';
  const { call, ...fault } = cell;
  await world.simulator.fault({ on: call, ...fault });
  const { status, body } = await shop.command(payment, call);
  if (status !== 202) return `was answered ${status}`;
  const operation = await ended(shop, body.operation.id).catch(() => null);
  await world.simulator.clearFaults();
  if (operation === null) return 'did not end';
  const truth = await world.simulator.transaction(payment.transactionId);
  const happened = {
    confirm: truth?.status === 'Completed',
    void: truth?.status === 'Cancelled',
    refund: truth?.refundedAmount !== '0.00',
  }[call];
  if ((operation.status === 'accepted') !== happened) {
    return `ended ${operation.status}, and at the gateway it ${happened ? 'did' : 'did not'} happen`;
  }
  const type = { confirm: 'Confirm', void: 'Cancel', refund: 'Refund' }[call];
  const effects =
    call === 'refund'
      ? (await world.simulator.refundsOf(payment.transactionId)).length
      : await world.simulator.effects(type, payment.transactionId);
  return effects > 1 ? `had ${effects} effects` : null;
}

const ended = (shop: Shop, id: string): Promise<OperationView> =>
  until(
    () => shop.operation(id),
    ({ status }) => status === 'accepted' || status === 'declined',
    // A refund without a trace is called undone only after five minutes (ADR 3).
    360_000,
  );
