import { exactNumber } from '../json.ts';
import type { SimulatorParts } from '../parts.ts';
import { isExpired } from '../payments/cards.ts';
import type { PacketCard } from '../payments/cryptogram.ts';
import type { Scheme, Transaction } from '../payments/transaction.ts';
import { type MethodResult, refused } from './answer.ts';
import { type Call, type Method, type Methods, shown } from './method.ts';
import { optional, type Parameter, required } from './parameter.ts';
import {
  amountParameter,
  commonOf,
  cultureParameter,
  currencyParameter,
  dataParameter,
  descriptionParameter,
  emailParameter,
  escrowOf,
  escrowParameter,
  invoiceParameter,
  packetParameter,
  payerParameter,
  phoneRefusal,
} from './payment-fields.ts';
import { threeDsCallback } from './three-ds-callback.ts';

const cardParameters: readonly Parameter[] = [
  amountParameter,
  currencyParameter,
  required('IpAddress', 'string', "The payer's address.", { tolerated: 'by_public_id' }),
  packetParameter,
  optional('Name', 'string', 'Card holder in Latin letters.'),
  optional('PaymentUrl', 'string', 'The page that ran the checkout script.'),
  invoiceParameter,
  descriptionParameter,
  cultureParameter,
  optional('AccountId', 'string', 'The payer on the side of the shop; needed for a token.'),
  emailParameter,
  payerParameter,
  dataParameter,
  optional('SaveCard', 'boolean', 'Asks for a token of the card.'),
  escrowParameter,
  optional('AirlineAddendum', 'object', 'TicketNumber or BookingRef, Legs, Passengers.'),
];

/** Payments by card (reference 2.2, 2.4). */
export const cardMethods: Methods = {
  'payments/cards/charge': payMethod('charge', 'One-stage payment by card.'),
  'payments/cards/auth': payMethod('auth', 'Two-stage payment by card, first step.'),
  'payments/cards/post3ds': {
    place: 'post3ds',
    about: 'Finishes a payment after 3-D Secure.',
    section: '2.4',
    parameters: [
      required('TransactionId', 'long', 'The value of MD.'),
      required('PaRes', 'string', 'As the bank sent it.'),
    ],
    answers: 'Transaction',
    run: finishThreeDs,
  },
  'payments/threedscallback': threeDsCallback,
};

function payMethod(scheme: Scheme, about: string): Method {
  return {
    place: scheme,
    about,
    section: '2.2',
    access: 'either',
    parameters: cardParameters,
    answers: 'TransactionOrThreeDs',
    run: (call) => payByCard(call, scheme),
  };
}

async function payByCard(call: Call, scheme: Scheme): Promise<MethodResult> {
  const { fields, parts } = call;
  const card = cardOf(call);
  if (card === null) return refused('Invalid CardCryptogramPacket value');
  const escrow = escrowOf(call);
  if (!escrow.ok) return refused(escrow.message);
  const expired = card.expiryCounts && isExpired(card.expiry, parts.clock.now());
  const refusal = phoneRefusal(call) || (expired ? 5054 : 0);
  const { transaction, notified } = await parts.gateway.pay({
    ...commonOf(fields),
    scheme,
    ipAddress: fields.text('IpAddress') ?? call.ip,
    saveCard: fields.flag('SaveCard'),
    method: {
      kind: 'card',
      digits: card.digits,
      expiry: card.expiry,
      holder: fields.text('Name'),
      threeDs: 'ask',
    },
    skipCheck: false,
    ties: { escrowId: escrow.dealId },
    ...(refusal === 0 ? {} : { refusal }),
  });
  return { ...paymentShown(parts, transaction), notified };
}

/** The card in `CardCryptogramPacket`; null for a packet that the gateway would refuse. */
export function cardOf({ fields, parts }: Call): PacketCard | null {
  const packet = fields.text('CardCryptogramPacket') ?? '';
  const taken = parts.packets.take(packet);
  if (!taken.ok) {
    parts.log('warn', 'cryptogram refused', { why: taken.why });
    return null;
  }
  const { form, digits } = taken.card;
  const card = `${digits.slice(0, 6)}…${digits.slice(-4)}`;
  if (form === 'any') {
    parts.log('warn', 'CardCryptogramPacket is no cryptogram: taken for a test card', { card });
  } else if (form === 'foreign') {
    parts.log('info', 'this cryptogram only the gateway can open: its clear digits count', {
      card,
    });
  }
  if (/\s/.test(packet) && form !== 'number') {
    parts.log('warn', 'CardCryptogramPacket has spaces: escape its + as %2B in a form');
  }
  return taken.card;
}

/** The three shapes of an answer (reference 2.2): accepted, declined, or off to 3-D Secure. */
function paymentShown(parts: SimulatorParts, transaction: Transaction): MethodResult {
  if (transaction.status !== 'AwaitingAuthentication') return shown(parts, transaction);
  const model = {
    TransactionId: exactNumber(transaction.id),
    PaReq: parts.threeDs.request(transaction),
    GoReq: null,
    AcsUrl: `${parts.site.url}/acs`,
    ThreeDsSessionData: null,
    IFrameIsAllowed: true,
    FrameWidth: null,
    FrameHeight: null,
    ThreeDsCallbackId: parts.threeDs.callbackId(transaction.id),
    EscrowAccumulationId: transaction.escrowId,
  };
  return { answer: { success: false, message: null, model } };
}

/** `PaRes` is what the simulator's own `/acs` page, or `POST /_sim/acs`, sends. */
async function finishThreeDs({ fields, parts }: Call): Promise<MethodResult> {
  const id = fields.text('TransactionId') ?? '';
  const outcome = parts.threeDs.read(id, fields.text('PaRes') ?? '');
  const decision = await parts.gateway.finishThreeDs(id, outcome);
  if (!decision.ok) return refused(decision.message);
  return { ...shown(parts, decision.value.transaction), notified: decision.value.notified };
}
