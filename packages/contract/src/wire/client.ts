import { isObject, parseExact, stringifyExact } from './json.ts';

/** One answer of the API, read but not judged. */
export type Answer = {
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
  /** Undefined when the body is not JSON. */
  readonly json: unknown;
  /** Members of the envelope; undefined when absent. */
  readonly success: unknown;
  readonly message: unknown;
  readonly model: unknown;
};

export type Keys = { readonly publicId: string; readonly apiSecret: string };

export type CallOptions = {
  readonly headers?: Readonly<Record<string, string>>;
  /** Default `json`; `form` sends every field as text. */
  readonly as?: 'json' | 'form';
  /** Other keys than the terminal's, or none. */
  readonly keys?: Keys | null;
  /** The body as it is, instead of fields. */
  readonly raw?: string;
};

export type Api = (
  path: string,
  fields?: Readonly<Record<string, unknown>>,
  options?: CallOptions,
) => Promise<Answer>;

/** Calls of the gateway's REST API at a base address (reference 1.2, 1.3). */
export function createApi(baseUrl: string, terminal: Keys): Api {
  const base = baseUrl.replace(/\/+$/, '');
  return async (path, fields = {}, options = {}) => {
    const { as = 'json', keys = terminal } = options;
    const type = as === 'json' ? 'application/json' : 'application/x-www-form-urlencoded';
    const response = await fetch(`${base}/${path}`, {
      method: 'POST',
      headers: {
        'content-type': type,
        ...(keys === null ? {} : { authorization: basic(keys) }),
        ...options.headers,
      },
      body: options.raw ?? (as === 'json' ? stringifyExact(fields) : formOf(fields)),
    });
    return readAnswer(path, response);
  };
}

export function basic({ publicId, apiSecret }: Keys): string {
  return `Basic ${Buffer.from(`${publicId}:${apiSecret}`).toString('base64')}`;
}

function formOf(fields: Readonly<Record<string, unknown>>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === null) continue;
    form.set(name, typeof value === 'object' ? stringifyExact(value) : String(value));
  }
  return form.toString();
}

async function readAnswer(path: string, response: Response): Promise<Answer> {
  const text = await response.text();
  const json = parsed(text);
  const envelope = isObject(json) ? json : {};
  return {
    path,
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    text,
    json,
    success: envelope.Success,
    message: envelope.Message,
    model: envelope.Model,
  };
}

function parsed(text: string): unknown {
  try {
    return parseExact(text);
  } catch {
    return undefined;
  }
}
