import ts from 'typescript';
import { expect, test } from 'vitest';
import { productSources, textOf, wholeTree } from './support/files.ts';
import { complaints, type Finding } from './support/findings.ts';
import { everyNode, findingAt, literalText, parse } from './support/syntax.ts';

const server = productSources(['server']);

const memberOf = (node: ts.ObjectLiteralExpression, name: string): ts.Expression | null => {
  const member = node.properties.find(
    (property) => ts.isPropertyAssignment(property) && property.name.getText() === name,
  );
  return member !== undefined && ts.isPropertyAssignment(member) ? member.initializer : null;
};

/** The text of a literal with `…` where a value is put in; null for what is computed. */
function wordsOf(node: ts.Expression | null): string | null {
  if (node === null) return null;
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map((span) => `…${span.literal.text}`).join('');
  return literalText(node);
}

const sentenceEnd = /[.…?]$/u;

/** What is wrong with a text in both languages; `whole` texts are sentences. */
function pairProblem(ru: string, en: string, whole: boolean): string | null {
  if (!/\p{Script=Cyrillic}/u.test(ru)) return 'the Russian text is not in Russian';
  if (/\p{Script=Cyrillic}/u.test(en)) return 'the English text has Russian letters';
  if (!/^[\p{Lu}\d…]/u.test(en)) return 'the English text does not begin with a capital letter';
  if (!whole) return /[.]$/u.test(ru) || /[.]$/u.test(en) ? 'a title has no full stop' : null;
  return sentenceEnd.test(ru) && sentenceEnd.test(en) ? null : 'a sentence ends with a full stop';
}

/** `title` and `detail` wherever they are written as a pair of texts. */
function wordFindings(file: string, text: string): readonly Finding[] {
  if (!/\bdetail\b|\btitle\b/u.test(text)) return [];
  return everyNode(parse(file, text)).flatMap((node) => {
    if (!ts.isPropertyAssignment(node) || !ts.isObjectLiteralExpression(node.initializer))
      return [];
    const name = node.name.getText();
    const ru = wordsOf(memberOf(node.initializer, 'ru'));
    const en = wordsOf(memberOf(node.initializer, 'en'));
    if ((name !== 'title' && name !== 'detail') || ru === null || en === null) return [];
    const problem = pairProblem(ru, en, name === 'detail');
    return problem === null ? [] : [findingAt(node, problem)];
  });
}

/** A code of a refusal and the object it stands in. */
interface Code {
  readonly code: string;
  readonly node: ts.ObjectLiteralExpression;
}

const codesOf = (file: string): readonly Code[] =>
  everyNode(parse(file, textOf(file))).flatMap((node) => {
    if (!ts.isObjectLiteralExpression(node)) return [];
    const code = wordsOf(memberOf(node, 'code'));
    return code !== null && memberOf(node, 'status') !== null ? [{ code, node }] : [];
  });

const problem = (ru: string, en: string, name = 'detail'): string =>
  `const p = { code: 'x', status: 409, ${name}: { ru: \`${ru}\`, en: \`${en}\` } };`;

test.each([
  [problem('Заказа нет.', 'No such order.'), 0],
  [problem('Заказа нет', 'No such order.'), 1],
  [problem('Заказа нет.', 'No such order'), 1],
  [problem('No such order.', 'No such order.'), 1],
  [problem('Заказа нет.', 'Заказа нет.'), 1],
  [problem('Заказа нет.', 'no such order.'), 1],
  [problem(`Попробуйте через \${n}.`, `Try again in \${n}.`), 0],
  [problem('Заказа нет', 'No such order', 'title'), 0],
  [problem('Заказа нет.', 'No such order', 'title'), 1],
])('%s has %i mistakes', (text, count) => {
  expect(wordFindings('sample.ts', text)).toHaveLength(count);
});

test('every refusal is told in both languages, in whole sentences', wholeTree, () => {
  const findings = server.flatMap((file) => wordFindings(file, textOf(file)));
  expect(complaints(findings)).toEqual([]);
});

/** One feature may answer with the same code in several words; its file and status are one. */
const placeOf = (node: ts.ObjectLiteralExpression): string =>
  `${node.getSourceFile().fileName} ${memberOf(node, 'status')?.getText()}`;

const codes = server.flatMap(codesOf);

test('a code has one meaning: it is given in one place', () => {
  expect(codes.length).toBeGreaterThan(30);
  const several = codes.filter(({ code, node }) =>
    codes.some((other) => other.code === code && placeOf(other.node) !== placeOf(node)),
  );
  expect(several.map(({ code }) => code)).toEqual([]);
});

test('a code is words in lower case, and every refusal has a title and a detail', () => {
  const wrong = codes.filter(({ code, node }) => {
    const names = node.properties.map((property) => property.name?.getText());
    return (
      !/^[a-z]+(_[a-z]+)*$/u.test(code) || !names.includes('title') || !names.includes('detail')
    );
  });
  expect(wrong.map(({ code }) => code)).toEqual([]);
});
