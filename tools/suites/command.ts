import { type ChildProcess, spawn } from 'node:child_process';

/** A command that has ended; `code` is null when a signal ended it or it could not be run. */
export interface Ended {
  readonly code: number | null;
  /** Standard output and standard error as they came, mixed. */
  readonly output: string;
  readonly ms: number;
}

export interface CommandOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Called with every finished line while the command runs. */
  readonly onLine?: (line: string) => void;
}

const running = new Set<ChildProcess>();

/**
 * Runs a command in a process group of its own and keeps what it says. Never throws: a program that
 * is missing is a result with its reason in `output`.
 */
export function runCommand(
  command: readonly [string, ...string[]],
  options: CommandOptions,
): Promise<Ended> {
  const [file, ...args] = command;
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running.add(child);
    let output = '';
    let rest = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) options.onLine?.(line);
      });
    }
    const end = (code: number | null, reason: string) => {
      running.delete(child);
      const said = reason === '' ? output : `${output}${reason}\n`;
      resolve({ code, output: said, ms: performance.now() - startedAt });
    };
    child.once('error', (error) => end(null, error.message));
    child.once('close', (code, signal) => end(code, signal === null ? '' : `ended by ${signal}`));
  });
}

/**
 * Ends this process with everything it has started when a person presses Ctrl-C or when whoever
 * started us is gone. Groups are signalled, so that browsers and databases of the suites go too.
 */
export function stopWithEverything(): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    signalAll('SIGTERM');
    setTimeout(() => {
      signalAll('SIGKILL');
      process.exit(130);
    }, 3_000);
    void waitForAll().then(() => process.exit(130));
  };
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const)
    process.on(event, stop);
}

function signalAll(signal: NodeJS.Signals): void {
  for (const { pid } of running) {
    try {
      if (pid !== undefined) process.kill(-pid, signal);
    } catch {
      // ended meanwhile
    }
  }
}

async function waitForAll(): Promise<void> {
  await Promise.all(
    [...running].map((child) => new Promise((resolve) => child.once('close', resolve))),
  );
}
