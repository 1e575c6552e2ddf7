import type { Browser, Page } from '@playwright/test';
import { type Look, launchBrowser, visitor } from './browser.ts';
import { type Fixture, startFixture } from './fixture-server.ts';

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

/** One browser for a file of tests; each test opens its own shop and visitor. */
export async function createStage(): Promise<Stage> {
  const browser: Browser = await launchBrowser();
  const fixtures: Fixture[] = [];
  return {
    open: async (look) => {
      const fixture = await startFixture();
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
    },
  };
}

/** The row of an order in the list, by its number. */
export const rowOf = (page: Page, invoiceId: string) =>
  page.getByRole('row').filter({ hasText: invoiceId });
