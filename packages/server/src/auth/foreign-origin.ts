import type { IncomingHttpHeaders } from 'node:http';

const safeMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Whether a browser sent this state-changing request from a page that is not ours. Sec-Fetch-Site decides
 * where the browser sends it (no page can forge it); otherwise Origin must be PUBLIC_URL or the very host
 * that was asked. A request with neither is no browser of this decade, and SameSite=Lax guards old ones.
 */
export function isForeignOrigin(
  request: { readonly method: string; readonly headers: IncomingHttpHeaders },
  publicUrl: string,
): boolean {
  if (safeMethods.includes(request.method)) return false;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  const origin = request.headers.origin;
  if (origin === undefined) return false;
  const url = URL.parse(origin);
  if (url === null) return true; // `null`: a sandboxed frame, a local file, a redirect across sites
  return url.origin !== new URL(publicUrl).origin && url.host !== request.headers.host;
}
