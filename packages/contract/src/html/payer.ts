import { type Button, type Form, type Page, readPage } from './page.ts';

/** What the payer of a case does on a page that asks. */
export type Intent = 'agree' | 'refuse';

/** Where the pages led. */
export type Led =
  /** To the shop: by a form with its fields, or by a redirect with those of its address. */
  | { readonly kind: 'arrived'; readonly method: 'get' | 'post'; readonly fields: URLSearchParams }
  /** The page has nothing to press: scripts make it, or there is no way on. */
  | { readonly kind: 'lost'; readonly page: Page; readonly status: number };

type Opened =
  | { readonly kind: 'page'; readonly page: Page; readonly status: number }
  | { readonly kind: 'left'; readonly to: URL };

const mostSteps = 8;
const refusing = /refus|cancel|reject|decline|fail|deny|отказ|отмен|отклон/i;

/**
 * Goes through pages as a browser without scripts would: opens the first (sends its form, if there
 * are fields), fills what the next page asks for, presses the button that agrees or refuses, until
 * a form or a redirect leads to `returnUrl`. Nothing is sent there.
 */
export async function walk(
  first: { readonly url: string; readonly fields: URLSearchParams | null },
  intent: Intent,
  returnUrl: string,
): Promise<Led> {
  const cookies = new Map<string, string>();
  const shop = new URL(returnUrl);
  const method = first.fields === null ? 'get' : 'post';
  let sent: Sent = { url: first.url, fields: first.fields, method, origin: shop.origin };
  for (let step = 0; step < mostSteps; step += 1) {
    const opened = await open(sent, cookies, shop);
    if (opened.kind === 'left') {
      return { kind: 'arrived', method: 'get', fields: opened.to.searchParams };
    }
    const { page } = opened;
    const home = page.forms.find(({ action }) => sameAddress(new URL(action), shop));
    if (home !== undefined) {
      return { kind: 'arrived', method: home.method, fields: filled(home, null, page) };
    }
    const choice = chosen(page, intent);
    if (choice === null || step === mostSteps - 1) return { ...opened, kind: 'lost' };
    const { form, button } = choice;
    const fields = filled(form, button, page);
    sent = { url: form.action, fields, method: form.method, origin: new URL(page.url).origin };
  }
  throw new Error('unreachable');
}

type Sent = {
  readonly url: string;
  readonly fields: URLSearchParams | null;
  readonly method: 'get' | 'post';
  /** Where the form stood: a browser says so. */
  readonly origin: string;
};

const mostRedirects = 5;

async function open(sent: Sent, cookies: Map<string, string>, shop: URL): Promise<Opened> {
  let target = new URL(sent.url);
  let body = sent.method === 'post' ? sent.fields : null;
  if (sent.method === 'get') {
    for (const [name, value] of sent.fields ?? []) target.searchParams.append(name, value);
  }
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    if (sameAddress(target, shop)) return { kind: 'left', to: target };
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(target, {
      method: body === null ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...(body === null ? {} : { origin: sent.origin }),
        ...(cookie === '' ? {} : { cookie }),
      },
      ...(body === null ? {} : { body }),
    });
    keepCookies(response, cookies);
    const html = await response.text();
    const location = response.headers.get('location');
    if (location === null) {
      return { kind: 'page', page: readPage(html, target.href), status: response.status };
    }
    target = new URL(location, target);
    body = null;
  }
  throw new Error(`${sent.url} redirects without an end`);
}

function keepCookies(response: Response, cookies: Map<string, string>): void {
  for (const line of response.headers.getSetCookie()) {
    const [, name, value] = /^([^=;]+)=([^;]*)/.exec(line) ?? [];
    if (name !== undefined) cookies.set(name, value ?? '');
  }
}

function chosen(page: Page, intent: Intent): { form: Form; button: Button | null } | null {
  const refuses = ({ name, value, label }: Button) => refusing.test(`${name} ${value} ${label}`);
  for (const form of page.forms) {
    const button = form.buttons.find((item) => refuses(item) === (intent === 'refuse'));
    if (button !== undefined) return { form, button };
  }
  const [only] = page.forms;
  return intent === 'agree' && only !== undefined ? { form: only, button: null } : null;
}

const typed = new Set(['text', 'tel', 'number', 'password', '']);

/** The fields of a form as they stand, an empty one filled with the code that the page shows. */
function filled(form: Form, button: Button | null, page: Page): URLSearchParams {
  const sent = new URLSearchParams();
  for (const { name, value, type } of form.fields) {
    if (name === '') continue;
    sent.append(name, value === '' && typed.has(type) ? codeShown(page.text) : value);
  }
  if (button !== null && button.name !== '') sent.append(button.name, button.value);
  return sent;
}

/** A page for tests says which code it takes: «Демо-код: 1234». */
function codeShown(text: string): string {
  return /(?:код|code|парол|password)[^\d]{0,30}(\d{3,8})\b/i.exec(text)?.[1] ?? '';
}

function sameAddress(one: URL, other: URL): boolean {
  return one.origin === other.origin && one.pathname === other.pathname;
}
