import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
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
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    readonly version: string;
  };
  const folder = join(into, 'kopeck');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const simulator = join(root, 'packages/simulator');
  const [bundle] = await Promise.all([
    writeBundle({ root, folder: join(folder, 'lib'), version }),
    run(root, process.execPath, join(root, 'node_modules/typescript/bin/tsc'), '-b', simulator),
    cp(join(simulator, 'views'), join(folder, 'views'), { recursive: true }),
    cp(join(simulator, 'dist'), join(folder, 'dist'), {
      recursive: true,
      filter: (file) => !file.endsWith('.inputs'),
    }),
    cp(join(root, 'tools/pack/readme.md'), join(folder, 'README.md')),
  ]);
  await Promise.all([
    writeFile(join(folder, 'NOTICES.md'), noticesOf(bundle.sources)),
    writeFile(
      join(folder, 'lib/index.d.ts'),
      declarationsOf(join(root, '.cache/types/simulator'), 'index.d.ts'),
    ),
    writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest(version), null, 2)}\n`),
  ]);
  const said = await run(folder, 'npm', 'pack', '--silent', '--pack-destination', into);
  const name = said.trim().split('\n').at(-1) ?? '';
  return { folder, tarball: join(into, name), version };
}

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
