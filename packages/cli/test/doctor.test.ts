import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGatewayClient } from '@kopeck/cloudpayments/client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../test/support/free-port.ts';
import type { ReportJson } from '../src/doctor/report.ts';
import { rowIds, sections } from '../src/doctor/rows.ts';
import { demoApiSecret, demoPublicId } from '../src/settings/environment.ts';
import { kopeck, type Running, startKopeck, startSimulator } from './kopeck-process.ts';

type Env = Readonly<Record<string, string>>;

let running: Running;
const proxies: Server[] = [];

beforeAll(async () => {
  running = await startKopeck();
}, 90_000);

afterAll(async () => {
  await running.stop();
});

afterEach(async () => {
  for (const proxy of proxies.splice(0)) await new Promise((resolve) => proxy.close(resolve));
});

/** Whatever a run is about, it prints no secret. */
async function doctor(args: readonly string[], env: Env = {}, cwd = running.folder) {
  const ended = await kopeck(['doctor', ...args], { cwd, env: { PORT: running.port, ...env } });
  for (const secret of [demoApiSecret, env.CLOUDPAYMENTS_API_SECRET?.trim(), await token()])
    if (secret) expect(`${ended.stdout}${ended.stderr}`).not.toContain(secret);
  return ended;
}

/** The rows of `--json` by id, and how the process ended. */
async function examine(args: readonly string[] = [], env: Env = {}, cwd = running.folder) {
  const ended = await doctor(['--json', ...args], env, cwd);
  const report = JSON.parse(ended.stdout) as ReportJson;
  if ('error' in report) throw new Error(`It did not run: ${report.error.message}`);
  const rows = report.checks.flatMap((check) => check.results);
  return {
    code: ended.code,
    report,
    row: (id: string) => rows.find((row) => row.id === id),
    failed: rows.filter((row) => row.status === 'failed').map((row) => row.id),
    skipped: rows.filter((row) => row.status === 'skipped').map((row) => row.id),
  };
}

async function refusal(args: readonly string[], env: Env = {}, cwd = running.folder) {
  const ended = await doctor(['--json', ...args], env, cwd);
  const report = JSON.parse(ended.stdout) as ReportJson;
  if (!('error' in report)) throw new Error('It ran.');
  return { exit: ended.code, ...report.error };
}

async function token(): Promise<string> {
  return (await readFile(join(running.folder, 'data', 'admin.token'), 'utf8')).trim();
}

async function ask(path: string): Promise<unknown> {
  const response = await fetch(`${running.url}${path}`, {
    headers: { authorization: `Bearer ${await token()}` },
  });
  return response.json();
}

/** A door in front of the server that does to requests what proxies do. */
async function proxy(
  spoil: (request: IncomingMessage, body: string, response: ServerResponse) => Promise<void>,
): Promise<string> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void spoil(request, Buffer.concat(chunks).toString(), response));
  });
  proxies.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function passOn(request: IncomingMessage, body: string, response: ServerResponse) {
  const { host, connection, 'content-length': length, ...headers } = request.headers;
  const answer = await fetch(`${running.url}${request.url}`, {
    method: request.method ?? 'GET',
    headers: headers as Record<string, string>,
    ...(request.method === 'POST' ? { body } : {}),
  });
  response.writeHead(answer.status, {
    'content-type': answer.headers.get('content-type') ?? 'text/plain',
  });
  response.end(await answer.text());
}

const isWebhook = (request: IncomingMessage) => request.url?.includes('/webhook') === true;

