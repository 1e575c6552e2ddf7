import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

/** The bootstrap is plain JavaScript for old Nodes: it is tested from outside, as processes. */
const tools = new URL('../../tools/bootstrap/', import.meta.url);
const node = process.execPath;

/** A busy machine takes seconds to start a process; what is waited for still has to come. */
const patience = { timeout: 15_000 };
vi.setConfig({ testTimeout: 40_000 });

let folder = '';
const processes: ChildProcess[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kopeck-bootstrap-'));
});

afterEach(async () => {
  for (const child of processes.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function script(name: string, text: string): Promise<string> {
  const file = join(folder, name);
  await writeFile(file, text);
  return file;
}

function journal(): Promise<string> {
  return readFile(join(folder, 'journal'), 'utf8').catch(() => '');
}

describe('handing over', () => {
  /** A bootstrap that hands over to `childText`, which finds a function `note` to leave traces. */
  async function handOver(childText: string): Promise<string> {
    const note = `import { appendFileSync } from 'node:fs';
      const note = (text) => appendFileSync(${JSON.stringify(join(folder, 'journal'))}, text + '\\n');\n`;
    const entry = await script('entry.mjs', note + childText);
    return script(
      'driver.mjs',
      `import { handOver } from ${JSON.stringify(new URL('hand-over.mjs', tools).href)};
       process.exitCode = await handOver({ root: ${JSON.stringify(folder)}, node: ${JSON.stringify(node)},
         entry: ${JSON.stringify(entry)}, args: process.argv.slice(2) });`,
    );
  }

  function start(
    command: readonly [string, ...string[]],
    env: NodeJS.ProcessEnv = {},
  ): ChildProcess {
    const { npm_lifecycle_event: _, ...own } = process.env;
    const [file, ...args] = command;
    const child = spawn(file, args, { env: { ...own, ...env }, stdio: 'ignore' });
    processes.push(child);
    return child;
  }

  const untilTold = `note('ready');
    process.on('SIGTERM', () => { note('told to stop'); process.exit(7); });
    process.on('disconnect', () => { note('left alone'); process.exit(8); });`;

  test('arguments go in, the exit code comes out', async () => {
    const driver = await handOver(`note(process.argv.slice(2).join('|')); process.exit(5);`);
    const { status } = spawnSync(node, [driver, 'doctor', '--json']);
    expect(status).toBe(5);
    expect(await journal()).toBe('doctor|--json\n');
  });

  test('a child ended by a signal ends us with the code a shell would give', async () => {
    const driver = await handOver(`process.kill(process.pid, 'SIGKILL');`);
    expect(spawnSync(node, [driver]).status).toBe(137);
  });

  test('a signal is passed on once, and the child decides the code', async () => {
    const driver = await handOver(
      `note('ready'); let times = 0;
       process.on('SIGTERM', () => { times += 1; if (times === 1) setTimeout(() => { note(times); process.exit(7); }, 300); });
       setInterval(() => {}, 1000);`,
    );
    const child = start([node, driver]);
    await expect.poll(journal, patience).toContain('ready');
    child.kill('SIGTERM');
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([7, null]);
    expect(await journal()).toBe('ready\n1\n');
  });

  test('kill -9 of the bootstrap is noticed by the child', async () => {
    const child = start([node, await handOver(untilTold)]);
    await expect.poll(journal, patience).toContain('ready');
    child.kill('SIGKILL');
    await expect.poll(journal, patience).toBe('ready\nleft alone\n');
  });

  test('kill -9 of npm stops everything, also when a shell stands between', async () => {
    const driver = await handOver(untilTold);
    // Not exec: the shell in the middle outlives its parent, as npm's shells may.
    const middle = `"${node}" "${driver}"; true`;
    const npm = start(['/bin/sh', '-c', `/bin/sh -c '${middle}'; true`], {
      npm_lifecycle_event: 'start',
    });
    await expect.poll(journal, patience).toContain('ready');
    npm.kill('SIGKILL');
    await expect.poll(journal, patience).toBe('ready\ntold to stop\n');
  });

  test('without npm a bootstrap in the background outlives the shell it came from', async () => {
    const driver = await handOver(untilTold);
    const shell = start([
      '/bin/sh',
      '-c',
      `"${node}" "${driver}" & echo $! > "${folder}/pid"; sleep 60`,
    ]);
    await expect.poll(journal, patience).toContain('ready');
    shell.kill('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(await journal()).toBe('ready\n');
    process.kill(Number(await readFile(join(folder, 'pid'), 'utf8')), 'SIGTERM');
    await expect.poll(journal, patience).toContain('told to stop');
  });
});

describe('the lock of a clone', () => {
  async function locker(work: string): Promise<string> {
    return script(
      'locker.mjs',
      `import { appendFileSync } from 'node:fs';
       import { withLock } from ${JSON.stringify(new URL('lock.mjs', tools).href)};
       const note = (text) => appendFileSync(${JSON.stringify(join(folder, 'journal'))}, text + '\\n');
       await withLock(${JSON.stringify(join(folder, 'lock'))}, async () => { ${work} });`,
    );
  }

  test('two preparations never overlap', async () => {
    const file = await locker(
      `note('in'); await new Promise((resolve) => setTimeout(resolve, 200)); note('out');`,
    );
    const both = [1, 2].map(() => spawn(node, [file], { stdio: 'ignore' }));
    await Promise.all(both.map((child) => once(child, 'exit')));
    expect(await journal()).toBe('in\nout\nin\nout\n');
    expect(existsSync(join(folder, 'lock'))).toBe(false);
  });

  test('a lock whose owner was killed is taken over', async () => {
    const dead = spawnSync(node, ['-e', '']).pid;
    await writeFile(join(folder, 'lock'), String(dead));
    spawnSync(node, [await locker(`note('in');`)], { timeout: 5_000 });
    expect(await journal()).toBe('in\n');
  });
});

test('a word that is no command is answered with the list, in the language of the reader', () => {
  const file = new URL('../bootstrap.mjs', tools);
  const ran = spawnSync(node, [file.pathname, 'deploy'], {
    env: { ...process.env, LC_ALL: 'en_US.UTF-8' },
    encoding: 'utf8',
  });
  expect(ran.status).toBe(2);
  expect(ran.stderr).toMatch(/Commands: start, kopeck, test, /);
});
