import { type MethodResult, refused } from './answer.ts';
import { type Call, type Methods, shown } from './method.ts';
import { required } from './parameter.ts';

/** Payments by card (reference 2.2, 2.4). */
export const cardMethods: Methods = {
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
};

/** `PaRes` is what the simulator's own `/acs` page sends. */
async function finishThreeDs({ fields, parts }: Call): Promise<MethodResult> {
  const id = fields.text('TransactionId') ?? '';
  const passed = parts.threeDs.read(id, fields.text('PaRes') ?? '');
  const decision = await parts.gateway.finishThreeDs(id, passed);
  if (!decision.ok) return refused(decision.message);
  return { ...shown(parts, decision.value.transaction), notified: decision.value.notified };
}
