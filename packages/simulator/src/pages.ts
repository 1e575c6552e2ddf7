import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Liquid } from 'liquidjs';

const packageRoot = join(import.meta.dirname, '..');
let engine: Liquid | undefined;

/** Loaded with the first page: tests of a shop's server never open one. */
async function loadEngine(): Promise<Liquid> {
  const { Liquid: Engine } = await import('liquidjs');
  engine ??= new Engine({
    root: join(packageRoot, 'views'),
    extname: '.liquid',
    outputEscape: 'escape',
    strictVariables: true,
    strictFilters: true,
    cache: true,
  });
  return engine;
}

export type PageLanguage = 'ru' | 'en';

/** What a page may load; everything it needs comes from the simulator's own origin. */
const basePolicy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'connect-src': "'self'",
  'img-src': "'self' data:",
  'frame-src': "'self'",
  'form-action': "'self'",
  'base-uri': "'none'",
  'frame-ancestors': "'self'",
};

export type Policy = Partial<Record<keyof typeof basePolicy, string>>;

/** Renders a view; every value in it is escaped. */
export async function sendPage(
  reply: FastifyReply,
  view: string,
  values: object,
  policy: Policy = {},
): Promise<FastifyReply> {
  const html: unknown = await (await loadEngine()).renderFile(view, values);
  return reply
    .headers({
      'content-security-policy': policyText({ ...basePolicy, ...policy }),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    })
    .type('text/html; charset=utf-8')
    .send(html);
}

function policyText(policy: Readonly<Record<string, string>>): string {
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}

/** `?lang=` first, then the browser's languages; Russian when neither decides. */
export function pageLanguage(request: FastifyRequest): PageLanguage {
  const asked = (request.query as { readonly lang?: unknown }).lang;
  if (asked === 'ru' || asked === 'en') return asked;
  const accepted = request.headers['accept-language'] ?? '';
  const first = accepted.split(',').find((item) => /^\s*(ru|en)\b/i.test(item));
  return first !== undefined && /^\s*en/i.test(first) ? 'en' : 'ru';
}

const contentTypes: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
};

/**
 * A file of the browser build, with `complete` putting in what only a running simulator knows. A
 * missing one says which command makes it.
 */
export async function sendBuilt(
  reply: FastifyReply,
  name: string,
  complete?: (text: string) => string,
): Promise<FastifyReply> {
  const extension = name.split('.').at(-1) ?? '';
  const contentType = contentTypes[extension];
  if (contentType === undefined || !/^[a-z-]+\.[a-z]+$/.test(name)) return reply.code(404).send('');
  const bytes = await readFile(join(packageRoot, 'dist', name)).catch(() => null);
  reply
    .type(contentType)
    .header('cache-control', 'no-cache')
    .header('x-content-type-options', 'nosniff');
  if (bytes !== null) return reply.send(complete?.(bytes.toString('utf8')) ?? bytes);
  const hint = 'The browser files are not built: run `vite build` in packages/simulator.';
  return reply.code(503).send(`/* ${hint} */ console.error(${JSON.stringify(hint)});`);
}
