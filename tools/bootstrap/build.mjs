import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { run } from './run.mjs';
import { Refusal, say, took, words } from './words.mjs';

const packageNames = ['checkout', 'desk', 'simulator'];
const ownInputs = ['src', 'browser', 'public', 'index.html', 'vite.config.ts', 'package.json'];
const sharedInputs = [
  'packages/api/src',
  'packages/cloudpayments/src',
  'package-lock.json',
  'tsconfig.base.json',
];
/** Two cores, and Vite keeps one busy. */
const atOnce = 2;

/**
 * Builds the browser packages whose inputs differ from those of their last build. Silent when there
 * are none.
 */
export async function buildPages(root, node) {
  const shared = hashOf(root, sharedInputs);
  const stale = packageNames
    .map((name) => planFor(root, name, shared))
    .filter((plan) => !plan.fresh);
  if (stale.length === 0) return;
  const startedAt = performance.now();
  say('·', words.building(stale.map(({ name }) => name)));
  const waiting = [...stale];
  const failures = [];
  const worker = async () => {
    for (let plan = waiting.shift(); plan !== undefined; plan = waiting.shift()) {
      if (!(await build(plan, node))) failures.push(plan.name);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  if (failures.length > 0) throw new Refusal(words.buildFailed(failures.join(', ')));
  say('✓', words.built(took(startedAt)));
}

function planFor(root, name, shared) {
  const folder = join(root, 'packages', name);
  const config = join(folder, 'vite.config.ts');
  if (!existsSync(config)) {
    throw new Refusal(words.noBuildConfig(`packages/${name}/vite.config.ts`));
  }
  const stampFile = join(folder, 'dist/.inputs');
  const inputs = createHash('sha256')
    .update(shared)
    .update(hashOf(folder, ownInputs))
    .digest('hex');
  const fresh = existsSync(stampFile) && readFileSync(stampFile, 'utf8') === inputs;
  return { name, folder, stampFile, inputs, fresh };
}

async function build({ folder, stampFile, inputs }, node) {
  const vite = createRequire(join(folder, 'package.json')).resolve('vite/package.json');
  const args = [join(dirname(vite), 'bin/vite.js'), 'build', '--logLevel', 'warn'];
  const env = { ...process.env, NODE_ENV: 'production' };
  const ended = await run(node, args, { cwd: folder, env });
  if (ended.code !== 0) {
    process.stderr.write(`${ended.output.trim()}\n`);
    return false;
  }
  writeFileSync(stampFile, inputs);
  return true;
}

/**
 * A hash over names and contents; tests beside the sources are no input. Missing inputs are left
 * out.
 */
function hashOf(folder, inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) {
    const path = join(folder, input);
    if (existsSync(path)) add(hash, path, input);
  }
  return hash.digest('hex');
}

function add(hash, path, name) {
  const entries = readdirOrNull(path);
  if (entries === null) {
    if (!/\.test\.tsx?$/.test(name))
      hash.update(`${name}\0`).update(readFileSync(path)).update('\0');
    return;
  }
  for (const entry of entries.sort()) add(hash, join(path, entry), `${name}/${entry}`);
}

function readdirOrNull(path) {
  try {
    return readdirSync(path);
  } catch (error) {
    if (error.code === 'ENOTDIR') return null;
    throw error;
  }
}