describe('a system that is well', () => {
  test('every row passes and the exit code says so', async () => {
    const { code, report, failed, skipped } = await examine();
    expect({ failed, skipped }).toEqual({ failed: [], skipped: [] });
    expect(code).toBe(0);
    expect(report).toMatchObject({ ok: true, gateway: 'simulator', testMode: true });
    expect(report.summary).toEqual({ passed: rowIds.length, failed: 0, skipped: 0 });
    expect(report.checks.map((check) => check.id)).toEqual(sections);
    expect(report.checks.flatMap(({ results }) => results.map(({ id }) => id))).toEqual(rowIds);
  });

  test('a second run passes too: every Pay has a number of its own', async () => {
    await examine();
    expect((await examine()).code).toBe(0);
  });

  test('the probe is in no list, in no sum, and nobody gets an e-mail about it', async () => {
    await examine();
    expect(await ask('/api/queue')).toMatchObject({ held: [], attention: [], totals: [] });
    expect(await ask('/api/payments')).toMatchObject({ rows: [] });
    const mailbox = await fetch(`${running.simulatorUrl}/_sim/mailbox`);
    expect(await mailbox.json()).toEqual([]);
  });

  test('the screen is aligned, says what was found and ends with the sum', async () => {
    const { stdout, stderr, code } = await doctor([]);
    expect(code).toBe(0);
    expect(stderr).toBe('');
    expect(stdout).toContain('    ✓ CLOUDPAYMENTS_TEST_MODE    True: test money\n');
    expect(stdout).toContain('    ✓ CLOUDPAYMENTS_API_SECRET   the simulator');
    expect(stdout).toContain('    ✓ server: a signature in hex gets 401\n');
    expect(stdout).toContain(`  ✓ All is well: ${rowIds.length} passed\n`);
    expect(stdout).not.toContain('\u001b');
  });

  test('in Russian where the terminal is', async () => {
    const { stdout } = await doctor([], { LANG: 'ru_RU.UTF-8' });
    expect(stdout).toContain('    ✓ Check с чужой суммой — код 12\n');
    expect(stdout).toContain(`Всё в порядке: пройдено ${rowIds.length}`);
  });
});

describe('an environment that is not the server’s', () => {
  test('another secret is named, and what needs it is skipped rather than blamed on the server', async () => {
    const { code, row, failed, skipped } = await examine([], {
      CLOUDPAYMENTS_API_SECRET: 'a-secret-the-server-has-never-seen-012345',
    });
    expect(code).toBe(1);
    expect(failed).toEqual(['configuration.api_secret']);
    expect(row('configuration.api_secret')).toMatchObject({
      detail: expect.stringContaining("not the running server's"),
      why: expect.any(String),
      fix: expect.stringContaining('restart the server'),
    });
    expect(skipped).toContain('signature.server_rejects_hex');
    expect(skipped).toContain('notifications.pay');
    expect(skipped).toContain('gateway.keys');
  });

  test('a secret with a space around it is told from another secret', async () => {
    const { row } = await examine([], { CLOUDPAYMENTS_API_SECRET: `${demoApiSecret} ` });
    expect(row('configuration.api_secret')).toMatchObject({
      status: 'failed',
      detail: expect.stringContaining('spaces or quotes'),
    });
  });

  test('each of the other three settings is compared with the running server', async () => {
    const given = {
      CLOUDPAYMENTS_PUBLIC_ID: 'pk_other',
      CLOUDPAYMENTS_TEST_MODE: 'maybe',
      CLOUDPAYMENTS_WEBHOOK_URL: 'https://other.shop.ru/hook',
    };
    const { code, failed, row } = await examine([], given);
    expect({ code, failed }).toEqual({
      code: 1,
      failed: ['configuration.public_id', 'configuration.test_mode', 'configuration.webhook_url'],
    });
    expect(row('configuration.public_id')?.detail).toContain('pk_other');
    expect(row('configuration.test_mode')?.detail).toContain('maybe');
    expect(row('configuration.webhook_url')?.detail).toContain('https://other.shop.ru/hook');
  });

  test('the reason, why it matters and the fix stand under the cross', async () => {
    const { stdout, code } = await doctor([], { CLOUDPAYMENTS_TEST_MODE: 'False' });
    expect(code).toBe(1);
    expect(stdout).toContain(
      '    ✗ CLOUDPAYMENTS_TEST_MODE    Here it is "False", at the running server "True".\n' +
        '        Why it matters: Test money never pays a live order',
    );
    expect(stdout).toContain('        What to do: Correct .env and restart the server');
    expect(stdout).toContain(`  ✗ 1 failed, ${rowIds.length - 1} passed\n`);
  });

  test('.env beside the doctor counts, and the environment wins over it', async () => {
    await writeFile(join(running.folder, '.env'), 'CLOUDPAYMENTS_TEST_MODE=False\n');
    try {
      expect((await examine()).failed).toEqual(['configuration.test_mode']);
      expect((await examine([], { CLOUDPAYMENTS_TEST_MODE: 'True' })).failed).toEqual([]);
    } finally {
      await rm(join(running.folder, '.env'));
    }
  });
});

