import type { OrderDetail, OrderView } from '@kopeck/api';
import { until } from '../support/kopeck.ts';
import { payFields, type Shop } from '../support/shop.ts';
import { aPayer } from '../system/simulator.ts';
import { createRandom, type Random } from './random.ts';
import type { Trial, TrialOptions } from './report.ts';
import { brokenRule } from './rules.ts';
import { settledOrder } from './settled-order.ts';
import type { World } from './world.ts';

const ordersPerRound = 16;
const patienceMs = 90_000;

/** One order of a round, with what was promised about it. */
interface Case {
  readonly order: OrderView;
  readonly fields: Readonly<Record<string, string>>;
  acknowledged: boolean;
  /** The operation that we said we would carry out. */
  operationId: string | null;
}

/**
 * Orders are paid at the gateway, its messages come in, some twice, and money is confirmed, while `strike` kills
 * something at a random moment; the gateway sends again what was not acknowledged. Afterwards every acknowledged
 * message is there, every promised command has ended, and none had an effect twice.
 */
export async function storm(
  world: World,
  options: TrialOptions & {
    readonly what: string;
    readonly strike: (random: Random) => Promise<void>;
  },
): Promise<Trial> {
  const startedAt = performance.now();
  const random = createRandom(options.seed);
  const problems: string[] = [];
  let lost = 0;
  let wrong = 0;
  for (let done = 0; done < options.times; done += 1) {
    const round = await strikeOnce(world, random, options.strike);
    lost += round.lost.length;
    wrong += round.wrong.length;
    problems.push(...[...round.lost, ...round.wrong].map((text) => `round ${done}: ${text}`));
    options.onProgress(done + 1);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  return { what: options.what, times: options.times, lost, wrong, seconds, problems };
}

async function strikeOnce(
  world: World,
  random: Random,
  strike: (random: Random) => Promise<void>,
): Promise<{ readonly lost: readonly string[]; readonly wrong: readonly string[] }> {
  const shops = world.servers.map((server) => server.shop);
  const cases = await Promise.all(
    Array.from({ length: ordersPerRound }, (_, index) => newCase(shopAt(shops, index))),
  );
  const load = Promise.all(
    cases.map(async (one, index) => {
      await pause(random.below(250));
      await work(shopAt(shops, index + random.below(2)), one, random);
    }),
  );
  await pause(random.below(300));
  await strike(random);
  await load;
  await Promise.all(world.servers.map((server) => server.ready()));
  return judge(world, shopAt(shops, 0), cases);
}

const shopAt = (shops: readonly Shop[], index: number): Shop => {
  const shop = shops[index % shops.length];
  if (shop === undefined) throw new Error('A world without servers.');
  return shop;
};

async function newCase(shop: Shop): Promise<Case> {
  const order = await shop.awaitingOrder({ email: aPayer() });
  // At the gateway first: what our books say can then be held against it.
  const { body } = await shop.pay(order, { skipCheck: true });
  const fields = payFields(order, { TransactionId: String(body.transactionId) });
  return { order, fields, acknowledged: false, operationId: null };
}

/** What the gateway and a director do about one order; whatever breaks off is what the storm is about. */
async function work(shop: Shop, one: Case, random: Random): Promise<void> {
  const twice = random.chance(0.3) ? 2 : 1;
  const answers = await Promise.all(
    Array.from({ length: twice }, () => shop.notify('/pay', one.fields).catch(() => null)),
  );
  one.acknowledged = answers.some((answer) => answer?.status === 200 && answer.body.code === 0);
  if (!one.acknowledged || random.chance(0.4)) return;
  const seen = await shop.order(one.order.id).catch(() => null);
  const payment = seen?.payments?.[0];
  if (payment?.status !== 'authorized') return;
  const amount = random.chance(0.5) ? '1500.00' : '900.00';
  const answer = await shop.command(payment, 'confirm', { amount }).catch(() => null);
  if (answer?.status === 202) one.operationId = answer.body.operation.id;
}

async function judge(world: World, shop: Shop, cases: readonly Case[]) {
  const lost: string[] = [];
  const wrong: string[] = [];
  await Promise.all(
    cases.map(async (one) => {
      const { order, fields } = one;
      const name = `order ${order.invoiceId}`;
      if (one.acknowledged && !isPaid(await shop.order(order.id))) {
        lost.push(`${name}: an acknowledged Pay is not there`);
      }
      // The gateway sends again what was not acknowledged.
      if (!one.acknowledged) await until(() => tryAgain(shop, fields), Boolean, patienceMs);
      const detail = await settledOrder(shop, order.id).catch(() => null);
      if (detail === null) {
        wrong.push(`${name}: a command did not end`);
        return;
      }
      const rule = isPaid(detail) ? brokenRule(detail) : `is ${detail.status}`;
      if (rule !== null) wrong.push(`${name}: ${rule}`);
      wrong.push(...(await againstGateway(world, name, one, detail)));
      const mails = await until(
        () => world.simulator.mailsTo(order.email),
        ({ length }) => length > 0,
        patienceMs,
      ).catch(() => []);
      const ids = new Set(mails.map((mail) => mail.messageId));
      if (ids.size === 0) lost.push(`${name}: the customer was not told`);
      if (ids.size > 1) wrong.push(`${name}: one cause, ${ids.size} Message-IDs`);
    }),
  );
  return { lost, wrong };
}

const isPaid = ({ status }: OrderDetail): boolean => status === 'paid';

const tryAgain = async (shop: Shop, fields: Case['fields']): Promise<boolean> =>
  (await shop.notify('/pay', fields).catch(() => null))?.status === 200;

async function againstGateway(
  world: World,
  name: string,
  one: Case,
  detail: OrderDetail,
): Promise<readonly string[]> {
  const transactionId = one.fields.TransactionId ?? '';
  const truth = await world.simulator.transaction(transactionId);
  const payment = detail.payments.find((each) => each.transactionId === transactionId);
  const problems: string[] = [];
  const effects = await world.simulator.effects('Confirm', transactionId);
  if (effects > 1) problems.push(`${name}: the gateway confirmed ${effects} times`);
  if (payment?.confirmedAmount !== truth?.confirmedAmount) {
    problems.push(`${name}: ${payment?.confirmedAmount} here, ${truth?.confirmedAmount} there`);
  }
  return problems;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
