import { type Collection, createCollection } from '../journal/collection.ts';
import type { Journal } from '../journal/journal.ts';
import type { Behaviour } from '../settings.ts';

type Remembered = {
  readonly requestId: string;
  readonly body: string;
  readonly untilMs: number;
};

type Produced = { readonly body: string; readonly success: boolean };

/**
 * `X-Request-ID` (reference 1.4): one successful processing per value, the same answer for all, for
 * an hour. A call that comes while the first one runs waits for it. Values are per terminal, not
 * per method: a shop that reuses one for another operation gets the first operation's answer.
 */
export type RequestIds = {
  readonly once: (requestId: string, produce: () => Promise<Produced>) => Promise<string>;
  readonly clear: () => void;
};

export function createRequestIds(deps: {
  readonly journal: Journal;
  readonly now: () => number;
  readonly behaviour: Behaviour;
}): RequestIds {
  const running = new Map<string, Promise<string>>();
  const answers: Collection<Remembered> = createCollection<Remembered>({
    name: 'request_ids',
    journal: deps.journal,
    keyOf: (item) => item.requestId,
    limit: 10_000,
  });

  const process = async (requestId: string, produce: () => Promise<Produced>) => {
    const { body, success } = await produce();
    if (success || deps.behaviour.rememberFailures) {
      const untilMs = deps.now() + deps.behaviour.requestIdLifetimeMs;
      answers.put({ requestId, body, untilMs });
    }
    return body;
  };

  return {
    once: (requestId, produce) => {
      const known = answers.get(requestId);
      if (known !== undefined && known.untilMs > deps.now()) return Promise.resolve(known.body);
      answers.delete(requestId);
      const first = running.get(requestId);
      if (first !== undefined) return first;
      const result = process(requestId, produce).finally(() => running.delete(requestId));
      running.set(requestId, result);
      return result;
    },
    clear: answers.clear,
  };
}
