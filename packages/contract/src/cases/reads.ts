import { casesOf } from '../case.ts';
import { fixtures } from '../fixtures.ts';
import { conforms, datesAgree, epochOf } from '../models/rules.ts';
import { transactionRules } from '../models/transaction.ts';
import { likePublished } from '../published.ts';
import { charged, held, idOf, paid, readBack, refundOf } from '../steps.ts';
import { fieldOf } from '../wire/json.ts';

/** One transaction by its number or its order (reference 2.8). */
export const readCases = casesOf('reads', [
  {
    name: 'get',
    claim: {
      ru: 'payments/get показывает ту же транзакцию, как в опубликованном ответе',
      en: 'payments/get shows the same transaction, like the published answer',
    },
    section: '2.8',
    run: async (bench, check) => {
      const { id, invoiceId, model } = await charged(bench, check, 15.9);
      const answer = await bench.api('payments/get', { TransactionId: id });
      const read = check.accepted(answer);
      for (const name of ['TransactionId', 'Amount', 'Status', 'AuthCode', 'CreatedDate']) {
        check.equal(`payments/get Model.${name}`, read[name], model[name]);
      }
      check.equal('payments/get Model.InvoiceId', read.InvoiceId, invoiceId);
      likePublished(check, 'payments/get ', answer.json, fixtures.read.body);
    },
  },
  {
    name: 'get-unknown',
    claim: {
      ru: 'Неизвестная транзакция: Success false, Message и без Model',
      en: 'An unknown transaction: Success false, a Message and no Model',
    },
    section: '1.3',
    run: async ({ api }, check) => {
      const answer = await api('payments/get', { TransactionId: 1 });
      check.malformed(answer);
      check.matches('payments/get Message', answer.message, /\S/);
    },
  },
  {
    name: 'get-required',
    claim: {
      ru: 'payments/get без TransactionId не принимается',
      en: 'payments/get with no TransactionId is not taken',
    },
    section: '1.3',
    run: async ({ api }, check) => {
      check.malformed(await api('payments/get', {}));
    },
  },
  {
    name: 'get-declined',
    claim: {
      ru: 'Отклонённый платёж читается с Success false и Model',
      en: 'A declined payment is read with Success false and a Model',
    },
    section: '2.8',
    run: async (bench, check) => {
      const id = idOf(check, await bench.pay('charge', { card: 'declined' }));
      const answer = await bench.api('payments/get', { TransactionId: id });
      check.equal('payments/get Success', answer.success, false);
      check.equal('payments/get Model.Status', fieldOf(answer.model, 'Status'), 'Declined');
      check.equal('payments/get Model.ReasonCode', fieldOf(answer.model, 'ReasonCode'), 5051);
    },
  },
  {
    name: 'find',
    claim: {
      ru: 'payments/find и v2/payments/find находят платёж по номеру заказа',
      en: 'payments/find and v2/payments/find find a payment by its order number',
    },
    section: '2.8',
    run: async (bench, check) => {
      const { id, invoiceId } = await charged(bench, check, 10);
      for (const path of ['payments/find', 'v2/payments/find']) {
        const model = check.accepted(await bench.api(path, { InvoiceId: invoiceId }));
        check.equal(`${path} Model.TransactionId`, model.TransactionId, id);
        conforms(check, `${path} Model`, model, transactionRules);
      }
    },
  },
  {
    name: 'find-last',
    claim: {
      ru: 'Из нескольких попыток одного заказа находится последняя',
      en: 'Of several attempts at one order the last one is found',
    },
    section: '2.8',
    run: async (bench, check) => {
      const fields = { InvoiceId: bench.invoice() };
      await bench.pay('charge', { card: 'declined', fields });
      const last = idOf(check, await bench.pay('charge', { fields }));
      for (const path of ['payments/find', 'v2/payments/find']) {
        const model = check.accepted(await bench.api(path, fields));
        check.equal(`${path} Model.TransactionId`, model.TransactionId, last);
      }
    },
  },
  {
    name: 'find-refund',
    claim: {
      ru: 'v2/payments/find находит и возврат, payments/find — только платёж',
      en: 'v2/payments/find finds a refund too, payments/find only the payment',
    },
    section: '2.8',
    run: async (bench, check) => {
      const { id, invoiceId } = await charged(bench, check, 10);
      const refundId = idOf(check, await refundOf(bench, id, 4));
      const fields = { InvoiceId: invoiceId };
      const old = await bench.api('payments/find', fields);
      check.equal('payments/find TransactionId', fieldOf(old.model, 'TransactionId'), id);
      const all = await bench.api('v2/payments/find', fields);
      check.equal('v2/payments/find TransactionId', fieldOf(all.model, 'TransactionId'), refundId);
    },
  },
  {
    name: 'find-declined',
    claim: {
      ru: 'Найденный отклонённый платёж: Success false и Model, как в опубликованном ответе',
      en: 'A declined payment that is found: Success false and a Model, like the published answer',
    },
    section: '2.8',
    run: async (bench, check) => {
      const fields = { InvoiceId: bench.invoice() };
      await bench.pay('charge', { card: 'declined', fields });
      const answer = await bench.api('payments/find', fields);
      check.equal('payments/find Success', answer.success, false);
      check.equal('payments/find Model.Status', fieldOf(answer.model, 'Status'), 'Declined');
      likePublished(check, 'payments/find ', answer.json, fixtures.foundDeclined.body);
    },
  },
  {
    name: 'find-unknown',
    claim: {
      ru: 'Неизвестный заказ: Success false и «Not found», без Model',
      en: 'An unknown order: Success false and "Not found", no Model',
    },
    section: '2.8',
    run: async ({ api, invoice }, check) => {
      for (const path of ['payments/find', 'v2/payments/find']) {
        const answer = await api(path, { InvoiceId: invoice() });
        check.malformed(answer);
        likePublished(check, `${path} `, answer.json, fixtures.notFound.body);
        check.equal(`${path} Message`, answer.message, fixtures.notFound.body.Message);
      }
    },
  },
  {
    name: 'dates-of-parts',
    claim: {
      ru: 'ConfirmDate двухстадийного платежа — время подтверждения, даты согласны между собой',
      en: 'ConfirmDate of a two-stage payment is the time of its confirm; the dates agree',
    },
    section: '2.3',
    run: async (bench, check) => {
      const { id } = await held(bench, check, 10);
      check.done(await bench.api('payments/confirm', { TransactionId: id, Amount: 10 }));
      const read = await readBack(bench, check, id);
      datesAgree(check, 'payments/get Model', read);
      const [created, authorized, confirmed] = ['CreatedDate', 'AuthDate', 'ConfirmDate'].map(
        (name) => epochOf(read[name]) ?? Number.NaN,
      );
      const inOrder =
        Number(created) <= Number(authorized) && Number(authorized) <= Number(confirmed);
      check.holds(
        'CreatedDate, AuthDate, ConfirmDate',
        [created, authorized, confirmed],
        '≤ ≤',
        inOrder,
      );
    },
  },
  {
    name: 'chargebacks',
    claim: {
      ru: 'Выгрузка претензий — массив, элементы как в опубликованном ответе',
      en: 'The export of claims is an array, its items like the published answer',
    },
    section: '2.8',
    run: async ({ api, clock }, check) => {
      const now = await clock.now();
      const monthMs = 30 * 24 * 60 * 60 * 1000;
      const period = {
        CreatedDateGte: new Date(now - monthMs).toISOString(),
        CreatedDateLte: new Date(now).toISOString(),
      };
      const answer = await api('chargebacks/list', { ...period, PageNumber: 1 });
      check.done(answer);
      likePublished(check, 'chargebacks/list ', answer.json, {
        Model: fixtures.chargebacks.body.Model,
        Success: true,
        Message: null,
      });
      const { success } = await api('chargebacks/list', period);
      check.equal('chargebacks/list without PageNumber: Success', success, false);
    },
  },
  {
    name: 'long-ids',
    claim: {
      ru: 'TransactionId принимается числом и текстом',
      en: 'TransactionId is taken as a number and as text',
    },
    section: '2.3',
    basis: 'unverified',
    run: async (bench, check) => {
      const { id } = await paid(bench, check, 'charge');
      const model = check.accepted(await bench.api('payments/get', { TransactionId: String(id) }));
      check.equal('payments/get Model.TransactionId', model.TransactionId, id);
    },
  },
]);