describe('something between the gateway and the server', () => {
  test('a proxy that re-encodes bodies breaks the signature and is named as the suspect', async () => {
    const url = await proxy((request, body, response) =>
      passOn(request, isWebhook(request) ? new URLSearchParams(body).toString() : body, response),
    );
    const { failed, row } = await examine(['--url', url]);
    expect(failed).toContain('signature.server_accepts_base64');
    expect(failed).toContain('notifications.check_good');
    expect(failed).not.toContain('signature.accepts_base64');
    expect(row('signature.server_accepts_base64')).toMatchObject({
      detail: 'The answer is 401.',
      fix: expect.stringContaining('proxy'),
    });
  });

  test('a webhook that says yes to everything fails wherever it should have said no', async () => {
    const url = await proxy(async (request, body, response) => {
      if (!isWebhook(request)) return passOn(request, body, response);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"code":0}');
    });
    const { code, failed } = await examine(['--url', url]);
    expect(code).toBe(1);
    expect(failed).toEqual([
      'signature.server_rejects_hex',
      'signature.server_rejects_reencoded',
      'signature.server_rejects_tampered',
      'notifications.check_wrong_amount',
      'notifications.check_unknown_order',
      'notifications.bad_signature',
      'notifications.pay',
    ]);
  });

  test('a widget that is given another sum and scheme is caught', async () => {
    const url = await proxy(async (request, body, response) => {
      if (request.url !== '/api/payment/create') return passOn(request, body, response);
      const answer = await fetch(`${running.url}${request.url}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      const data = (await answer.json()) as Record<string, unknown>;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ ...data, amount: 100, scheme: 'single' }));
    });
    const { failed } = await examine(['--url', url]);
    expect(failed).toEqual(['widget.amount', 'widget.scheme']);
  });

  test('a broken widget endpoint is one failure, not seven', async () => {
    const url = await proxy(async (request, body, response) => {
      if (request.url !== '/api/payment/create') return passOn(request, body, response);
      response.writeHead(502).end('<html>Bad gateway</html>');
    });
    const { failed, skipped } = await examine(['--url', url]);
    expect(failed).toEqual(['widget.public_id']);
    expect(skipped).toEqual(rowIds.filter((id) => /^widget\.(?!public_id)/.test(id)));
  });
});

describe('an account that is set up otherwise', () => {
  const settingsOf = () =>
    createGatewayClient({
      publicId: demoPublicId,
      apiSecret: demoApiSecret,
      apiUrl: running.simulatorUrl ?? '',
      fetch: globalThis.fetch,
      now: Date.now,
      random: Math.random,
      timeoutMs: 5_000,
      maxConcurrent: 1,
    });
  const own = (kind: string) => `${running.url}/api/cloudpayments/webhook/${kind}`;

  afterEach(async () => {
    for (const kind of ['pay', 'fail', 'refund', 'cancel'] as const)
      await settingsOf().updateNotificationSettings(kind, { enabled: true, address: own(kind) });
  });

  test('another address, another kind, another method and a switch that is off are each told', async () => {
    const gateway = settingsOf();
    const elsewhere = 'https://old.shop.ru/pay';
    await gateway.updateNotificationSettings('pay', { enabled: true, address: elsewhere });
    await gateway.updateNotificationSettings('fail', { enabled: true, address: own('pay') });
    await gateway.updateNotificationSettings('refund', {
      enabled: true,
      address: own('refund'),
      httpMethod: 'GET',
    });
    await gateway.updateNotificationSettings('cancel', { enabled: false, address: own('cancel') });
    const { failed, row } = await examine();
    expect(failed).toEqual(['gateway.pay', 'gateway.fail', 'gateway.refund', 'gateway.cancel']);
    expect(row('gateway.pay')?.detail).toContain(elsewhere);
    expect(row('gateway.pay')?.fix).toContain('/api/cloudpayments/webhook/pay, POST');
    expect(row('gateway.fail')?.detail).toContain('another kind: pay');
    expect(row('gateway.refund')?.detail).toContain('GET');
    expect(row('gateway.cancel')?.detail).toBe('Switched off.');
  });

  test('the kind may be named in the query as well', async () => {
    const address = `${running.url}/api/cloudpayments/webhook?type=pay`;
    await settingsOf().updateNotificationSettings('pay', { enabled: true, address });
    expect((await examine()).failed).toEqual([]);
  });
});

describe('when it cannot run at all, the exit code is 2 and the fix is named', () => {
  test('the server is not there', async () => {
    const port = String(await freePort());
    expect(await refusal([], { PORT: port })).toEqual({
      exit: 2,
      code: 'server_unreachable',
      message: `The server http://127.0.0.1:${port} does not answer (ECONNREFUSED).`,
      fix: expect.stringContaining('npm start'),
    });
    const { stderr, stdout, code } = await doctor([], { PORT: port });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('✗ The server');
  });

  test('what answers is not Kopeck', async () => {
    const refused = await refusal(['--url', running.simulatorUrl ?? '']);
    expect(refused).toMatchObject({ exit: 2, code: 'not_kopeck' });
  });

  test('there is no key and no token', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'kopeck-doctor-'));
    const refused = await refusal([], {}, elsewhere);
    expect(refused).toMatchObject({
      exit: 2,
      code: 'no_authority',
      message: expect.stringContaining('admin.token'),
      fix: expect.stringContaining('KOPECK_API_KEY'),
    });
    expect((await examine([], { KOPECK_API_KEY: await token() }, elsewhere)).code).toBe(0);
    await rm(elsewhere, { recursive: true });
  });

  test('the key is wrong, or does not go so far', async () => {
    expect(await refusal(['--key', 'ключ'])).toMatchObject({ exit: 2, code: 'key_refused' });
    expect(await refusal(['--key', 'kpk_wrong'])).toMatchObject({ exit: 2, code: 'key_refused' });
    const made = await kopeck(['key', 'create', '--role', 'finance', '--name', 'doctor'], {
      cwd: running.folder,
      env: { PORT: running.port },
    });
    const key = made.stdout.split('\n')[0] ?? '';
    expect(await refusal(['--key', key])).toMatchObject({ exit: 2, code: 'forbidden' });
  });

  test('the address cannot be known', async () => {
    expect(await refusal([], { PORT: '0' })).toMatchObject({ exit: 2, code: 'address_unknown' });
    expect(await refusal(['--url', 'pay.shop'])).toMatchObject({
      exit: 2,
      code: 'address_unknown',
    });
  });

  test('the command line is not understood', async () => {
    expect((await doctor(['--jsn'])).code).toBe(2);
  });
});

