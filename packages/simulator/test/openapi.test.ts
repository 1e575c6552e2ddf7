import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { openApiDocument } from '../src/openapi/document.ts';
import { methods } from '../src/rest/methods.ts';
import { referenceTables } from './reference-tables.ts';
import { startFor } from './support.ts';

const document = openApiDocument(methods, 'http://localhost:3010');

type Body = {
  readonly properties: Readonly<Record<string, object>>;
  readonly required: readonly string[];
};

/** The parameters of a method as the document tells them: R or O. */
function tableOf(path: string): Readonly<Record<string, string>> | null {
  const post = document.paths[`/${path.toLowerCase()}`]?.post as
    | { readonly requestBody?: { readonly content: Readonly<Record<string, { schema: Body }>> } }
    | undefined;
  if (post === undefined) return null;
  const { properties = {}, required = [] } =
    post.requestBody?.content['application/json']?.schema ?? {};
  const mark = (name: string) => (required.includes(name) ? 'R' : 'O');
  return Object.fromEntries(Object.keys(properties).map((name) => [name, mark(name)]));
}

/** What the simulator knows beyond the reference's tables, and why. */
const beyond: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // 2.14: a payment of a safe deal may be by a card token; 1.6: messages in the payer's language.
  'payments/tokens/charge': { CultureName: 'O', Escrow: 'O' },
  'payments/tokens/auth': { CultureName: 'O', Escrow: 'O' },
};

test('it is an OpenAPI 3.1 document', async () => {
  const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
  expect(result).toEqual({ valid: true });
});

describe('it says what the reference says', () => {
  test.each(Object.entries(referenceTables))('%s', (path, table) => {
    expect(tableOf(path)).toEqual({ ...table, ...beyond[path] });
  });

  test('no method is without a table', () => {
    const known = new Set(Object.keys(referenceTables).map((path) => path.toLowerCase()));
    expect(Object.keys(methods).filter((path) => !known.has(path))).toEqual([]);
  });
});

test('a running simulator shows it, for programs and for people', async () => {
  const simulator = await startFor(null);
  const served = await (await fetch(`${simulator.url}/_sim/openapi.json`)).json();
  expect(served).toEqual({ ...document, servers: [{ url: simulator.url }] });
  for (const lang of ['ru', 'en']) {
    const page = await (await fetch(`${simulator.url}/_sim/api?lang=${lang}`)).text();
    expect(page).toContain(`<html lang="${lang}">`);
    for (const path of Object.keys(methods)) expect(page).toContain(`>/${path}</h2>`);
  }
});
