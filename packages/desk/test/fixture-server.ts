import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import type {
  OperationKind,
  PaymentRow,
  QueueView,
  ReconciliationOverview,
  Role,
  SessionView,
} from '@kopeck/api';
import { type BankMood, giveCommand } from './fixture-bank.ts';
import { type FixturePayment, makePayments } from './fixture-data.ts';

/**
 * A small server that answers the desk's calls over real HTTP and serves its build under the real security
 * policy. For the desk's own browser tests and for drawing it; everything else runs against the server.
 */
export type Fixture = {
  readonly url: string;
  readonly payments: FixturePayment[];
  readonly mood: BankMood & {
    role: Role;
    session: 'valid' | 'ended';
    empty: boolean;
    down: boolean;
    single: boolean;
    /** How long a command waits before it is answered. */
    answerDelayMs: number;
  };
  /** Every command that reached the server, to count them. */
  readonly commands: { kind: string; body: unknown }[];
  readonly close: () => Promise<void>;
};

export const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const builtDist = join(import.meta.dirname, '..', 'dist');
const login = { email: 'finance@demo.example', password: 'demo-finance-2026' };
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

export async function startFixture(
  options: { port?: number; dist?: string } = {},
): Promise<Fixture> {
  const dist = options.dist ?? builtDist;
  const payments = makePayments(Date.now());
  const mood: Fixture['mood'] = {
    outcome: 'accepted',
    delayMs: 1_500,
    role: 'finance',
    session: 'valid',
    empty: false,
    down: false,
    single: false,
    answerDelayMs: 0,
  };
  const commands: Fixture['commands'] = [];
  const server = createServer((request, response) => {
    void answer({ payments, mood, commands, dist }, request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  return { url: addressOf(server), payments, mood, commands, close: () => closeServer(server) };
}

const addressOf = (server: Server): string => {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return `http://127.0.0.1:${address.port}`;
};

const closeServer = (server: Server) =>
  new Promise<void>((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });

type State = Pick<Fixture, 'payments' | 'mood' | 'commands'> & { readonly dist: string };

async function answer(state: State, request: IncomingMessage, response: ServerResponse) {
  const url = new URL(request.url ?? '/', 'http://fixture');
  if (!url.pathname.startsWith('/api/')) return serveFile(state.dist, url.pathname, response);
  if (state.mood.down) return void request.socket.destroy();
  const json = (status: number, body: unknown) => {
    const type = status >= 400 ? 'application/problem+json' : 'application/json';
    response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
  };
  const problem = (status: number, code: string, detail: string) =>
    json(status, { type: 'about:blank', title: code, status, code, detail });
  const body = await readBody(request);
  const signedIn = /session=1/.test(request.headers.cookie ?? '') && state.mood.session === 'valid';
  const language = request.headers['accept-language']?.startsWith('en') === true ? 'en' : 'ru';
  const path = url.pathname.slice('/api'.length);

  if (path === '/desk/info')
    return json(200, { shopName: 'Чайная лавка «Полдень»', demoLogin: login });
  if (path === '/auth/sign-in/email') {
    if (body.password !== login.password)
      return json(401, { message: 'Invalid email or password' });
    state.mood.session = 'valid';
    response.setHeader('set-cookie', 'session=1; Path=/; HttpOnly; SameSite=Lax');
    return json(200, { user: { email: login.email } });
  }
  if (path === '/auth/sign-out') {
    response.setHeader('set-cookie', 'session=; Path=/; Max-Age=0');
    return json(200, { success: true });
  }
  if (!signedIn) return problem(401, 'unauthorized', 'Нужно войти.');
  if (path === '/session') return json(200, sessionOf(state));
  if (path === '/queue') return json(200, queueOf(state));
  if (path === '/reconciliation') return json(200, reconciliationOf(state));
  if (path === '/payments') return json(200, listOf(state, url.searchParams));
  const operationId = /^\/operations\/([^/]+)$/.exec(path)?.[1];
  if (operationId !== undefined) {
    const found = state.payments
      .flatMap((one) => one.operations)
      .find((one) => one.id === operationId);
    return found === undefined ? problem(404, 'not_found', 'Нет такой команды.') : json(200, found);
  }
  const match = /^\/payments\/([^/]+)(?:\/(confirm|void|refund|look-up))?$/.exec(path);
  const payment = state.payments.find((one) => one.row.id === match?.[1]);
  if (payment === undefined) return problem(404, 'not_found', 'Такого платежа нет.');
  const verb = match?.[2];
  if (verb === undefined) return json(200, detailOf(payment));
  if (verb === 'look-up') {
    await new Promise((resolve) => setTimeout(resolve, 400));
    return json(200, detailOf(payment));
  }
  state.commands.push({ kind: verb, body });
  await new Promise((resolve) => setTimeout(resolve, state.mood.answerDelayMs));
  if (state.mood.role !== 'finance')
    return problem(403, 'forbidden', 'Ваша роль не позволяет этого.');
  const result = giveCommand(
    payment,
    {
      kind: verb as OperationKind,
      version: Number(body.version),
      by: 'Анна Смирнова',
      language,
      ...(typeof body.amount === 'string' ? { amount: body.amount } : {}),
      ...(typeof body.reason === 'string' ? { reason: body.reason } : {}),
    },
    state.mood,
  );
  if ('code' in result) return problem(result.status, result.code, result.detail);
  return json(202, { operation: result });
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Record<string, unknown>);
}

async function serveFile(dist: string, pathname: string, response: ServerResponse) {
  if (!pathname.startsWith('/desk'))
    return void response.writeHead(302, { location: '/desk/' }).end();
  const relative = normalize(pathname.slice('/desk'.length)).replace(/^\/+/, '');
  const isAsset = extname(relative) !== '';
  const file = join(dist, isAsset ? relative : 'index.html');
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return void response.writeHead(404).end();
  response
    .writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    })
    .end(bytes);
}

