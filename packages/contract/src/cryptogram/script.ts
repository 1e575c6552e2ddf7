import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CardDetails } from '../cards.ts';
import { openHiddenPage } from './devtools.ts';
import type { CryptogramSource } from './packet.ts';

/**
 * Cryptograms by the gateway's script, in a headless Chromium on a page of this machine's own, which
 * browsers take for a secure one. Rejects when the browser or the script does not load.
 */
export async function scriptSource(options: {
  readonly publicId: string;
  readonly scriptUrl: string;
  readonly chromium: string;
}): Promise<CryptogramSource> {
  const { publicId, scriptUrl, chromium } = options;
  const host = await startHost(scriptUrl);
  const page = await openHiddenPage(chromium, host.url).catch(async (error: unknown) => {
    await host.close();
    throw error;
  });
  const close = async () => {
    await page.close();
    await host.close();
  };
  try {
    await page.evaluate(loaded(scriptUrl));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    of: async (card) => {
      const cryptogram = await page.evaluate(encryption(publicId, card));
      if (typeof cryptogram === 'string' && cryptogram !== '') return cryptogram;
      throw new Error(`the checkout script made no cryptogram but ${JSON.stringify(cryptogram)}`);
    },
    close,
  };
}

/** Waits for `cp.Checkout`: the script may load after the page does. */
const loaded = (scriptUrl: string) => `(async () => {
  for (let tries = 0; tries < 300; tries += 1) {
    if (globalThis.cp?.Checkout !== undefined) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no cp.Checkout after 15 s: ' + ${JSON.stringify(scriptUrl)});
})()`;

/** The script rejects with an object of field and error code (widget reference 3.2). */
const encryption = (publicId: string, { number, month, year, cvv }: CardDetails) => {
  const card = { cardNumber: number, expDateMonth: month, expDateYear: year, cvv };
  return `new cp.Checkout({ publicId: ${JSON.stringify(publicId)} })
    .createPaymentCryptogram(${JSON.stringify(card)})
    .catch((error) => { throw new Error(error?.message ?? JSON.stringify(error)); })`;
};

async function startHost(scriptUrl: string) {
  const address = scriptUrl.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const page = `<!doctype html><meta charset="utf-8"><title>-</title><script src="${address}"></script>`;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
