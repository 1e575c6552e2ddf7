import { casesOf } from '../case.ts';
import { fixtures } from '../fixtures.ts';
import { likePublished } from '../published.ts';
import { charged, held, idOf, readBack, refundOf, statusIs } from '../steps.ts';

const yearMs = 366 * 24 * 60 * 60 * 1000;

/** Money given back (reference 2.6, 5.3). */
export const refundCases = casesOf('refunds', [
  {
    name: 'whole',
    claim: {
      ru: 'Возврат всей суммы: в Model новый TransactionId',
      en: 'A refund of the whole sum: a new TransactionId in Model',
    },
    section: '2.6',
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 40);
      const answer = await refundOf(bench, id, 40);
      check.accepted(answer);
      likePublished(check, 'payments/refund ', answer.json, fixtures.refund.body);
      const refundId = idOf(check, answer);
      check.holds('payments/refund Model.TransactionId', refundId, `≠ ${id}`, refundId !== id);
    },
  },
  {
    name: 'own-row',
    claim: {
      ru: 'Возврат — своя операция: её сумма, Completed, OriginalTransactionId — номер платежа',
      en: 'A refund is an operation of its own: its sum, Completed, the payment in OriginalTransactionId',
    },
    section: '2.3',
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 40);
      const answer = await refundOf(bench, id, 12.34);
      check.accepted(answer);
      const model = await readBack(bench, check, idOf(check, answer));
      check.equal('payments/get Model.Amount', model.Amount, 12.34);
      check.equal('payments/get Model.Status', model.Status, 'Completed');
      check.equal('payments/get Model.OriginalTransactionId', model.OriginalTransactionId, id);
    },
  },
  {
    name: 'type',
    claim: { ru: 'Type возврата — 1', en: 'Type of a refund is 1' },
    section: '2.3',
    basis: 'unverified',
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 40);
      const model = await readBack(bench, check, idOf(check, await refundOf(bench, id, 40)));
      check.equal('payments/get Model.Type', model.Type, 1);
    },
  },
  {
    name: 'parts',
    claim: {
      ru: 'Возвращать можно по частям, пока не вернётся всё; платёж остаётся Completed',
      en: 'A payment may be refunded in parts until all is back; it stays Completed',
    },
    section: '5.3',
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 100);
      const ids = new Set<unknown>();
      for (const amount of [10, 20.5, 69.5]) {
        const answer = await refundOf(bench, id, amount);
        check.accepted(answer);
        ids.add(idOf(check, answer));
      }
      check.equal('payments/refund TransactionIds', ids.size, 3);
      await statusIs(bench, check, id, 'Completed');
      check.refused(await refundOf(bench, id, 0.01));
    },
  },
  {
    name: 'too-much',
    claim: {
      ru: 'Вернуть больше списанного нельзя',
      en: 'More than was taken cannot be refunded',
    },
    section: '5.3',
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 40);
      check.refused(await refundOf(bench, id, 40.01));
      check.accepted(await refundOf(bench, id, 30));
      check.refused(await refundOf(bench, id, 10.01));
      check.accepted(await refundOf(bench, id, 10));
    },
  },
  {
    name: 'flag',
    claim: {
      ru: 'Refunded становится true после возврата всей суммы, а не части',
      en: 'Refunded turns true when the whole sum is back, not a part of it',
    },
    section: '5.3',
    basis: 'unverified',
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 40);
      check.accepted(await refundOf(bench, id, 10));
      const part = await readBack(bench, check, id);
      check.equal('payments/get Model.Refunded', part.Refunded, false);
      check.accepted(await refundOf(bench, id, 30));
      const whole = await readBack(bench, check, id);
      check.equal('payments/get Model.Refunded', whole.Refunded, true);
    },
  },
  {
    name: 'amount-stays',
    claim: {
      ru: 'Возврат не меняет сумму платежа',
      en: 'A refund leaves the sum of the payment as it was',
    },
    section: '5.3',
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 40);
      check.accepted(await refundOf(bench, id, 10));
      const model = await statusIs(bench, check, id, 'Completed');
      check.equal('payments/get Model.Amount', model.Amount, 40);
    },
  },
  {
    name: 'held',
    claim: {
      ru: 'Удержанное вернуть нельзя, только отменить',
      en: 'What is only held cannot be refunded, only voided',
    },
    section: '5.1',
    run: async (bench, check) => {
      const { id } = await held(bench, check, 40);
      check.refused(await refundOf(bench, id, 40));
      await statusIs(bench, check, id, 'Authorized');
    },
  },
  {
    name: 'amount-required',
    claim: {
      ru: 'Возврат без Amount не принимается',
      en: 'A refund with no Amount is not taken',
    },
    section: '2.6',
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 40);
      check.malformed(await bench.api('payments/refund', { TransactionId: id }));
      check.refused(await refundOf(bench, id, 0));
    },
  },
  {
    name: 'unknown',
    claim: {
      ru: 'Возврат неизвестной транзакции не принимается',
      en: 'A refund of an unknown transaction is not taken',
    },
    section: '2.6',
    run: async (bench, check) => {
      check.malformed(await refundOf(bench, 1, 10));
    },
  },
  {
    name: 'of-refund',
    claim: { ru: 'Возврат нельзя вернуть', en: 'A refund cannot be refunded' },
    section: '5.3',
    basis: 'unverified',
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 40);
      const refundId = idOf(check, await refundOf(bench, id, 40));
      check.refused(await refundOf(bench, refundId, 40));
    },
  },
  {
    name: 'year',
    claim: {
      ru: 'Через год после платежа возврат не проводится',
      en: 'A year after the payment no refund is made',
    },
    section: '2.6',
    needs: ['clock'],
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 40);
      await bench.clock.pass(yearMs);
      check.refused(await refundOf(bench, id, 40));
      await statusIs(bench, check, id, 'Completed');
    },
  },
]);
