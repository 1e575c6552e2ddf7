import type { Bench } from '../bench.ts';
import type { Check } from '../check.ts';
import { savedCard } from '../steps.ts';
import type { Answer } from '../wire/client.ts';
import type { JsonObject } from '../wire/json.ts';

export const dayMs = 24 * 60 * 60 * 1000;

export const isoOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 19);

export async function createPlan(
  bench: Bench,
  check: Check,
  fields: JsonObject = {},
): Promise<Answer> {
  const { token, accountId } = await savedCard(bench, check);
  return bench.api('subscriptions/create', {
    Token: token,
    AccountId: accountId,
    Description: 'Чай по подписке',
    Email: 'payer@example.test',
    Amount: 399,
    Currency: 'RUB',
    RequireConfirmation: false,
    StartDate: isoOf((await bench.clock.now()) + dayMs),
    Interval: 'Month',
    Period: 1,
    ...fields,
  });
}

/** A plan that is cancelled again when the case is over, so that it never charges. */
export async function withPlan(
  bench: Bench,
  check: Check,
  use: (plan: JsonObject, id: string) => Promise<void>,
  fields: JsonObject = {},
): Promise<void> {
  const plan = check.accepted(await createPlan(bench, check, fields));
  const id = String(plan.Id);
  try {
    await use(plan, id);
  } finally {
    await bench.api('subscriptions/cancel', { Id: id });
  }
}
