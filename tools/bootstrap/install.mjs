import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.mjs';
import { Refusal, say, took, words } from './words.mjs';

/**
 * Installs what package-lock.json names, unless it is there already: a stamp remembers the lock
 * file of the last install, and an install made by hand is recognised by npm's own record of it.
 *
 * `npm ci` is not used: it refuses a lock file without the packages of platforms that the registry
 * of whoever wrote the lock did not carry (musl, Windows). `install --no-save` takes the locked
 * versions and touches no file.
 *
 * Install scripts are not run. The only package that has one, the embedded PostgreSQL, only makes
 * links in it, and the launcher makes them itself.
 */
export async function installDependencies(root) {
  const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
  const stampFile = join(root, 'node_modules/.kopeck-install');
  const stamp = createHash('sha256').update(lockText).digest('hex');
  if (readOr(stampFile) === stamp) return;
  if (isInstalled(root, lockText)) {
    remember(stampFile, stamp);
    return;
  }
  const startedAt = performance.now();
  say('·', words.installing);
  const ended = await npm(root, [
    'install',
    '--no-save',
    ...['--include=dev', '--include=optional', '--ignore-scripts', '--prefer-offline'],
    ...['--no-audit', '--no-fund', '--no-progress', '--loglevel=error'],
  ]);
  if (ended.code !== 0) {
    process.stderr.write(`${ended.output.trim()}\n`);
    throw new Refusal(reasonFor(root, ended));
  }
  writeFileSync(stampFile, stamp);
  say('✓', words.installed(took(startedAt)));
}

/** The npm that runs us, else the one in PATH. */
function npm(root, args) {
  const own = process.env.npm_execpath;
  const command = own?.endsWith('.js') && existsSync(own) ? [process.execPath, own] : ['npm'];
  // NODE_ENV=production would leave out the tools that build the pages.
  const env = { ...process.env, NODE_ENV: 'development' };
  return run(command[0], [...command.slice(1), ...args], { cwd: root, env });
}

/**
 * Whether every package of the lock file stands in node_modules in its version, by npm's hidden
 * record.
 */
function isInstalled(root, lockText) {
  const recordText = readOr(join(root, 'node_modules/.package-lock.json'));
  if (recordText === '') return false;
  const wanted = JSON.parse(lockText).packages;
  const present = JSON.parse(recordText).packages;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes('node_modules/')) return true;
    if (present[path] === undefined) return entry.optional === true && !isMeantForUs(entry);
    return present[path].version === entry.version;
  });
}

/**
 * Whether an optional package names this kind of machine. One that names none only serves another
 * optional one.
 */
function isMeantForUs({ os, cpu, libc: libcs }) {
  if (os === undefined && cpu === undefined) return false;
  const allows = (list, value) => list === undefined || [list].flat().includes(value);
  return allows(os, process.platform) && allows(cpu, process.arch) && allows(libcs, libc());
}

function libc() {
  return process.report?.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc';
}

function reasonFor(root, { code, output }) {
  if (code === null && output.includes('ENOENT')) return words.npmMissing;
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ENOTCACHED|ERR_SOCKET/.test(output)) {
    return words.offline;
  }
  if (output.includes('ENOSPC')) return words.noSpace;
  return canWrite(root) ? words.installFailed : words.noRights;
}

function canWrite(folder) {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * A clone that another user installed may not be ours to write in: it works without the stamp, a
 * little slower.
 */
function remember(file, text) {
  try {
    writeFileSync(file, text);
  } catch (error) {
    if (error.code !== 'EACCES' && error.code !== 'EROFS') throw error;
  }
}

function readOr(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
