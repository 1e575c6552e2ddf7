import { isObject, parseExact } from './json.ts';
import { type Fields, fieldsOf } from './rest/fields.ts';

/**
 * What `JsonData` (`Data` of the widget) asks of the gateway beside the payment: the object
 * `cloudpayments` in any case, with `recurrent` and `CustomerReceipt` in it (widget reference 2.1).
 */
export type Instructions = {
  /** The plan that the payment is to set up. */
  readonly recurrent: Fields | null;
  /** The receipt that the operation is to have. */
  readonly receipt: Fields | null;
  /** What the shop's developer seems to have meant otherwise, in words. */
  readonly problems: readonly string[];
};

const none: Instructions = { recurrent: null, receipt: null, problems: [] };

/** Most payments carry no instruction: their data is not even parsed. */
const suspect = /cloudpayments|recurrent|receipt/i;

const receiptNames = ['CustomerReceipt', 'receipt'];

/** Reads the instructions in a JSON text; data that is anything else is the shop's own business. */
export function readInstructions(data: string | null): Instructions {
  if (data === null || !suspect.test(data)) return none;
  const parsed = parsedObject(data);
  if (parsed === null) {
    return {
      ...none,
      problems: ['JsonData is not a JSON object: instructions in it are not read'],
    };
  }
  const container = parsed.object('cloudpayments');
  if (container === null) return { ...none, problems: outsideProblems(parsed) };
  const known = new Set(['recurrent', ...receiptNames.map((name) => name.toLowerCase())]);
  const unknown = container.names().filter((name) => !known.has(name.toLowerCase()));
  const recurrent = container.object('recurrent');
  const receiptName = receiptNames.find((name) => isGiven(container.get(name))) ?? '';
  const receipt = container.object(receiptName);
  return {
    recurrent,
    receipt,
    problems: [
      ...unknown.map((name) => `cloudpayments.${name} is no instruction: it is not read`),
      ...(recurrent === null && isGiven(container.get('recurrent'))
        ? ['cloudpayments.recurrent is not an object: no plan is made']
        : []),
      ...(receipt === null && receiptName !== ''
        ? [`cloudpayments.${receiptName} is not an object: no receipt is made`]
        : []),
      ...outsideProblems(parsed),
    ],
  };
}

/** A known complaint (widget reference 8.3): the payment passes and the plan is never made. */
function outsideProblems(data: Fields): readonly string[] {
  return data
    .names()
    .filter((name) => /^(recurrent|customerReceipt|receipt)$/i.test(name))
    .map((name) => {
      const right = `{"cloudpayments":{"${name}":{…}}}`;
      return `"${name}" stands outside the object "cloudpayments" and is not read; write ${right}`;
    });
}

const isGiven = (value: unknown) => value !== undefined && value !== null;

function parsedObject(data: string): Fields | null {
  try {
    const parsed = parseExact(data);
    return isObject(parsed) ? fieldsOf(Object.entries(parsed)) : null;
  } catch {
    return null;
  }
}
