import { casesOf } from '../case.ts';
import { fixtures } from '../fixtures.ts';
import { likePublished } from '../published.ts';
import { charged, idOf } from '../steps.ts';
import { fieldOf } from '../wire/json.ts';

/** How a request may be written, and what a wrong one is told (reference 1.3). */
export const requestCases = casesOf('shapes', [
  {
    name: 'amount-required',
    claim: {
      ru: 'Платёж без Amount: Success false и «Amount is required», без Model',
      en: 'A payment with no Amount: Success false and "Amount is required", no Model',
    },
    section: '1.3',
    run: async (bench, check) => {
      const answer = await bench.pay('charge', { fields: { Amount: undefined } });
      check.malformed(answer);
      likePublished(check, '', answer.json, fixtures.malformed.body);
      check.equal('payments/cards/charge Message', answer.message, fixtures.malformed.body.Message);
    },
  },
  {
    name: 'amount-invalid',
    claim: {
      ru: 'Amount не числом: «Invalid Amount value», без Model',
      en: 'An Amount that is no number: "Invalid Amount value", no Model',
    },
    section: '1.3',
    run: async (bench, check) => {
      const answer = await bench.pay('charge', { fields: { Amount: 'much' } });
      check.malformed(answer);
      check.equal('payments/cards/charge Message', answer.message, 'Invalid Amount value');
    },
  },
  {
    name: 'amount-minimum',
    claim: {
      ru: 'Сумма меньше 0.01 не принимается, 0.01 принимается',
      en: 'A sum below 0.01 is not taken, 0.01 is',
    },
    section: '1.3',
    run: async (bench, check) => {
      for (const amount of [0, -1]) {
        const refused = await bench.pay('charge', { amount });
        check.equal(`payments/cards/charge Amount ${amount} Success`, refused.success, false);
      }
      const model = check.accepted(await bench.pay('charge', { amount: 0.01 }));
      check.equal('Model.Amount', model.Amount, 0.01);
    },
  },
  {
    name: 'cryptogram-required',
    claim: {
      ru: 'Платёж без криптограммы не принимается: Message и без Model',
      en: 'A payment with no cryptogram is not taken: Message and no Model',
    },
    section: '2.2',
    run: async (bench, check) => {
      const answer = await bench.pay('charge', { fields: { CardCryptogramPacket: undefined } });
      check.malformed(answer);
      check.matches('payments/cards/charge Message', answer.message, /\S/);
    },
  },
  {
    name: 'ip-required',
    claim: {
      ru: 'Платёж без IpAddress не принимается',
      en: 'A payment with no IpAddress is not taken',
    },
    section: '2.2',
    run: async (bench, check) => {
      check.malformed(await bench.pay('charge', { fields: { IpAddress: undefined } }));
    },
  },
  {
    name: 'form-body',
    claim: {
      ru: 'Запрос формой работает так же, как запрос JSON',
      en: 'A form request works as a JSON request does',
    },
    section: '1.3',
    run: async (bench, check) => {
      const model = check.accepted(await bench.pay('charge', { options: { as: 'form' } }));
      check.equal('Model.Status', model.Status, 'Completed');
      check.equal('Model.Amount', model.Amount, 10);
    },
  },
  {
    name: 'names-in-any-case',
    claim: {
      ru: 'Имена полей запроса можно писать в любом регистре',
      en: 'Names of request fields may be in any case',
    },
    section: '1.3',
    basis: 'unverified',
    run: async (bench, check) => {
      const id = idOf(check, await bench.pay('charge'));
      const answer = await bench.api('payments/get', { transactionid: id });
      check.equal('payments/get TransactionId', fieldOf(answer.model, 'TransactionId'), id);
    },
  },
  {
    name: 'refusal-is-http-200',
    claim: {
      ru: 'Отказ по сути приходит с HTTP 200, причина — в теле',
      en: 'A refusal comes with HTTP 200, the reason is in the body',
    },
    section: '1.3',
    basis: 'unverified',
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 10);
      const wrong = [
        ['payments/get', {}],
        ['payments/get', { TransactionId: 1 }],
        ['payments/confirm', { TransactionId: id, Amount: 10 }],
        ['payments/refund', { TransactionId: id }],
      ] as const;
      for (const [path, fields] of wrong) {
        const answer = await bench.api(path, fields);
        check.equal(`${path} HTTP`, answer.status, 200);
        check.equal(`${path} Success`, answer.success, false);
      }
    },
  },
  {
    name: 'broken-json',
    claim: {
      ru: 'Оборванный JSON — отказ, а не ошибка сервера',
      en: 'Broken JSON is refused, not a server error',
    },
    section: '1.3',
    basis: 'unverified',
    run: async ({ api }, check) => {
      const { status, success } = await api('payments/get', {}, { raw: '{"TransactionId":' });
      check.holds('payments/get HTTP', status, '200…499', status < 500);
      check.holds('payments/get Success', success, 'false', success !== true);
    },
  },
  {
    name: 'integers-are-rounded',
    claim: {
      ru: 'Дробь в целом поле округляется арифметически, без ошибки',
      en: 'A fraction in an integer field is rounded arithmetically, with no error',
    },
    section: '1.3',
    run: async ({ api }, check) => {
      check.done(await api('payments/tokens/list', { PageNumber: 0.5 }));
      const zero = await api('payments/tokens/list', { PageNumber: 0.4 });
      check.equal('payments/tokens/list PageNumber 0.4 Success', zero.success, false);
    },
  },
  {
    name: 'cryptogram-once',
    claim: {
      ru: 'Криптограмма годится на один платёж',
      en: 'A cryptogram is good for one payment',
    },
    section: '2.2',
    basis: 'unverified',
    run: async (bench, check) => {
      const CardCryptogramPacket = await bench.cryptogram('approved');
      check.accepted(await bench.pay('charge', { fields: { CardCryptogramPacket } }));
      const again = await bench.pay('charge', { fields: { CardCryptogramPacket } });
      check.equal('payments/cards/charge Success', again.success, false);
    },
  },
]);
