import { factsOf } from '../faults/match.ts';
import type { SimulatorParts } from '../parts.ts';
import type { Decision } from '../payments/decide.ts';
import type { Done } from '../payments/gateway.ts';
import { fieldsOf } from '../rest/fields.ts';
import { escrowOf, isPhone } from '../rest/payment-fields.ts';
import type { CardInput } from './session-input.ts';
import type { Sessions, WidgetSession } from './sessions.ts';

type Card = Extract<CardInput, { readonly ok: true }>['card'];

/** What every payment of the session asks for, whatever pays it. */
export function requestOf(session: WidgetSession, ipAddress: string, email: string | null) {
  const { scheme, amountMinor, currency, invoiceId, accountId, description, data, culture } =
    session;
  return {
    scheme,
    amountMinor,
    currency,
    invoiceId,
    accountId,
    email,
    description,
    data,
    culture,
    ipAddress,
    saveCard: session.tokenize,
    skipCheck: false,
    ties: { orderId: session.orderId, customFields: session.customFields },
  } as const;
}

/** Pays by a card of the form; a refusal is a safe deal that takes no more payments. */
export async function payByCard(
  parts: SimulatorParts,
  sessions: Sessions,
  paid: { readonly session: WidgetSession; readonly card: Card; readonly ipAddress: string },
): Promise<Decision<Done>> {
  const { session, card, ipAddress } = paid;
  const deal = dealOf(parts, session);
  if (!deal.ok) return deal;
  if (deal.value !== null) sessions.change(session.id, { dealId: deal.value });
  const request = requestOf(session, ipAddress, card.email);
  const refusal = phoneRefusal(parts, session);
  const done = await parts.gateway.pay({
    ...request,
    method: {
      kind: 'card',
      digits: card.digits,
      expiry: card.expiry,
      holder: null,
      threeDs: 'ask',
    },
    ties: { ...request.ties, escrowId: deal.value },
    ...(refusal === 0 ? {} : { refusal }),
  });
  sessions.change(session.id, { lastTransactionId: done.transaction.id });
  if (notifiesFirst(parts, done)) await done.notified;
  return { ok: true, value: done };
}

/** The payer tries again within the deal that the first attempt opened. */
function dealOf(parts: SimulatorParts, session: WidgetSession): Decision<string | null> {
  if (session.dealId !== null) return { ok: true, value: session.dealId };
  const { escrow, currency } = session;
  const fields = fieldsOf([
    ['Escrow', escrow],
    ['Currency', currency],
  ]);
  const wish = escrowOf({ fields, parts });
  return wish.ok ? { ok: true, value: wish.dealId } : wish;
}

/** As of a payment by cryptogram: see `phoneRequired` (reference 1.6). */
function phoneRefusal({ behaviour }: SimulatorParts, { phone }: WidgetSession): number {
  if (!behaviour.phoneRequired) return 0;
  if (phone === null) return 5761;
  return isPhone(phone) ? 0 : 5762;
}

function notifiesFirst({ faults, dispatcher }: SimulatorParts, done: Done): boolean {
  const facts = () => factsOf(done.transaction);
  return (
    faults.take('widget', ['deliver_before_answer'], facts) !== null ||
    dispatcher.comesFirst(done.notified)
  );
}
