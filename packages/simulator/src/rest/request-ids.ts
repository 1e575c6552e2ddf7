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
  readonly requestId: string;
  readonly untilMs: number;
  /** The method and a hash of the body that it was sent with first. */
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
 * are options: whether values are of the terminal or of one method, and whether refusals are kept.
 * A value that comes again with another request gets the first one's answer, and the log says so.
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

export function createRequestIds(deps: RequestIdDeps): RequestIds {
  const running = new Map<string, Promise<Produced>>();
  const answers: Collection<Remembered> = createCollection<Remembered>({
    name: 'request_ids',
    journal: deps.journal,
    keyOf: (item) => item.requestId,
    revive: (item) => ({ ...item, path: item.path ?? '', bodyHash: item.bodyHash ?? '' }),
    limit: 10_000,
  });

  const process = async (key: string, request: Repeatable, produce: () => Promise<Produced>) => {
    const produced = await produce();
    if (produced.success || deps.behaviour.rememberFailures) {
      const untilMs = deps.now() + deps.behaviour.requestIdLifetimeMs;
      const { path, body } = request;
      answers.put({ ...produced, requestId: key, untilMs, path, bodyHash: hashOf(body) });
    }
    return produced;
  };

  const repeated = (known: Remembered, request: Repeatable): Produced => {
    const { path } = request;
    const { requestId } = known;
    if (known.path !== path || known.bodyHash !== hashOf(request.body)) {
      const details = { requestId, path, first: known.path };
      deps.log('warn', 'X-Request-ID was used for another request: its answer is given', details);
    } else
      deps.log('info', 'X-Request-ID is known: the first answer is given', { requestId, path });
    return known;
  };

  return {
    once: (request, produce) => {
      const { requestIdScope } = deps.behaviour;
      const key =
        requestIdScope === 'method' ? `${request.path} ${request.requestId}` : request.requestId;
      const known = answers.get(key);
      if (known !== undefined && known.untilMs > deps.now()) {
        return Promise.resolve(repeated(known, request));
      }
      answers.delete(key);
      const first = running.get(key);
      if (first !== undefined) return first;
      const result = process(key, request, produce).finally(() => running.delete(key));
      running.set(key, result);
      return result;
    },
    clear: answers.clear,
  };
}

function hashOf(body: string): string {
  return createHash('sha256').update(body).digest('base64url');
}
