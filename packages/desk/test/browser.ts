import { type Browser, type BrowserContext, chromium } from '@playwright/test';

/** Debian's Chromium, as root, with nothing that reaches for the network. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });

export type Look = { language: 'ru' | 'en'; scheme: 'light' | 'dark'; size: 'phone' | 'desktop' };

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };

/** A fresh visitor with a chosen language, theme and screen. */
export async function visitor(browser: Browser, look: Look): Promise<BrowserContext> {
  return browser.newContext({
    viewport: sizes[look.size],
    locale: look.language === 'ru' ? 'ru-RU' : 'en-GB',
    colorScheme: look.scheme,
    hasTouch: look.size === 'phone',
    isMobile: look.size === 'phone',
    deviceScaleFactor: 1,
  });
}
