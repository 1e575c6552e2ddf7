import type { Bench, Id, PaymentDetails } from '../bench.ts';
import type { Check } from '../check.ts';
import type { Fits, Received } from '../listener/listener.ts';
import type { PaymentNotification } from '../listener/table.ts';
import { idOf, listenerOf, paid, refundOf } from '../steps.ts';

/** A notification that must come; ends the case when it does not. */
export async function heard(
  bench: Bench,
  check: Check,
  type: string,
  fits: Fits,
  withinMs?: number,
): Promise<Received> {
  const received = await listenerOf(bench).next(type.toLowerCase(), fits, withinMs);
  return received ?? check.stop(type, null, 'a notification');
}

export const about =
  (id: Id): Fits =>
  ({ value }) =>
    value('TransactionId') === String(id);

export const ofOrder =
  (invoiceId: string): Fits =>
  ({ value }) =>
    value('InvoiceId') === invoiceId;

/** What payer and shop could say, with everything that escaping gets wrong. */
export const telling = {
  AccountId: 'анна+1@example.test',
  Email: 'anna@example.test',
  Description: "Чай «Сосна» №1 & пиала 1+1 = 100% ~ it's ☕",
  JsonData: '{"cart":"7","note":"без сдачи + чек"}',
  Name: 'ANNA PETROVA',
} as const;

export type Told = { readonly received: Received; readonly id: Id; readonly invoiceId: string };

const amount = 1500;

/** Makes the gateway send one notification of a type, about a payment of 1500.00. */
export async function told(
  bench: Bench,
  check: Check,
  type: PaymentNotification,
  details: PaymentDetails = {},
): Promise<Told> {
  const invoiceId = bench.invoice();
  const full: PaymentDetails = {
    amount,
    ...details,
    fields: { ...telling, InvoiceId: invoiceId, ...details.fields },
  };
  const hear = async (id: Id): Promise<Told> => ({
    received: await heard(bench, check, type, about(id)),
    id,
    invoiceId,
  });
  switch (type) {
    case 'Check':
    case 'Pay':
      return hear((await paid(bench, check, 'charge', full)).id);
    case 'Fail':
      return hear(idOf(check, await bench.pay('charge', { ...full, card: 'declined' })));
    case 'Confirm': {
      const { id } = await paid(bench, check, 'auth', full);
      check.done(await bench.api('payments/confirm', { TransactionId: id, Amount: amount }));
      return hear(id);
    }
    case 'Refund': {
      const { id } = await paid(bench, check, 'charge', full);
      return hear(idOf(check, await refundOf(bench, id, amount)));
    }
    case 'Cancel': {
      const { id } = await paid(bench, check, 'auth', full);
      check.done(await bench.api('payments/void', { TransactionId: id }));
      return hear(id);
    }
  }
}
