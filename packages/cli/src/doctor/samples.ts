import { randomInt, randomUUID } from 'node:crypto';
import type { DoctorProbe, DoctorSettings } from '@kopeck/api';
import { buildNotification } from '@kopeck/cloudpayments/notifications';
import {
  type CheckNotification,
  type PayNotification,
  parseAmount,
  type TransactionStatus,
} from '@kopeck/cloudpayments/wire';

/** Bodies about the probe order, in the gateway's byte form. Each has a transaction number of its own. */
export interface Samples {
  /** The question before a payment, as the gateway would ask it about this order. */
  readonly check: (change?: Partial<CheckNotification>) => string;
  /** A Pay with what only a Pay carries (reference, section 3.2), and its number. */
  readonly pay: () => { readonly body: string; readonly transactionId: string };
  /** A sum that is not the order's. */
  readonly wrongAmountMinor: bigint;
  /** An order number that nobody has. */
  readonly unknownInvoiceId: string;
}

/**
 * Far above the gateway's own numbers, so that a probe never takes a place that a real payment will need;
 * below the limit of 64 bits for the next two centuries.
 */
const firstProbeTransaction = 9_000_000_000_000_000_000n;

export function createSamples(
  probe: DoctorProbe,
  settings: DoctorSettings,
  now: () => number,
): Samples {
  const amountMinor = parseAmount(probe.amount);
  if (amountMinor === null) throw new Error(`The probe's amount cannot be read: ${probe.amount}`);
  const held: TransactionStatus = settings.scheme === 'dual' ? 'Authorized' : 'Completed';
  const common = () => ({
    transactionId: String(
      firstProbeTransaction + BigInt(now()) * 10_000n + BigInt(randomInt(10_000)),
    ),
    amountMinor,
    currency: probe.currency,
    dateTimeMs: now(),
    testMode: settings.testMode,
    status: held,
    operationType: 'Payment',
    invoiceId: probe.invoiceId,
    email: probe.email,
    cardFirstSix: '424242',
    cardLastFour: '4242',
    cardType: 'Visa',
    cardExpDate: '12/30',
    name: 'KOPECK DOCTOR',
    description: probe.description,
    data: '{"проверка":"1+1, без сдачи & с «кавычками»"}',
  });
  return {
    check: (change = {}) => formBody({ kind: 'check', ...common(), ...change }),
    pay: () => {
      const pay: PayNotification = { kind: 'pay', ...common(), gatewayName: 'Kopeck doctor' };
      return { body: formBody(pay), transactionId: pay.transactionId };
    },
    wrongAmountMinor: amountMinor + 100n,
    unknownInvoiceId: `probe-unknown-${randomUUID()}`,
  };
}

const formBody = (notification: CheckNotification | PayNotification): string =>
  buildNotification(notification, { format: 'form' });

/** The same fields written as another library would write them: other bytes, so another signature. */
export function reencoded(body: string): string {
  return new URLSearchParams(body).toString();
}
