import { type ExactJson, isJsonObject, type JsonObject, readJson } from '../wire/json.ts';
import type { Limiter } from './limiter.ts';
import { type Unknown, type UnknownCause, unknown } from './outcome.ts';

export interface TransportDeps {
  readonly publicId: string;
  readonly apiSecret: string;
  readonly apiUrl: string;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => number;
  readonly random: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly timeoutMs: number;
  readonly limiter: Limiter;
}

export interface GatewayRequest {
  /** Without a leading slash. */
  readonly path: string;
  /** JSON text. */
  readonly body: string;
  /** Makes a repeated command harmless for an hour (reference, section 1.4). */
  readonly requestId?: string;
}

/** The gateway's envelope: `Success`, `Message`, `Model`. */
export interface Envelope {
  readonly kind: 'answer';
  readonly success: boolean;
  readonly message: string | null;
  readonly model: ExactJson;
}

export interface Unauthorized {
  readonly kind: 'unauthorized';
}

export type Answer = Envelope | Unauthorized | Unknown<UnknownCause>;

/** How often a request turned away by 429 is sent again, and how long the first pause is about. */
const rateLimitRetries = 4;
const firstPauseMs = 250;

/** A page of a hundred operations is about 0.3 MB; what is larger than this is not an answer. */
const maxAnswerBytes = 8_000_000;

/**
 * Sends one request and reads its envelope. Only a 429 is sent again, with the same `X-Request-ID`: it alone
 * means that nothing was processed. Never throws for anything that the network or the gateway does.
 */
export function send(deps: TransportDeps, request: GatewayRequest): Promise<Answer> {
  return deps.limiter.run(async () => {
    const startedMs = deps.now();
    for (let attempt = 0; ; attempt += 1) {
      const answer = await sendOnce(deps, request);
      if (answer !== 'rate_limited') return answer;
      if (attempt === rateLimitRetries) {
        const spentMs = deps.now() - startedMs;
        return unknown('rate_limited', `429 to ${attempt + 1} attempts in ${spentMs} ms`);
      }
      // Between half and one and a half of 250, 500, 1000, 2000 ms, so that those turned away together part.
      await deps.sleep(firstPauseMs * 2 ** attempt * (0.5 + deps.random()));
    }
  });
}

async function sendOnce(
  deps: TransportDeps,
  request: GatewayRequest,
): Promise<Answer | 'rate_limited'> {
  const abort = new AbortController();
  // One timer for connecting, waiting and reading the whole body: a body that trickles is also no answer.
  const timer = setTimeout(() => abort.abort(), deps.timeoutMs);
  try {
    const response = await deps.fetch(`${deps.apiUrl.replace(/\/+$/, '')}/${request.path}`, {
      method: 'POST',
      headers: headersOf(deps, request),
      body: request.body,
      redirect: 'manual',
      signal: abort.signal,
    });
    return await readAnswer(response);
  } catch (error) {
    if (abort.signal.aborted) return unknown('timeout', `no answer in ${deps.timeoutMs} ms`);
    return unknown('network', `no answer: ${faultCode(error)}`);
  } finally {
    clearTimeout(timer);
    abort.abort();
  }
}

function headersOf(deps: TransportDeps, request: GatewayRequest): Record<string, string> {
  const credentials = Buffer.from(`${deps.publicId}:${deps.apiSecret}`).toString('base64');
  return {
    authorization: `Basic ${credentials}`,
    'content-type': 'application/json; charset=utf-8',
    accept: 'application/json',
    ...(request.requestId === undefined ? {} : { 'x-request-id': request.requestId }),
  };
}

async function readAnswer(response: Response): Promise<Answer | 'rate_limited'> {
  const { status } = response;
  if (status === 429) return 'rate_limited';
  if (status === 401) return { kind: 'unauthorized' };
  // 400 with a refusal in an envelope is the gateway's own no; without one it is from something on the way.
  if (status !== 200 && status !== 400) return unknown('http_status', `status ${status}`);
  const text = await readText(response);
  const envelope = text === null ? null : envelopeOf(text);
  if (status === 400 && (envelope === null || envelope.success))
    return unknown('http_status', 'status 400 without a refusal of the gateway');
  if (envelope !== null) return envelope;
  const size = text === null ? 'too large or not UTF-8' : `${text.length} characters`;
  return unknown('bad_answer', `status 200 without the expected JSON, ${size}`);
}

/** The whole body, or null when it is too large or not UTF-8. */
async function readText(response: Response): Promise<string | null> {
  if (response.body === null) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    length += chunk.length;
    if (length > maxAnswerBytes) return null;
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return null;
  }
}

function envelopeOf(text: string): Envelope | null {
  const read = readJson(text);
  if (!read.ok || !isJsonObject(read.value)) return null;
  const success = memberOf(read.value, 'Success');
  if (typeof success !== 'boolean') return null;
  const message = memberOf(read.value, 'Message');
  return {
    kind: 'answer',
    success,
    message: typeof message === 'string' && message !== '' ? message.slice(0, 500) : null,
    model: memberOf(read.value, 'Model') ?? null,
  };
}

/** A member by the gateway's name in any case. */
export function memberOf(object: JsonObject, name: string): ExactJson | undefined {
  const exact = object.members.get(name);
  if (exact !== undefined) return exact;
  const lower = name.toLowerCase();
  for (const [key, value] of object.members) if (key.toLowerCase() === lower) return value;
  return undefined;
}

/** `ECONNREFUSED` and the like: the code alone, because messages of other libraries may quote headers. */
function faultCode(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = (at as { code?: unknown }).code;
    if (typeof code === 'string' && /^[A-Z0-9_]{1,40}$/.test(code)) return code;
  }
  return error instanceof Error ? error.name : 'unknown fault';
}
