const hidden = '••••';

/**
 * A notification's body as a person may see it. All of it is shown word for word but the card token: whoever has
 * it can charge the card, so nobody reads it here (reference, section 3.2: `Token`).
 */
export const withoutToken = (body: string): string =>
  body
    .replace(/((?:^|&)Token=)[^&]+/giu, `$1${hidden}`)
    .replace(/("Token"\s*:\s*")(?:[^"\\]|\\.)+(")/giu, `$1${hidden}$2`);
