import './app/mantine.css';
import './app/fonts.css';
import './app/theme.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { createQueryClient } from './app/query-client.ts';
import type { Connection, Services } from './app/services.tsx';
import { createStore } from './app/store.ts';
import { createApi } from './http/api.ts';
import { createRequest } from './http/request.ts';
import { currentLanguage, startI18n } from './i18n/i18n.ts';
import type { SentByPayment } from './operations/sent.ts';

/** A difference of clocks below this is the rounding of the Date header, not a wrong clock. */
const CLOCK_TOLERANCE_MS = 2_000;

function createServices(): Services {
  const connection = createStore<Connection>({ reached: true, lastReachedMs: null });
  let clockOffsetMs = 0;
  const request = createRequest({
    fetch: (input, init) => fetch(input, init),
    language: currentLanguage,
    now: Date.now,
    onServerTime: (offsetMs) => {
      clockOffsetMs = Math.abs(offsetMs) > CLOCK_TOLERANCE_MS ? offsetMs : 0;
    },
    onReached: (reached) => {
      const lastReachedMs = reached ? Date.now() : connection.get().lastReachedMs;
      if (reached && connection.get().reached) return keepTime(lastReachedMs);
      connection.set({ reached, lastReachedMs });
    },
  });
  // While all is well nobody watches the time of the last answer, so nobody is woken for it.
  const keepTime = (lastReachedMs: number | null) => {
    Object.assign(connection.get(), { lastReachedMs });
  };
  return {
    api: createApi(request),
    now: () => Date.now() + clockOffsetMs,
    connection,
    signedOut: createStore(false),
    sent: createStore<SentByPayment>(new Map()),
  };
}

async function start(): Promise<void> {
  const root = document.getElementById('root');
  if (root === null) throw new Error('index.html has no #root');
  await startI18n();
  const services = createServices();
  const queryClient = createQueryClient({ onUnauthorized: () => services.signedOut.set(true) });
  createRoot(root).render(<App services={services} queryClient={queryClient} />);
}

void start();
