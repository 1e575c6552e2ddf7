import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from '@playwright/test';
import { type Look, launchBrowser, visitor } from './browser.ts';
import { type Fixture, startFixture } from './fixture-server.ts';

/** The desk built into a folder of its own, so that a running server's build is not disturbed. */
export async function buildDesk(): Promise<{ dist: string; remove: () => Promise<void> }> {
  const dist = await mkdtemp(join(tmpdir(), 'kopeck-desk-'));
  const vite = createRequire(import.meta.url).resolve('vite/package.json');
  const command = [join(vite, '..', 'bin', 'vite.js'), 'build', '--outDir', dist, '--emptyOutDir'];
  // A process of its own, because the test runner's NODE_ENV would build React's development half.
  await promisify(execFile)(process.execPath, command, {
    cwd: join(import.meta.dirname, '..'),
    env: { ...process.env, NODE_ENV: 'production' },
  });
  return { dist, remove: () => rm(dist, { recursive: true, force: true }) };
}

export type Desk = {
  readonly page: Page;
  readonly fixture: Fixture;
  /** What the browser complained about: refused by the security policy, or an error of ours. */
  readonly complaints: string[];
};

export type Stage = {
  readonly open: (look?: Partial<Look>) => Promise<Desk>;
  readonly close: () => Promise<void>;
};

const asExpected = /status of (401|403|404|409|422)|ERR_EMPTY_RESPONSE|ERR_CONNECTION/;

/** One browser and one build for a file of tests; each test opens its own shop and visitor. */
export async function createStage(): Promise<Stage> {
  const built = await buildDesk();
  const browser: Browser = await launchBrowser();
  const fixtures: Fixture[] = [];
  return {
    open: async (look) => {
      const fixture = await startFixture({ dist: built.dist });
      fixtures.push(fixture);
      const context = await visitor(browser, {
        language: 'ru',
        scheme: 'light',
        size: 'desktop',
        ...look,
      });
      const page = await context.newPage();
      page.setDefaultTimeout(60_000);
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error' && !asExpected.test(message.text()))
          complaints.push(message.text());
      });
      await context.addCookies([{ name: 'session', value: '1', url: fixture.url }]);
      await page.goto(`${fixture.url}/desk/`);
      await page.getByRole('table').first().waitFor();
      return { page, fixture, complaints };
    },
    close: async () => {
      await browser.close();
      await Promise.all(fixtures.map((fixture) => fixture.close()));
      await built.remove();
    },
  };
}

/** The row of an order in the list, by its number. */
export const rowOf = (page: Page, invoiceId: string) =>
  page.getByRole('row').filter({ hasText: invoiceId });
