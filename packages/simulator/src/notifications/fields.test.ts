import { describe, expect, test } from 'vitest';
import { aCharge, aTransaction, noonMs } from '../../test/builders.ts';
import { defaultBehaviour } from '../settings.ts';
import { notificationFields } from './fields.ts';

const choices = defaultBehaviour;
const names = (type: Parameters<typeof notificationFields>[0], transaction = aTransaction()) =>
  notificationFields(type, transaction, choices).map(([name]) => name);
const values = (type: Parameters<typeof notificationFields>[0], transaction = aTransaction()) =>
  Object.fromEntries(notificationFields(type, transaction, choices));

describe('which fields each type has, in order', () => {
  test('Cancel is short', () => {
    expect(names('Cancel')).toEqual([
      'TransactionId',
      'Amount',
      'InvoiceId',
      'AccountId',
      'Email',
      'DateTime',
    ]);
  });
  test('Refund names its payment and has neither currency nor card', () => {
    const fields = names('Refund');
    expect(fields.slice(0, 4)).toEqual([
      'TransactionId',
      'PaymentTransactionId',
      'Amount',
      'OperationType',
    ]);
    expect(fields).not.toContain('Currency');
    expect(fields).not.toContain('CardFirstSix');
  });
  test('GatewayName is in Pay and nowhere else', () => {
    const types = ['Check', 'Pay', 'Fail', 'Confirm', 'Refund', 'Cancel'] as const;
    expect(types.filter((type) => names(type).includes('GatewayName'))).toEqual(['Pay']);
    expect(values('Pay').GatewayName).toBe('Test');
  });
  test('Pay has the fields and the order of bodies captured in 2026', () => {
    expect(names('Pay').join(' ')).toBe(
      'TransactionId Amount Currency PaymentAmount PaymentCurrency OperationType InvoiceId AccountId ' +
        'SubscriptionId Name Email DateTime IpAddress IpCountry IpCity IpRegion IpDistrict IpLatitude ' +
        'IpLongitude CardId CardFirstSix CardLastFour CardType CardExpDate Issuer IssuerBankCountry ' +
        'Description AuthCode TestMode Status GatewayName TotalFee CardProduct PaymentMethod ' +
        'InstallmentTerm InstallmentMonthlyPayment CustomFields VatAboveTotalFee ' +
        'ProcessorAndPartnerFee VatWithinProcessorFee',
    );
  });
  test('the token and the data of a Pay stand where captured bodies have them', () => {
    const all = names('Pay', aTransaction({ token: 'tk_1', data: '{}' }));
    expect(all[all.indexOf('Token') - 1]).toBe('AuthCode');
    expect(all[all.indexOf('Data') - 1]).toBe('GatewayName');
  });
  test('Fail has the reason, and the status that no table has', () => {
    const fail = values('Fail', aTransaction({ status: 'Declined', reasonCode: 5051 }));
    const [reason, status] = [
      { Reason: 'InsufficientFunds', ReasonCode: '5051' },
      { Status: 'Declined', StatusCode: '5' },
    ];
    expect(fail).toMatchObject({ ...reason, ...status });
    expect(values('Pay')).not.toHaveProperty('StatusCode');
  });
  test('no type carries NotificationType', () => {
    expect(names('Check')).not.toContain('NotificationType');
  });
});

test('Check tells the status the payment would get', () => {
  const draft = { status: 'AwaitingAuthentication' } as const;
  expect(values('Check', aTransaction(draft)).Status).toBe('Authorized');
  expect(values('Check', aCharge(draft)).Status).toBe('Completed');
});

test('Confirm carries what was taken, or what was held when told so', () => {
  const part = aTransaction({ status: 'Completed', confirmedMinor: 1000_00n });
  expect(values('Confirm', part).Amount).toBe('1000.00');
  const held = notificationFields('Confirm', part, { ...choices, confirmAmount: 'authorized' });
  expect(Object.fromEntries(held).Amount).toBe('1500.00');
});

