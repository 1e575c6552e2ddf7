import type { Bench } from '../bench.ts';
import { casesOf, type Draft } from '../case.ts';
import type { Check } from '../check.ts';
import type { Reply } from '../listener/listener.ts';
import { idOf, listenerOf, paid } from '../steps.ts';
import type { Answer } from '../wire/client.ts';
import { fieldOf } from '../wire/json.ts';
import { about, heard, ofOrder } from './heard.ts';

/** A payment whose Check gets this answer. */
async function payAnswered(bench: Bench, invoiceId: string, reply: Reply): Promise<Answer> {
  const isIts = ofOrder(invoiceId);
  listenerOf(bench).answerWith((received) =>
    received.type === 'check' && isIts(received) ? reply : null,
  );
  return bench.pay('charge', { fields: { InvoiceId: invoiceId } });
}

const code = (value: number): Reply => ({ body: JSON.stringify({ code: value }) });

/** What an answer to Check is registered as (reference 3.6). */
const outcomes: readonly (readonly [name: string, ru: string, en: string, Reply, number])[] = [
  ['invoice', 'код 10', 'code 10', code(10), 3001],
  ['account', 'код 11', 'code 11', code(11), 3002],
  ['amount', 'код 12', 'code 12', code(12), 3003],
  ['expired', 'код 20', 'code 20', code(20), 3004],
  ['refused', 'код 13', 'code 13', code(13), 3008],
  ['other-code', 'другой код', 'any other code', code(1), 3005],
  [
    'html',
    'страница HTML вместо JSON',
    'an HTML page instead of JSON',
    { body: '<h1>Sorry</h1>' },
    3005,
  ],
  ['empty', 'пустой ответ', 'an empty answer', { body: '' }, 3005],
  ['missing', 'HTTP 404', 'HTTP 404', { status: 404, body: 'not here' }, 3007],
  ['unavailable', 'HTTP 503', 'HTTP 503', { status: 503, body: 'busy' }, 3006],
];

const unverified = new Set(['empty', 'unavailable']);

function outcomeDraft([name, ru, en, reply, reasonCode]: (typeof outcomes)[number]): Draft {
  return {
    name: `check-${name}`,
    claim: {
      ru: `Ответ на Check «${ru}» отклоняет платёж с кодом ${reasonCode}`,
      en: `An answer to Check of ${en} declines the payment with ${reasonCode}`,
    },
    section: '3.6',
    basis: unverified.has(name) ? 'unverified' : 'documented',
    needs: ['check'],
    run: async (bench, check) => {
      const answer = await payAnswered(bench, bench.invoice(), reply);
      check.refused(answer);
      check.equal('Model.Status', fieldOf(answer.model, 'Status'), 'Declined');
      check.equal('Model.ReasonCode', fieldOf(answer.model, 'ReasonCode'), reasonCode);
      const model = await bench.api('payments/get', { TransactionId: idOf(check, answer) });
      check.equal('payments/get Model.Status', fieldOf(model.model, 'Status'), 'Declined');
    },
  };
}

async function statusInCheck(bench: Bench, check: Check, scheme: 'auth' | 'charge') {
  const { id } = await paid(bench, check, scheme);
  const received = await heard(bench, check, 'check', about(id));
  return received.value('Status');
}

/** The question before a payment (reference 3.3, 3.6). */
export const notificationCheckCases = casesOf('notifications', [
  ...outcomes.map(outcomeDraft),
  {
    name: 'check-accepted',
    claim: {
      ru: 'Ответ {"code":0} на Check пропускает платёж',
      en: 'The answer {"code":0} to Check lets the payment go on',
    },
    section: '3.6',
    needs: ['check'],
    run: async (bench, check) => {
      const answer = await payAnswered(bench, bench.invoice(), code(0));
      check.equal('Model.Status', check.accepted(answer).Status, 'Completed');
    },
  },
  {
    name: 'check-before',
    claim: {
      ru: 'Check приходит до авторизации: пока на него не ответили, платежа нет',
      en: 'Check comes before the authorization: until it is answered nothing is paid',
    },
    section: '3.3',
    needs: ['check'],
    run: async (bench, check) => {
      const invoiceId = bench.invoice();
      let release = () => {};
      const after = new Promise<void>((resolve) => {
        release = resolve;
      });
      const payment = payAnswered(bench, invoiceId, { after });
      try {
        const asked = await heard(bench, check, 'check', ofOrder(invoiceId));
        const early = await listenerOf(bench).next('pay', ofOrder(invoiceId), 0);
        check.equal('Pay before the answer to Check', early, null);
        const id = asked.value('TransactionId');
        const { model } = await bench.api('payments/get', { TransactionId: id });
        const status = fieldOf(model, 'Status');
        check.holds('payments/get Model.Status', status, '≠ Completed', status !== 'Completed');
      } finally {
        release();
      }
      const answer = await payment;
      check.accepted(answer);
      await heard(bench, check, 'pay', about(idOf(check, answer)));
    },
  },
  {
    name: 'check-status',
    claim: {
      ru: 'Status в Check — будущий: Completed у одностадийного, Authorized у двухстадийного',
      en: 'Status of Check is the future one: Completed for one stage, Authorized for two',
    },
    section: '5.2',
    needs: ['check'],
    run: async (bench, check) => {
      check.equal('charge: Check Status', await statusInCheck(bench, check, 'charge'), 'Completed');
      check.equal('auth: Check Status', await statusInCheck(bench, check, 'auth'), 'Authorized');
    },
  },
  {
    name: 'check-refusal-fails',
    claim: {
      ru: 'Отказ в Check сообщается уведомлением Fail с тем же кодом',
      en: 'A refusal in Check is told by a Fail with the same code',
    },
    section: '3.6',
    basis: 'unverified',
    needs: ['check'],
    run: async (bench, check) => {
      const answer = await payAnswered(bench, bench.invoice(), code(13));
      const received = await heard(bench, check, 'fail', about(idOf(check, answer)));
      check.equal('Fail ReasonCode', received.value('ReasonCode'), '3008');
    },
  },
  {
    name: 'check-never-repeated',
    claim: {
      ru: 'Check не повторяется',
      en: 'Check is never sent again',
    },
    section: '3.6',
    needs: ['check', 'patience'],
    run: async (bench, check) => {
      const invoiceId = bench.invoice();
      await payAnswered(bench, invoiceId, { status: 503, body: 'busy' });
      await bench.clock.pass(4 * 60_000);
      const asked = await listenerOf(bench).gather(2, 'check', ofOrder(invoiceId), 0);
      check.equal('Check', asked.length, 1);
    },
  },
]);
