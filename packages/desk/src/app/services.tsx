import { createContext, type ReactNode, useContext } from 'react';
import type { Api } from '../http/api.ts';
import type { SentByPayment } from '../operations/sent.ts';
import type { Store } from './store.ts';

/** Whether the server answers: since when it does not, and when it last did (epoch ms). */
export type Connection = { readonly reached: boolean; readonly lastReachedMs: number | null };

/** Everything with a side effect, made once in main.tsx and handed down. */
export type Services = {
  readonly api: Api;
  /** The server's time, epoch ms: deadlines must not follow a wrong clock of this computer. */
  readonly now: () => number;
  readonly connection: Store<Connection>;
  /** True after an answer 401 and until the next sign-in. */
  readonly signedOut: Store<boolean>;
  readonly sent: Store<SentByPayment>;
};

const ServicesContext = createContext<Services | null>(null);

export function ServicesProvider(props: { services: Services; children: ReactNode }) {
  return <ServicesContext value={props.services}>{props.children}</ServicesContext>;
}

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (services === null) throw new Error('useServices outside ServicesProvider');
  return services;
}
