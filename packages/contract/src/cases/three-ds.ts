import type { Bench, Id, PaymentDetails, Scheme } from '../bench.ts';
import { casesOf } from '../case.ts';
import { CaseSkipped, type Check } from '../check.ts';
import { type Intent, walk } from '../html/payer.ts';
import { idOf, statusIs } from '../steps.ts';
import type { Answer } from '../wire/client.ts';
import { fieldOf } from '../wire/json.ts';

/** Nothing is ever sent there: the walk ends before it. */
const termUrl = 'https://shop.example/3ds-return';

type Asked = { readonly id: Id; readonly acsUrl: string; readonly paReq: string };

async function asked(
  bench: Bench,
  check: Check,
  scheme: Scheme,
  details: PaymentDetails = {},
): Promise<Asked> {
  const answer = await bench.pay(scheme, { card: 'threeDs', ...details });
  const [acsUrl, paReq] = [fieldOf(answer.model, 'AcsUrl'), fieldOf(answer.model, 'PaReq')];
  if (typeof acsUrl !== 'string' || typeof paReq !== 'string') {
    return check.stop(`${answer.path} Model`, answer.model, '{AcsUrl, PaReq}');
  }
  return { id: idOf(check, answer), acsUrl, paReq };
}

/** The payer goes through the bank's pages; what they would bring back to the shop. */
async function throughBank({ id, acsUrl, paReq }: Asked, intent: Intent): Promise<URLSearchParams> {
  const fields = new URLSearchParams({ MD: String(id), PaReq: paReq, TermUrl: termUrl });
  const led = await walk({ url: acsUrl, fields }, intent, termUrl);
  if (led.kind === 'arrived') return led.fields;
  const where = `${led.page.url} (HTTP ${led.status})`;
  throw new CaseSkipped({
    ru: `страница банка без форм, понятных без скриптов: ${where}`,
    en: `the bank's page has no form that works without scripts: ${where}`,
  });
}

const finish = ({ api }: Bench, id: Id, PaRes: string | null): Promise<Answer> =>
  api('payments/cards/post3ds', { TransactionId: id, PaRes });

async function afterBank(
  bench: Bench,
  check: Check,
  scheme: Scheme,
  intent: Intent,
  details: PaymentDetails = {},
) {
  const payment = await asked(bench, check, scheme, details);
  const brought = await throughBank(payment, intent);
  const answer = await finish(bench, payment.id, brought.get('PaRes'));
  return { id: payment.id, answer, brought };
}