describe('live keys', () => {
  const keys = {
    CLOUDPAYMENTS_PUBLIC_ID: 'pk_live_of_this_test',
    CLOUDPAYMENTS_API_SECRET: 'a-live-secret-of-this-test-0123456789abc',
  };
  const webhookUrl = 'https://pay.kopeck-doctor-test.ru/api/cloudpayments/webhook';
  let live: Running;
  let gateway: Awaited<ReturnType<typeof startSimulator>>;
  let env: Env;

  beforeAll(async () => {
    gateway = await startSimulator({ ...keys, CLOUDPAYMENTS_WEBHOOK_URL: webhookUrl });
    env = { ...keys, CLOUDPAYMENTS_WEBHOOK_URL: webhookUrl };
    live = await startKopeck({
      ...env,
      GATEWAY: 'live',
      CLOUDPAYMENTS_API_URL: gateway.url,
      SMTP_URL: 'smtp://127.0.0.1:9',
    });
  }, 90_000);

  afterAll(async () => {
    await live.stop();
    await gateway.stop();
  });

  const examineLive = (args: readonly string[] = [], overrides: Env = {}) =>
    examine(args, { PORT: live.port, ...env, ...overrides }, live.folder);

  test('the probe is not paid unless asked for, and that is no failure', async () => {
    const { code, row, failed } = await examineLive();
    expect({ code, failed }).toEqual({ code: 0, failed: [] });
    expect(row('notifications.pay')).toMatchObject({
      status: 'skipped',
      detail: expect.stringContaining('--probe-pay'),
    });
    expect(row('notifications.check_good')?.status).toBe('passed');
    expect(row('gateway.pay')?.status).toBe('passed');
  });

  test('with --probe-pay it is paid', async () => {
    expect((await examineLive(['--probe-pay'])).row('notifications.pay')?.status).toBe('passed');
  });

  test('a public address that cannot be tried from here is said to be untried', async () => {
    expect((await examineLive()).row('notifications.webhook_url')).toMatchObject({
      status: 'skipped',
      detail: expect.stringContaining(webhookUrl),
    });
  });

  test('without the secret in this environment nothing is signed and that is the one failure', async () => {
    const { code, failed, row } = await examineLive([], { CLOUDPAYMENTS_API_SECRET: '' });
    expect({ code, failed }).toEqual({ code: 1, failed: ['configuration.api_secret'] });
    expect(row('configuration.api_secret')?.fix).toContain('.env');
  });
});
