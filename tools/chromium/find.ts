import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { runCommand } from '../suites/command.ts';

export interface FoundBrowser {
  readonly path: string;
  readonly version: string;
}

/** The headless build first: the same engine without the window, a third quicker in the suites. */
const names = [
  'chromium-headless-shell',
  'chromium',
  'google-chrome',
  'google-chrome-stable',
  'chromium-browser',
  'chrome',
] as const;
const macPlaces = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
] as const;

/**
 * The first Chromium in PATH that really runs: Ubuntu's `chromium-browser` may be a stub that asks
 * for snap.
 */
export async function findChromium(env: NodeJS.ProcessEnv): Promise<FoundBrowser | null> {
  const folders = (env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const inPath = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  for (const path of [...inPath, ...(process.platform === 'darwin' ? macPlaces : [])]) {
    const executable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    const version = executable ? await versionOf(path) : null;
    if (version !== null) return { path, version };
  }
  return null;
}

/** `Chromium 150.0.1.2`, or null when the file is not a browser that runs here. */
export async function versionOf(path: string): Promise<string | null> {
  const { code, output } = await runCommand([path, '--version'], { cwd: '/' });
  const version = /^.*(Chrom\w+ [\d.]+)/m.exec(output)?.[1];
  return code === 0 && version !== undefined ? version : null;
}
