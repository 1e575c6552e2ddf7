/** Just enough of HTML to go through somebody else's page as a payer would: its forms and its text. */

export type Field = { readonly name: string; readonly value: string; readonly type: string };

export type Button = { readonly name: string; readonly value: string; readonly label: string };

export type Form = {
  /** Absolute; the page's own address where the form names none. */
  readonly action: string;
  readonly method: 'get' | 'post';
  readonly fields: readonly Field[];
  readonly buttons: readonly Button[];
};

export type Page = { readonly url: string; readonly forms: readonly Form[]; readonly text: string };

/** Reads a page by its tags. Scripts are not run: what only they make is not seen. */
export function readPage(html: string, url: string): Page {
  const bare = html.replace(/<!--.*?-->|<(script|style)\b.*?<\/\1\s*>/gis, ' ');
  const forms = [...bare.matchAll(/<form\b([^>]*)>(.*?)(<\/form\s*>|$)/gis)].map(
    ([, tag = '', content = '']) => readForm(attributes(tag), content, url),
  );
  return { url, forms, text: textOf(bare) };
}

function readForm(own: ReadonlyMap<string, string>, content: string, url: string): Form {
  const fields: Field[] = [];
  const buttons: Button[] = [];
  const controls = /<(input|select|textarea)\b([^>]*)>|<button\b([^>]*)>(.*?)<\/button\s*>/gis;
  for (const [, , tag, buttonTag, label = ''] of content.matchAll(controls)) {
    const its = attributes(buttonTag ?? tag ?? '');
    const name = its.get('name') ?? '';
    const value = its.get('value') ?? '';
    const type = (its.get('type') ?? (buttonTag === undefined ? 'text' : 'submit')).toLowerCase();
    const presses = buttonTag !== undefined || ['submit', 'button', 'image'].includes(type);
    if (!presses) fields.push({ name, value, type });
    else if (type !== 'button') {
      buttons.push({ name, value, label: buttonTag === undefined ? value : textOf(label) });
    }
  }
  const action = new URL(own.get('action') || url, url).href;
  const method = own.get('method')?.toLowerCase() === 'post' ? 'post' : 'get';
  return { action, method, fields, buttons };
}

function attributes(tag: string): ReadonlyMap<string, string> {
  const found = tag.matchAll(/([^\s"'=<>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g);
  return new Map(
    [...found].map(([, name = '', double, single, bare]) => [
      name.toLowerCase(),
      unescaped(double ?? single ?? bare ?? ''),
    ]),
  );
}

const textOf = (html: string): string =>
  unescaped(html.replace(/<[^>]*>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
};

function unescaped(text: string): string {
  return text.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, code: string) => {
    if (!code.startsWith('#')) return named[code.toLowerCase()] ?? whole;
    const hex = /^#x/i.test(code);
    return String.fromCodePoint(Number.parseInt(code.slice(hex ? 2 : 1), hex ? 16 : 10));
  });
}
