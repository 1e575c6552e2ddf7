import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { buildPages } from '../../../../tools/bootstrap/build.mjs';
import { startEmbeddedPostgres } from '../../src/db/embedded/index.ts';
import { migrate } from '../../src/db/migrate.ts';
import { createPool } from '../../src/db/pool.ts';

export interface TestPostgres {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: TestPostgres;
  }
}

export const templateDatabase = 'kopeck_template';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/**
 * One real PostgreSQL for the whole run, with one migrated database that each test file clones, and the browser
 * packages built from what lies in the folders now.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await buildPages(root, process.execPath);
  const dataDir = await mkdtemp(join(tmpdir(), 'kopeck-test-'));
  const server = await startEmbeddedPostgres({ dataDir });
  const onError = (): void => {};
  const admin = createPool({ database: server.connection, max: 1, onError });
  await admin.query(`create database ${templateDatabase}`);
  await admin.end();
  const template = createPool({
    database: { ...server.connection, database: templateDatabase },
    max: 2,
    onError,
  });
  await migrate(template);
  await template.end();
  project.provide('postgres', { ...server.connection });
  return async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
