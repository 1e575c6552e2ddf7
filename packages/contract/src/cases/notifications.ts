import type { Bench, Id } from '../bench.ts';
import { casesOf } from '../case.ts';
import type { Check } from '../check.ts';
import type { Received, Reply } from '../listener/listener.ts';
import { charged, held, idOf, listenerOf, offered, paid, refundOf, savedCard } from '../steps.ts';
import { about, heard } from './heard.ts';
import { payToCard } from './payouts.ts';

const minuteMs = 60_000;

/** A Pay that gets this answer the first time and code 0 the next. */
async function answeredBadlyOnce(bench: Bench, check: Check, reply: Reply) {
  const listener = listenerOf(bench);
  let times = 0;
  listener.answerWith(({ type }) => {
    if (type !== 'pay') return null;
    times += 1;
    return times === 1 ? reply : null;
  });
  const { id } = await charged(bench, check, 10);
  await heard(bench, check, 'pay', about(id));
  await bench.clock.pass(minuteMs + 5000);
  const lateMs = bench.clock.turns ? 300 : 30_000;
  return listener.gather(2, 'pay', about(id), lateMs);
}

async function receivedAbout(bench: Bench, type: string, id: Id): Promise<Received | null> {
  return listenerOf(bench).next(type, about(id), 0);
}

