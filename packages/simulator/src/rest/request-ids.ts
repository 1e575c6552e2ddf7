import { createHash } from 'node:crypto';
import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import type { Behaviour, Log } from '../settings.ts';

/** One answer as it went out. */
export type Produced = {
  readonly body: string;
  readonly success: boolean;
  readonly redirect?: string;
};

type Remembered = Produced & {
  /** The value; and of a request that came second under it, also what tells the request apart. */
  readonly requestId: string;
  readonly untilMs: number;
  /** The method and a hash of the body that it was sent with. */
  readonly path: string;
  readonly bodyHash: string;
};

/** A request as far as idempotency looks at it. */
export type Repeatable = {
  readonly requestId: string;
  readonly path: string;
  readonly body: string;
};

/**
 * `X-Request-ID` (reference 1.4): one successful processing per value, the same answer for all, for
 * an hour. A call that comes while the first one runs waits for it. What the reference leaves open
 * are options: whether refusals are kept, and what a value stands for. By default it stands for one
 * request, its method and body: a published client sends one constant for everything that has no
 * order number, and could not work with a gateway that answered its second void with the first.
 */
export type RequestIds = {
  readonly once: (request: Repeatable, produce: () => Promise<Produced>) => Promise<Produced>;
  readonly clear: () => void;
};

type RequestIdDeps = {
  readonly journal: Journal;
  readonly now: () => number;
  readonly behaviour: Behaviour;
  readonly log: Log;
};

type Hashed = Repeatable & { readonly bodyHash: string };

export function createRequestIds(deps: RequestIdDeps): RequestIds {
  const { requestIdScope, rememberFailures, requestIdLifetimeMs } = deps.behaviour;
  const running = new Map<string, Promise<Produced>>();
  const answers: Collection<Remembered> = createCollection<Remembered>({
    name: 'request_ids',
    journal: deps.journal,
    keyOf: (item) => item.requestId,
    revive: (item) => ({ ...item, path: item.path ?? '', bodyHash: item.bodyHash ?? '' }),
    limit: 10_000,
  });

  const remembered = (key: string): Remembered | null => {
    const known = answers.get(key);
    if (known === undefined) return null;
    if (known.untilMs > deps.now()) return known;
    answers.delete(key);
    return null;
  };

  /** The answer that a request gets again; the first of its value stands under the value alone. */
  const repeated = (request: Hashed): Remembered | null => {
    const { requestId, path } = request;
    const first = remembered(scoped(request, requestIdScope));
    if (first !== null && (requestIdScope !== 'request' || isSame(first, request))) return first;
    if (requestIdScope !== 'request') return null;
    const own = remembered(keyOf(request));
    if (first !== null && own === null) {
      const details = { requestId, path, first: first.path };
      deps.log('warn', 'X-Request-ID was used for another request: a new operation', details);
    }
    return own;
  };

  const process = async (request: Hashed, produce: () => Promise<Produced>) => {
    const produced = await produce();
    if (produced.success || rememberFailures) {
      const { path, bodyHash } = request;
      const untilMs = deps.now() + requestIdLifetimeMs;
      const free = scoped(request, requestIdScope);
      const requestId = remembered(free) === null ? free : keyOf(request);
      answers.put({ ...produced, requestId, untilMs, path, bodyHash });
    }
    return produced;
  };

  return {
    once: (repeatable, produce) => {
      const request = { ...repeatable, bodyHash: hashOf(repeatable.body) };
      const { requestId, path } = request;
      const known = repeated(request);
      if (known !== null) {
        const same = isSame(known, request);
        const words = same
          ? 'X-Request-ID is known: the first answer is given'
          : 'X-Request-ID was used for another request: its answer is given';
        const details = { requestId, path, ...(same ? {} : { first: known.path }) };
        deps.log(same ? 'info' : 'warn', words, details);
        return Promise.resolve(known);
      }
      const key = requestIdScope === 'request' ? keyOf(request) : scoped(request, requestIdScope);
      const first = running.get(key);
      if (first !== undefined) return first;
      const result = process(request, produce).finally(() => running.delete(key));
      running.set(key, result);
      return result;
    },
    clear: answers.clear,
  };
}

function scoped({ path, requestId }: Repeatable, scope: Behaviour['requestIdScope']): string {
  return scope === 'method' ? `${path} ${requestId}` : requestId;
}

const keyOf = ({ path, bodyHash, requestId }: Hashed) => `${path} ${bodyHash} ${requestId}`;

function isSame(known: Remembered, { path, bodyHash }: Hashed): boolean {
  return known.path === path && known.bodyHash === bodyHash;
}

function hashOf(body: string): string {
  return createHash('sha256').update(body).digest('base64url');
}

const readingWords =
  /(^|\/)(get|find|list|wait|info|getescrowinfo|test|merchant-devices-warnings)$/;

/** A read is never pinned: what it finds changes between two of them. */
export function isRead(path: string): boolean {
  return readingWords.test(path);
}
