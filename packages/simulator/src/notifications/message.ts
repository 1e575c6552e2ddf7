import { isObject, parseExact, textOf } from '../json.ts';
import type { Delivery, SignatureKind } from './delivery.ts';
import {
  bytesOf,
  decodeForm,
  encodeForm,
  encodeJson,
  type Parameters,
  parseParameters,
} from './encode.ts';
import { signatureHeaders } from './sign.ts';

/** What goes over the wire in one attempt: as the delivery has it, or as a fault made it. */
export type Message = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** The body or the query as text; `body` is what leaves. */
  readonly sent: string;
  readonly body: string | Buffer;
  /** What both signatures are over, where that is not what is sent. */
  readonly signed: string | Buffer;
};

type Written = Pick<Delivery, 'method' | 'url' | 'sent' | 'contentType' | 'encoding'>;

export function isJson(delivery: Pick<Delivery, 'contentType'>): boolean {
  return delivery.contentType.startsWith('application/json');
}

/** The message of an attempt that nothing spoils. */
export function messageOf(delivery: Written): Message {
  return withText(delivery, delivery.sent);
}

/** The same message with another text, signed as it is sent. */
export function withText(delivery: Written, sent: string): Message {
  const { method, url, encoding } = delivery;
  const body = isJson(delivery) && encoding !== 'UTF8' ? bytesOf(sent, encoding) : sent;
  const base = method === 'GET' ? url.slice(0, url.length - delivery.sent.length) : url;
  return { method, url: method === 'GET' ? `${base}${sent}` : url, sent, body, signed: sent };
}

/** What a delivery says, in its order. */
export function parametersIn(delivery: Written): Parameters {
  if (!isJson(delivery)) return parseParameters(delivery.sent, delivery.encoding);
  const parsed = parseExact(delivery.sent);
  if (!isObject(parsed)) return [];
  return Object.entries(parsed).map(([name, value]) => [name, textOf(value) ?? ''] as const);
}

/** Writes parameters the way the delivery has its own. */
export function written(delivery: Written, parameters: Parameters): string {
  return isJson(delivery) ? encodeJson(parameters) : encodeForm(parameters, delivery.encoding);
}

/** Over which bytes a Windows-1251 text is signed: as UTF-8, as the docs say, or as it is sent (3.4). */
export type SignedBytes = 'utf8' | 'as_sent';

/** The signature headers of a message, as they should be or as they should not. */
export function headersFor(
  delivery: Delivery,
  message: Message,
  options: {
    readonly apiSecret: string;
    readonly signature: SignatureKind;
    readonly bytes: SignedBytes;
  },
): Readonly<Record<string, string>> {
  const { contentType, encoding, signedPrefix } = delivery;
  const type: Record<string, string> = contentType === '' ? {} : { 'Content-Type': contentType };
  const agent = { 'User-Agent': 'CloudPayments-Simulator' };
  if (options.signature === 'none') return { ...type, ...agent };
  const secret = options.signature === 'wrong' ? `${options.apiSecret}?` : options.apiSecret;
  const asBytes = (text: string) => (options.bytes === 'utf8' ? text : bytesOf(text, encoding));
  const signatures = () => {
    const { signed } = message;
    if (typeof signed !== 'string') return signatureHeaders(signed, signed, secret);
    // JSON is not URL-encoded, so both are over the same bytes (reference 4.1).
    if (isJson(delivery)) return signatureHeaders(asBytes(signed), asBytes(signed), secret);
    const text = `${signedPrefix}${signed}`;
    return signatureHeaders(text, asBytes(decodeForm(text, encoding)), secret);
  };
  return { ...type, ...signatures(), ...agent };
}
