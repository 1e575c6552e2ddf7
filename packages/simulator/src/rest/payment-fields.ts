import { currencies, defaultCurrency } from '../payments/currencies.ts';
import type { EscrowType } from '../payments/escrow-deal.ts';
import type { PaymentRequest } from '../payments/request.ts';
import { checkedAmount, dataField, type Fields } from './fields.ts';
import type { Call } from './method.ts';
import { optional, required } from './parameter.ts';

/** What payments by card, by token and payouts have in common (reference 2.2, 2.5, 2.7). */

export const amountParameter = required('Amount', 'amount', 'The sum, from 0.01.');

export const currencyParameter = optional('Currency', 'string', 'RUB by default.', {
  values: currencies,
});

/** Payouts are in roubles, and say so. */
export const roublesParameter = required('Currency', 'string', 'Roubles only.', {
  values: ['RUB'],
});

export const invoiceParameter = optional('InvoiceId', 'string', 'Order number of the shop.');
export const descriptionParameter = optional('Description', 'string', 'Free text.');
export const emailParameter = optional('Email', 'string', 'Where the payment slip goes.');
export const cultureParameter = optional('CultureName', 'string', 'Language of messages.');
export const dataParameter = optional('JsonData', 'json', 'Any data of the shop.');
export const payerParameter = optional(
  'Payer',
  'object',
  'FirstName, LastName, MiddleName, Birth, Street, Address, City, Country, Phone, Postcode.',
);

export const escrowParameter = optional(
  'Escrow',
  'object',
  'Safe deal: StartAccumulation, EscrowType (NToOne or OneToN), AccumulationId.',
);

export const packetParameter = required(
  'CardCryptogramPacket',
  'string',
  'From the checkout script; here also the number of a test card, or any text.',
);

/** The currency of a request whose parameters are already checked. */
export function currencyOf(fields: Fields): string {
  return fields.text('Currency')?.toUpperCase() ?? defaultCurrency;
}

/** What the parameters above make of a payment; how it is paid is not among them. */
export function commonOf(
  fields: Fields,
): Pick<
  PaymentRequest,
  | 'amountMinor'
  | 'currency'
  | 'invoiceId'
  | 'accountId'
  | 'email'
  | 'description'
  | 'data'
  | 'culture'
> {
  return {
    amountMinor: checkedAmount(fields),
    currency: currencyOf(fields),
    invoiceId: fields.text('InvoiceId'),
    accountId: fields.text('AccountId'),
    email: fields.text('Email'),
    description: fields.text('Description'),
    data: dataField(fields.get('JsonData')),
    culture: fields.text('CultureName') ?? 'ru-RU',
  };
}

/** 5761 without the payer's phone, 5762 with a wrong one, where the shop has to send it (1.6). */
export function phoneRefusal({ fields, parts }: Call): number {
  if (!parts.behaviour.phoneRequired) return 0;
  const phone = fields.object('Payer')?.text('Phone') ?? null;
  if (phone === null) return 5761;
  return isPhone(phone) ? 0 : 5762;
}

/** `+71234567890`: digits only, after a plus at will. */
export function isPhone(text: string): boolean {
  return /^\+?\d{10,15}$/.test(text);
}

export type EscrowWish =
  | { readonly ok: true; readonly dealId: string | null }
  | { readonly ok: false; readonly message: string };

/** The safe deal that a payment starts or joins (2.14); none when `Escrow` is left out. */
export function escrowOf({ fields, parts }: Pick<Call, 'fields' | 'parts'>): EscrowWish {
  const escrow = fields.object('Escrow');
  if (escrow === null) return { ok: true, dealId: null };
  const type = escrowType(escrow);
  if (type === 'unknown') return { ok: false, message: 'Invalid EscrowType value' };
  if (currencyOf(fields) !== 'RUB') return { ok: false, message: 'Escrow is in roubles only' };
  const dealId = escrow.text('AccumulationId');
  if (escrow.flag('StartAccumulation')) {
    return { ok: true, dealId: parts.escrow.open(type ?? 'NToOne').id };
  }
  if (dealId === null) return { ok: false, message: 'AccumulationId is required' };
  const decision = parts.escrow.join(dealId, type);
  return decision.ok ? { ok: true, dealId } : { ok: false, message: decision.message };
}

/** `NToOne` or 0, `OneToN` or 1, `NToN` of the widget; null when it is left out. */
export function escrowType(escrow: Fields): EscrowType | 'unknown' | null {
  const text = escrow.text('EscrowType')?.toLowerCase() ?? null;
  if (text === null) return null;
  if (text === 'ntoone' || text === '0') return 'NToOne';
  if (text === 'oneton' || text === '1') return 'OneToN';
  return text === 'nton' ? 'NToN' : 'unknown';
}