test('times are UTC, and those of the void for a void', () => {
  const voided = aTransaction({ status: 'Cancelled', cancelledAtMs: noonMs + 61_000 });
  expect(values('Cancel', voided).DateTime).toBe('2026-01-15 12:01:01');
});

describe('a field without a value', () => {
  const bare = { card: null, invoiceId: null };
  const numbers = ['FallBackScenarioDeclinedTransactionId', 'EscrowAccumulationId'];
  const sentUnder = (
    emptyFields: 'as_captured' | 'all' | 'none',
    transaction = aTransaction(bare),
  ) => Object.fromEntries(notificationFields('Pay', transaction, { ...choices, emptyFields }));

  test('is sent empty where captured bodies have it so, and else left out', () => {
    const sent = sentUnder('as_captured');
    expect(sent).toMatchObject({ CardFirstSix: '', InvoiceId: '', SubscriptionId: '', IpCity: '' });
    for (const name of ['Token', 'Data', 'Rrn', ...numbers]) expect(sent).not.toHaveProperty(name);
  });
  test('of a receiver that reads numbers is there when it has a value', () => {
    const fallback = aTransaction({ fallbackDeclinedId: '3000000000', escrowId: 'deal-1' });
    expect(sentUnder('as_captured', fallback)).toMatchObject({
      FallBackScenarioDeclinedTransactionId: '3000000000',
      EscrowAccumulationId: 'deal-1',
    });
  });
  test('is sent or left out whatever it is, where the option says so', () => {
    const all = sentUnder('all');
    expect(all).toMatchObject({ Token: '', Data: '', FallBackScenarioDeclinedTransactionId: '' });
    expect(all).not.toHaveProperty('EscrowAccumulationId');
    expect(Object.values(sentUnder('none'))).not.toContain('');
  });
  test('is left out when it is the order number of a charge of a subscription', () => {
    const plan = { invoiceId: null, subscriptionId: 'sc_1' };
    expect(sentUnder('as_captured', aTransaction(plan))).not.toHaveProperty('InvoiceId');
    const numbered = aTransaction({ ...plan, invoiceId: 'INV-1' });
    expect(sentUnder('as_captured', numbered)).toHaveProperty('InvoiceId', 'INV-1');
  });
  test('is Rrn of a test payment, and never of a live one', () => {
    const rrn = aTransaction({ rrn: '003000000001' });
    const sent = (testMode: boolean) =>
      Object.fromEntries(notificationFields('Pay', rrn, { ...choices, testMode }));
    expect(sent(true)).not.toHaveProperty('Rrn');
    expect(sent(false).Rrn).toBe('003000000001');
  });
});

test('the place of the payer and the product of the card are those of the API', () => {
  expect(values('Pay', aTransaction({ ipAddress: '91.142.84.1' }))).toMatchObject({
    IpCountry: 'RU',
    IpCity: 'Москва',
    IpLatitude: '55.7558',
    CardProduct: 'I',
  });
  expect(values('Pay', aTransaction({ ipAddress: '127.0.0.1' }))).toMatchObject({
    IpCountry: 'RU',
    IpCity: '',
    IpLatitude: '',
  });
});

test.each([
  ['Visa', 'Visa', 'Visa'],
  ['Mastercard', 'MasterCard', 'Mastercard'],
  ['МИР', 'MIR', 'МИР'],
] as const)('CardType of %s is %s as captured, %s as the table says', (brand, captured, table) => {
  const card = { firstSix: '220000', lastFour: '0004', expiry: '12/30', brand, holder: null };
  const pay = (cardTypeNames: 'captured' | 'table') =>
    Object.fromEntries(
      notificationFields('Pay', aTransaction({ card }), { ...choices, cardTypeNames }),
    );
  expect([pay('captured').CardType, pay('table').CardType]).toEqual([captured, table]);
});
