import { join } from 'node:path';
import { runCommand } from '../suites/command.ts';
import { findChromium, versionOf } from './find.ts';
import { browserPackages, fontPackage, privateCopy } from './private-copy.ts';
import { words } from './words.ts';

export type Provided =
  | { readonly ok: true; readonly path: string }
  | { readonly ok: false; readonly problem: string };

/**
 * The browser for the suites: the one there is, else Debian's, installed where we may install
 * (root, or sudo without a password), else unpacked from the same packages into `.cache/chromium`.
 *
 * KOPECK_CHROMIUM=private passes over the first two, to try the third on a machine that has a
 * browser.
 */
export async function provideChromium(options: {
  readonly root: string;
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}): Promise<Provided> {
  const { root, env, say } = options;
  const given = env.CHROMIUM_PATH;
  if (given) {
    if ((await versionOf(given)) === null) return { ok: false, problem: words.givenBroken(given) };
    return { ok: true, path: given };
  }
  const onlyPrivate = env.KOPECK_CHROMIUM === 'private';
  if (!onlyPrivate) {
    const found = await findChromium(env);
    if (found) return announce(found);
  }
  if (
    process.platform !== 'linux' ||
    (await runCommand(['apt-get', '--version'], { cwd: root })).code !== 0
  ) {
    return { ok: false, problem: words.notFound(words.noApt) };
  }
  let problem = '';
  const prefix = onlyPrivate ? null : await rightToInstall(root);
  if (prefix) {
    say(words.installing);
    problem = await installPackages(root, prefix);
    const found = await findChromium(env);
    if (found) return announce(found);
  }
  const folder = join(root, '.cache/chromium');
  const copy = await privateCopy({ folder, onDownload: () => say(words.copying) }).catch(
    (error: Error) => ({ ok: false, problem: error.message }) as const, // no space, no right to write
  );
  if (!copy.ok) return { ok: false, problem: words.notFound(problem || copy.problem) };
  return announce(copy);

  function announce({
    path,
    version,
  }: {
    readonly path: string;
    readonly version: string;
  }): Provided {
    say(words.found(version, path));
    return { ok: true, path };
  }
}

/** What stands before `apt-get` so that it may install, or null when nothing does. */
async function rightToInstall(root: string): Promise<readonly string[] | null> {
  if (process.getuid?.() === 0) return [];
  const { code } = await runCommand(['sudo', '-n', 'true'], { cwd: root });
  return code === 0 ? ['sudo', '-n'] : null;
}

/** Empty when it went well, otherwise the words of apt-get. */
async function installPackages(root: string, prefix: readonly string[]): Promise<string> {
  const aptGet = async (...args: readonly string[]) => {
    const silent = ['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    const [file = '', ...rest] = [...prefix, ...silent];
    return runCommand([file, ...rest], { cwd: root });
  };
  const updated = await aptGet('update');
  let said = updated.output;
  if (updated.code !== 0) return said.trim();
  for (const browser of browserPackages) {
    const { code, output } = await aptGet(
      'install',
      '-y',
      '--no-install-recommends',
      browser,
      fontPackage,
    );
    if (code === 0) return '';
    said += output;
  }
  return said.trim();
}
