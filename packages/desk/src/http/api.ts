import type {
  DeskInfo,
  DiscrepancyAnswer,
  DiscrepancyView,
  OperationAnswer,
  OperationKind,
  OperationView,
  PaymentAnswer,
  PaymentDetail,
  PaymentList,
  PaymentRow,
  PaymentStatus,
  QueueView,
  ReconciliationOverview,
  SessionView,
} from '@kopeck/api';
import type { Call } from './request.ts';

type Request = <T>(call: Call) => Promise<T>;

/** What a money command carries. `amount` is decimal text; left out, it means all of it. */
export type Command =
  | { readonly kind: 'confirm'; readonly amount?: string; readonly version: number }
  | { readonly kind: 'void'; readonly version: number }
  | {
      readonly kind: 'refund';
      readonly amount?: string;
      readonly version: number;
      readonly reason: string;
    };

export type PaymentFilter = {
  readonly status: PaymentStatus | null;
  readonly q: string;
  readonly cursor: string | null;
};

const paths: Record<OperationKind, string> = { confirm: 'confirm', void: 'void', refund: 'refund' };
const PAGE_SIZE = '50';

/** The server's calls the desk makes, one function each. */
export function createApi(request: Request) {
  const resolve = async (id: string, how: 'repair' | 'explain', body: object) => {
    const path = `/api/reconciliation/discrepancies/${encodeURIComponent(id)}/${how}`;
    return (await request<DiscrepancyAnswer>({ path, method: 'POST', body })).discrepancy;
  };
  return {
    info: (signal?: AbortSignal) => request<DeskInfo>(get('/api/desk/info', signal)),
    session: (signal?: AbortSignal) => request<SessionView>(get('/api/session', signal)),
    signIn: (login: { email: string; password: string }) =>
      request<unknown>({ path: '/api/auth/sign-in/email', method: 'POST', body: login }),
    signOut: () => request<unknown>({ path: '/api/auth/sign-out', method: 'POST' }),
    queue: (signal?: AbortSignal) => request<QueueView>(get('/api/queue', signal)),
    payments: (filter: PaymentFilter, signal?: AbortSignal) =>
      request<PaymentList>(get(`/api/payments?${listQuery(filter)}`, signal)),
    payment: (id: string, signal?: AbortSignal) =>
      request<PaymentDetail>(get(`/api/payments/${encodeURIComponent(id)}`, signal)),
    operation: (id: string, signal?: AbortSignal) =>
      request<OperationView>(get(`/api/operations/${encodeURIComponent(id)}`, signal)),
    lookUp: (id: string) =>
      request<PaymentDetail>({
        path: `/api/payments/${encodeURIComponent(id)}/look-up`,
        method: 'POST',
      }),
    accept: async (
      id: string,
      body: { readonly version: number; readonly reason: string },
    ): Promise<PaymentRow> => {
      const path = `/api/payments/${encodeURIComponent(id)}/accept`;
      return (await request<PaymentAnswer>({ path, method: 'POST', body })).payment;
    },
    reconciliation: (signal?: AbortSignal) =>
      request<ReconciliationOverview>(get('/api/reconciliation', signal)),
    /** Compares the last week; what it found is read from the overview afterwards. */
    reconcile: (from: string) =>
      request<unknown>({ path: '/api/reconciliation/run', method: 'POST', body: { from } }),
    repairDiscrepancy: (id: string): Promise<DiscrepancyView> => resolve(id, 'repair', {}),
    explainDiscrepancy: (id: string, note: string): Promise<DiscrepancyView> =>
      resolve(id, 'explain', { note }),
    command: async (paymentId: string, { kind, ...body }: Command): Promise<OperationView> => {
      const path = `/api/payments/${encodeURIComponent(paymentId)}/${paths[kind]}`;
      return (await request<OperationAnswer>({ path, method: 'POST', body })).operation;
    },
  };
}

export type Api = ReturnType<typeof createApi>;

const get = (path: string, signal: AbortSignal | undefined): Call =>
  signal === undefined ? { path } : { path, signal };

function listQuery(filter: PaymentFilter): string {
  const query = new URLSearchParams({ limit: PAGE_SIZE });
  if (filter.status !== null) query.set('status', filter.status);
  if (filter.q !== '') query.set('q', filter.q);
  if (filter.cursor !== null) query.set('cursor', filter.cursor);
  return query.toString();
}
