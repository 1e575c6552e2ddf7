import { type Problem, problem as problemSchema } from '@kopeck/api';
import type { Language } from '../start/words.ts';

/** The part of a schema of `@kopeck/api` that reading an answer takes. */
export interface Schema<T> {
  readonly safeParse: (
    value: unknown,
  ) => { readonly success: true; readonly data: T } | { readonly success: false };
}

/** How a call to the server ends. */
export type Answer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  /** The server said no, in its words when it gave any. */
  | { readonly kind: 'refused'; readonly status: number; readonly problem: Problem | null }
  /** Something answered, but not what this version of the contract promises. */
  | { readonly kind: 'unreadable'; readonly status: number }
  | { readonly kind: 'unreachable'; readonly detail: string };

export interface ServerCall<T> {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With a leading slash. */
  readonly path: string;
  readonly answer: Schema<T>;
  readonly body?: object;
  /** Leaves the key out, as the payer's browser would. */
  readonly anonymous?: boolean;
}

export interface ServerClient {
  readonly url: string;
  readonly call: <T>(call: ServerCall<T>) => Promise<Answer<T>>;
  /** A call whose answer comes in JSON lines: each is handed on as it comes, the last is the answer. */
  readonly follow: <T>(call: ServerCall<T>, onLine: (line: T) => void) => Promise<Answer<T>>;
}

export interface ServerClientDeps {
  readonly url: string;
  /** Secret. It goes into the Authorization header and nowhere else. */
  readonly bearer: string;
  readonly language: Language;
  readonly fetch: typeof globalThis.fetch;
  readonly timeoutMs: number;
}

/** The server's HTTP contract, as anyone else uses it. Never throws for what network or server do. */
export function createServerClient(deps: ServerClientDeps): ServerClient {
  return {
    url: deps.url,
    call: (call) => send(deps, call),
    follow: (call, onLine) => follow(deps, call, onLine),
  };
}

async function follow<T>(
  deps: ServerClientDeps,
  call: ServerCall<T>,
  onLine: (line: T) => void,
): Promise<Answer<T>> {
  const silence = new AbortController();
  // Not the whole answer is waited for in `timeoutMs`, which may take minutes, but its next line.
  const timer = setTimeout(
    () => silence.abort(new DOMException('silence', 'TimeoutError')),
    deps.timeoutMs,
  );
  try {
    const response = await request(deps, call, silence.signal);
    const { status } = response;
    if (!response.ok || response.body === null) {
      return read(status, await response.text(), call.answer);
    }
    let last: Answer<T> = { kind: 'unreadable', status };
    let rest = '';
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      timer.refresh();
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        last = read(status, line, call.answer);
        if (last.kind !== 'answered') return last;
        onLine(last.value);
      }
    }
    return last;
  } catch (error) {
    return { kind: 'unreachable', detail: faultOf(error) };
  } finally {
    clearTimeout(timer);
  }
}

async function send<T>(deps: ServerClientDeps, call: ServerCall<T>): Promise<Answer<T>> {
  try {
    const response = await request(deps, call, AbortSignal.timeout(deps.timeoutMs));
    return read(response.status, await response.text(), call.answer);
  } catch (error) {
    return { kind: 'unreachable', detail: faultOf(error) };
  }
}

function request<T>(
  deps: ServerClientDeps,
  call: ServerCall<T>,
  signal: AbortSignal,
): Promise<Response> {
  return deps.fetch(`${deps.url}${call.path}`, {
    method: call.method,
    headers: {
      accept: 'application/json',
      'accept-language': deps.language,
      ...(call.anonymous === true ? {} : { authorization: `Bearer ${deps.bearer}` }),
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    redirect: 'manual',
    signal,
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
  });
}

function read<T>(status: number, text: string, answer: Schema<T>): Answer<T> {
  const value = jsonOf(text);
  if (status >= 200 && status < 300) {
    const parsed = answer.safeParse(value);
    return parsed.success
      ? { kind: 'answered', value: parsed.data }
      : { kind: 'unreadable', status };
  }
  const parsed = problemSchema.safeParse(value);
  return { kind: 'refused', status, problem: parsed.success ? parsed.data : null };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `ECONNREFUSED` and the like, else the sentence of the error: `fetch failed` alone says nothing. */
export function faultOf(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = (at as NodeJS.ErrnoException).code;
    if (typeof code === 'string') return code;
    if (at.cause === undefined) return at.name === 'TimeoutError' ? 'timeout' : at.message;
  }
  return String(error);
}
