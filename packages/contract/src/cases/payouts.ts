import type { Bench } from '../bench.ts';
import { casesOf } from '../case.ts';
import type { Check } from '../check.ts';
import { fixtures } from '../fixtures.ts';
import { conforms, datesAgree } from '../models/rules.ts';
import { transactionRules } from '../models/transaction.ts';
import { likePublished } from '../published.ts';
import { idOf, offered, savedCard, statusIs } from '../steps.ts';
import type { Answer } from '../wire/client.ts';
import type { JsonObject } from '../wire/json.ts';

const receiver = {
  FirstName: 'Тест',
  LastName: 'Тестов',
  Phone: '+71234567890',
};

export async function payToCard(bench: Bench, fields: JsonObject = {}): Promise<Answer> {
  return bench.api('payments/cards/topup', {
    CardCryptogramPacket: await bench.cryptogram('approved'),
    Amount: 39.9,
    Currency: 'RUB',
    Name: 'CARDHOLDER NAME',
    AccountId: 'payee',
    InvoiceId: bench.invoice(),
    Payer: receiver,
    Receiver: receiver,
    ...fields,
  });
}

/** A payout is done, or on its way and told by a notification (reference 2.7). */
async function paidOut(bench: Bench, check: Check, answer: Answer): Promise<JsonObject> {
  offered(answer);
  const model = check.accepted(answer);
  check.equal('Model.Type', model.Type, 2);
  const inProcess = model.Status === 'Created';
  check.holds(
    'Model.Status',
    model.Status,
    'Completed | Created',
    inProcess || model.Status === 'Completed',
  );
  check.equal('Model.TransactionIsInProcess', model.TransactionIsInProcess, inProcess);
  if (!inProcess) await statusIs(bench, check, idOf(check, answer), 'Completed');
  return model;
}

/** Money sent to a card or to an account (reference 2.7). */
export const payoutCases = casesOf('payouts', [
  {
    name: 'card',
    claim: {
      ru: 'Выплата на карту: Type 2, Completed; ответ как опубликованный',
      en: 'A payout to a card: Type 2, Completed; the answer is like the published one',
    },
    section: '2.7',
    run: async (bench, check) => {
      const answer = await payToCard(bench);
      const model = await paidOut(bench, check, answer);
      check.equal('Model.Amount', model.Amount, 39.9);
      conforms(check, 'Model', model, transactionRules);
      datesAgree(check, 'Model', model);
      likePublished(check, '', answer.json, fixtures.payout.body);
    },
  },
  {
    name: 'token',
    claim: {
      ru: 'Выплата по токену карты',
      en: 'A payout by the token of a card',
    },
    section: '2.7',
    run: async (bench, check) => {
      const { token, accountId } = await savedCard(bench, check);
      const fields = {
        Token: token,
        AccountId: accountId,
        Amount: 25,
        Currency: 'RUB',
        Receiver: receiver,
      };
      const model = await paidOut(bench, check, await bench.api('payments/token/topup', fields));
      check.equal('Model.Amount', model.Amount, 25);
      check.equal('Model.AccountId', model.AccountId, accountId);
    },
  },
  {
    name: 'sbp',
    claim: {
      ru: 'Выплата по СБП: нужны телефон получателя и MemberId',
      en: "A payout by SBP needs the receiver's phone and a MemberId",
    },
    section: '2.7',
    run: async (bench, check) => {
      const fields = { Amount: 50, Currency: 'RUB', MemberId: '100000000111', Receiver: receiver };
      const answer = await bench.api('payments/alt/topup', fields);
      await paidOut(bench, check, answer);
      for (const wrong of [{ Receiver: undefined }, { Receiver: {} }, { MemberId: undefined }]) {
        const refused = await bench.api('payments/alt/topup', { ...fields, ...wrong });
        check.equal(`${Object.keys(wrong)[0]} left out: Success`, refused.success, false);
      }
    },
  },
  {
    name: 'required',
    claim: {
      ru: 'Выплата без криптограммы, суммы или валюты не принимается',
      en: 'A payout needs a cryptogram, a sum and a currency',
    },
    section: '2.7',
    run: async (bench, check) => {
      offered(await payToCard(bench));
      for (const name of ['CardCryptogramPacket', 'Amount', 'Currency']) {
        check.malformed(await payToCard(bench, { [name]: undefined }));
      }
    },
  },
  {
    name: 'not-refundable',
    claim: {
      ru: 'Выплату нельзя ни вернуть, ни отменить, ни подтвердить',
      en: 'A payout cannot be refunded, voided or confirmed',
    },
    section: '5.1',
    basis: 'unverified',
    run: async (bench, check) => {
      const answer = await payToCard(bench);
      offered(answer);
      const fields = { TransactionId: idOf(check, answer), Amount: 39.9 };
      for (const path of ['payments/refund', 'payments/void', 'payments/confirm']) {
        check.refused(await bench.api(path, fields));
      }
    },
  },
  {
    name: 'found',
    claim: {
      ru: 'v2/payments/find находит выплату по номеру заказа',
      en: 'v2/payments/find finds a payout by its order number',
    },
    section: '2.8',
    run: async (bench, check) => {
      const InvoiceId = bench.invoice();
      const answer = await payToCard(bench, { InvoiceId });
      offered(answer);
      const found = check.accepted(await bench.api('v2/payments/find', { InvoiceId }));
      check.equal('v2/payments/find Model.TransactionId', found.TransactionId, idOf(check, answer));
    },
  },
]);
