import type { Bench, Id, PaymentDetails } from '../bench.ts';
import { casesOf } from '../case.ts';
import type { Check } from '../check.ts';
import { charged, held, idOf, operationsSince, refundOf, statusIs } from '../steps.ts';
import type { Answer } from '../wire/client.ts';
import { fieldOf } from '../wire/json.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** The same request under the same or another id: one cryptogram and one order number. */
async function repeated(bench: Bench): Promise<(requestId: string | null) => Promise<Answer>> {
  const fields = {
    CardCryptogramPacket: await bench.cryptogram('approved'),
    InvoiceId: bench.invoice(),
  };
  return (requestId) => {
    const headers: Readonly<Record<string, string>> =
      requestId === null ? {} : { 'X-Request-ID': requestId };
    return bench.pay('charge', { fields, options: { headers } } satisfies PaymentDetails);
  };
}

async function refundedTimes(bench: Bench, check: Check, id: Id, requestIds: readonly string[]) {
  const ids = new Set<Id>();
  for (const requestId of requestIds) {
    const options = { headers: { 'X-Request-ID': requestId } };
    const answer = await bench.api('payments/refund', { TransactionId: id, Amount: 10 }, options);
    check.accepted(answer);
    ids.add(idOf(check, answer));
  }
  return ids.size;
}

/** `X-Request-ID` (reference 1.4). */
export const idempotencyCases = casesOf('idempotency', [
  {
    name: 'same-answer',
    claim: {
      ru: 'Повтор с тем же X-Request-ID даёт тот же ответ, второго платежа нет',
      en: 'A repeat with the same X-Request-ID gets the same answer, with no second payment',
    },
    section: '1.4',
    run: async (bench, check) => {
      const pay = await repeated(bench);
      const requestId = bench.invoice();
      const first = await pay(requestId);
      check.accepted(first);
      const second = await pay(requestId);
      check.equal('payments/cards/charge', second.json, first.json);
      const invoiceId = fieldOf(first.model, 'InvoiceId');
      const same = await operationsSince(
        bench,
        first.model,
        (item) => item.InvoiceId === invoiceId,
      );
      check.equal('v2/payments/list InvoiceId', same.length, 1);
    },
  },
  {
    name: 'new-id',
    claim: {
      ru: 'Новый X-Request-ID — новая операция',
      en: 'A new X-Request-ID is a new operation',
    },
    section: '1.4',
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 40);
      const times = await refundedTimes(bench, check, id, [bench.invoice(), bench.invoice()]);
      check.equal('payments/refund TransactionIds', times, 2);
    },
  },
  {
    name: 'no-header',
    claim: {
      ru: 'Без заголовка каждый запрос — отдельная операция',
      en: 'Without the header every request is an operation of its own',
    },
    section: '1.4',
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 40);
      const first = idOf(check, await refundOf(bench, id, 10));
      const second = idOf(check, await refundOf(bench, id, 10));
      check.holds('payments/refund TransactionId', second, `≠ ${first}`, second !== first);
    },
  },
  {
    name: 'refund',
    claim: {
      ru: 'Повтор возврата с тем же X-Request-ID возвращает деньги один раз',
      en: 'A refund repeated with the same X-Request-ID gives the money back once',
    },
    section: '1.4',
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 40);
      const requestId = bench.invoice();
      const times = await refundedTimes(bench, check, id, [requestId, requestId, requestId]);
      check.equal('payments/refund TransactionIds', times, 1);
      check.accepted(await refundOf(bench, id, 30));
    },
  },
  {
    name: 'confirm',
    claim: {
      ru: 'Повтор подтверждения с тем же X-Request-ID отвечает Success, а не отказом',
      en: 'A confirm repeated with the same X-Request-ID answers Success, not a refusal',
    },
    section: '5.4',
    run: async (bench, check) => {
      const { id } = await held(bench, check, 20);
      const options = { headers: { 'X-Request-ID': bench.invoice() } };
      const fields = { TransactionId: id, Amount: 20 };
      check.done(await bench.api('payments/confirm', fields, options));
      check.done(await bench.api('payments/confirm', fields, options));
      await statusIs(bench, check, id, 'Completed');
    },
  },
  {
    name: 'at-once',
    claim: {
      ru: 'Одновременные запросы с одним X-Request-ID — один платёж и один ответ',
      en: 'Requests at the same time with one X-Request-ID are one payment with one answer',
    },
    section: '1.4',
    run: async (bench, check) => {
      const pay = await repeated(bench);
      const requestId = bench.invoice();
      const answers = await Promise.all([pay(requestId), pay(requestId), pay(requestId)]);
      for (const answer of answers) check.accepted(answer);
      const ids = new Set(answers.map((answer) => idOf(check, answer)));
      check.equal('payments/cards/charge TransactionIds', ids.size, 1);
    },
  },
  {
    name: 'failures-are-not-remembered',
    claim: {
      ru: 'Отказ за X-Request-ID не запоминается: тот же запрос проходит, когда стал возможен',
      en: 'A refusal is not pinned to its X-Request-ID: the same request passes once it can',
    },
    section: '1.4',
    basis: 'unverified',
    run: async (bench, check) => {
      const { id } = await held(bench, check, 40);
      const options = { headers: { 'X-Request-ID': bench.invoice() } };
      const fields = { TransactionId: id, Amount: 40 };
      check.refused(await bench.api('payments/refund', fields, options));
      check.done(await bench.api('payments/confirm', fields));
      check.accepted(await bench.api('payments/refund', fields, options));
    },
  },
  {
    name: 'another-request',
    claim: {
      ru: 'Другой запрос с тем же X-Request-ID — новая операция, а не ответ первой',
      en: "Another request with the same X-Request-ID is a new operation, not the first one's answer",
    },
    section: '1.4',
    basis: 'unverified',
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 40);
      const options = { headers: { 'X-Request-ID': bench.invoice() } };
      const refund = async (Amount: number) => {
        const fields = { TransactionId: id, Amount };
        return idOf(check, await bench.api('payments/refund', fields, options));
      };
      const [first, second] = [await refund(10), await refund(11)];
      check.holds('payments/refund TransactionId', second, `≠ ${first}`, second !== first);
    },
  },
  {
    name: 'for-an-hour',
    claim: {
      ru: 'Ответ помнится час, потом запрос с тем же X-Request-ID выполняется заново',
      en: 'An answer is remembered for an hour; later the same X-Request-ID is processed anew',
    },
    section: '1.4',
    basis: 'unverified',
    needs: ['clock'],
    run: async (bench, check) => {
      const { id, model } = await charged(bench, check, 40);
      const requestId = bench.invoice();
      const refunds = async () => {
        await refundedTimes(bench, check, id, [requestId]);
        return operationsSince(bench, model, (item) => item.OriginalTransactionId === id);
      };
      check.equal('at once: refunds', (await refunds()).length, 1);
      await bench.clock.pass(hourMs - minuteMs);
      check.equal('after 59 min: refunds', (await refunds()).length, 1);
      await bench.clock.pass(2 * minuteMs);
      check.equal('after 61 min: refunds', (await refunds()).length, 2);
    },
  },
]);
