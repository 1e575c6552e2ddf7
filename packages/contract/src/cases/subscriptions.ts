import { casesOf } from '../case.ts';
import { fixtures } from '../fixtures.ts';
import { subscriptionRules } from '../models/others.ts';
import { conforms, datesAgree } from '../models/rules.ts';
import { likePublished } from '../published.ts';
import { fieldOf, type JsonObject } from '../wire/json.ts';
import { createPlan, dayMs, isoOf, withPlan } from './plan.ts';

/** Plans of regular payments (reference 2.9). */
export const subscriptionCases = casesOf('subscriptions', [
  {
    name: 'create',
    claim: {
      ru: 'Новая подписка: Active (0), номер sc_…, все поля модели, даты согласны',
      en: 'A new plan: Active (0), an Id sc_…, every field of the model, dates that agree',
    },
    section: '2.9',
    run: (bench, check) =>
      withPlan(bench, check, async (plan) => {
        check.matches('Model.Id', plan.Id, /^sc_[0-9a-f]+$/i);
        check.equal('Model.Status', plan.Status, 'Active');
        check.equal('Model.StatusCode', plan.StatusCode, 0);
        check.equal('Model.SuccessfulTransactionsNumber', plan.SuccessfulTransactionsNumber, 0);
        check.equal('Model.FailedTransactionsNumber', plan.FailedTransactionsNumber, 0);
        check.equal('Model.NextTransactionDate', plan.NextTransactionDate, plan.StartDate);
        check.equal('Model.LastTransactionDate', plan.LastTransactionDate, null);
        conforms(check, 'Model', plan, subscriptionRules);
        datesAgree(check, 'Model', plan);
        likePublished(check, 'Model', plan, fixtures.subscription.body.Model);
      }),
  },
  {
    name: 'intervals',
    claim: {
      ru: 'Interval — Day (2) или Month (1); период и предел платежей возвращаются',
      en: 'Interval is Day (2) or Month (1); the period and the limit of charges come back',
    },
    section: '2.9',
    run: async (bench, check) => {
      for (const [Interval, code] of [
        ['Day', 2],
        ['Month', 1],
      ] as const) {
        const use = async (plan: JsonObject) => {
          check.equal(`${Interval} Model.Interval`, plan.Interval, Interval);
          check.equal(`${Interval} Model.IntervalCode`, plan.IntervalCode, code);
          check.equal(`${Interval} Model.Period`, plan.Period, 2);
          check.equal(`${Interval} Model.MaxPeriods`, plan.MaxPeriods, 6);
        };
        await withPlan(bench, check, use, { Interval, Period: 2, MaxPeriods: 6 });
      }
    },
  },
  {
    name: 'week',
    claim: { ru: 'Код недели — 0', en: 'The code of a week is 0' },
    section: '2.9',
    basis: 'unverified',
    run: (bench, check) =>
      withPlan(
        bench,
        check,
        async (plan) => check.equal('Model.IntervalCode', plan.IntervalCode, 0),
        { Interval: 'Week' },
      ),
  },
  {
    name: 'read',
    claim: {
      ru: 'get и find показывают подписку так же, как create; find — массив',
      en: 'get and find show a plan as create does; find gives an array',
    },
    section: '2.9',
    run: (bench, check) =>
      withPlan(bench, check, async (plan, id) => {
        const got = check.accepted(await bench.api('subscriptions/get', { Id: id }));
        check.equal('subscriptions/get Model', got, plan);
        const found = await bench.api('subscriptions/find', { accountId: plan.AccountId });
        check.done(found);
        check.equal('subscriptions/find Model', found.model, [plan]);
        const nobody = await bench.api('subscriptions/find', { accountId: bench.invoice() });
        check.equal('subscriptions/find nobody Model', nobody.model, []);
      }),
  },
  {
    name: 'update',
    claim: {
      ru: 'update меняет сумму, описание и период, остальное оставляет',
      en: 'update changes the sum, description and period and leaves the rest',
    },
    section: '2.9',
    run: (bench, check) =>
      withPlan(bench, check, async (plan, id) => {
        const change = { Amount: 499, Description: 'Чай дороже', Period: 2 };
        const next = check.accepted(await bench.api('subscriptions/update', { Id: id, ...change }));
        check.equal('subscriptions/update Model', next, { ...plan, ...change });
      }),
  },
  {
    name: 'cancel',
    claim: {
      ru: 'cancel отвечает без Model, статус становится Cancelled, следующей даты нет',
      en: 'cancel answers with no Model, the status is Cancelled, there is no next date',
    },
    section: '2.9',
    run: (bench, check) =>
      withPlan(bench, check, async (_plan, id) => {
        const answer = await bench.api('subscriptions/cancel', { Id: id });
        check.done(answer);
        check.equal('subscriptions/cancel Model', answer.model, undefined);
        const plan = check.accepted(await bench.api('subscriptions/get', { Id: id }));
        check.equal('subscriptions/get Model.Status', plan.Status, 'Cancelled');
        check.equal('subscriptions/get Model.NextTransactionDate', plan.NextTransactionDate, null);
        const published = fixtures.subscriptionCancelled.body.Model;
        check.equal('subscriptions/get Model.StatusCode', plan.StatusCode, published.StatusCode);
      }),
  },
  {
    name: 'revived',
    claim: {
      ru: 'Изменение отменённой подписки снова делает её Active',
      en: 'A change of a cancelled plan makes it Active again',
    },
    section: '2.9',
    run: (bench, check) =>
      withPlan(bench, check, async (_plan, id) => {
        check.done(await bench.api('subscriptions/cancel', { Id: id }));
        check.accepted(await bench.api('subscriptions/update', { Id: id, Amount: 401 }));
        const plan = check.accepted(await bench.api('subscriptions/get', { Id: id }));
        check.equal('subscriptions/get Model.Status', plan.Status, 'Active');
      }),
  },
  {
    name: 'wrong',
    claim: {
      ru: 'Не принимаются: дата в прошлом, неизвестный интервал, период 0, срок дольше года',
      en: 'Not taken: a date in the past, an unknown interval, a period of 0, more than a year',
    },
    section: '2.9',
    run: async (bench, check) => {
      const wrong: readonly JsonObject[] = [
        { StartDate: isoOf((await bench.clock.now()) - dayMs) },
        { Interval: 'Fortnight' },
        { Period: 0 },
        { Interval: 'Month', Period: 13 },
        { MaxPeriods: 0 },
      ];
      for (const fields of wrong) {
        const answer = await createPlan(bench, check, fields);
        check.equal(
          `subscriptions/create ${JSON.stringify(fields)} Success`,
          answer.success,
          false,
        );
        const id = fieldOf(answer.model, 'Id');
        if (id !== undefined) await bench.api('subscriptions/cancel', { Id: id });
      }
    },
  },
  {
    name: 'required',
    claim: {
      ru: 'Без любого обязательного поля подписка не создаётся',
      en: 'Without any of its required fields no plan is made',
    },
    section: '2.9',
    run: async (bench, check) => {
      const names = [
        'Token',
        'AccountId',
        'Description',
        'Amount',
        'Currency',
        'StartDate',
        'Interval',
        'Period',
      ];
      for (const name of names) {
        const answer = await createPlan(bench, check, { [name]: undefined });
        check.equal(`without ${name}: Success`, answer.success, false);
        const id = fieldOf(answer.model, 'Id');
        if (id !== undefined) await bench.api('subscriptions/cancel', { Id: id });
      }
    },
  },
  {
    name: 'unknown',
    claim: {
      ru: 'Неизвестная подписка: Success false у get, update и cancel',
      en: 'An unknown plan: Success false of get, update and cancel',
    },
    section: '2.9',
    run: async ({ api }, check) => {
      for (const method of ['get', 'update', 'cancel']) {
        check.malformed(await api(`subscriptions/${method}`, { Id: 'sc_0000000000000' }));
      }
    },
  },
]);
