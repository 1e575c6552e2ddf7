import { join } from 'node:path';
import { rolldown } from 'rolldown';

/** What was written, and every source file that went into it. */
export interface Bundle {
  readonly files: readonly string[];
  readonly sources: readonly string[];
}

/**
 * Plain JavaScript for Node 20 and later with every dependency inside: the library's entry
 * `index.js`, the command `kopeck.js` and what they share or load later. Not minified: a stack trace
 * in somebody's test must be readable.
 */
export async function writeBundle(options: {
  readonly root: string;
  readonly folder: string;
  readonly version: string;
}): Promise<Bundle> {
  const { root, folder, version } = options;
  const build = await rolldown({
    input: {
      index: join(root, 'packages/simulator/src/index.ts'),
      kopeck: join(root, 'tools/pack/kopeck.ts'),
    },
    platform: 'node',
    transform: {
      target: 'node20',
      // Node 20 has no JSON.rawJSON; later ones give back their own JSON.
      inject: { JSON: [join(root, 'packages/simulator/src/json-fallback.ts'), 'exactJson'] },
      define: { 'process.env.KOPECK_VERSION': JSON.stringify(version) },
    },
    onLog: (level, log, handler) => {
      // Dependencies in CommonJS use eval and the like, which is theirs to answer for.
      if (level === 'warn' && log.code === 'EVAL') return;
      handler(level === 'warn' ? 'error' : level, log);
    },
  });
  try {
    const { output } = await build.write({
      dir: folder,
      format: 'esm',
      entryFileNames: '[name].js',
      chunkFileNames: '[name].js',
      comments: { legal: false },
    });
    const chunks = output.filter((file) => file.type === 'chunk');
    return {
      files: output.map((file) => file.fileName),
      sources: chunks.flatMap((chunk) => chunk.moduleIds),
    };
  } finally {
    await build.close();
  }
}
