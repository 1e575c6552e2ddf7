import { brands, type CardName, cards } from '../cards.ts';
import { casesOf } from '../case.ts';
import { fixtures } from '../fixtures.ts';
import { conforms, datesAgree } from '../models/rules.ts';
import { threeDsRules, transactionRules } from '../models/transaction.ts';
import { inPublishedOrder, likePublished } from '../published.ts';
import { charged, held, idOf, paid, readBack } from '../steps.ts';
import { fieldOf } from '../wire/json.ts';

const cyrillic = /[а-яё]/i;

/** What a payment by card is answered with (reference 2.2, 2.3). */
export const shapeCases = casesOf('shapes', [
  {
    name: 'completed',
    claim: {
      ru: 'Одностадийный платёж: Completed (3), Approved (0), AuthCode, даты списания и авторизации',
      en: 'A one-stage payment: Completed (3), Approved (0), AuthCode, both dates of the money',
    },
    section: '2.2',
    run: async (bench, check) => {
      const { model } = await charged(bench, check, 10);
      check.equal('Model.Status', model.Status, 'Completed');
      check.equal('Model.StatusCode', model.StatusCode, 3);
      check.equal('Model.ReasonCode', model.ReasonCode, 0);
      check.equal('Model.Reason', model.Reason, 'Approved');
      check.equal('Model.Type', model.Type, 0);
      check.matches('Model.AuthCode', model.AuthCode, /\S/);
      check.matches('Model.AuthDate', model.AuthDate, /^\/Date/);
      check.matches('Model.ConfirmDate', model.ConfirmDate, /^\/Date/);
    },
  },
  {
    name: 'authorized',
    claim: {
      ru: 'Двухстадийный платёж: Authorized (2), даты списания ещё нет; ответ как опубликованный',
      en: 'A two-stage payment: Authorized (2), no date of taking yet; like the published answer',
    },
    section: '2.2',
    run: async (bench, check) => {
      const answer = await bench.pay('auth');
      const model = check.accepted(answer);
      check.equal('Model.Status', model.Status, 'Authorized');
      check.equal('Model.StatusCode', model.StatusCode, 2);
      check.equal('Model.ConfirmDate', model.ConfirmDate, null);
      check.equal('Message', answer.message, null);
      likePublished(check, '', answer.json, fixtures.authorized.body);
    },
  },
  {
    name: 'declined',
    claim: {
      ru: 'Отказ банка: Success false, Model со Status Declined (5), ReasonCode и CardHolderMessage',
      en: 'A decline: Success false, a Model with Status Declined (5), ReasonCode, CardHolderMessage',
    },
    section: '2.2',
    run: async (bench, check) => {
      const answer = await bench.pay('charge', { card: 'declined' });
      check.refused(answer);
      check.equal('Message', answer.message, null);
      const field = (name: string) => fieldOf(answer.model, name);
      check.equal('Model.Status', field('Status'), 'Declined');
      check.equal('Model.StatusCode', field('StatusCode'), 5);
      check.equal('Model.ReasonCode', field('ReasonCode'), 5051);
      check.equal('Model.Reason', field('Reason'), 'InsufficientFunds');
      check.matches('Model.CardHolderMessage', field('CardHolderMessage'), /\S/);
      check.equal('Model.AuthCode', field('AuthCode'), null);
      check.equal('Model.AuthDate', field('AuthDate'), null);
      likePublished(check, '', answer.json, fixtures.declined.body);
    },
  },
  {
    name: 'three-ds',
    claim: {
      ru: 'Нужен 3-D Secure: Success false, Message null, Model с AcsUrl и PaReq, без ReasonCode',
      en: '3-D Secure is needed: Success false, Message null, AcsUrl and PaReq, no ReasonCode',
    },
    section: '2.2',
    run: async (bench, check) => {
      const answer = await bench.pay('charge', { card: 'threeDs' });
      check.refused(answer);
      check.equal('Message', answer.message, null);
      conforms(check, 'Model', answer.model, threeDsRules);
      check.matches('Model.AcsUrl', fieldOf(answer.model, 'AcsUrl'), /^https?:\/\//);
      check.matches('Model.PaReq', fieldOf(answer.model, 'PaReq'), /\S/);
      check.equal('Model.ReasonCode', fieldOf(answer.model, 'ReasonCode'), undefined);
      likePublished(check, '', answer.json, fixtures.threeDs.body);
    },
  },
  {
    name: 'model',
    claim: {
      ru: 'У транзакции есть все поля модели, каждое своего типа',
      en: 'A transaction has every field of the model, each of its type',
    },
    section: '2.3',
    run: async (bench, check) => {
      const { id, model } = await charged(bench, check, 10);
      conforms(check, 'payments/cards/charge Model', model, transactionRules);
      const read = await readBack(bench, check, id);
      conforms(check, 'payments/get Model', read, transactionRules);
    },
  },
  {
    name: 'dates',
    claim: {
      ru: 'Дата в миллисекундах и дата Iso называют одну секунду UTC',
      en: 'The date in milliseconds and the Iso date name the same second of UTC',
    },
    section: '1.6',
    run: async (bench, check) => {
      const before = await bench.clock.now();
      const { id, model } = await charged(bench, check, 10);
      datesAgree(check, 'Model', model);
      datesAgree(check, 'payments/get Model', await readBack(bench, check, id));
      const created = Date.parse(`${String(model.CreatedDateIso)}Z`);
      const near = Math.abs(created - before) < 15 * 60_000;
      check.holds('Model.CreatedDateIso', model.CreatedDateIso, 'now ± 15 min, UTC', near);
    },
  },
  {
    name: 'transaction-id',
    claim: {
      ru: 'TransactionId — целое без кавычек, уже больше 2³¹',
      en: 'TransactionId is a whole number without quotes, beyond 2³¹ by now',
    },
    section: '2.3',
    run: async (bench, check) => {
      const id = idOf(check, await bench.pay('charge'));
      check.holds('Model.TransactionId', id, '> 2147483647', BigInt(id) > 2_147_483_647n);
    },
  },
  {
    name: 'echo',
    claim: {
      ru: 'Номер заказа, плательщик, описание и JsonData возвращаются, как были отправлены',
      en: 'Order number, payer, description and JsonData come back as they were sent',
    },
    section: '2.3',
    run: async (bench, check) => {
      const sent = {
        InvoiceId: `000${bench.invoice()}`,
        AccountId: 'анна+1@example.test',
        Email: 'anna@example.test',
        Description: 'Чай «Сосна» №1 & пиала 1+1',
        JsonData: '{"cart":"7","note":"без сдачи"}',
        IpAddress: '127.0.0.1',
        Name: 'ANNA PETROVA',
      };
      const { id, model } = await paid(bench, check, 'charge', { fields: sent });
      const read = await readBack(bench, check, id);
      for (const [name, value] of Object.entries(sent)) {
        check.equal(`Model.${name}`, model[name], value);
        check.equal(`payments/get Model.${name}`, read[name], value);
      }
    },
  },
  {
    name: 'json-data-object',
    claim: {
      ru: 'JsonData объектом приходит обратно текстом JSON',
      en: 'JsonData sent as an object comes back as JSON text',
    },
    section: '2.3',
    run: async (bench, check) => {
      const fields = { JsonData: { cart: '7' } };
      const { JsonData } = check.accepted(await bench.pay('charge', { fields }));
      check.matches('Model.JsonData', JsonData, /^\s*\{\s*"cart"\s*:\s*"7"\s*\}\s*$/);
    },
  },
  {
    name: 'currency',
    claim: {
      ru: 'Без Currency — рубли; код рубля 0',
      en: 'Without Currency it is roubles; their code is 0',
    },
    section: '1.6',
    run: async (bench, check) => {
      const fields = { Currency: undefined };
      const model = check.accepted(await bench.pay('charge', { fields }));
      check.equal('Model.Currency', model.Currency, 'RUB');
      check.equal('Model.CurrencyCode', model.CurrencyCode, 0);
      check.equal('Model.PaymentCurrency', model.PaymentCurrency, 'RUB');
    },
  },
  {
    name: 'card',
    claim: {
      ru: 'О карте видны первые шесть и последние четыре цифры, срок MM/YY и платёжная система',
      en: 'Of the card the first six, the last four, the term MM/YY and the network are shown',
    },
    section: '2.3',
    run: async (bench, check) => {
      for (const name of ['approved', 'approvedMastercard', 'approvedMir'] as const) {
        const model = check.accepted(await bench.pay('charge', { card: name }));
        const number = cards[name satisfies CardName];
        check.equal(`${name} Model.CardFirstSix`, model.CardFirstSix, number.slice(0, 6));
        check.equal(`${name} Model.CardLastFour`, model.CardLastFour, number.slice(-4));
        check.matches(`${name} Model.CardExpDate`, model.CardExpDate, /^12\/\d\d$/);
        check.matches(`${name} Model.CardType`, model.CardType, brands[name]);
      }
    },
  },
  {
    name: 'test-mode',
    claim: {
      ru: 'Тестовый платёж помечен: TestMode true, GatewayName Test',
      en: 'A test payment is marked: TestMode true, GatewayName Test',
    },
    section: '7',
    run: async (bench, check) => {
      const { model } = await held(bench, check, 10);
      check.equal('Model.TestMode', model.TestMode, true);
      check.equal('Model.GatewayName', model.GatewayName, 'Test');
      check.equal('Model.PublicId', model.PublicId, bench.terminal.publicId);
    },
  },
  {
    name: 'language',
    claim: {
      ru: 'Сообщение плательщику — по-русски, а с CultureName en-US — по-английски',
      en: 'The message for the payer is Russian, and English with CultureName en-US',
    },
    section: '1.6',
    run: async (bench, check) => {
      const messageIn = async (fields: Readonly<Record<string, unknown>>) => {
        const { model } = await bench.pay('charge', { card: 'declined', fields });
        return fieldOf(model, 'CardHolderMessage');
      };
      check.matches('Model.CardHolderMessage', await messageIn({}), cyrillic);
      const english = await messageIn({ CultureName: 'en-US' });
      check.matches('Model.CardHolderMessage en-US', english, /^[^а-яё]*[a-z][^а-яё]*$/i);
    },
  },
  {
    name: 'json-content-type',
    claim: {
      ru: 'Ответы помечены application/json',
      en: 'Answers are marked application/json',
    },
    section: '1.3',
    basis: 'unverified',
    run: async (bench, check) => {
      const good = await bench.pay('charge');
      check.matches('payments/cards/charge Content-Type', good.contentType, /^application\/json/i);
      const bad = await bench.api('payments/get', {});
      check.matches('payments/get Content-Type', bad.contentType, /^application\/json/i);
    },
  },
  {
    name: 'order',
    claim: {
      ru: 'Поля ответа идут в том же порядке, что в опубликованных',
      en: 'Fields of an answer come in the order of the published ones',
    },
    section: '2.3',
    basis: 'unverified',
    run: async (bench, check) => {
      const approved = await bench.pay('auth');
      check.accepted(approved);
      inPublishedOrder(check, 'envelope', approved.json, fixtures.authorized.body);
      inPublishedOrder(check, 'Model', approved.model, fixtures.authorized.body.Model);
      const asked = await bench.pay('auth', { card: 'threeDs' });
      inPublishedOrder(check, '3-D Secure Model', asked.model, fixtures.threeDs.body.Model);
    },
  },
]);
