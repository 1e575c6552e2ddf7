import type { Bench, Id } from '../bench.ts';
import { casesOf } from '../case.ts';
import { fixtures } from '../fixtures.ts';
import { likePublished } from '../published.ts';
import { charged, held, idOf, statusIs } from '../steps.ts';

const confirm = ({ api }: Bench, id: Id, amount: number) =>
  api('payments/confirm', { TransactionId: id, Amount: amount });
const release = ({ api }: Bench, id: Id) => api('payments/void', { TransactionId: id });

const dayMs = 24 * 60 * 60 * 1000;

/** Money that is held first and taken or released later (reference 2.6, 5.2–5.4). */
export const twoStageCases = casesOf('two-stage', [
  {
    name: 'confirm',
    claim: {
      ru: 'auth → confirm: ответ без Model, статус Completed, есть ConfirmDate',
      en: 'auth → confirm: an answer with no Model, status Completed, a ConfirmDate',
    },
    section: '5.3',
    run: async (bench, check) => {
      const { id } = await held(bench, check, 20);
      const answer = await confirm(bench, id, 20);
      check.done(answer);
      check.equal('payments/confirm Model', answer.model, undefined);
      likePublished(check, 'payments/confirm ', answer.json, fixtures.done.body);
      const model = await statusIs(bench, check, id, 'Completed');
      check.equal('payments/get Model.StatusCode', model.StatusCode, 3);
      check.matches('payments/get Model.ConfirmDate', model.ConfirmDate, /^\/Date/);
    },
  },
  {
    name: 'partial-confirm',
    claim: {
      ru: 'Можно подтвердить часть: платёж становится Completed, вернуть можно только её',
      en: 'A part may be confirmed: the payment is Completed, and no more can be refunded',
    },
    section: '5.3',
    run: async (bench, check) => {
      const { id } = await held(bench, check, 100);
      check.done(await confirm(bench, id, 60.5));
      await statusIs(bench, check, id, 'Completed');
      const tooMuch = await bench.api('payments/refund', { TransactionId: id, Amount: 60.51 });
      check.equal('payments/refund 60.51 Success', tooMuch.success, false);
      check.done(await bench.api('payments/refund', { TransactionId: id, Amount: 60.5 }));
    },
  },
  {
    name: 'partial-confirm-amount',
    claim: {
      ru: 'После подтверждения части Amount транзакции — подтверждённая сумма',
      en: 'After a part was confirmed the transaction shows the confirmed Amount',
    },
    section: '5.3',
    basis: 'unverified',
    run: async (bench, check) => {
      const { id } = await held(bench, check, 100);
      check.done(await confirm(bench, id, 60.5));
      const model = await statusIs(bench, check, id, 'Completed');
      check.equal('payments/get Model.Amount', model.Amount, 60.5);
    },
  },
  {
    name: 'confirm-more',
    claim: {
      ru: 'Подтвердить больше удержанного нельзя: Success false, удержание остаётся',
      en: 'More than is held cannot be confirmed: Success false, the hold stays',
    },
    section: '5.3',
    run: async (bench, check) => {
      const { id } = await held(bench, check, 20);
      const answer = await confirm(bench, id, 20.01);
      check.refused(answer);
      likePublished(check, 'payments/confirm ', answer.json, fixtures.refused.body);
      likePublished(check, 'payments/confirm ', answer.json, fixtures.refusedWithMessage.body);
      await statusIs(bench, check, id, 'Authorized');
    },
  },
  {
    name: 'confirm-needs-amount',
    claim: {
      ru: 'confirm без Amount не принимается, удержание остаётся',
      en: 'A confirm with no Amount is not taken, the hold stays',
    },
    section: '2.6',
    run: async (bench, check) => {
      const { id } = await held(bench, check, 20);
      check.malformed(await bench.api('payments/confirm', { TransactionId: id }));
      await statusIs(bench, check, id, 'Authorized');
    },
  },
  {
    name: 'confirm-twice',
    claim: {
      ru: 'Второе подтверждение не принимается и ничего не меняет',
      en: 'A second confirm is not taken and changes nothing',
    },
    section: '5.4',
    basis: 'unverified',
    run: async (bench, check) => {
      const { id } = await held(bench, check, 20);
      check.done(await confirm(bench, id, 15));
      check.refused(await confirm(bench, id, 5));
      await statusIs(bench, check, id, 'Completed');
    },
  },
  {
    name: 'confirm-one-stage',
    claim: {
      ru: 'confirm одностадийного платежа: Success false, без Model, платёж остаётся Completed',
      en: 'A confirm of a one-stage payment: Success false, no Model, still Completed',
    },
    section: '5.4',
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 20);
      check.malformed(await confirm(bench, id, 20));
      const model = await statusIs(bench, check, id, 'Completed');
      check.equal('payments/get Model.Amount', model.Amount, 20);
    },
  },
  {
    name: 'confirm-unknown',
    claim: {
      ru: 'confirm неизвестной транзакции не принимается',
      en: 'A confirm of an unknown transaction is not taken',
    },
    section: '5.4',
    run: async (bench, check) => {
      check.malformed(await confirm(bench, 1, 20));
    },
  },
  {
    name: 'void',
    claim: {
      ru: 'auth → void: ответ без Model, статус Cancelled',
      en: 'auth → void: an answer with no Model, status Cancelled',
    },
    section: '5.3',
    run: async (bench, check) => {
      const { id } = await held(bench, check, 30);
      const answer = await release(bench, id);
      check.done(answer);
      likePublished(check, 'payments/void ', answer.json, fixtures.done.body);
      check.equal('payments/void Model', answer.model, undefined);
      await statusIs(bench, check, id, 'Cancelled');
    },
  },
  {
    name: 'cancelled-code',
    claim: { ru: 'Код статуса Cancelled — 4', en: 'The code of the status Cancelled is 4' },
    section: '5.1',
    basis: 'unverified',
    run: async (bench, check) => {
      const { id } = await held(bench, check, 30);
      check.done(await release(bench, id));
      const model = await statusIs(bench, check, id, 'Cancelled');
      check.equal('payments/get Model.StatusCode', model.StatusCode, 4);
    },
  },
  {
    name: 'void-twice',
    claim: {
      ru: 'Отменённое нельзя ни отменить, ни подтвердить, ни вернуть',
      en: 'What is cancelled cannot be cancelled, confirmed or refunded',
    },
    section: '5.1',
    run: async (bench, check) => {
      const { id } = await held(bench, check, 30);
      check.done(await release(bench, id));
      check.refused(await release(bench, id));
      check.refused(await confirm(bench, id, 30));
      check.refused(await bench.api('payments/refund', { TransactionId: id, Amount: 30 }));
      await statusIs(bench, check, id, 'Cancelled');
    },
  },
  {
    name: 'void-after-confirm',
    claim: {
      ru: 'Подтверждённый платёж отменить нельзя, только вернуть',
      en: 'A confirmed payment cannot be voided, only refunded',
    },
    section: '5.3',
    run: async (bench, check) => {
      const { id } = await held(bench, check, 30);
      check.done(await confirm(bench, id, 30));
      check.refused(await release(bench, id));
      await statusIs(bench, check, id, 'Completed');
    },
  },
  {
    name: 'void-one-stage',
    claim: {
      ru: 'Одностадийный платёж отменить нельзя, только вернуть',
      en: 'A one-stage payment cannot be voided, only refunded',
    },
    section: '5.3',
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 30);
      check.refused(await release(bench, id));
      await statusIs(bench, check, id, 'Completed');
    },
  },
  {
    name: 'declined-is-final',
    claim: {
      ru: 'Отклонённый платёж нельзя ни подтвердить, ни отменить, ни вернуть',
      en: 'A declined payment cannot be confirmed, voided or refunded',
    },
    section: '5.1',
    run: async (bench, check) => {
      const answer = await bench.pay('auth', { card: 'declined' });
      check.refused(answer);
      const id = idOf(check, answer);
      check.refused(await confirm(bench, id, 10));
      check.refused(await release(bench, id));
      check.refused(await bench.api('payments/refund', { TransactionId: id, Amount: 10 }));
      await statusIs(bench, check, id, 'Declined');
    },
  },
  {
    name: 'hold-lapses',
    claim: {
      ru: 'Неподтверждённое удержание отменяется само, самое позднее через 7 дней',
      en: 'A hold that nobody confirms is cancelled by itself, in 7 days at the latest',
    },
    section: '5.3',
    needs: ['clock'],
    run: async (bench, check) => {
      const { id } = await held(bench, check, 30);
      await bench.clock.pass(7 * dayMs + 60_000);
      await statusIs(bench, check, id, 'Cancelled');
    },
  },
]);
