import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { packKopeck } from '../../../tools/pack/package.ts';
import { runCommand } from '../../../tools/suites/command.ts';
import { startShop } from './support.ts';

/** The npm package as a stranger gets it: packed, and installed into an empty folder without a network. */
const root = fileURLToPath(new URL('../../..', import.meta.url));

let folder = '';
const children: ChildProcess[] = [];

beforeAll(async () => {
  const workshop = await mkdtemp(join(tmpdir(), 'kopeck-pack-'));
  folder = join(workshop, 'shop');
  const [{ tarball }] = await Promise.all([packKopeck(root, workshop), mkdir(folder)]);
  const installed = await run('npm', 'install', '--offline', '--no-audit', '--no-fund', tarball);
  expect(installed.output).toContain('added 1 package');
});

afterEach(() => {
  // The whole group: npx and the shell it starts leave their child behind.
  for (const { pid } of children.splice(0)) endGroup(pid ?? 0);
});

afterAll(async () => {
  if (folder !== '') await rm(join(folder, '..'), { recursive: true, force: true });
});

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}

const run = (...command: readonly [string, ...string[]]) => runCommand(command, { cwd: folder });

/** The oldest Node that the package promises is tried where this machine has it. */
const nodes = [process.execPath, ...(process.env.PATH ?? '').split(delimiter).map(nodeIn)]
  .map((file) => ({ file, version: versionOf(file) }))
  .filter(({ version }) => version >= 20)
  .filter(({ version }, index, all) => all.findIndex((one) => one.version === version) === index);

function nodeIn(path: string): string {
  return join(path, 'node');
}

function versionOf(file: string): number {
  const { stdout } = spawnSync(file, ['--version'], { encoding: 'utf8' });
  return Number.parseInt(/^v(\d+)/.exec(stdout ?? '')?.[1] ?? '0', 10);
}

type Ready = { readonly url: string; readonly publicId: string; readonly readyAfterMs: number };

/** Starts the command and waits for the line that says it is ready. */
async function started(
  command: readonly [string, ...string[]],
  flags: readonly string[] = [],
): Promise<{ readonly child: ChildProcess; readonly ready: Ready; readonly cpuMs: number }> {
  const [file, ...args] = command;
  const asked = ['simulator', '--port', '0', '--log-format', 'json', ...flags];
  const child = spawn(file, [...args, ...asked], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  children.push(child);
  for await (const line of createInterface({ input: child.stdout })) {
    const record = JSON.parse(line) as { readonly message: string } & Ready;
    if (record.message === 'ready') return { child, ready: record, cpuMs: cpuOf(child.pid ?? 0) };
  }
  throw new Error('it ended before it was ready');
}

/** Milliseconds of a core that a process has used, which a busy machine does not stretch. */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

test('the package needs no other one, and holds nothing that must be compiled', async () => {
  const files = await readdir(join(folder, 'node_modules/kopeck'), { recursive: true });
  expect(files.filter((file) => /\.tsx?$/.test(file))).toEqual(['lib/index.d.ts']);
  expect(files).toEqual(
    expect.arrayContaining(['README.md', 'NOTICES.md', 'dist/frame.js', 'views/frame.liquid']),
  );
  const text = await readFile(join(folder, 'node_modules/kopeck/package.json'), 'utf8');
  expect(Object.keys(JSON.parse(text) as object)).not.toContain('dependencies');
  const notices = await readFile(join(folder, 'node_modules/kopeck/NOTICES.md'), 'utf8');
  expect(notices).toMatch(/fastify \d.*MIT/);
});

describe.each(nodes)('on Node $version', ({ file }) => {
  const bin = () => join(folder, 'node_modules/kopeck/lib/kopeck.js');

  test('it is ready in under a second and stops at once', async () => {
    const { child, ready, cpuMs } = await started([file, bin()]);
    console.log(`ready after ${ready.readyAfterMs} ms, ${cpuMs} ms of a core`);
    // A third of a second on a machine of one's own; the rest is for a machine that others use too.
    expect(cpuMs).toBeLessThan(1500);
    const askedAt = performance.now();
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(performance.now() - askedAt).toBeLessThan(3000);
  });

  test('the library runs in a program of one’s own', async () => {
    await writeFile(
      join(folder, 'own.mjs'),
      `import { startSimulator } from 'kopeck';
       const simulator = await startSimulator();
       const { publicId } = simulator;
       const paid = await simulator.control.pay({ publicId, scheme: 'charge', amount: '10.50', card: '4242424242424242' });
       const basic = btoa(publicId + ':' + simulator.apiSecret);
       const answer = await fetch(simulator.url + '/payments/get', {
         method: 'POST',
         headers: { authorization: 'Basic ' + basic, 'content-type': 'application/json' },
         body: JSON.stringify({ TransactionId: paid.transactionId }),
       });
       console.log(await answer.text());
       await simulator.close();`,
    );
    const { code, output } = await run(file, 'own.mjs');
    expect(output).toContain('"Amount":10.50,');
    expect(code).toBe(0);
  });
});

test('npx kopeck simulator takes a payment and tells a shop of it', async () => {
  const shop = await startShop();
  const secret = 'a-secret-of-its-own';
  const flags = ['--secret', secret, '--notify', `${shop.url}/pay`];
  const { ready } = await started(['npx', '--offline', 'kopeck'], flags);
  const payment = {
    publicId: ready.publicId,
    scheme: 'charge',
    amount: '1500.00',
    card: '4111111111111111',
  };
  const answer = await fetch(`${ready.url}/_sim/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...payment, description: 'Заказ № 1' }),
  });
  expect(await answer.json()).toMatchObject({ success: true, status: 'Completed' });
  expect(shop.types()).toEqual(['check', 'pay']);
  for (const { body, headers } of shop.received) {
    const signature = createHmac('sha256', secret).update(body).digest('base64');
    expect([body.includes('Amount=1500.00&'), headers['content-hmac']]).toEqual([true, signature]);
  }
});

test('what is not in the package says where it is', async () => {
  const { code, output } = await run('npx', '--offline', 'kopeck', 'start', '--anything');
  expect(code).toBe(1);
  expect(output).toContain('npm start');
});

test('the types are whole without any other package', async () => {
  await writeFile(
    join(folder, 'own.mts'),
    `import { type Simulator, type SimulatorOptions, startSimulator } from 'kopeck';
     const options: SimulatorOptions = { port: 0, notifications: { baseUrl: 'http://x', style: 'path' } };
     const simulator: Simulator = await startSimulator(options);
     const held: bigint = simulator.control.transactions()[0]?.amountMinor ?? 0n;
     // @ts-expect-error: a port is a number
     await startSimulator({ port: '3010' });
     console.log(held);`,
  );
  const checked = await run(
    process.execPath,
    join(root, 'node_modules/typescript/bin/tsc'),
    ...['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022'],
    ...['--lib', 'es2022,dom', 'own.mts'],
  );
  expect(checked).toMatchObject({ code: 0, output: '' });
});
