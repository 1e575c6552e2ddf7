import type { Browser, BrowserContext, Page } from '@playwright/test';
import { type Look, launchBrowser, visitor } from './browser.ts';
import { type Fixture, startFixture } from './fixture-server.ts';

export type Desk = {
  readonly page: Page;
  readonly fixture: Fixture;
  /** What the browser complained about: refused by the security policy, or an error of ours. */
  readonly complaints: string[];
};

export type Stage = {
  readonly open: (look?: Partial<Look>, mood?: Partial<Fixture['mood']>) => Promise<Desk>;
  /** Ends the visits of one test: pages left open go on polling and slow every later test down. */
  readonly leave: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const asExpected = /status of (401|403|404|409|422)|ERR_EMPTY_RESPONSE|ERR_CONNECTION/;

/** One browser for a file of tests; each test opens its own shop and visitor. */
export async function createStage(): Promise<Stage> {
  const browser: Browser = await launchBrowser();
  const fixtures: Fixture[] = [];
  const contexts: BrowserContext[] = [];
  const leave = async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    await Promise.all(fixtures.splice(0).map((fixture) => fixture.close()));
  };
  return {
    leave,
    open: async (look, mood) => {
      const fixture = await startFixture();
      Object.assign(fixture.mood, mood);
      fixtures.push(fixture);
      const context = await visitor(browser, {
        language: 'ru',
        scheme: 'light',
        size: 'desktop',
        ...look,
      });
      contexts.push(context);
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
      await leave();
      await browser.close();
    },
  };
}

/** The row of an order in the list, by its number. */
export const rowOf = (page: Page, invoiceId: string) =>
  page.getByRole('row').filter({ hasText: invoiceId });
