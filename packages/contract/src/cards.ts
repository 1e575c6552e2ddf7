/** Test cards by what the gateway does with them (reference 7). Expiry and CVV may be anything. */
export const cards = {
  approved: '4000000000003055',
  /** Another network, and no word about 3-D Secure either. */
  approvedMastercard: '5205000000003055',
  approvedMir: '2202000000003055',
  /** Pays once; a payment by its token lacks funds. */
  tokenDeclined: '4111111111111111',
  declined: '4000056655665556',
  threeDs: '4242424242424242',
  threeDsDeclined: '4012888888881881',
} as const;

export type CardName = keyof typeof cards;

export type CardDetails = {
  readonly number: string;
  readonly month: string;
  /** Two digits. */
  readonly year: string;
  readonly cvv: string;
};

/** The details of a test card, far from expired. */
export function detailsOf(name: CardName, now: Date): CardDetails {
  const year = String((now.getUTCFullYear() + 4) % 100).padStart(2, '0');
  return { number: cards[name], month: '12', year, cvv: '123' };
}

/** `CardType` of answers and notifications: the table says МИР (reference 3.5), captured bodies MIR. */
export const brands = {
  approved: /^visa$/i,
  approvedMastercard: /^mastercard$/i,
  approvedMir: /^(мир|mir)$/i,
} as const satisfies Partial<Record<CardName, RegExp>>;
