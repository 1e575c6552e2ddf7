import type { CheckoutStatus } from '@kopeck/api';

const firstPollMs = 2_000;
const slowestPollMs = 15_000;

type Deps = {
  readonly openEvents: () => EventSource;
  readonly fetchStatus: () => Promise<CheckoutStatus | null>;
  readonly onStatus: (status: CheckoutStatus) => void;
};

/**
 * Follows the order on the server: server-sent events, with polling when they are refused or broken.
 * While the payer waits for an answer (`setUrgent(true)`) it polls as well, because a proxy may hold
 * events back without closing the connection.
 */
export function watchStatus(deps: Deps): {
  readonly setUrgent: (urgent: boolean) => void;
  readonly checkNow: () => Promise<void>;
  readonly stop: () => void;
} {
  let stopped = false;
  let urgent = false;
  let delayMs = firstPollMs;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const source = deps.openEvents();
  source.onmessage = (event: MessageEvent<string>) => {
    const status = parse(event.data);
    if (status !== null && !stopped) deps.onStatus(status);
  };

  const checkNow = async () => {
    const status = await deps.fetchStatus();
    if (status !== null && !stopped) deps.onStatus(status);
  };
  const schedule = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void poll(), delayMs);
    delayMs = Math.min(delayMs * 1.5, slowestPollMs);
  };
  const poll = async () => {
    const eventsFlow = source.readyState === 1;
    if (urgent || !eventsFlow) await checkNow();
    if (!stopped) schedule();
  };
  schedule();

  return {
    checkNow,
    setUrgent: (value) => {
      if (value && !urgent) {
        delayMs = firstPollMs;
        if (!stopped) schedule();
      }
      urgent = value;
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      source.close();
    },
  };
}

function parse(text: string): CheckoutStatus | null {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