function sessionOf({ mood }: State): SessionView {
  return {
    user: { id: 'u1', name: 'Анна Смирнова', email: login.email, role: mood.role },
    shop: {
      name: 'Чайная лавка «Полдень»',
      timeZone: 'Europe/Moscow',
      locale: 'ru',
      scheme: mood.single ? 'single' : 'dual',
      testMode: true,
      gateway: 'simulator',
      simulatorUrl: 'http://localhost:3001/',
      storefrontUrl: '/',
    },
  };
}

/** Two things that the books do not say alike, and two closed days; or nothing at all. */
function reconciliationOf({ payments, mood }: State): ReconciliationOverview {
  const at = '2026-11-24T06:12:00Z';
  const sums = (taken: string) => [
    { currency: 'RUB', payments: 41, refunds: 2, held: '18400.00', taken, refunded: '3240.00' },
  ];
  const day = (date: string, outcome: 'agrees' | 'differs', taken: string) => ({
    id: `00000000-0000-4000-8000-0000${date.replaceAll('-', '')}`,
    cause: 'day' as const,
    day: date,
    from: `${date}T00:00:00Z`,
    to: `${date}T23:59:59Z`,
    finishedAt: at,
    outcome,
    here: sums('96100.50'),
    there: sums(taken),
    unexplained: [],
    problem: null,
  });
  const one = payments[0]?.row;
  const common = {
    subject: 'payment' as const,
    currency: 'RUB',
    happenedAt: at,
    firstSeenAt: at,
    lastSeenAt: at,
    resolution: null,
    resolvedAt: null,
    resolvedBy: null,
    note: null,
  };
  const held = { status: 'authorized' as const, amount: '1500.00', currency: 'RUB' };
  return {
    unexplained: mood.empty ? [] : [{ amount: '1590.00', currency: 'RUB' }],
    open: mood.empty
      ? []
      : [
          {
            ...common,
            id: '00000000-0000-4000-8000-000000000001',
            kind: 'state_differs',
            transactionId: '3000000001',
            invoiceId: 'K-10475',
            orderId: '00000000-0000-4000-8000-000000000011',
            paymentId: one?.id ?? null,
            here: held,
            there: { ...held, status: 'confirmed' },
            unexplained: '1500.00',
            action: 'look_up',
            sentence:
              'Заказ K-10475: у платежа 3000000001 разные состояния — у банка: списано, у нас: удержано.',
          },
          {
            ...common,
            id: '00000000-0000-4000-8000-000000000002',
            kind: 'missing_here',
            transactionId: '3000000002',
            invoiceId: 'OTHER-7',
            orderId: null,
            paymentId: null,
            here: null,
            there: { ...held, amount: '90.00' },
            unexplained: '90.00',
            action: 'explain',
            sentence: 'У банка есть платёж 3000000002 по заказу OTHER-7, которого у нас нет.',
          },
        ],
    last: day('2026-11-23', 'agrees', '96100.50'),
    days: [day('2026-11-23', 'agrees', '96100.50'), day('2026-11-22', 'differs', '97600.50')],
    timeZone: 'Europe/Moscow',
  };
}

const kopecks = (amount: string) => BigInt(amount.replace('.', ''));

function queueOf({ payments, mood }: State): QueueView {
  if (mood.empty) return { held: [], attention: [], totals: [], nearestDeadline: null };
  const rows = payments.map(({ row }) => row);
  const held = rows
    .filter((row) => row.status === 'authorized')
    .sort((a, b) => (a.authorizedUntil ?? '').localeCompare(b.authorizedUntil ?? ''));
  const sum = held.reduce((total, row) => total + kopecks(row.amount), 0n);
  return {
    held,
    attention: rows.filter((row) => row.attention.length > 0),
    totals:
      held.length === 0
        ? []
        : [
            {
              currency: 'RUB',
              count: held.length,
              heldAmount: `${sum / 100n}.${String(sum % 100n).padStart(2, '0')}`,
            },
          ],
    nearestDeadline: held[0]?.authorizedUntil ?? null,
  };
}

function listOf({ payments, mood }: State, query: URLSearchParams) {
  const q = (query.get('q') ?? '').toLowerCase();
  const status = query.get('status');
  const matches = (row: PaymentRow) =>
    (status === null || row.status === status) &&
    (q === '' ||
      [row.invoiceId, row.email, row.transactionId, row.card].some(
        (text) => text?.toLowerCase().includes(q) === true,
      ));
  const all = mood.empty ? [] : payments.map(({ row }) => row).filter(matches);
  const newest = all.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
  const from = Number(query.get('cursor') ?? 0);
  const pageSize = 12;
  const next = from + pageSize;
  return { rows: newest.slice(from, next), nextCursor: next < newest.length ? String(next) : null };
}

function detailOf({ row, items, operations, refunds, events }: FixturePayment) {
  return {
    payment: row,
    order: {
      id: row.orderId,
      invoiceId: row.invoiceId,
      status: row.orderStatus,
      description: row.description,
      amount: row.attention.includes('amount_differs') ? '7600.00' : row.amount,
      currency: row.currency,
      email: row.email,
      accountId: null,
      items,
      checkoutUrl: `/checkout/${row.orderId}`,
    },
    refunds,
    operations,
    timeline: events,
  };
}

if (import.meta.main) {
  const fixture = await startFixture({ port: Number(process.env.PORT ?? 0) });
  console.log(`${fixture.url}/desk/  ${login.email}  ${login.password}`);
}
