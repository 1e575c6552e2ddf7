import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { AssetUrls } from './pages.ts';

export interface Asset {
  readonly contentType: string;
  readonly body: Buffer;
  readonly gzipped: Buffer;
  /** Hash of the content; a URL that carries it may be cached for ever. */
  readonly hash: string;
}

export interface PageAssets {
  readonly urls: AssetUrls;
  readonly byName: ReadonlyMap<string, Asset>;
}

const defaultScript = new URL('../../../checkout/dist/checkout.js', import.meta.url);
const style = new URL('./assets/pages.css', import.meta.url);

/** Reads the page's script and style into memory, once. Throws with the fix when they are not built. */
export async function loadPageAssets(script: URL | string = defaultScript): Promise<PageAssets> {
  const scriptBody = await readFile(script).catch((cause: unknown) => {
    throw new Error(
      `The payment page's script is not built: run vite build in packages/checkout.`,
      {
        cause,
      },
    );
  });
  const byName = new Map([
    ['checkout.js', asset('text/javascript; charset=utf-8', scriptBody)],
    ['pages.css', asset('text/css; charset=utf-8', await readFile(style))],
  ]);
  const url = (name: string) => `/assets/${name}?v=${byName.get(name)?.hash}`;
  return { byName, urls: { script: url('checkout.js'), style: url('pages.css') } };
}

function asset(contentType: string, body: Buffer): Asset {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16);
  return { contentType, body, hash, gzipped: gzipSync(body, { level: 9 }) };
}
