import type { Bench } from '../bench.ts';
import { casesOf } from '../case.ts';
import type { Check } from '../check.ts';
import { fixtures } from '../fixtures.ts';
import { conforms, epochOf } from '../models/rules.ts';
import { transactionRules } from '../models/transaction.ts';
import { likePublished } from '../published.ts';
import { charged, held, idOf, refundOf } from '../steps.ts';
import type { Answer } from '../wire/client.ts';
import { fieldOf, type JsonObject } from '../wire/json.ts';

const hourMs = 60 * 60 * 1000;
const dayMs = 24 * hourMs;
const pageSize = 100;

/** Days are counted in the zone of a request (reference 1.6). */
const zones = { HST: -10, MSK: 3, ANAT: 12 } as const;

const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

function listed(check: Check, answer: Answer): readonly unknown[] {
  check.done(answer);
  return Array.isArray(answer.model)
    ? answer.model
    : check.stop(`${answer.path} Model`, answer.model, '[…]');
}

const ids = (items: readonly unknown[]) => items.map((item) => fieldOf(item, 'TransactionId'));

/** Everything of a period, page after page. */
async function pagesOf(
  bench: Bench,
  check: Check,
  fields: JsonObject,
): Promise<readonly unknown[]> {
  const all: unknown[] = [];
  for (let PageNumber = 1; PageNumber <= 50; PageNumber += 1) {
    const page = listed(check, await bench.api('v2/payments/list', { ...fields, PageNumber }));
    all.push(...page);
    if (page.length < pageSize) break;
  }
  return all;
}

