type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Was the form sent by a page of this site? Browsers say so in Sec-Fetch-Site, and where they do not
 * (plain http, older ones) in Origin. A caller that sends neither is no browser with a victim in it.
 */
export function isFromThisSite(request: {
  readonly headers: Headers;
  readonly host: string;
}): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin } = request.headers;
  if (origin === undefined) return true;
  return (
    typeof origin === 'string' && URL.canParse(origin) && new URL(origin).host === request.host
  );
}
