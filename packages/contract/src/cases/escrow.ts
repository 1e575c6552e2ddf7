import type { Bench, Id } from '../bench.ts';
import { casesOf } from '../case.ts';
import { CaseSkipped, type Check } from '../check.ts';
import { fixtures } from '../fixtures.ts';
import { likePublished } from '../published.ts';
import { offered, paid, savedCard } from '../steps.ts';
import { fieldOf, type JsonObject } from '../wire/json.ts';

type Deal = { readonly deal: string; readonly ids: readonly Id[] };

/** Two payments of one deal, 100 and 50. A terminal without safe deals is not tried. */
async function openDeal(bench: Bench, check: Check): Promise<Deal> {
  const start = { StartAccumulation: true, EscrowType: 'NToOne' };
  const first = await paid(bench, check, 'charge', { amount: 100, fields: { Escrow: start } });
  const deal = first.model.EscrowAccumulationId;
  if (typeof deal !== 'string' || deal === '') {
    throw new CaseSkipped({
      ru: 'на терминале нет безопасных сделок: EscrowAccumulationId не пришёл',
      en: 'the terminal has no safe deals: no EscrowAccumulationId came',
    });
  }
  const further = { AccumulationId: deal, EscrowType: 'NToOne' };
  const second = await paid(bench, check, 'charge', { amount: 50, fields: { Escrow: further } });
  check.equal('second Model.EscrowAccumulationId', second.model.EscrowAccumulationId, deal);
  return { deal, ids: [first.id, second.id] };
}

async function infoOf(bench: Bench, check: Check, deal: string): Promise<JsonObject> {
  const answer = await bench.api('Escrow/GetEscrowInfo', { EscrowAccumulationIds: [deal] });
  check.done(answer);
  likePublished(check, 'GetEscrowInfo ', answer.json, fixtures.escrow.body);
  const [item]: readonly unknown[] = Array.isArray(answer.model) ? answer.model : [];
  check.equal('GetEscrowInfo EscrowAccumulationId', fieldOf(item, 'EscrowAccumulationId'), deal);
  return item as JsonObject;
}

const idsOf = (list: unknown): readonly unknown[] =>
  (Array.isArray(list) ? list : []).map((item) => fieldOf(item, 'Id'));

/** Safe deals: money of several payments kept for one receiver (reference 2.14). */
export const escrowCases = casesOf('payouts', [
  {
    name: 'deal-open',
    claim: {
      ru: 'Безопасная сделка: платежи делят один EscrowAccumulationId, она Open, Balance — их сумма',
      en: 'A safe deal: its payments share one EscrowAccumulationId, it is Open, Balance is their sum',
    },
    section: '2.14',
    run: async (bench, check) => {
      const { deal, ids } = await openDeal(bench, check);
      const info = await infoOf(bench, check, deal);
      check.equal('GetEscrowInfo Status', info.Status, 'Open');
      check.equal('GetEscrowInfo Balance', info.Balance, 150);
      const waiting = idsOf(info.NotPaidoutTransactions);
      check.equal('GetEscrowInfo NotPaidoutTransactions', [...waiting].sort(), [...ids].sort());
    },
  },
  {
    name: 'deal-closed',
    claim: {
      ru: 'Выплата N:1 закрывает сделку: Closed, Balance 0, платежи — среди выплаченных',
      en: 'A payout of N:1 closes the deal: Closed, Balance 0, its payments among the paid out',
    },
    section: '2.14',
    run: async (bench, check) => {
      const { token, accountId } = await savedCard(bench, check);
      const { deal, ids } = await openDeal(bench, check);
      const answer = await bench.api('payments/token/topup', {
        Token: token,
        AccountId: accountId,
        Amount: 150,
        Currency: 'RUB',
        Escrow: { AccumulationId: deal, TransactionIds: ids, EscrowType: 'NToOne' },
      });
      offered(answer);
      const payout = check.accepted(answer);
      check.equal('payout Model.EscrowAccumulationId', payout.EscrowAccumulationId, deal);
      const info = await infoOf(bench, check, deal);
      check.equal('GetEscrowInfo Status', info.Status, 'Closed');
      check.equal('GetEscrowInfo Balance', info.Balance, 0);
      const done = idsOf(info.PaidoutTransactions);
      check.equal('GetEscrowInfo PaidoutTransactions', [...done].sort(), [...ids].sort());
    },
  },
]);
