import type { Bench } from '../bench.ts';
import { casesOf } from '../case.ts';
import { fixtures } from '../fixtures.ts';
import { tokenRules } from '../models/others.ts';
import { conforms } from '../models/rules.ts';
import { likePublished } from '../published.ts';
import { idOf, paid, savedCard, statusIs } from '../steps.ts';
import type { Answer } from '../wire/client.ts';
import { fieldOf, isObject, type JsonObject } from '../wire/json.ts';

type Saved = { readonly token: string; readonly accountId: string };

const payBy = (
  { api }: Bench,
  scheme: 'charge' | 'auth',
  { token, accountId }: Saved,
  fields: JsonObject = {},
): Promise<Answer> =>
  api(`payments/tokens/${scheme}`, {
    Amount: 10,
    Currency: 'RUB',
    AccountId: accountId,
    Token: token,
    TrInitiatorCode: 1,
    ...fields,
  });

const mostPages = 20;

/** Cards saved for later payments (reference 2.2, 2.5, 2.8). */
export const tokenCases = casesOf('tokens', [
  {
    name: 'saved',
    claim: {
      ru: 'SaveCard с AccountId даёт Token в ответе',
      en: 'SaveCard with an AccountId gives a Token in the answer',
    },
    section: '2.2',
    run: async (bench, check) => {
      await savedCard(bench, check);
    },
  },
  {
    name: 'needs-account',
    claim: {
      ru: 'Без AccountId токена нет',
      en: 'There is no token without an AccountId',
    },
    section: '2.2',
    run: async (bench, check) => {
      const fields = { SaveCard: true, AccountId: undefined };
      const { model } = await paid(bench, check, 'charge', { fields });
      check.equal('Model.Token', model.Token, null);
    },
  },
  {
    name: 'not-asked',
    claim: {
      ru: 'Без SaveCard токена нет, если терминал не сохраняет карты всегда',
      en: 'Without SaveCard there is no token, unless the terminal always saves',
    },
    section: '2.2',
    basis: 'unverified',
    run: async (bench, check) => {
      const { model } = await paid(bench, check, 'charge', { fields: { AccountId: 'payer' } });
      check.equal('Model.Token', model.Token, null);
    },
  },
  {
    name: 'charge',
    claim: {
      ru: 'Одностадийный платёж по токену проходит сразу, без 3-D Secure',
      en: 'A one-stage payment by token passes at once, with no 3-D Secure',
    },
    section: '2.5',
    run: async (bench, check) => {
      const saved = await savedCard(bench, check);
      const answer = await payBy(bench, 'charge', saved);
      const model = check.accepted(answer);
      check.equal('Model.Status', model.Status, 'Completed');
      check.equal('Model.AccountId', model.AccountId, saved.accountId);
      check.equal('Model.CardLastFour', model.CardLastFour, '3055');
      await statusIs(bench, check, idOf(check, answer), 'Completed');
    },
  },
  {
    name: 'published',
    claim: {
      ru: 'Ответ на платёж по токену — как опубликованный, с TrInitiatorCode',
      en: 'A payment by token is answered like the published one, with TrInitiatorCode',
    },
    section: '2.3',
    run: async (bench, check) => {
      const saved = await savedCard(bench, check);
      const fields = { TrInitiatorCode: 0, PaymentScheduled: 1 };
      const answer = await payBy(bench, 'charge', saved, fields);
      check.accepted(answer);
      likePublished(check, '', answer.json, fixtures.completedByToken.body);
      check.equal('Model.TrInitiatorCode', fieldOf(answer.model, 'TrInitiatorCode'), 0);
    },
  },
  {
    name: 'auth',
    claim: {
      ru: 'Двухстадийный платёж по токену удерживает деньги, его можно подтвердить',
      en: 'A two-stage payment by token holds the money and can be confirmed',
    },
    section: '2.5',
    run: async (bench, check) => {
      const saved = await savedCard(bench, check);
      const answer = await payBy(bench, 'auth', saved);
      check.equal('Model.Status', check.accepted(answer).Status, 'Authorized');
      const TransactionId = idOf(check, answer);
      check.done(await bench.api('payments/confirm', { TransactionId, Amount: 10 }));
      await statusIs(bench, check, TransactionId, 'Completed');
    },
  },
  {
    name: 'declined',
    claim: {
      ru: 'Токен карты 4111 1111 1111 1111: платёж отклоняется, не хватает средств',
      en: 'The token of card 4111 1111 1111 1111: the payment is declined for lack of funds',
    },
    section: '7',
    run: async (bench, check) => {
      const saved = await savedCard(bench, check, { card: 'tokenDeclined' });
      const answer = await payBy(bench, 'charge', saved);
      check.refused(answer);
      check.equal('Model.Status', fieldOf(answer.model, 'Status'), 'Declined');
      check.equal('Model.ReasonCode', fieldOf(answer.model, 'ReasonCode'), 5051);
    },
  },
  {
    name: 'unknown',
    claim: {
      ru: 'Неизвестный токен не принимается',
      en: 'An unknown token is not taken',
    },
    section: '2.5',
    run: async (bench, check) => {
      const saved = { token: 'tk_00000000000000000000000000000', accountId: 'nobody' };
      const answer = await payBy(bench, 'charge', saved);
      check.equal('payments/tokens/charge Success', answer.success, false);
    },
  },
  {
    name: 'required',
    claim: {
      ru: 'Без Amount, AccountId или Token платёж по токену не принимается',
      en: 'A payment by token needs Amount, AccountId and Token',
    },
    section: '2.5',
    run: async (bench, check) => {
      const saved = await savedCard(bench, check);
      for (const name of ['Amount', 'AccountId', 'Token']) {
        const answer = await payBy(bench, 'charge', saved, { [name]: undefined });
        check.equal(`without ${name}: Success`, answer.success, false);
        check.equal(`without ${name}: Model`, answer.model, undefined);
      }
    },
  },
  {
    name: 'initiator-required',
    claim: {
      ru: 'Без TrInitiatorCode платёж по токену не принимается',
      en: 'A payment by token is not taken without TrInitiatorCode',
    },
    section: '2.5',
    // Required by the table; client libraries older than the parameter leave it out and work.
    basis: 'unverified',
    run: async (bench, check) => {
      const saved = await savedCard(bench, check);
      const answer = await payBy(bench, 'charge', saved, { TrInitiatorCode: undefined });
      check.equal('payments/tokens/charge Success', answer.success, false);
    },
  },
  {
    name: 'list',
    claim: {
      ru: 'Сохранённая карта есть в выгрузке токенов: маска, месяц и год',
      en: 'A saved card is in the export of tokens: its mask, month and year',
    },
    section: '2.8',
    run: async (bench, check) => {
      const { token, accountId } = await savedCard(bench, check);
      const row = await rowOf(bench, token);
      if (row === null) return check.stop('payments/tokens/list', null, `Token ${token}`);
      conforms(check, 'payments/tokens/list', row, tokenRules);
      check.equal('payments/tokens/list AccountId', row.AccountId, accountId);
      check.equal('payments/tokens/list ExpirationDateMonth', row.ExpirationDateMonth, 12);
      const year = Number(row.ExpirationDateYear);
      check.holds('payments/tokens/list ExpirationDateYear', year, '20xx', year > 2000);
      likePublished(check, 'payments/tokens/list', [row], fixtures.tokens.body.Model);
    },
  },
  {
    name: 'mask',
    claim: {
      ru: 'Маска карты — как в опубликованном примере: 4242 42****** 4242',
      en: 'The mask of a card is as in the published sample: 4242 42****** 4242',
    },
    section: '2.8',
    basis: 'unverified',
    run: async (bench, check) => {
      const { token } = await savedCard(bench, check);
      const row = await rowOf(bench, token);
      check.matches('payments/tokens/list CardMask', row?.CardMask, /^4000 00\*{6} 3055$/);
    },
  },
]);

/** The row of a token; the export has no order that is known, so that pages are read to the end. */
async function rowOf({ api }: Bench, token: string): Promise<JsonObject | null> {
  for (let PageNumber = 1; PageNumber <= mostPages; PageNumber += 1) {
    const { model } = await api('payments/tokens/list', { PageNumber });
    if (!Array.isArray(model) || model.length === 0) return null;
    const row: unknown = model.find((item) => fieldOf(item, 'Token') === token);
    if (isObject(row)) return row;
  }
  return null;
}