/** Exports by day and by period (reference 2.8). */
export const exportCases = casesOf('reads', [
  {
    name: 'list-day',
    claim: {
      ru: 'payments/list за день: есть и платёж, и возврат, и отклонённый; строки как опубликованные',
      en: 'payments/list of a day has the payment, the refund and the declined one, as published',
    },
    section: '2.8',
    run: async (bench, check) => {
      const { id, model } = await charged(bench, check, 10);
      const refundId = idOf(check, await refundOf(bench, id, 4));
      const declinedId = idOf(check, await bench.pay('charge', { card: 'declined' }));
      const day = String(model.CreatedDateIso).slice(0, 10);
      const answer = await bench.api('payments/list', { Date: day });
      const items = listed(check, answer);
      for (const one of [id, refundId, declinedId]) {
        check.holds(
          'payments/list TransactionId',
          ids(items).length,
          `${one} among them`,
          ids(items).includes(one),
        );
      }
      const own = items.find((item) => fieldOf(item, 'TransactionId') === id);
      conforms(check, 'payments/list Model[…]', own, transactionRules);
      likePublished(check, 'payments/list Model', [own], fixtures.list.body.Model);
    },
  },
  {
    name: 'list-other-day',
    claim: {
      ru: 'В выгрузке другого дня сегодняшней операции нет',
      en: "An operation of today is not in another day's export",
    },
    section: '2.8',
    run: async (bench, check) => {
      const { id, model } = await charged(bench, check, 10);
      const created = epochOf(model.CreatedDate) ?? 0;
      for (const days of [-1, 1]) {
        const items = listed(
          check,
          await bench.api('payments/list', { Date: dayOf(created + days * dayMs) }),
        );
        check.holds('payments/list', ids(items).length, `without ${id}`, !ids(items).includes(id));
      }
    },
  },
  {
    name: 'list-zone',
    claim: {
      ru: 'С TimeZone день считается в этом поясе',
      en: 'With TimeZone the day is counted in that zone',
    },
    section: '2.8',
    run: async (bench, check) => {
      const { id, model } = await charged(bench, check, 10);
      const created = epochOf(model.CreatedDate) ?? 0;
      for (const [TimeZone, hours] of Object.entries(zones)) {
        const local = created + hours * hourMs;
        const has = async (atMs: number) =>
          ids(
            listed(check, await bench.api('payments/list', { Date: dayOf(atMs), TimeZone })),
          ).includes(id);
        check.equal(`payments/list ${TimeZone}: its day`, await has(local), true);
        check.equal(`payments/list ${TimeZone}: the day before`, await has(local - dayMs), false);
      }
    },
  },
  {
    name: 'list-required',
    claim: {
      ru: 'Выгрузки без обязательных дат и страницы не принимаются',
      en: 'Exports without their dates or page are not taken',
    },
    section: '2.8',
    run: async ({ api, clock }, check) => {
      const now = await clock.now();
      const period = { CreatedDateGte: dayOf(now - dayMs), CreatedDateLte: dayOf(now + dayMs) };
      check.malformed(await api('payments/list', {}));
      check.malformed(await api('v2/payments/list', { ...period }));
      check.malformed(
        await api('v2/payments/list', { CreatedDateGte: period.CreatedDateGte, PageNumber: 1 }),
      );
      check.malformed(await api('v2/payments/list', { ...period, PageNumber: 0 }));
    },
  },
  {
    name: 'period',
    claim: {
      ru: 'v2/payments/list: операции периода, от старых к новым; границы со смещением понимаются',
      en: 'v2/payments/list: operations of the period, oldest first; offsets in the bounds are understood',
    },
    section: '2.8',
    run: async (bench, check) => {
      const first = await charged(bench, check, 10);
      const second = await charged(bench, check, 11);
      const from = (epochOf(first.model.CreatedDate) ?? 0) - 1000;
      const to = (epochOf(second.model.CreatedDate) ?? 0) + 1000;
      const moscow = (atMs: number) =>
        `${new Date(atMs + 3 * hourMs).toISOString().slice(0, 19)}+03:00`;
      const fields = { CreatedDateGte: moscow(from), CreatedDateLte: moscow(to + 1000) };
      const items = await pagesOf(bench, check, fields);
      const seen = ids(items);
      const both = [first.id, second.id].map((id) => seen.indexOf(id));
      const inOrder = (both[0] ?? -1) >= 0 && (both[0] ?? 0) < (both[1] ?? 0);
      check.holds('v2/payments/list', both, 'both, oldest first', inOrder);
      const times = items.map((item) => epochOf(fieldOf(item, 'CreatedDate')) ?? 0);
      const sorted = times.every((time, index) => index === 0 || time >= (times[index - 1] ?? 0));
      check.holds('v2/payments/list CreatedDate', times.length, 'ascending', sorted);
      const inside = times.every((time) => time >= from - 1000 && time <= to + 2000);
      check.holds('v2/payments/list CreatedDate', times.length, 'within the period', inside);
    },
  },
  {
    name: 'period-zone',
    claim: {
      ru: 'Границы без смещения читаются в поясе TimeZone, по умолчанию в UTC',
      en: 'Bounds without an offset are read in the zone of TimeZone, UTC by default',
    },
    section: '2.8',
    run: async (bench, check) => {
      const { id, model } = await charged(bench, check, 10);
      const created = epochOf(model.CreatedDate) ?? 0;
      const plain = (atMs: number) => new Date(atMs).toISOString().slice(0, 19);
      const has = async (shiftMs: number, TimeZone?: string) => {
        const fields = {
          CreatedDateGte: plain(created - 2000 + shiftMs),
          CreatedDateLte: plain(created + 2000 + shiftMs),
          ...(TimeZone === undefined ? {} : { TimeZone }),
        };
        return ids(await pagesOf(bench, check, fields)).includes(id);
      };
      check.equal('v2/payments/list UTC', await has(0), true);
      check.equal('v2/payments/list UTC + 3 h', await has(3 * hourMs), false);
      check.equal('v2/payments/list MSK', await has(3 * hourMs, 'MSK'), true);
      check.equal('v2/payments/list MSK, UTC hours', await has(0, 'MSK'), false);
    },
  },
  {
    name: 'statuses',
    claim: {
      ru: 'Statuses оставляет в выгрузке только названные статусы',
      en: 'Statuses leaves only the named statuses in the export',
    },
    section: '2.8',
    run: async (bench, check) => {
      const authorized = await held(bench, check, 10);
      const completed = await charged(bench, check, 10);
      const from = (epochOf(authorized.model.CreatedDate) ?? 0) - 1000;
      const period = {
        CreatedDateGte: new Date(from).toISOString(),
        CreatedDateLte: new Date((await bench.clock.now()) + hourMs).toISOString(),
      };
      const items = await pagesOf(bench, check, {
        ...period,
        Statuses: ['Authorized', 'Declined'],
      });
      const seen = ids(items);
      check.equal('v2/payments/list Authorized', seen.includes(authorized.id), true);
      check.equal('v2/payments/list Completed', seen.includes(completed.id), false);
      const statuses = [...new Set(items.map((item) => String(fieldOf(item, 'Status'))))];
      const only = statuses.every((status) => ['Authorized', 'Declined'].includes(status));
      check.holds('v2/payments/list Status', statuses, 'Authorized | Declined', only);
      const all = ids(await pagesOf(bench, check, period));
      check.equal('v2/payments/list all', all.includes(completed.id), true);
    },
  },
  {
    name: 'pages',
    claim: {
      ru: 'Страница выгрузки — не больше 100 строк; за последней пусто; строки не повторяются',
      en: 'A page of an export has at most 100 rows; past the last it is empty; no row comes twice',
    },
    section: '2.8',
    run: async (bench, check) => {
      await charged(bench, check, 10);
      const now = await bench.clock.now();
      const period = {
        CreatedDateGte: new Date(now - dayMs).toISOString(),
        CreatedDateLte: new Date(now + hourMs).toISOString(),
      };
      const page = async (PageNumber: number) =>
        listed(check, await bench.api('v2/payments/list', { ...period, PageNumber }));
      const [first, second] = [await page(1), await page(2)];
      check.holds(
        'v2/payments/list page 1',
        first.length,
        '1…100',
        first.length > 0 && first.length <= pageSize,
      );
      if (first.length < pageSize) check.equal('v2/payments/list page 2', second.length, 0);
      const repeated = ids(second).filter((id) => ids(first).includes(id));
      check.equal('v2/payments/list rows on both pages', repeated, []);
      check.equal('v2/payments/list page 5000', await page(5000), []);
    },
  },
]);
