import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, Agent as TlsAgent } from 'node:https';
import type { ShopAnswer } from './answer.ts';
import { drip, sendHalf } from './sabotage.ts';

export type Outgoing = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
};

/**
 * How it is sent: `cut` breaks the connection in the middle, `half` falls silent there until the
 * time-out, `drip` lets the body come drop by drop for so long.
 */
export type Manner =
  | { readonly kind: 'whole' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'half' }
  | { readonly kind: 'drip'; readonly durationMs: number };

export const whole: Manner = { kind: 'whole' };

export type Sender = {
  /** Never throws: whatever happens is a kind of answer. */
  readonly send: (outgoing: Outgoing, timeoutMs: number, manner?: Manner) => Promise<ShopAnswer>;
  readonly close: () => void;
};

/** Enough of an answer to show what went wrong; a shop's error page can be megabytes. */
const keptAnswerBytes = 64 * 1024;

export function createSender(): Sender {
  const agents = { http: new Agent({ keepAlive: true }), https: new TlsAgent({ keepAlive: true }) };
  return {
    send: async (outgoing, timeoutMs, manner = whole) => {
      if (manner.kind === 'cut' || manner.kind === 'half') {
        return sendHalf(outgoing, manner.kind, timeoutMs);
      }
      const first = await attempt(agents, outgoing, timeoutMs, manner);
      // A kept connection that the shop closed meanwhile says nothing about the shop.
      return first === 'stale_connection'
        ? ((await attempt(agents, outgoing, timeoutMs, manner)) as ShopAnswer)
        : first;
    },
    close: () => {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

type Agents = { readonly http: Agent; readonly https: TlsAgent };

function attempt(agents: Agents, outgoing: Outgoing, timeoutMs: number, manner: Manner) {
  return new Promise<ShopAnswer | 'stale_connection'>((resolve) => {
    let client: ClientRequest;
    try {
      client = open(agents, outgoing);
    } catch (error) {
      resolve({ kind: 'no_connection', error: messageOf(error) });
      return;
    }
    const timer = setTimeout(() => {
      resolve({ kind: 'timed_out', afterMs: timeoutMs });
      client.destroy();
    }, timeoutMs);
    const finish = (answer: ShopAnswer | 'stale_connection') => {
      clearTimeout(timer);
      resolve(answer);
    };
    client.on('response', (response) => {
      readBody(response).then(
        (body) => finish({ kind: 'answered', status: response.statusCode ?? 0, body }),
        (error: unknown) => finish({ kind: 'no_connection', error: messageOf(error) }),
      );
    });
    client.on('error', (error: NodeJS.ErrnoException) => {
      const stale = client.reusedSocket && error.code === 'ECONNRESET';
      finish(stale ? 'stale_connection' : { kind: 'no_connection', error: messageOf(error) });
    });
    if (outgoing.method === 'GET') client.end();
    else if (manner.kind === 'drip') drip(client, outgoing.body, manner.durationMs);
    else client.end(outgoing.body);
  });
}

function open(agents: Agents, outgoing: Outgoing): ClientRequest {
  const isPost = outgoing.method === 'POST';
  const target = isPost ? keptTargetOf(outgoing.url) : targetOf(outgoing.url);
  const headers: Record<string, string> = { ...outgoing.headers };
  if (isPost) headers['Content-Length'] = String(Buffer.byteLength(outgoing.body));
  const { method } = outgoing;
  return target.secure
    ? httpsRequest({ ...target, method, headers, agent: agents.https })
    : httpRequest({ ...target, method, headers, agent: agents.http });
}

type Target = {
  readonly secure: boolean;
  readonly host: string;
  readonly port: string | null;
  readonly path: string;
  readonly auth?: string;
};

/** Every notification of a type goes to one address: reading it anew costs as much as signing. */
const targets = new Map<string, Target>();
const keptTargets = 64;

function keptTargetOf(address: string): Target {
  const known = targets.get(address);
  if (known !== undefined) return known;
  const target = targetOf(address);
  if (targets.size < keptTargets) targets.set(address, target);
  return target;
}

/** Throws on what is no address. */
function targetOf(address: string): Target {
  const url = new URL(address);
  const { username, password } = url;
  const login = { auth: `${decodeURIComponent(username)}:${decodeURIComponent(password)}` };
  return {
    secure: url.protocol === 'https:',
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? null : url.port,
    path: `${url.pathname}${url.search}`,
    ...(username === '' && password === '' ? {} : login),
  };
}

function readBody(response: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let size = 0;
    response.on('data', (part: Buffer) => {
      if (size < keptAnswerBytes) parts.push(part);
      size += part.length;
    });
    response.once('error', reject);
    response.once('end', () => {
      resolve(Buffer.concat(parts).subarray(0, keptAnswerBytes).toString('utf8'));
    });
  });
}

export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors[0] instanceof Error) {
    return error.errors[0].message;
  }
  return error instanceof Error ? error.message : String(error);
}
