import ts from 'typescript';
import { expect, test } from 'vitest';
import { allPackages, productSources, textOf, wholeTree } from './support/files.ts';
import { complaints, type Finding } from './support/findings.ts';
import { everyNode, findingAt, parse } from './support/syntax.ts';

/** Settings are parsed once, at the edge: the entry points alone may look at the environment. */
const entryPoint = /^packages\/(server|simulator|cli)\/src\/main\.ts$/u;

const isProcess = (node: ts.Node | undefined): boolean =>
  node !== undefined &&
  (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) &&
  /^(globalThis\.)?process$/u.test(node.getText());

/** Vite writes the desk's own base path into the bundle: known when it is built, no setting. */
const isBuildConstant = (node: ts.Node): boolean =>
  ts.isPropertyAccessExpression(node) && node.name.text === 'BASE_URL';

function readsEnvironment(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) {
    if (node.name.text !== 'env') return false;
    return ts.isMetaProperty(node.expression)
      ? !isBuildConstant(node.parent)
      : isProcess(node.expression);
  }
  if (ts.isElementAccessExpression(node)) return isProcess(node.expression);
  if (ts.isVariableDeclaration(node) && ts.isObjectBindingPattern(node.name)) {
    const names = node.name.elements.map((element) =>
      (element.propertyName ?? element.name).getText(),
    );
    return isProcess(node.initializer) && names.includes('env');
  }
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const bindings = node.importClause?.namedBindings;
    const named = bindings !== undefined && ts.isNamedImports(bindings) ? bindings.elements : [];
    const fromProcess = /^(node:)?process$/u.test(node.moduleSpecifier.text);
    return (
      fromProcess && named.some(({ propertyName, name }) => (propertyName ?? name).text === 'env')
    );
  }
  return false;
}

function environmentReads(file: string, text: string): readonly Finding[] {
  if (!/\benv\b|process\[/u.test(text)) return [];
  return everyNode(parse(file, text))
    .filter(readsEnvironment)
    .map((node) =>
      findingAt(node, 'reads the environment: only main.ts does, the rest gets Config'),
    );
}

test.each([
  ['const port = process.env.PORT;', 1],
  ["import process from 'node:process'; start(process.env);", 1],
  ['const { env, stdout } = process;', 1],
  ['const { env: settings } = globalThis.process;', 1],
  ["import { env as settings } from 'node:process';", 1],
  ["const port = process['env'].PORT;", 1],
  ['const mode = import.meta.env.MODE;', 1],
  ['location.assign(import.meta.env.BASE_URL);', 0],
  ['// not process.env\nconst { env } = context; process.exit(config.env);', 0],
])('%s reads the environment %i times', (text, count) => {
  expect(environmentReads('sample.ts', text)).toHaveLength(count);
});

test('only the entry points read the environment', wholeTree, () => {
  const files = productSources(allPackages);
  const findings = files.flatMap((file) => environmentReads(file, textOf(file)));
  const elsewhere = findings.filter(({ file }) => !entryPoint.test(file));
  expect(complaints(elsewhere)).toEqual([]);
  const readers = new Set(findings.map(({ file }) => file.split('/')[1]));
  expect([...readers].sort()).toEqual(['cli', 'server', 'simulator']);
});
