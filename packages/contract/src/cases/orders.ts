import { casesOf } from '../case.ts';
import { fixtures } from '../fixtures.ts';
import { orderRules } from '../models/others.ts';
import { conforms, epochOf } from '../models/rules.ts';
import { likePublished } from '../published.ts';

const order = {
  Amount: 10.5,
  Description: 'Чай «Сосна» №1',
  Email: 'payer@example.test',
};

/** Invoices with a hosted page (reference 2.10). No message is ever asked to be sent. */
export const orderCases = casesOf('orders', [
  {
    name: 'create',
    claim: {
      ru: 'Новый счёт: Created (0), все поля модели, рубли по умолчанию; ответ как опубликованный',
      en: 'A new order: Created (0), every field of the model, roubles by default; as published',
    },
    section: '2.10',
    run: async ({ api }, check) => {
      const answer = await api('orders/create', order);
      const model = check.accepted(answer);
      check.equal('Model.Status', model.Status, 'Created');
      check.equal('Model.StatusCode', model.StatusCode, 0);
      check.equal('Model.Amount', model.Amount, order.Amount);
      check.equal('Model.Description', model.Description, order.Description);
      check.equal('Model.Email', model.Email, order.Email);
      check.equal('Model.Currency', model.Currency, 'RUB');
      check.equal('Model.RequireConfirmation', model.RequireConfirmation, false);
      check.equal('Model.PaymentDate', model.PaymentDate, null);
      conforms(check, 'Model', model, orderRules);
      likePublished(check, '', answer.json, fixtures.order.body);
      check.done(await api('orders/cancel', { Id: model.Id }));
    },
  },
  {
    name: 'two-stage',
    claim: {
      ru: 'RequireConfirmation и телефон возвращаются, как были отправлены',
      en: 'RequireConfirmation and the phone come back as they were sent',
    },
    section: '2.10',
    run: async ({ api }, check) => {
      const fields = { ...order, RequireConfirmation: true, Phone: '+71234567890' };
      const model = check.accepted(await api('orders/create', fields));
      check.equal('Model.RequireConfirmation', model.RequireConfirmation, true);
      check.equal('Model.Phone', model.Phone, fields.Phone);
      check.done(await api('orders/cancel', { Id: model.Id }));
    },
  },
  {
    name: 'page',
    claim: {
      ru: 'Url ведёт на страницу оплаты, в конце адреса — Id',
      en: 'Url leads to a page to pay on and ends in Id',
    },
    section: '2.10',
    run: async ({ api }, check) => {
      const model = check.accepted(await api('orders/create', order));
      const url = String(model.Url);
      check.matches('Model.Url', model.Url, /^https?:\/\/[^/]+\/d\/[^/]+$/);
      check.equal('Model.Url ends in', url.split('/').at(-1), model.Id);
      const page = await fetch(url);
      await page.arrayBuffer();
      check.equal('GET Model.Url HTTP', page.status, 200);
      check.matches('GET Model.Url Content-Type', page.headers.get('content-type'), /^text\/html/i);
      check.done(await api('orders/cancel', { Id: model.Id }));
    },
  },
  {
    name: 'moscow-time',
    claim: {
      ru: 'CreatedDateIso счёта — московское время, на 3 часа больше UTC',
      en: 'CreatedDateIso of an order is Moscow time, 3 hours ahead of UTC',
    },
    section: '1.6',
    basis: 'unverified',
    run: async ({ api }, check) => {
      const model = check.accepted(await api('orders/create', order));
      const created = epochOf(model.CreatedDate) ?? 0;
      const moscow = new Date(created + 3 * 60 * 60 * 1000).toISOString().slice(0, 19);
      check.equal('Model.CreatedDateIso', model.CreatedDateIso, moscow);
      check.done(await api('orders/cancel', { Id: model.Id }));
    },
  },
  {
    name: 'cancel',
    claim: { ru: 'Отмена счёта отвечает без Model', en: 'A cancel answers with no Model' },
    section: '2.10',
    run: async ({ api }, check) => {
      const { Id } = check.accepted(await api('orders/create', order));
      const answer = await api('orders/cancel', { Id });
      check.done(answer);
      check.equal('orders/cancel Model', answer.model, undefined);
      likePublished(check, 'orders/cancel ', answer.json, fixtures.done.body);
    },
  },
  {
    name: 'required',
    claim: {
      ru: 'Счёт без суммы или описания не создаётся; отмена без Id или неизвестного — отказ',
      en: 'An order needs a sum and a description; a cancel needs a known Id',
    },
    section: '2.10',
    run: async ({ api }, check) => {
      for (const name of ['Amount', 'Description']) {
        check.malformed(await api('orders/create', { ...order, [name]: undefined }));
      }
      check.malformed(await api('orders/cancel', {}));
      check.malformed(await api('orders/cancel', { Id: 'no-such-order' }));
    },
  },
]);
