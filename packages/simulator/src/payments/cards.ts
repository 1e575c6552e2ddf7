/** The fifteen test cards of the reference (section 7) and what is known of any other number. */

export type CardBrand = 'Visa' | 'Mastercard' | 'Maestro' | 'МИР';

export type TestCard = {
  readonly number: string;
  readonly brand: CardBrand;
  readonly threeDs: boolean;
  /** Reason code of a payment in the form or by cryptogram; 0 is approval. */
  readonly reasonCode: 0 | 5051;
  /** Reason code of a later payment by the token of this card; null where no token appears. */
  readonly tokenReasonCode: 0 | 5051 | null;
};

const card = (
  number: string,
  brand: CardBrand,
  threeDs: boolean,
  reasonCode: 0 | 5051,
  tokenReasonCode: 0 | 5051 | null,
): TestCard => ({ number, brand, threeDs, reasonCode, tokenReasonCode });

export const testCards: readonly TestCard[] = [
  card('4242424242424242', 'Visa', true, 0, 0),
  card('5555555555554444', 'Mastercard', true, 0, 0),
  card('2200000000000004', 'МИР', true, 0, 0),
  card('4012888888881881', 'Visa', true, 5051, null),
  card('5105105105105100', 'Mastercard', true, 5051, null),
  card('2202202202202200', 'МИР', true, 5051, null),
  card('4000000000003055', 'Visa', false, 0, 0),
  card('5205000000003055', 'Mastercard', false, 0, 0),
  card('2202000000003055', 'МИР', false, 0, 0),
  card('4111111111111111', 'Visa', false, 0, 5051),
  card('5200828282828210', 'Mastercard', false, 0, 5051),
  card('2200000022222222', 'МИР', false, 0, 5051),
  card('4000056655665556', 'Visa', false, 5051, null),
  card('5404000000000043', 'Mastercard', false, 5051, null),
  card('2203000000000043', 'МИР', false, 5051, null),
];

const byNumber = new Map(testCards.map((item) => [item.number, item]));

const ends = (firstSix: string, lastFour: string) => `${firstSix}${lastFour}`;

const byEnds = new Map(
  testCards.map(({ number }) => [ends(number.slice(0, 6), number.slice(-4)), number]),
);

/**
 * A whole number for the clear digits of a packet that cannot be opened: the test card's, or one
 * whose check digit is right, so that it is approved.
 */
export function fullNumberOf(firstSix: string, lastFour: string): string {
  const known = byEnds.get(ends(firstSix, lastFour));
  if (known !== undefined) return known;
  const fillers = Array.from({ length: 10 }, (_, digit) => `${firstSix}00000${digit}${lastFour}`);
  return fillers.find(passesLuhn) ?? `${firstSix}000000${lastFour}`;
}

/** The digits of a card number as a person types it, or null when it cannot be one. */
export function cardDigits(text: string): string | null {
  const digits = text.replace(/[\s-]/g, '');
  return /^\d{13,19}$/.test(digits) ? digits : null;
}

/** The check digit every card number ends with. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = digit * 2;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

export function brandOf(digits: string): CardBrand {
  if (/^220[0-4]/.test(digits)) return 'МИР';
  if (digits.startsWith('4')) return 'Visa';
  if (/^(5[1-5]|2[2-7])/.test(digits)) return 'Mastercard';
  return 'Maestro';
}

const capturedNames: Readonly<Record<CardBrand, string>> = {
  Visa: 'Visa',
  Mastercard: 'MasterCard',
  Maestro: 'Maestro',
  МИР: 'MIR',
};

/** `CardType`: in the words of captured bodies, or of the table that says otherwise (3.5). */
export function cardTypeName(brand: CardBrand, names: 'captured' | 'table'): string {
  return names === 'captured' ? capturedNames[brand] : brand;
}

/** `CardProduct` and `CardCategory` (reference 2.3), in the words of the gateway's samples. */
export type CardTraits = { readonly product: string | null; readonly category: string | null };

const traits: Readonly<Record<CardBrand, CardTraits>> = {
  Visa: { product: 'I', category: 'Visa Infinite (Infinite)' },
  Mastercard: { product: 'MCS', category: 'Mastercard Standard (Standard)' },
  Maestro: { product: 'MSI', category: 'Maestro (Debit)' },
  МИР: { product: 'MRC', category: 'Мир Классическая (Classic)' },
};

/** Product and category of a card by its first six digits: stable, and of no other meaning. */
export function traitsOf(firstSix: string): CardTraits {
  if (firstSix === '411111') return { product: 'C', category: 'Visa Signature (Signature)' };
  if (firstSix === '400005') return { product: null, category: null };
  return traits[brandOf(firstSix)];
}

/** Whether the month printed on a card, MM/YY, is over. */
export function isExpired(expiry: string, nowMs: number): boolean {
  const match = /^(0[1-9]|1[0-2])\/(\d{2})$/.exec(expiry);
  if (match === null) return false;
  // Month is counted from 1 on the card and from 0 here: this is the first day after it.
  return Date.UTC(2000 + Number(match[2]), Number(match[1]), 1) <= nowMs;
}

/**
 * How the emulated bank treats a card. A number outside the list is approved without 3-D Secure if
 * its check digit is right and refused with 5014 if not: the reference is silent about such cards.
 */
export function behaviourOf(digits: string): {
  readonly threeDs: boolean;
  readonly reasonCode: number;
  readonly tokenReasonCode: number;
} {
  const known = byNumber.get(digits);
  if (known !== undefined) {
    const { threeDs, reasonCode } = known;
    return { threeDs, reasonCode, tokenReasonCode: known.tokenReasonCode ?? reasonCode };
  }
  const reasonCode = passesLuhn(digits) ? 0 : 5014;
  return { threeDs: false, reasonCode, tokenReasonCode: reasonCode };
}
