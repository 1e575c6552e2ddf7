import type { AttemptView } from '../../src/widget/contract.ts';
import { attemptNow } from './payments-api.ts';

export type Watch = {
  /** Whether the payer is looking at it: then news come at once, else every few seconds. */
  readonly setVisible: (visible: boolean) => void;
  readonly stop: () => void;
};

const visiblePauseMs = 400;
const hiddenPauseMs = 2000;
const offlinePauseMs = 1500;

/**
 * Waits for what a payer does in a bank's app, also after leaving the screen that sent there: the
 * money may move later. Ends with the first answer that is not `waiting`.
 */
export function watchAttempt(
  transactionId: number,
  events: {
    readonly onSettled: (attempt: AttemptView) => void;
    readonly onConnection: (connected: boolean) => void;
  },
): Watch {
  let visible = true;
  let stopped = false;
  let wake = () => {};
  let asking = new AbortController();

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const ask = async (): Promise<AttemptView | 'offline' | 'aborted'> => {
    asking = new AbortController();
    const { signal } = asking;
    try {
      return await attemptNow(transactionId, { wait: visible, signal });
    } catch {
      return signal.aborted ? 'aborted' : 'offline';
    }
  };

  const run = async () => {
    while (!stopped) {
      const attempt = await ask();
      if (stopped) return;
      if (attempt === 'aborted') continue;
      events.onConnection(attempt !== 'offline');
      if (attempt === 'offline') await pause(offlinePauseMs);
      else if (attempt.kind === 'waiting') await pause(visible ? visiblePauseMs : hiddenPauseMs);
      else {
        events.onSettled(attempt);
        return;
      }
    }
  };
  void run();

  return {
    setVisible: (now) => {
      if (now === visible) return;
      visible = now;
      // A long answer is given up for a short one, and a pause is cut short.
      asking.abort();
      wake();
    },
    stop: () => {
      stopped = true;
      asking.abort();
      wake();
    },
  };
}
