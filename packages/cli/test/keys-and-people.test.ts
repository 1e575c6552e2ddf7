import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Ended, kopeck, type Running, startKopeck } from './kopeck-process.ts';

let running: Running;

beforeAll(async () => {
  running = await startKopeck({ BOOTSTRAP_API_KEY: 'keys-and-people-test' });
}, 90_000);

afterAll(async () => {
  await running.stop();
});

const run = (args: readonly string[], stdin?: string, env: Record<string, string> = {}) =>
  kopeck(args, {
    cwd: running.folder,
    env: { PORT: running.port, ...env },
    ...(stdin === undefined ? {} : { stdin }),
  });

async function makeKey(role: string, name: string): Promise<{ key: string; ended: Ended }> {
  const ended = await run(['key', 'create', '--role', role, '--name', name]);
  return { key: ended.stdout.split('\n')[0] ?? '', ended };
}

const statusWith = async (key: string, path: string) =>
  (await fetch(`${running.url}${path}`, { headers: { authorization: `Bearer ${key}` } })).status;

const signIn = (email: string, password: string) =>
  fetch(`${running.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });

test('a key is printed once, alone on the first line, and works', async () => {
  const { key, ended } = await makeKey('finance', 'Касса');
  expect(ended.code).toBe(0);
  expect(key).toMatch(/^kpk_[A-Za-z0-9_-]{43}$/);
  expect(ended.stdout).toContain('will not be shown again');
  expect(await statusWith(key, '/api/queue')).toBe(200);
  expect(await statusWith(key, '/api/keys')).toBe(403);

  const list = await run(['key', 'list']);
  expect(list.stdout).toContain('Касса');
  expect(list.stdout).toContain(key.slice(0, 10));
  expect(list.stdout).not.toContain(key);
});

test('a revoked key is dead and stays in the list as revoked', async () => {
  const { key, ended } = await makeKey('auditor', 'Отчёт');
  const id = /revoke ([0-9a-f-]{36})/.exec(ended.stdout)?.[1] ?? '';
  const revoked = await run(['key', 'revoke', id]);
  expect(revoked).toMatchObject({ code: 0, stdout: expect.stringContaining('"Отчёт"') });
  expect(await statusWith(key, '/api/queue')).toBe(401);
  const { stdout } = await run(['key', 'list']);
  expect(stdout.split('\n').find((line) => line.includes(id))).toContain('revoked');
});

test('a refusal is in words, on standard error, with exit code 1', async () => {
  const refused = await run(['key', 'revoke', 'nobody'], undefined, { LANG: 'ru_RU.UTF-8' });
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('✗ Ключа с таким номером нет.');
});

test('a role nobody has is refused before anything is sent', async () => {
  const refused = await run(['key', 'create', '--role', 'root', '--name', 'x']);
  expect(refused.code).toBe(2);
  expect(refused.stderr).toContain('finance, operator, auditor, admin, all');
});

test('a server that is away is exit code 2', async () => {
  const refused = await run(['key', 'list', '--url', 'http://127.0.0.1:9']);
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('npm start') });
});

test('BOOTSTRAP_API_KEY is a key as good as the local token', async () => {
  const args = ['key', 'list', '--url', running.url];
  const env = { PORT: running.port, DATA_DIR: '/nonexistent' };
  const options = { cwd: running.folder, env };
  expect((await kopeck(args, options)).code).toBe(2);
  const withKey = { ...options, env: { ...env, BOOTSTRAP_API_KEY: 'keys-and-people-test' } };
  expect((await kopeck(args, withKey)).code).toBe(0);
});

const anna = ['user', 'add', '--name', 'Анна', '--role', 'finance', '--email'];

test('a person is added with the password of standard input and can sign in', async () => {
  const email = 'anna@shop.example.ru';
  const added = await run([...anna, email, '--password-stdin'], 'четыре слова чая\n');
  expect(added).toMatchObject({ code: 0, stderr: '' });
  expect(added.stdout).toContain(email);
  expect((await signIn(email, 'четыре слова чая')).status).toBe(200);

  const again = await run([...anna, email, '--password-stdin'], 'четыре слова чая');
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('already') });
});

test.each([
  ['a short one', 'короткий', 1, '12 characters'],
  ['none', '', 2, 'empty'],
  ['a whole file', 'x'.repeat(2_000), 2, 'no password'],
])('a password that is %s is refused', async (_what, password, code, reason) => {
  const refused = await run([...anna, 'boris@shop.example.ru', '--password-stdin'], password);
  expect(refused).toMatchObject({ code, stderr: expect.stringContaining(reason) });
});

test('without a terminal and without --password-stdin it says how, and does not hang', async () => {
  const refused = await run([...anna, 'vera@shop.example.ru']);
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('--password-stdin') });
});

/** The command on a terminal of its own, with somebody who types an answer to each question. */
async function onTerminal(email: string, answers: readonly string[]): Promise<string> {
  const entry = fileURLToPath(new URL('../src/main.ts', import.meta.url));
  const command = [process.execPath, entry, ...anna, email].map((part) => `'${part}'`).join(' ');
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    cwd: running.folder,
    env: { PATH: process.env.PATH ?? '', LANG: 'en_US.UTF-8', PORT: running.port },
    stdio: 'pipe',
  });
  let screen = '';
  const questions = [/Password[^:]*: /, /Once more: /];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
    const asked = questions.filter((question) => question.test(screen)).length;
    while (given < asked && given < answers.length) child.stdin.write(answers[given++] ?? '');
  });
  let given = 0;
  await once(child, 'close');
  return screen;
}

test('on a terminal the password is asked for twice and shown by nothing', async () => {
  const email = 'galina@shop.example.ru';
  const screen = await onTerminal(email, ['тайные слоны7\u007f чая\r', 'тайные слоны чая\r']);
  expect(screen).toContain('can sign in');
  expect(screen).not.toMatch(/тайн|слон|\*/);
  expect((await signIn(email, 'тайные слоны чая')).status).toBe(200);
});

test('two passwords that differ, and Ctrl-C, add nobody', async () => {
  const email = 'dmitry@shop.example.ru';
  expect(await onTerminal(email, ['тайные слоны чая\r', 'тайные слоны мая\r'])).toContain('differ');
  expect(await onTerminal(email, ['тайные\u0003'])).toContain('Interrupted');
  expect((await signIn(email, 'тайные слоны чая')).status).toBe(401);
});
