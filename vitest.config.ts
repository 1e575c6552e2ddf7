import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**', '**/dist/**'];

/** unit: pure decisions, no I/O to speak of. integration: real PostgreSQL, real HTTP, real SMTP. */
export default defineConfig({
  test: {
    // Each integration file has processes of its own beside the worker: more at once only wait for each other.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'test/house/**/*.test.ts'],
          exclude,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['packages/*/test/**/*.test.ts', 'test/system/**/*.test.ts'],
          globalSetup: ['packages/server/test/helpers/global-setup.ts'],
          exclude,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
