import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { Refusal, say, words } from './words.mjs';

const neededMajor = 24;

/**
 * Path of a Node that runs TypeScript by itself: the pinned one, or this machine's where that one
 * cannot run.
 */
export function findNode(root) {
  const own = process.versions.node;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const pinned = join(root, 'node_modules', `node-${platform}-${process.arch}`, 'bin', file);
  const asked = spawnSync(pinned, ['--version'], { encoding: 'utf8' });
  const version = asked.status === 0 ? asked.stdout.trim().replace(/^v/, '') : '';
  if (major(version) >= neededMajor) {
    if (version !== own) say('✓', words.nodePinned(version, own));
    return pinned;
  }
  if (major(own) >= neededMajor) {
    say('✓', words.nodeOwn(own));
    return process.execPath;
  }
  throw new Refusal(
    words.nodeTooOld(own, asked.error?.message ?? (asked.stderr.trim() || version)),
  );
}

function major(version) {
  return Number.parseInt(version, 10) || 0;
}
