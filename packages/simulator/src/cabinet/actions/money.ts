import type { PageLanguage } from '../../pages.ts';
import type { Decision } from '../../payments/decide.ts';
import { amountField, type Fields } from '../../rest/fields.ts';
import type { Actions, Outcome } from './action.ts';
import { outcomeOf, refusalIn, refuse } from './refusals.ts';

const idOf = (fields: Fields) => fields.text('id') ?? '';

/** What a shop's manager does in the account, and what a payer's bank does to it. */
export const moneyActions: Actions = {
  confirm: (fields, { gateway }, lang) =>
    withAmount(fields, lang, (amountMinor) => gateway.confirm(idOf(fields), amountMinor)),
  void: (fields, { gateway }, lang) => outcomeOf(gateway.void(idOf(fields)), lang),
  refund: (fields, { gateway }, lang) =>
    withAmount(fields, lang, (amountMinor) => gateway.refund(idOf(fields), amountMinor, null)),
  dispute: (fields, parts, lang) => {
    const payment = parts.ledger.get(idOf(fields));
    if (payment === undefined) return refuse(refusalIn(lang, 'Not found'));
    return withAmount(fields, lang, (amountMinor) => {
      const { kind, status, confirmedMinor, currency, card, id } = payment;
      if (kind !== 'payment' || status !== 'Completed') {
        return { ok: false, message: `Transaction is in status ${status}` };
      }
      if (amountMinor > confirmedMinor) return { ok: false, message: 'Invalid Amount value' };
      const claim = parts.chargebacks.file({
        transactionId: id,
        operation: 'Presentment',
        type: 'Chargeback',
        amountMinor,
        currency,
        cardMask: card === null ? '' : `${card.firstSix}*******${card.lastFour}`,
        atMs: parts.clock.now(),
      });
      parts.live.changed();
      return { ok: true, value: claim };
    });
  },
  'cancel-subscription': (fields, { subscriptions }, lang) =>
    outcomeOf(subscriptions.cancel(idOf(fields)), lang),
};

function withAmount(
  fields: Fields,
  lang: PageLanguage,
  act: (amountMinor: bigint) => Decision<unknown>,
): Outcome {
  const amount = amountField(fields);
  return outcomeOf(amount.ok ? act(amount.amountMinor) : amount, lang);
}
