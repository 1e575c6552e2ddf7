import { behaviourOf, brandOf, isExpired } from '../payments/cards.ts';
import type { PayoutRequest } from '../payments/payouts.ts';
import { type MethodResult, refused } from './answer.ts';
import { cardOf } from './card-methods.ts';
import { checkedAmount } from './fields.ts';
import { type Call, type Methods, shown } from './method.ts';
import { optional, required } from './parameter.ts';
import {
  amountParameter,
  commonOf,
  cultureParameter,
  dataParameter,
  descriptionParameter,
  emailParameter,
  escrowType,
  invoiceParameter,
  isPhone,
  packetParameter,
  payerParameter,
  roublesParameter,
} from './payment-fields.ts';
import { crossTerminal, isForeignToken, tokenParameter } from './token-methods.ts';

const receiver = optional('Receiver', 'object', 'Who gets the money; fields as of Payer.');

/** Payouts to a card, by its token, and through SBP (reference 2.7). */
export const payoutMethods: Methods = {
  'payments/cards/topup': {
    place: 'topup',
    about: 'Pays out to a card by cryptogram.',
    section: '2.7',
    parameters: [
      { ...packetParameter, tolerated: 'always' },
      amountParameter,
      roublesParameter,
      optional('Name', 'string', 'Card holder in Latin letters.'),
      optional('AccountId', 'string', 'The receiver on the side of the shop.'),
      emailParameter,
      dataParameter,
      invoiceParameter,
      descriptionParameter,
      payerParameter,
      receiver,
    ],
    answers: 'Transaction',
    run: payToCard,
  },
  'payments/token/topup': {
    place: 'topup',
    about: 'Pays out to a saved card.',
    section: '2.7',
    parameters: [
      tokenParameter,
      amountParameter,
      required('AccountId', 'string', 'The receiver on the side of the shop.'),
      roublesParameter,
      invoiceParameter,
      payerParameter,
      receiver,
      optional('Escrow', 'object', 'AccumulationId, TransactionIds, EscrowType, FinalPayout.'),
    ],
    answers: 'Transaction',
    run: payToToken,
  },
  'payments/alt/topup': {
    place: 'topup',
    about: 'Pays out through SBP to the bank account behind a phone number.',
    section: '2.7',
    parameters: [
      optional('MemberId', 'string', 'The bank, digits of its SBP schema; needed with a phone.'),
      amountParameter,
      roublesParameter,
      optional('AccountId', 'string', 'The receiver on the side of the shop.'),
      emailParameter,
      cultureParameter,
      invoiceParameter,
      descriptionParameter,
      payerParameter,
      required('Receiver', 'object', 'Who gets the money; Phone is required.'),
    ],
    answers: 'Transaction',
    run: payThroughSbp,
  },
};

async function payToCard(call: Call): Promise<MethodResult> {
  if (call.fields.text('CardCryptogramPacket') === null) {
    if (call.fields.text('Token') === null) return refused('CardCryptogramPacket is required');
    // An older client pays out to saved cards here.
    call.parts.log('warn', 'a payout by Token is payments/token/topup: taken for it');
    return payToToken(call);
  }
  const packet = cardOf(call);
  if (packet === null) return refused('Invalid CardCryptogramPacket value');
  const { digits, expiry } = packet;
  const expired = packet.expiryCounts && isExpired(expiry, call.parts.clock.now());
  // A card without money still takes some: only a number that cannot be one is refused.
  const wrongNumber = behaviourOf(digits).reasonCode === 5014;
  const card = {
    firstSix: digits.slice(0, 6),
    lastFour: digits.slice(-4),
    expiry,
    brand: brandOf(digits),
    holder: call.fields.text('Name'),
  };
  return payOut(call, {
    to: { kind: 'card', card },
    reasonCode: wrongNumber ? 5014 : expired ? 5054 : 0,
  });
}

async function payToToken(call: Call): Promise<MethodResult> {
  const { fields, parts } = call;
  const token = fields.text('Token') ?? '';
  const saved = parts.tokens.get(token);
  if (saved === undefined) {
    if (!isForeignToken(token)) return refused('Token not found');
    return payOut(call, { to: { kind: 'card', card: null }, reasonCode: crossTerminal });
  }
  if (saved.card === null || saved.paidBy !== 'Card') {
    return refused('Payouts go to card tokens only');
  }
  const id = parts.ledger.nextId();
  const escrowId = fields.object('Escrow')?.text('AccumulationId') ?? null;
  const problem = reserveInDeal(call, id, escrowId);
  if (problem !== null) return refused(problem);
  const to = { kind: 'card', card: saved.card } as const;
  return payOut(call, { id, to, token, escrowId, reasonCode: 0 });
}

/** Why the payout does not fit its safe deal (reference 2.14); null when it does, or has none. */
function reserveInDeal(call: Call, payoutId: string, dealId: string | null): string | null {
  const escrow = call.fields.object('Escrow');
  if (escrow === null) return null;
  if (dealId === null) return 'AccumulationId is required';
  const type = escrowType(escrow);
  if (type === 'unknown') return 'Invalid EscrowType value';
  const decision = call.parts.escrow.reserve(dealId, payoutId, {
    amountMinor: checkedAmount(call.fields),
    paymentIds: escrow.list('TransactionIds'),
    type,
    isFinal: escrow.flag('FinalPayout'),
  });
  return decision.ok ? null : decision.message;
}

/**
 * Phones that end in 6021 and 6022 fail with that code, so that both can be met without a fault; a
 * convention of the simulator.
 */
async function payThroughSbp(call: Call): Promise<MethodResult> {
  const phone = call.fields.object('Receiver')?.text('Phone') ?? null;
  if (phone === null) return refused('Receiver.Phone is required');
  if (!isPhone(phone)) return refused('Invalid Receiver.Phone value');
  const memberId = call.fields.text('MemberId');
  if (memberId === null) return refused('MemberId is required');
  if (!/^\d+$/.test(memberId)) return refused('Invalid MemberId value');
  const code = Number(phone.slice(-4));
  const result = await payOut(call, {
    to: { kind: 'sbp' },
    reasonCode: code === 6021 || code === 6022 ? code : 0,
  });
  return { ...result, answer: { ...result.answer, beside: { ErrorCode: null } } };
}

type Wanted = Pick<PayoutRequest, 'to' | 'reasonCode'> &
  Partial<Pick<PayoutRequest, 'id' | 'token' | 'escrowId'>>;

async function payOut({ fields, parts }: Call, wanted: Wanted): Promise<MethodResult> {
  const told = fields.get('Receiver');
  const { transaction, notified } = await parts.payouts.pay({
    ...commonOf(fields),
    token: null,
    escrowId: null,
    receiver: receiverText(told),
    ...wanted,
    id: wanted.id ?? parts.ledger.nextId(),
  });
  return { ...shown(parts, transaction), notified };
}

/** `Receiver` comes back in the model as it was sent. */
function receiverText(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
