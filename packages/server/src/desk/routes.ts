import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { DeskInfo, Scheme, SessionView } from '@kopeck/api';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Access } from '../auth/access.ts';

export interface DeskRoutesDeps {
  readonly access: Access;
  readonly shopName: string;
  readonly timeZone: string;
  readonly scheme: Scheme;
  readonly testMode: boolean;
  readonly gateway: 'simulator' | 'live';
  readonly simulatorUrl: string | null;
  readonly publicUrl: string;
  readonly demoLogin: DeskInfo['demoLogin'];
}

const folder = fileURLToPath(new URL('../../../desk/dist/', import.meta.url));

/** Everything the desk loads is our own; it talks to nobody else and may not be framed. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The desk's pages under `/desk/`, and who is signed in. */
export async function registerDeskRoutes(
  app: FastifyInstance,
  deps: DeskRoutesDeps,
): Promise<void> {
  if (!existsSync(`${folder}index.html`)) {
    throw new Error('The desk is not built: run vite build in packages/desk.');
  }
  const info: DeskInfo = { shopName: deps.shopName, demoLogin: deps.demoLogin };
  app.get('/api/desk/info', (_request, reply) =>
    reply.header('cache-control', 'no-store').send(info),
  );
  app.get('/api/session', { preHandler: deps.access.requireSignedIn }, (request, reply) =>
    reply.header('cache-control', 'no-store').send(sessionView(deps, request.principal)),
  );
  await app.register(async (scope) => {
    await scope.register(fastifyStatic, {
      root: folder,
      prefix: '/desk/',
      wildcard: false,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const cached = /[\\/]assets[\\/]/.test(path);
        reply.header(
          'cache-control',
          cached ? 'public, max-age=31536000, immutable' : 'public, max-age=300',
        );
      },
    });
    const page = (_request: unknown, reply: FastifyReply) =>
      reply
        .headers({
          'content-security-policy': policy,
          'referrer-policy': 'same-origin',
          'x-robots-tag': 'noindex, nofollow',
        })
        .sendFile('index.html', { cacheControl: false });
    scope.get('/desk', page);
    // The desk draws its own addresses; a file that is not there is not a page.
    scope.get('/desk/*', (request, reply) =>
      /\.[a-z0-9]+$/i.test(request.url.split('?', 1)[0] ?? '')
        ? reply.callNotFound()
        : page(request, reply),
    );
    scope.addHook('onSend', async (request, reply) => {
      const type = reply.getHeader('content-type');
      if (request.method === 'GET' && String(type).startsWith('text/html')) {
        reply.header('cache-control', 'no-cache');
      }
    });
  });
}

/** A program's key may ask too; it then sees itself under its own name. */
function sessionView(
  deps: DeskRoutesDeps,
  principal: Parameters<Access['principalOf']>[0]['principal'],
): SessionView {
  if (principal === null) throw new Error('A route without a guard asked who it is.');
  return {
    user: {
      id: principal.kind === 'local' ? 'local' : principal.id,
      name: principal.name,
      email: principal.kind === 'user' ? principal.email : '',
      role: principal.role === 'all' ? 'admin' : principal.role,
    },
    shop: {
      name: deps.shopName,
      timeZone: deps.timeZone,
      locale: 'ru',
      scheme: deps.scheme,
      testMode: deps.testMode,
      gateway: deps.gateway,
      simulatorUrl: deps.simulatorUrl,
      storefrontUrl: `${deps.publicUrl}/`,
    },
  };
}
