import { createHash } from 'node:crypto';
import type { FaultName } from '../faults/catalogue.ts';
import type { FaultRule } from '../faults/faults.ts';
import type { Delivery } from './delivery.ts';
import { bytesOf, type Parameters } from './encode.ts';
import { isJson, type Message, messageOf, parametersIn, withText, written } from './message.ts';

/** The faults of what a request says. Each is signed rightly unless its words say otherwise. */
export const bodyFaults = [
  'altered',
  'wrong_status',
  'type_missing',
  'type_wrong',
  'repeated_key',
  'bad_encoding',
  'truncated_body',
  'oversized_body',
  'random_body',
] as const satisfies readonly FaultName[];

type BodyFault = (typeof bodyFaults)[number];

type Spoil = (delivery: Delivery, rule: FaultRule) => Message;

const spoils: Readonly<Record<BodyFault, Spoil>> = {
  altered: (delivery, { value }) => altered(delivery, ...assignment(value)),
  wrong_status: (delivery, { value }) => altered(delivery, 'Status', value),
  type_missing: (delivery) => altered(delivery, 'NotificationType', null),
  type_wrong: (delivery, { value }) => altered(delivery, 'NotificationType', value),
  repeated_key: (delivery, { value }) =>
    rewritten(delivery, [...parametersIn(delivery), assignment(value)]),
  oversized_body: (delivery, { count }) =>
    rewritten(delivery, [...parametersIn(delivery), ['Padding', 'x'.repeat(count * 1024)]]),
  truncated_body: (delivery) => {
    const half = delivery.sent.slice(0, Math.ceil(delivery.sent.length / 2));
    return { ...withText(delivery, half), signed: delivery.sent };
  },
  bad_encoding: badlyEncoded,
  random_body: randomBody,
};

/** The message as the fault makes it. */
export function spoilt(delivery: Delivery, rule: FaultRule): Message {
  const name = bodyFaults.find((known) => known === rule.fault);
  return name === undefined ? messageOf(delivery) : spoils[name](delivery, rule);
}

function rewritten(delivery: Delivery, parameters: Parameters): Message {
  return withText(delivery, written(delivery, parameters));
}

/** `Amount=1.00` as a name and a value; a name alone gets an empty one. */
function assignment(text: string): readonly [name: string, value: string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at).trim(), text.slice(at + 1)];
}

/** A field with another value, in its place; at the end when there was none; gone for null. */
function altered(delivery: Delivery, name: string, value: string | null): Message {
  const parameters = overridden(parametersIn(delivery), { [name]: value });
  return rewritten(delivery, parameters);
}

/** Parameters with some values replaced, added at the end, or (null) taken out; the order is kept. */
export function overridden(
  parameters: Parameters,
  fields: Readonly<Record<string, string | null>>,
): Parameters {
  const kept = parameters.flatMap(([name, old]) => {
    const value = Object.hasOwn(fields, name) ? fields[name] : old;
    return value === null || value === undefined ? [] : [[name, value] as const];
  });
  const known = new Set(parameters.map(([name]) => name));
  const added = Object.entries(fields).flatMap(([name, value]) =>
    known.has(name) || value === null ? [] : [[name, value] as const],
  );
  return [...kept, ...added];
}

/** Half a letter, a byte no text has, an escape that is none. */
const noText = Buffer.from([0xd0, 0xff, 0xfe, 0xc3, 0x28]);

function badlyEncoded(delivery: Delivery): Message {
  if (!isJson(delivery)) return withText(delivery, `${delivery.sent}%d0%ff%fe%c3%28%zz`);
  const at = Math.max(delivery.sent.lastIndexOf('"'), 0);
  const body = Buffer.concat([
    bytesOf(delivery.sent.slice(0, at), delivery.encoding),
    noText,
    bytesOf(delivery.sent.slice(at), delivery.encoding),
  ]);
  return { ...messageOf(delivery), sent: body.toString('utf8'), body, signed: body };
}

/** Other bytes for each occasion, the same ones for the same seed; the signature is of what should be. */
function randomBody(delivery: Delivery, rule: FaultRule): Message {
  const blocks = Array.from({ length: 8 }, (_, index) =>
    createHash('sha256').update(`${rule.seed}\n${rule.happened}\n${index}`).digest(),
  );
  const bytes = Buffer.concat(blocks);
  const query = withText(delivery, bytes.toString('hex').replaceAll(/../g, '%$&'));
  if (delivery.method === 'GET') return { ...query, signed: delivery.sent };
  const message = messageOf(delivery);
  return { ...message, sent: bytes.toString('latin1'), body: bytes, signed: delivery.sent };
}
