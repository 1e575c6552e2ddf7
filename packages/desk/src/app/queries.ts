import type { OperationView, PaymentRow } from '@kopeck/api';
import {
  infiniteQueryOptions,
  type QueryClient,
  queryOptions,
  useQuery,
} from '@tanstack/react-query';
import type { PaymentFilter } from '../http/api.ts';
import { isOpen } from '../operations/sent.ts';
import { type Services, useServices } from './services.tsx';
import { useStore } from './store.ts';

/** How often a list looks again, and how often while a command is on its way. */
const CALM_MS = 5_000;
const BUSY_MS = 1_500;

export const sessionQuery = ({ api }: Services) =>
  queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => api.session(signal),
    refetchInterval: 60_000,
  });

export const infoQuery = ({ api }: Services) =>
  queryOptions({
    queryKey: ['info'],
    queryFn: ({ signal }) => api.info(signal),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const queueQuery = ({ api }: Services) =>
  queryOptions({ queryKey: ['queue'], queryFn: ({ signal }) => api.queue(signal) });

export const paymentQuery = ({ api }: Services, id: string) =>
  queryOptions({ queryKey: ['payment', id], queryFn: ({ signal }) => api.payment(id, signal) });

export const paymentsQuery = ({ api }: Services, filter: Omit<PaymentFilter, 'cursor'>) =>
  infiniteQueryOptions({
    queryKey: ['payments', filter],
    queryFn: ({ pageParam, signal }) => api.payments({ ...filter, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const reconciliationQuery = ({ api }: Services) =>
  queryOptions({
    queryKey: ['reconciliation'],
    queryFn: ({ signal }) => api.reconciliation(signal),
  });

/** After a command has ended, everything that may show its payment is asked again. */
export const refreshMoney = (client: QueryClient): Promise<unknown> =>
  Promise.all(
    [['queue'], ['payments'], ['payment']].map((queryKey) =>
      client.invalidateQueries({ queryKey }),
    ),
  );

const anyOpen = (rows: readonly PaymentRow[], operations: readonly OperationView[]): boolean =>
  rows.some((row) => row.openOperation !== null) || operations.some(isOpen);

/** The pause before the next look; `false` stops looking while nobody is signed in. */
export function useLivePause(): (
  rows: readonly PaymentRow[],
  operations?: readonly OperationView[],
) => number | false {
  const { signedOut, sent } = useServices();
  const stopped = useStore(signedOut);
  const given = useStore(sent);
  return (rows, operations = []) => {
    if (stopped) return false;
    const here = [...given.values()].map(({ operation }) => operation);
    return anyOpen(rows, [...operations, ...here]) ? BUSY_MS : CALM_MS;
  };
}

export function useQueue() {
  const services = useServices();
  const pause = useLivePause();
  return useQuery({
    ...queueQuery(services),
    refetchInterval: ({ state }) =>
      pause([...(state.data?.held ?? []), ...(state.data?.attention ?? [])]),
  });
}

export function usePayment(id: string) {
  const services = useServices();
  const pause = useLivePause();
  return useQuery({
    ...paymentQuery(services, id),
    refetchInterval: ({ state }) =>
      state.data === undefined ? pause([]) : pause([state.data.payment], state.data.operations),
  });
}
