import type { Locale, Problem } from '@kopeck/api';

/** Why a call did not give an answer: the server refused it in words, or could not be reached. */
export type Failure =
  | {
      readonly kind: 'problem';
      readonly status: number;
      readonly code: string;
      readonly detail: string;
    }
  | { readonly kind: 'unreachable' };

/** The one error the desk throws: TanStack Query wants a rejected promise, `failure` says the rest. */
export class RequestError extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.kind === 'problem' ? `${failure.status} ${failure.code}` : 'unreachable');
    this.name = 'RequestError';
    this.failure = failure;
  }
}

/** The failure of anything a query or a command rejected with; a bug of ours is rethrown. */
export function failureOf(error: unknown): Failure {
  if (error instanceof RequestError) return error.failure;
  throw error;
}

export const isStatus = (error: unknown, status: number): boolean =>
  error instanceof RequestError &&
  error.failure.kind === 'problem' &&
  error.failure.status === status;

export type Call = {
  readonly path: string;
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly signal?: AbortSignal;
};

/** How long a call may take before it counts as unreachable. A look-up asks the gateway, so not short. */
const TIMEOUT_MS = 30_000;

/**
 * One function for every call: same origin, the session cookie, the language of the screen, problems of
 * RFC 9457 as `RequestError`. `language` is asked at the moment of the call, because it can be switched.
 */
export function createRequest(deps: {
  fetch: typeof fetch;
  language: () => Locale;
  now: () => number;
  onServerTime: (offsetMs: number) => void;
  onReached: (reached: boolean) => void;
}) {
  return async function request<T>(call: Call): Promise<T> {
    const response = await send(deps, call);
    const body: unknown = await response.json().catch(() => null);
    const failure = response.ok ? null : problemOf(response.status, body);
    deps.onReached(failure?.kind !== 'unreachable');
    const date = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(date)) deps.onServerTime(date - deps.now());
    if (failure !== null) throw new RequestError(failure);
    return body as T;
  };
}

async function send(
  deps: { fetch: typeof fetch; language: () => Locale; onReached: (reached: boolean) => void },
  call: Call,
): Promise<Response> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  try {
    return await deps.fetch(call.path, {
      method: call.method ?? 'GET',
      credentials: 'same-origin',
      headers: {
        accept: 'application/json',
        'accept-language': deps.language(),
        ...(call.method === 'POST' ? { 'content-type': 'application/json' } : {}),
      },
      ...(call.method === 'POST' ? { body: JSON.stringify(call.body ?? {}) } : {}),
      signal: call.signal === undefined ? timeout : AbortSignal.any([call.signal, timeout]),
    });
  } catch (error) {
    if (call.signal?.aborted === true) throw error;
    deps.onReached(false);
    throw new RequestError({ kind: 'unreachable' });
  }
}

/** A gateway between us and the server may answer with its own page: 502 to 504 mean "not reached". */
function problemOf(status: number, body: unknown): Failure {
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Problem> & {
    message?: unknown;
  };
  if (typeof problem.code !== 'string' && status >= 502 && status <= 504) {
    return { kind: 'unreachable' };
  }
  return {
    kind: 'problem',
    status,
    code: typeof problem.code === 'string' ? problem.code : `http_${status}`,
    detail: typeof problem.detail === 'string' ? problem.detail : '',
  };
}
