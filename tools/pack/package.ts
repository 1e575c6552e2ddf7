import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openApiDocument } from '../../packages/simulator/src/openapi/document.ts';
import { methods } from '../../packages/simulator/src/rest/methods.ts';
import { runCommand } from '../suites/command.ts';
import { writeBundle } from './bundle.ts';
import { declarationsOf } from './declarations.ts';
import { noticesOf } from './notices.ts';

export interface Packed {
  /** The folder with everything the package holds. */
  readonly folder: string;
  /** The archive that `npm install` takes. */
  readonly tarball: string;
  readonly version: string;
}

/**
 * Makes the npm package `kopeck`: the simulator as plain JavaScript with nothing to install beside
 * it. The browser files must have been built (tools/bootstrap does it).
 *
 * @param into the folder that gets the archive
 */
export async function packKopeck(root: string, into: string): Promise<Packed> {
  const folder = join(into, 'kopeck');
  await rm(folder, { recursive: true, force: true });
  const [{ version, sources }] = await Promise.all([
    writeProgram(root, folder),
    run(root, process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-b', simulator),
  ]);
  const declarations = declarationsOf(join(root, '.cache/types/simulator'), 'index.d.ts');
  await Promise.all([
    cp(join(root, 'tools/pack/readme.md'), join(folder, 'README.md')),
    writeFile(join(folder, 'NOTICES.md'), noticesOf(sources)),
    writeFile(join(folder, 'openapi.json'), `${JSON.stringify(openApi, null, 1)}\n`),
    writeFile(join(folder, 'lib/index.d.ts'), declarations),
  ]);
  const said = await run(folder, 'npm', 'pack', '--silent', '--pack-destination', into);
  const name = said.trim().split('\n').at(-1) ?? '';
  return { folder, tarball: join(into, name), version };
}

/**
 * Everything that runs, and nothing else: for whoever only wants to start it.
 *
 * @returns the version, and the source files that went into the program
 */
export async function writeProgram(
  root: string,
  folder: string,
): Promise<{ readonly version: string; readonly sources: readonly string[] }> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  await mkdir(folder, { recursive: true });
  const [{ sources }] = await Promise.all([
    writeBundle({ root, folder: join(folder, 'lib'), version }),
    cp(join(root, simulator, 'views'), join(folder, 'views'), { recursive: true }),
    cp(join(root, simulator, 'dist'), join(folder, 'dist'), {
      recursive: true,
      filter: (file) => !file.endsWith('.inputs'),
    }),
    writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest(version), null, 2)}\n`),
  ]);
  return { version, sources };
}

const simulator = 'packages/simulator';

/** For the simulator on its default port. */
const openApi = openApiDocument(methods, 'http://localhost:3010');

const manifest = (version: string) => ({
  name: 'kopeck',
  version,
  description: 'A simulator of the CloudPayments gateway, for a shop in any language',
  license: 'MIT',
  type: 'module',
  engines: { node: '>=20' },
  bin: { kopeck: 'lib/kopeck.js' },
  exports: {
    '.': { types: './lib/index.d.ts', default: './lib/index.js' },
    './openapi.json': './openapi.json',
    './package.json': './package.json',
  },
});

async function run(cwd: string, file: string, ...args: readonly string[]): Promise<string> {
  const { code, output } = await runCommand([file, ...args], { cwd });
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} failed:\n${output}`);
  return output;
}
