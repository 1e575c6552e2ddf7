import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isObject } from '../wire/json.ts';

/** A page of a headless browser that nobody sees. */
export type HiddenPage = {
  /** The value of an expression, of its promise if it is one. Rejects with what the page threw. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  readonly close: () => Promise<void>;
};

const flags = [
  '--headless',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--remote-debugging-port=0',
];

const startWithinMs = 20_000;

/** Opens an address in a Chromium of its own. Rejects when the browser does not start. */
export async function openHiddenPage(executable: string, url: string): Promise<HiddenPage> {
  const profile = await mkdtemp(join(tmpdir(), 'kopeck-contract-'));
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = [...flags, ...root, `--user-data-dir=${profile}`, 'about:blank'];
  // A group of its own: what /usr/bin has may be a script that starts the browser as its child.
  const stdio: ['ignore', 'ignore', 'pipe'] = ['ignore', 'ignore', 'pipe'];
  const browser = spawn(executable, args, { stdio, detached: true });
  const close = async () => {
    await ended(browser);
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const socket = await connect(await debuggerAddress(browser));
    const { targetId } = await socket.send('Target.createTarget', { url: 'about:blank' });
    const attached = await socket.send('Target.attachToTarget', { targetId, flatten: true });
    const session = String(attached.sessionId);
    await socket.send('Page.enable', {}, session);
    const loaded = socket.event('Page.loadEventFired', session);
    await socket.send('Page.navigate', { url }, session);
    await loaded;
    return {
      evaluate: async (expression) => {
        const parameters = { expression, awaitPromise: true, returnByValue: true };
        const answer = await socket.send('Runtime.evaluate', parameters, session);
        if (isObject(answer.exceptionDetails)) throw new Error(thrownText(answer.exceptionDetails));
        return isObject(answer.result) ? answer.result.value : undefined;
      },
      close: async () => {
        socket.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Ends the browser with all it has started: nothing in it is worth a farewell. */
async function ended(browser: ChildProcess): Promise<void> {
  const { pid, stderr } = browser;
  const running = browser.exitCode === null && browser.signalCode === null;
  if (running && pid !== undefined) {
    const exit = once(browser, 'exit');
    if (process.platform === 'win32') browser.kill();
    else process.kill(-pid, 'SIGKILL');
    await exit;
  }
  stderr?.destroy();
}

function debuggerAddress(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const settle = (outcome: () => void) => {
      clearTimeout(timer);
      outcome();
    };
    const fail = (why: string) => settle(() => reject(new Error(why)));
    const timer = setTimeout(() => fail('the browser does not answer'), startWithinMs);
    browser.once('error', (error) => fail(error.message));
    browser.once('exit', () => fail(`the browser ended: ${said.slice(-500)}`));
    browser.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address !== undefined) settle(() => resolve(address));
    });
  });
}

type Socket = {
  readonly send: (
    method: string,
    parameters: object,
    sessionId?: string,
  ) => Promise<Readonly<Record<string, unknown>>>;
  /** Settles with the next event of this name. */
  readonly event: (method: string, sessionId: string) => Promise<void>;
  readonly close: () => void;
};

type Pending = {
  readonly resolve: (result: Record<string, unknown>) => void;
  readonly reject: (error: Error) => void;
};

async function connect(address: string): Promise<Socket> {
  const socket = new WebSocket(address);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('the browser refuses to be driven')));
  });
  const pending = new Map<number, Pending>();
  const listeners = new Set<(message: Readonly<Record<string, unknown>>) => void>();
  let last = 0;
  socket.addEventListener('message', ({ data }) => {
    const message: unknown = JSON.parse(String(data));
    if (!isObject(message)) return;
    if (typeof message.id !== 'number') {
      for (const listener of [...listeners]) listener(message);
      return;
    }
    const caller = pending.get(message.id);
    pending.delete(message.id);
    if (isObject(message.error)) caller?.reject(new Error(String(message.error.message)));
    else caller?.resolve(isObject(message.result) ? { ...message.result } : {});
  });
  socket.addEventListener('close', () => {
    for (const { reject } of pending.values()) reject(new Error('the browser is gone'));
  });
  return {
    send: (method, parameters, sessionId) =>
      new Promise((resolve, reject) => {
        last += 1;
        pending.set(last, { resolve, reject });
        socket.send(JSON.stringify({ id: last, method, params: parameters, sessionId }));
      }),
    event: (method, sessionId) =>
      new Promise((resolve) => {
        const listener = (message: Readonly<Record<string, unknown>>) => {
          if (message.method !== method || message.sessionId !== sessionId) return;
          listeners.delete(listener);
          resolve();
        };
        listeners.add(listener);
      }),
    close: () => socket.close(),
  };
}

function thrownText(details: Readonly<Record<string, unknown>>): string {
  const exception = isObject(details.exception) ? details.exception : {};
  return String(exception.description ?? exception.value ?? details.text);
}
