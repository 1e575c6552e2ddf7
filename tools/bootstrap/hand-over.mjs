import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join } from 'node:path';

const watchEveryMs = 500;
const stopWithinMs = 15_000;

/**
 * Runs the entry on the given Node and resolves with the exit code to end with.
 *
 * The child holds an IPC channel to us: when it closes, even because we were killed, the child
 * knows and stops. The other way round, a killed npm cannot tell us anything: its disappearance is
 * watched for.
 */
export function handOver({ root, node, entry, args }) {
  const path = [join(root, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter);
  // Node would compile the same files at every start; kept, a start takes a quarter less.
  const compiled = process.env.NODE_COMPILE_CACHE ?? join(root, '.cache/compile');
  const child = spawn(node, [entry, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: path, NODE_COMPILE_CACHE: compiled },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    let forwarded = false;
    process.on(signal, () => {
      if (!forwarded) child.kill(signal);
      forwarded = true;
    });
  }
  const stopWatching = watchParents(() => {
    child.kill('SIGTERM');
    setTimeout(() => child.kill('SIGKILL'), stopWithinMs).unref();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      stopWatching();
      if (child.connected) child.disconnect();
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/**
 * Calls back when npm, which started us, is gone. npm may stand behind a shell that outlives it.
 * Without npm nobody is watched: a bootstrap sent to the background may well outlive the shell it
 * came from.
 */
function watchParents(onGone) {
  if (process.env.npm_lifecycle_event === undefined) return () => {};
  const parent = process.ppid;
  const shell = /^(sh|dash|bash|ash|zsh)$/.test(statusOf(parent, 'Name'));
  const grandparent = shell ? statusOf(parent, 'PPid') : '';
  const timer = setInterval(() => {
    if (process.ppid === parent && statusOf(parent, 'PPid', shell) === grandparent) return;
    clearInterval(timer);
    onGone();
  }, watchEveryMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** A field of /proc/PID/status; empty where there is no /proc or it is not wanted. */
function statusOf(pid, field, wanted = true) {
  if (!wanted) return '';
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    return new RegExp(`^${field}:\\s*(\\S+)`, 'm').exec(text)?.[1] ?? '';
  } catch {
    return '';
  }
}
