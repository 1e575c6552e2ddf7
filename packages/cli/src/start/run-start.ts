import { join } from 'node:path';
import type { Environment } from '../settings/environment.ts';
import { banner, type Style } from './banner.ts';
import { type ChildOutput, createChildOutput } from './child-output.ts';
import { deferred } from './deferred.ts';
import { type BackoffMs, type Kept, keepRunning } from './keep-running.ts';
import {
  parseServerReady,
  parseSimulatorReady,
  type ServerReady,
  type SimulatorReady,
} from './reports.ts';
import { startService } from './service.ts';
import { pointAtSimulator, readSettings, type StartSettings } from './settings.ts';
import { type Exit, type Language, type ServiceName, wordsByLanguage } from './words.ts';

export interface StartOptions {
  readonly env: Environment;
  /** Where `.env` is looked for and DATA_DIR starts from. */
  readonly cwd: string;
  /** The files that run as the server and the simulator. */
  readonly entries: Readonly<Record<ServiceName, string>>;
  readonly language: Language;
  readonly style: Style;
  /** Takes finished lines. */
  readonly log: (line: string) => void;
  readonly backoffMs?: BackoffMs;
}

/** A start under way or done. */
export interface Started {
  /**
   * Exit code, when everything is stopped: 0 after an orderly stop, 1 when something did not start.
   */
  readonly finished: Promise<number>;
  /**
   * First call: server, then simulator, in order. A later call: everything at once. One press of
   * Ctrl-C can arrive several times (from the terminal, from npm, from the bootstrap): calls within
   * half a second are one.
   */
  readonly stop: () => void;
}

const serverGraceMs = 8_000;
const simulatorGraceMs = 2_000;
const onePressMs = 500;
const defaultBackoffMs: BackoffMs = { first: 500, longest: 30_000, healthyAfter: 60_000 };

/**
 * Starts the simulator (when the gateway is simulated) and the server, and keeps both alive until
 * told to stop.
 */
export function runStart(options: StartOptions): Started {
  const words = wordsByLanguage[options.language];
  const { log, style } = options;
  const say = (mark: '✓' | '✗' | '·' | '!', text: string) => log(`  ${mark} ${text}`);
  const stopRequest = deferred<'stop'>();
  let stopAskedAt: number | null = null;
  let killed = false;
  const kept: { server: Kept<ServerReady> | null; simulator: Kept<SimulatorReady> | null } = {
    server: null,
    simulator: null,
  };

  function stop(): void {
    if (stopAskedAt === null) {
      stopAskedAt = performance.now();
      say('·', words.stopping);
      stopRequest.resolve('stop');
      return;
    }
    if (killed || performance.now() - stopAskedAt < onePressMs) return;
    killed = true;
    kept.server?.kill();
    kept.simulator?.kill();
  }

  async function run(): Promise<number> {
    const read = await readSettings({ env: options.env, cwd: options.cwd, words });
    if (!read.ok) {
      for (const problem of read.problems) say('✗', problem);
      return 1;
    }
    const logFile = join(read.settings.dataDir, 'kopeck.log');
    const output = createChildOutput({ file: logFile, show: (line) => log(`    ${line}`) });
    const code = await bringUp(read.settings, logFile, output.sink);
    await kept.server?.stop(serverGraceMs);
    await kept.simulator?.stop(simulatorGraceMs);
    output.close();
    if (stopAskedAt !== null) say(killed ? '!' : '✓', killed ? words.killed : words.stopped);
    return code;
  }

  /** Returns when everything must be stopped, with the exit code. */
  async function bringUp(
    settings: StartSettings,
    logFile: string,
    sink: ChildOutput['sink'],
  ): Promise<number> {
    let simulator: SimulatorReady | null = null;
    if (settings.simulator) {
      kept.simulator = keepSimulator();
      const first = await Promise.race([kept.simulator.first, stopRequest.promise]);
      if (first === 'stop') return 0;
      if (!first.ok) return failed('simulator');
      simulator = first.ready;
    }
    kept.server = keepServer();
    const first = await Promise.race([kept.server.first, stopRequest.promise]);
    if (first === 'stop') return 0;
    if (!first.ok) return failed('server');
    log(banner({ words, style, server: first.ready, simulator, logFile }));
    await stopRequest.promise;
    return 0;

    function keepSimulator(): Kept<SimulatorReady> {
      say('·', words.starting.simulator);
      const start = () => {
        // A restarted simulator takes the addresses the server already knows.
        const ports = simulator
          ? {
              SIMULATOR_PORT: new URL(simulator.url).port,
              SIMULATOR_SMTP_PORT: new URL(simulator.smtpUrl).port,
            }
          : {};
        return startService({
          entry: options.entries.simulator,
          env: { ...settings.simulatorEnv, ...ports },
          parseReady: parseSimulatorReady,
          onProgress: (message) => say('·', message),
          onOutput: sink('simulator'),
        });
      };
      return keepRunning({
        start,
        backoffMs: options.backoffMs ?? defaultBackoffMs,
        onDied: (exit, delayMs) => say('!', words.died('simulator', exit, delayMs)),
        onReadyAgain: (ready) => {
          say('✓', words.backAgain.simulator);
          const moved = ready.url !== simulator?.url || ready.smtpUrl !== simulator.smtpUrl;
          simulator = ready;
          if (!moved || kept.server === null) return;
          say('·', words.simulatorMoved);
          void kept.server.replace(serverGraceMs);
        },
      });
    }

    function keepServer(): Kept<ServerReady> {
      say('·', words.starting.server);
      const start = () =>
        startService({
          entry: options.entries.server,
          env: simulator ? pointAtSimulator(settings.serverEnv, simulator) : settings.serverEnv,
          parseReady: parseServerReady,
          onProgress: (message) => say('·', message),
          onOutput: sink('server'),
        });
      return keepRunning({
        start,
        backoffMs: options.backoffMs ?? defaultBackoffMs,
        onDied: (exit: Exit, delayMs) => say('!', words.died('server', exit, delayMs)),
        onReadyAgain: () => say('✓', words.backAgain.server),
      });
    }

    /** Its words have been shown as they came. */
    function failed(name: ServiceName): number {
      say('✗', words.failedToStart[name]);
      return 1;
    }
  }

  return { finished: run(), stop };
}
