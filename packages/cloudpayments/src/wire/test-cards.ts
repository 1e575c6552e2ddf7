export interface TestCard {
  /** Sixteen digits. Any expiry in the future, any CVV. */
  readonly number: string;
  readonly network: 'Visa' | 'Mastercard' | 'МИР';
  /** The payer is sent to the 3-D Secure page. */
  readonly threeDs: boolean;
  readonly payment: 'success' | 'insufficient_funds';
  /** A later payment by the card's token; null where no token can come of it. */
  readonly tokenPayment: 'success' | 'insufficient_funds' | null;
}

/** The fifteen cards of the gateway's test mode (reference, section 7). */
export const testCards: readonly TestCard[] = [
  card('4242424242424242', 'Visa', true, 'success', 'success'),
  card('5555555555554444', 'Mastercard', true, 'success', 'success'),
  card('2200000000000004', 'МИР', true, 'success', 'success'),
  card('4012888888881881', 'Visa', true, 'insufficient_funds', null),
  card('5105105105105100', 'Mastercard', true, 'insufficient_funds', null),
  card('2202202202202200', 'МИР', true, 'insufficient_funds', null),
  card('4000000000003055', 'Visa', false, 'success', 'success'),
  card('5205000000003055', 'Mastercard', false, 'success', 'success'),
  card('2202000000003055', 'МИР', false, 'success', 'success'),
  card('4111111111111111', 'Visa', false, 'success', 'insufficient_funds'),
  card('5200828282828210', 'Mastercard', false, 'success', 'insufficient_funds'),
  card('2200000022222222', 'МИР', false, 'success', 'insufficient_funds'),
  card('4000056655665556', 'Visa', false, 'insufficient_funds', null),
  card('5404000000000043', 'Mastercard', false, 'insufficient_funds', null),
  card('2203000000000043', 'МИР', false, 'insufficient_funds', null),
];

function card(
  number: string,
  network: TestCard['network'],
  threeDs: boolean,
  payment: TestCard['payment'],
  tokenPayment: TestCard['tokenPayment'],
): TestCard {
  return { number, network, threeDs, payment, tokenPayment };
}
