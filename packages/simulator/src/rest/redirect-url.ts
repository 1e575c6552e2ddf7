/** An address in the characters of RFC 3986, whole: a scheme and what follows it. */
const shape = /^[a-z][a-z0-9+.-]*:(?:[a-z0-9\-._~:/?#[\]@!$&'()*+,;=]|%[0-9a-f]{2})+$/i;

/** Schemes that would run as a script instead of leading anywhere. */
const scripts = /^(javascript|data|vbscript):/i;

/**
 * Whether a payer can be sent there after paying in a bank's app: a web address or an app's own
 * scheme, ASCII, at most `longest` characters (reference 2.12).
 */
export function isRedirectUrl(text: string, longest: number): boolean {
  return text.length <= longest && shape.test(text) && !scripts.test(text) && URL.canParse(text);
}