/** Payments that the bank asks the payer about (reference 2.4). */
export const threeDsCases = casesOf('3ds', [
  {
    name: 'waiting',
    claim: {
      ru: 'До ответа банка платёж ждёт: AwaitingAuthentication',
      en: 'Until the bank answers the payment waits: AwaitingAuthentication',
    },
    section: '5.1',
    run: async (bench, check) => {
      const { id } = await asked(bench, check, 'charge');
      await statusIs(bench, check, id, 'AwaitingAuthentication');
    },
  },
  {
    name: 'waiting-cannot-be-confirmed',
    claim: {
      ru: 'Платёж, который ждёт банка, нельзя ни подтвердить, ни отменить, ни вернуть',
      en: 'A payment that waits for the bank cannot be confirmed, voided or refunded',
    },
    section: '5.1',
    run: async (bench, check) => {
      const { id } = await asked(bench, check, 'auth');
      const fields = { TransactionId: id, Amount: 10 };
      for (const path of ['payments/confirm', 'payments/void', 'payments/refund']) {
        check.refused(await bench.api(path, fields));
      }
    },
  },
  {
    name: 'bank-page',
    claim: {
      ru: 'Страница банка возвращает на TermUrl формой POST с MD и PaRes',
      en: "The bank's page returns to TermUrl by a POST form with MD and PaRes",
    },
    section: '2.4',
    run: async (bench, check) => {
      const payment = await asked(bench, check, 'charge');
      const { id, acsUrl, paReq } = payment;
      const brought = await throughBank(payment, 'agree');
      check.equal('MD', brought.get('MD'), String(id));
      check.matches('PaRes', brought.get('PaRes'), /\S/);
      const fields = new URLSearchParams({ MD: String(id), PaReq: paReq, TermUrl: termUrl });
      const led = await walk({ url: acsUrl, fields }, 'agree', termUrl);
      check.equal('TermUrl method', led.kind === 'arrived' ? led.method : led.kind, 'post');
    },
  },
  {
    name: 'charge',
    claim: {
      ru: 'Плательщик подтвердил: post3ds отвечает Completed',
      en: 'The payer agreed: post3ds answers Completed',
    },
    section: '2.4',
    run: async (bench, check) => {
      const { id, answer } = await afterBank(bench, check, 'charge', 'agree');
      const model = check.accepted(answer);
      check.equal('post3ds Model.Status', model.Status, 'Completed');
      check.equal('post3ds Model.TransactionId', model.TransactionId, id);
      check.equal('post3ds Model.ReasonCode', model.ReasonCode, 0);
      await statusIs(bench, check, id, 'Completed');
    },
  },
  {
    name: 'auth',
    claim: {
      ru: 'Двухстадийный платёж после 3-D Secure — Authorized, его можно отменить',
      en: 'A two-stage payment after 3-D Secure is Authorized and can be voided',
    },
    section: '2.4',
    run: async (bench, check) => {
      const { id, answer } = await afterBank(bench, check, 'auth', 'agree');
      check.equal('post3ds Model.Status', check.accepted(answer).Status, 'Authorized');
      check.done(await bench.api('payments/void', { TransactionId: id }));
      await statusIs(bench, check, id, 'Cancelled');
    },
  },
  {
    name: 'refused',
    claim: {
      ru: 'Плательщик отказался: post3ds отвечает Declined, код 5206',
      en: 'The payer refused: post3ds answers Declined, code 5206',
    },
    section: '6',
    run: async (bench, check) => {
      const { id, answer } = await afterBank(bench, check, 'charge', 'refuse');
      check.refused(answer);
      check.equal('post3ds Model.Status', fieldOf(answer.model, 'Status'), 'Declined');
      check.equal('post3ds Model.ReasonCode', fieldOf(answer.model, 'ReasonCode'), 5206);
      await statusIs(bench, check, id, 'Declined');
    },
  },
  {
    name: 'no-funds',
    claim: {
      ru: 'Карта 4012 8888 8888 1881: банк подтвердил, но средств нет — 5051',
      en: 'Card 4012 8888 8888 1881: the bank agreed but there are no funds, 5051',
    },
    section: '7',
    run: async (bench, check) => {
      const details = { card: 'threeDsDeclined' } as const;
      const { answer } = await afterBank(bench, check, 'charge', 'agree', details);
      check.refused(answer);
      check.equal('post3ds Model.ReasonCode', fieldOf(answer.model, 'ReasonCode'), 5051);
    },
  },
  {
    name: 'forged',
    claim: {
      ru: 'Выдуманный PaRes не проводит платёж',
      en: 'A made-up PaRes does not pass the payment',
    },
    section: '2.4',
    run: async (bench, check) => {
      const { id } = await asked(bench, check, 'charge');
      const answer = await finish(bench, id, 'eyJmb3JnZWQiOnRydWV9');
      check.equal('post3ds Success', answer.success, false);
      const { model } = await bench.api('payments/get', { TransactionId: id });
      const status = fieldOf(model, 'Status');
      check.holds('payments/get Model.Status', status, '≠ Completed', status !== 'Completed');
    },
  },
  {
    name: 'required',
    claim: {
      ru: 'post3ds без PaRes или TransactionId не принимается',
      en: 'post3ds with no PaRes or TransactionId is not taken',
    },
    section: '2.4',
    run: async (bench, check) => {
      const { id } = await asked(bench, check, 'charge');
      check.malformed(await bench.api('payments/cards/post3ds', { TransactionId: id }));
      check.malformed(await bench.api('payments/cards/post3ds', { PaRes: 'x' }));
      await statusIs(bench, check, id, 'AwaitingAuthentication');
    },
  },
  {
    name: 'twice',
    claim: {
      ru: 'Второй post3ds не списывает второй раз',
      en: 'A second post3ds takes no money a second time',
    },
    section: '2.4',
    basis: 'unverified',
    run: async (bench, check) => {
      const { id, answer, brought } = await afterBank(bench, check, 'charge', 'agree');
      check.accepted(answer);
      const again = await finish(bench, id, brought.get('PaRes'));
      check.equal('post3ds Success', again.success, false);
      await statusIs(bench, check, id, 'Completed');
    },
  },
  {
    name: 'token',
    claim: {
      ru: 'По токену карты с 3-D Secure банк больше не спрашивает',
      en: 'By the token of a card with 3-D Secure the bank does not ask again',
    },
    section: '2.5',
    run: async (bench, check) => {
      const AccountId = `payer-${bench.invoice()}`;
      const fields = { AccountId, SaveCard: true };
      const { answer } = await afterBank(bench, check, 'charge', 'agree', { fields });
      const { Token } = check.accepted(answer);
      check.matches('post3ds Model.Token', Token, /\S/);
      const by = { AccountId, Token, Amount: 10, Currency: 'RUB', TrInitiatorCode: 1 };
      const model = check.accepted(await bench.api('payments/tokens/charge', by));
      check.equal('payments/tokens/charge Model.Status', model.Status, 'Completed');
    },
  },
]);
