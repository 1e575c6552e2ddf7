import { type ChildProcess, fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const shopEntry = fileURLToPath(new URL('shop.ts', import.meta.url));

/** A process on one core, so that what is counted is one core's work. */
const canPin = spawnSync('taskset', ['--version']).status === 0;

export interface Shop {
  readonly url: string;
  readonly received: () => Promise<number>;
  readonly stop: () => void;
}

export async function startShop(): Promise<Shop> {
  const child = fork(shopEntry, { stdio: 'inherit' });
  const [{ url }] = (await once(child, 'message')) as [{ readonly url: string }];
  return {
    url,
    received: async () => {
      child.send('count');
      const [{ received }] = (await once(child, 'message')) as [{ readonly received: number }];
      return received;
    },
    stop: () => child.disconnect(),
  };
}

export interface Running {
  readonly url: string;
  readonly publicId: string;
  readonly pid: number;
  /** What the process told: milliseconds from its start until it was ready. */
  readonly readyAfterMs: number;
  readonly stop: () => Promise<void>;
}

/** `kopeck simulator` of the packed command, pinned to the first core. */
export async function startSimulator(
  command: string,
  flags: readonly string[],
  nodeFlags: readonly string[] = [],
): Promise<Running> {
  const args = [...nodeFlags, command, 'simulator', '--port', '0', '--log-format', 'json'];
  const child = canPin
    ? spawn('taskset', ['-c', '0', process.execPath, ...args, ...flags], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
    : spawn(process.execPath, [...args, ...flags], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = await firstLine(child);
  // Somebody must read on, as a terminal would.
  child.stdout?.resume();
  return {
    ...ready,
    pid: child.pid ?? 0, // taskset becomes the program it starts
    stop: async () => {
      const closed = once(child, 'exit');
      child.kill('SIGINT');
      await closed;
    },
  };
}

type Ready = { readonly url: string; readonly publicId: string; readonly readyAfterMs: number };

function firstLine(child: ChildProcess): Promise<Ready> {
  return new Promise((resolve, reject) => {
    const { stdout } = child;
    if (stdout === null) throw new Error('no output');
    const lines = createInterface({ input: stdout });
    lines.once('line', (line) => {
      lines.close();
      resolve(JSON.parse(line) as Ready);
    });
    child.once('exit', () => reject(new Error('the simulator ended before it was ready')));
  });
}

/** Milliseconds of a core that a process has used so far. */
export function cpuMsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Resident memory of a process, megabytes. */
export function memoryMbOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kilobytes) / 1024);
}

/** Keeps this process, which makes the load, off the simulator's core. */
export function leaveFirstCore(): void {
  if (canPin) spawnSync('taskset', ['-a', '-p', '-c', '1', String(process.pid)]);
}