/** When each type is sent and how often (reference 3.3, 3.7, 5.2). */
export const notificationCases = casesOf('notifications', [
  {
    name: 'pay-status',
    claim: {
      ru: 'Status в Pay: Completed у одностадийного, Authorized у двухстадийного',
      en: 'Status of Pay: Completed for one stage, Authorized for two',
    },
    section: '5.2',
    needs: ['listener'],
    run: async (bench, check) => {
      for (const [scheme, status] of [
        ['charge', 'Completed'],
        ['auth', 'Authorized'],
      ] as const) {
        const { id, model } = await paid(bench, check, scheme);
        const received = await heard(bench, check, 'pay', about(id));
        check.equal(`${scheme}: Pay Status`, received.value('Status'), status);
        check.equal(`${scheme}: Pay AuthCode`, received.value('AuthCode'), model.AuthCode);
        check.equal(`${scheme}: Pay GatewayName`, received.value('GatewayName'), 'Test');
      }
    },
  },
  {
    name: 'fail-reason',
    claim: {
      ru: 'Fail отклонённого платежа называет причину: InsufficientFunds, 5051; Pay не приходит',
      en: 'Fail of a declined payment tells why: InsufficientFunds, 5051; there is no Pay',
    },
    section: '3.5',
    needs: ['listener'],
    run: async (bench, check) => {
      const id = idOf(check, await bench.pay('charge', { card: 'declined' }));
      const received = await heard(bench, check, 'fail', about(id));
      check.equal('Fail ReasonCode', received.value('ReasonCode'), '5051');
      check.equal('Fail Reason', received.value('Reason'), 'InsufficientFunds');
      check.equal('Pay', await receivedAbout(bench, 'pay', id), null);
    },
  },
  {
    name: 'token',
    claim: {
      ru: 'Token приходит в Pay тем же, что в ответе',
      en: 'Token comes in Pay, the same as in the answer',
    },
    section: '3.5',
    needs: ['listener'],
    run: async (bench, check) => {
      const { token, id } = await savedCard(bench, check);
      const received = await heard(bench, check, 'pay', about(id));
      check.equal('Pay Token', received.value('Token'), token);
    },
  },
  {
    name: 'confirm',
    claim: {
      ru: 'Confirm приходит после подтверждения, Status — Completed',
      en: 'Confirm comes after a confirm; its Status is Completed',
    },
    section: '3.3',
    needs: ['listener'],
    run: async (bench, check) => {
      const { id } = await held(bench, check, 20);
      check.done(await bench.api('payments/confirm', { TransactionId: id, Amount: 20 }));
      const received = await heard(bench, check, 'confirm', about(id));
      check.equal('Confirm Status', received.value('Status'), 'Completed');
      check.equal('Confirm Amount', received.value('Amount'), '20.00');
    },
  },
  {
    name: 'partial-confirm',
    claim: {
      ru: 'Amount в Confirm после подтверждения части — подтверждённая сумма',
      en: 'Amount of Confirm after a part was confirmed is the confirmed sum',
    },
    section: '5.3',
    basis: 'unverified',
    needs: ['listener'],
    run: async (bench, check) => {
      const { id } = await held(bench, check, 20);
      check.done(await bench.api('payments/confirm', { TransactionId: id, Amount: 12.5 }));
      const received = await heard(bench, check, 'confirm', about(id));
      check.equal('Confirm Amount', received.value('Amount'), '12.50');
    },
  },
  {
    name: 'no-confirm-for-one-stage',
    claim: {
      ru: 'Отклонённый confirm одностадийного платежа не шлёт Confirm',
      en: 'A refused confirm of a one-stage payment sends no Confirm',
    },
    section: '5.4',
    needs: ['listener'],
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 20);
      check.refused(await bench.api('payments/confirm', { TransactionId: id, Amount: 20 }));
      // A confirm that does send one, made later, arrives later.
      const { id: other } = await held(bench, check, 20);
      check.done(await bench.api('payments/confirm', { TransactionId: other, Amount: 20 }));
      await heard(bench, check, 'confirm', about(other));
      check.equal('Confirm', await receivedAbout(bench, 'confirm', id), null);
    },
  },
  {
    name: 'refund',
    claim: {
      ru: 'Refund называет оба номера: свой и платежа; сумма — возвращённая часть',
      en: "Refund names both numbers, its own and the payment's; the sum is the part given back",
    },
    section: '3.5',
    needs: ['listener'],
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 40);
      const refundId = idOf(check, await refundOf(bench, id, 12.3));
      const received = await heard(bench, check, 'refund', about(refundId));
      check.equal(
        'Refund PaymentTransactionId',
        received.value('PaymentTransactionId'),
        String(id),
      );
      check.equal('Refund Amount', received.value('Amount'), '12.30');
    },
  },
  {
    name: 'lapse-cancels',
    claim: {
      ru: 'Удержание, отменённое по сроку, сообщается уведомлением Cancel',
      en: 'A hold that lapses is told by a Cancel',
    },
    section: '3.3',
    basis: 'unverified',
    needs: ['listener', 'clock'],
    run: async (bench, check) => {
      const { id } = await held(bench, check, 20);
      await bench.clock.pass(7 * 24 * 60 * minuteMs + minuteMs);
      const received = await heard(bench, check, 'cancel', about(id));
      check.equal('Cancel Amount', received.value('Amount'), '20.00');
    },
  },
  {
    name: 'payout',
    claim: {
      ru: 'О выплате сообщает Pay с OperationType CardPayout',
      en: 'A payout is told by a Pay with OperationType CardPayout',
    },
    section: '3.3',
    needs: ['listener'],
    run: async (bench, check) => {
      const answer = await payToCard(bench);
      offered(answer);
      const received = await heard(bench, check, 'pay', about(idOf(check, answer)));
      check.equal('Pay OperationType', received.value('OperationType'), 'CardPayout');
      check.equal('Pay Amount', received.value('Amount'), '39.90');
    },
  },
  {
    name: 'acknowledged',
    claim: {
      ru: 'На {"code":0} уведомление больше не повторяется',
      en: 'After {"code":0} a notification is not sent again',
    },
    section: '3.7',
    needs: ['listener', 'patience'],
    run: async (bench, check) => {
      const { id } = await charged(bench, check, 10);
      await heard(bench, check, 'pay', about(id));
      await bench.clock.pass(2 * minuteMs);
      const all = await listenerOf(bench).gather(2, 'pay', about(id), 0);
      check.equal('Pay', all.length, 1);
    },
  },
  ...badAnswers().map(([name, ru, en, reply]) => ({
    name: `redelivered-${name}`,
    claim: {
      ru: `Ответ «${ru}» — не подтверждение: через минуту приходит то же самое, байт в байт`,
      en: `An answer of ${en} is no acknowledgement: a minute later the same bytes come again`,
    },
    section: '3.7',
    needs: ['listener', 'patience'] as const,
    run: async (bench: Bench, check: Check) => {
      const [first, second] = await answeredBadlyOnce(bench, check, reply);
      if (first === undefined || second === undefined) {
        return check.stop('Pay a minute later', null, 'a notification');
      }
      check.equal('Pay body', second.sent.toString('latin1'), first.sent.toString('latin1'));
      for (const name of ['content-hmac', 'x-content-hmac']) {
        check.equal(`Pay ${name}`, second.header(name), first.header(name));
      }
    },
  })),
  {
    name: 'schedule',
    claim: {
      ru: 'Повторы идут через 1, 2, 5, 10 и 30 минут',
      en: 'Repeats come after 1, 2, 5, 10 and 30 minutes',
    },
    section: '3.7',
    needs: ['listener', 'clock'],
    run: async (bench, check) => {
      const listener = listenerOf(bench);
      listener.answerWith(({ type }) => (type === 'pay' ? { body: '{"code":1}' } : null));
      const { id } = await charged(bench, check, 10);
      const seen = async () => (await listener.gather(99, 'pay', about(id), 20)).length;
      const counts = [await seen()];
      for (const minutes of [1, 2, 5, 10, 30]) {
        await bench.clock.pass(minutes * minuteMs - 10_000);
        counts.push(await seen());
        await bench.clock.pass(10_100);
        counts.push(await seen());
      }
      check.equal('Pay by the end of each pause', counts, [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6]);
    },
  },
]);

function badAnswers(): readonly (readonly [string, string, string, Reply])[] {
  return [
    ['code', 'код 1', 'code 1', { body: '{"code":1}' }],
    ['error', 'HTTP 500', 'HTTP 500', { status: 500, body: 'oops' }],
    ['empty', 'пустое тело', 'an empty body', { body: '' }],
    ['html', 'страница HTML', 'an HTML page', { body: '<h1>OK</h1>', contentType: 'text/html' }],
  ];
}
