import { casesOf } from '../case.ts';
import { savedCard } from '../steps.ts';
import type { JsonObject } from '../wire/json.ts';
import { dayMs, withPlan } from './plan.ts';

/** What a plan does as time passes (reference 2.9). */
export const subscriptionChargeCases = casesOf('subscriptions', [
  {
    name: 'charges',
    claim: {
      ru: 'В назначенный день проходит платёж, и назначается следующий через месяц',
      en: 'On its day the charge is made, and the next one is set a month later',
    },
    section: '2.9',
    needs: ['clock'],
    run: (bench, check) =>
      withPlan(bench, check, async (plan, id) => {
        await bench.clock.pass(dayMs + 60_000);
        const after = check.accepted(await bench.api('subscriptions/get', { Id: id }));
        check.equal('Model.SuccessfulTransactionsNumber', after.SuccessfulTransactionsNumber, 1);
        check.equal('Model.Status', after.Status, 'Active');
        check.equal('Model.LastTransactionDateIso day', dayOf(after, 'Last'), dayOf(plan, 'Next'));
        const start = new Date(`${String(plan.StartDateIso)}Z`);
        const next = new Date(`${String(after.NextTransactionDateIso)}Z`);
        const months =
          (next.getUTCFullYear() - start.getUTCFullYear()) * 12 +
          next.getUTCMonth() -
          start.getUTCMonth();
        check.equal('Model.NextTransactionDateIso months later', months, 1);
      }),
  },
  {
    name: 'expires',
    claim: {
      ru: 'Когда прошли все MaxPeriods платежей, подписка — Expired',
      en: 'When all of MaxPeriods charges are made the plan is Expired',
    },
    section: '2.9',
    needs: ['clock'],
    run: (bench, check) =>
      withPlan(
        bench,
        check,
        async (_plan, id) => {
          await bench.clock.pass(3 * dayMs);
          const plan = check.accepted(await bench.api('subscriptions/get', { Id: id }));
          check.equal('Model.SuccessfulTransactionsNumber', plan.SuccessfulTransactionsNumber, 2);
          check.equal('Model.Status', plan.Status, 'Expired');
        },
        { Interval: 'Day', Period: 1, MaxPeriods: 2 },
      ),
  },
  {
    name: 'rejected',
    claim: {
      ru: 'Отклонённый платёж повторяется назавтра (PastDue), три подряд — Rejected',
      en: 'A declined charge is tried again the next day (PastDue), three in a row: Rejected',
    },
    section: '2.9',
    needs: ['clock'],
    run: async (bench, check) => {
      const { token, accountId } = await savedCard(bench, check, { card: 'tokenDeclined' });
      const fields = { Token: token, AccountId: accountId };
      const use = async (_plan: JsonObject, id: string) => {
        const seen: unknown[] = [];
        for (let day = 0; day < 3; day += 1) {
          await bench.clock.pass(dayMs + 60_000);
          const plan = check.accepted(await bench.api('subscriptions/get', { Id: id }));
          seen.push(plan.Status);
        }
        check.equal('Model.Status by days', seen, ['PastDue', 'PastDue', 'Rejected']);
      };
      await withPlan(bench, check, use, fields);
    },
  },
]);

const dayOf = (plan: JsonObject, which: 'Last' | 'Next') =>
  String(plan[`${which}TransactionDateIso`]).slice(0, 10);
