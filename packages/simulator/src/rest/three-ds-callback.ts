import { isObject, parseExact } from '../json.ts';
import { cardHolderMessage } from '../payments/reasons.ts';
import { type MethodResult, refused } from './answer.ts';
import { type Fields, fieldsOf } from './fields.ts';
import type { Call, Method } from './method.ts';
import { optional, required } from './parameter.ts';

/**
 * The end of 3-D Secure as the official mobile SDKs do it (reference 2.16, from their source): `MD`
 * is JSON text {TransactionId, ThreeDsCallbackId, SuccessUrl, FailUrl}, and the answer is a redirect
 * to one of the two addresses that says in its query why a payment was refused.
 */
export const threeDsCallback: Method = {
  place: 'post3ds',
  about: 'Finishes a payment after 3-D Secure and sends the payer on; for mobile SDKs.',
  section: '2.16',
  access: 'none',
  parameters: [
    required(
      'MD',
      'json',
      'TransactionId, ThreeDsCallbackId, SuccessUrl, FailUrl; or the id alone.',
    ),
    required('PaRes', 'string', 'As the bank sent it.'),
    optional('SuccessUrl', 'string', 'When MD does not name it.'),
    optional('FailUrl', 'string', 'When MD does not name it.'),
  ],
  answers: 'Redirect',
  run,
};

async function run({ fields, parts }: Call): Promise<MethodResult> {
  const told = toldIn(fields);
  const id = told.text('TransactionId') ?? fields.text('MD') ?? '';
  const successUrl = told.text('SuccessUrl') ?? fields.text('SuccessUrl') ?? '';
  const failUrl = told.text('FailUrl') ?? fields.text('FailUrl') ?? '';
  if (!isWebAddress(successUrl)) return refused('Invalid SuccessUrl value');
  if (!isWebAddress(failUrl)) return refused('Invalid FailUrl value');
  const callbackId = told.text('ThreeDsCallbackId');
  if (callbackId !== null && callbackId !== parts.threeDs.callbackId(id)) {
    return refused('Invalid ThreeDsCallbackId value');
  }
  const outcome = parts.threeDs.read(id, fields.text('PaRes') ?? '');
  const decision = await parts.gateway.finishThreeDs(id, outcome);
  if (!decision.ok) return refused(decision.message);
  const { transaction, notified } = decision.value;
  const paid = transaction.status !== 'Declined';
  const address = new URL(paid ? successUrl : failUrl);
  const { reasonCode, culture } = transaction;
  address.searchParams.set('TransactionId', id);
  // Not the first of the query: one of the SDKs looks for it behind an ampersand.
  address.searchParams.set('ReasonCode', String(reasonCode));
  address.searchParams.set('CardHolderMessage', cardHolderMessage(reasonCode, culture));
  return { answer: { success: paid, message: null }, notified, redirect: address.href };
}

function toldIn(fields: Fields): Fields {
  const md = fields.get('MD');
  if (isObject(md)) return fieldsOf(Object.entries(md));
  try {
    const content = parseExact(typeof md === 'string' ? md : '');
    return fieldsOf(isObject(content) ? Object.entries(content) : []);
  } catch {
    return fieldsOf([]);
  }
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
