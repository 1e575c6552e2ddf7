import ts from 'typescript';
import { expect, test } from 'vitest';
import { projectFiles, textOf, wholeTree } from './support/files.ts';
import { complaints, type Exceptions, type Finding } from './support/findings.ts';
import { everyNode, findingAt, parse, propertyName } from './support/syntax.ts';

/** A test that may be left out or tried again proves nothing: each one runs, and runs once. */
const exceptions: Exceptions = {
  'packages/simulator/src/notifications/delivery.test.ts':
    'says retries: false of a delivery, which is a word of the notification and not of the runner',
  'packages/server/test/embedded-postgres.test.ts':
    'root and everybody else start PostgreSQL in different ways: each account can prove only its own',
};

const leavesOut = /^(skip|only|todo|fixme|fails|skipIf|runIf)$/u;
const testCall = /^(test|it|describe|suite|bench|context|t|testInfo)\b/u;
const disabled = /^(xtest|xit|xdescribe|fit|fdescribe)$/u;

/** A file without any of these is not parsed at all. */
const suspicious =
  /\.(skip|only|todo|fixme|fails|runIf)|\bretr(y|ies)\b|\b(x|f)(test|it|describe)\b/u;

function notRun(file: string, text: string): readonly Finding[] {
  if (!suspicious.test(text)) return [];
  return everyNode(parse(file, text)).flatMap((node) => {
    if (ts.isIdentifier(node) && disabled.test(node.text))
      return [findingAt(node, `${node.text}: a test is run or is not there`)];
    if (ts.isPropertyAccessExpression(node) && leavesOut.test(node.name.text)) {
      if (testCall.test(node.expression.getText()))
        return [findingAt(node, `${node.getText()}: a test is run or is not there`)];
    }
    return isRetry(node) ? [findingAt(node, 'a test that needs a second try is broken')] : [];
  });
}

/** `retry` in the options of a test, or `retries` above none in the settings of a runner. */
function isRetry(node: ts.Node): boolean {
  if (!ts.isPropertyAssignment(node)) return false;
  const none = ts.isNumericLiteral(node.initializer) && node.initializer.text === '0';
  if (propertyName(node) === 'retries') return !none;
  if (propertyName(node) !== 'retry' || none) return false;
  const options = node.parent;
  const call = options.parent;
  return (
    (ts.isCallExpression(call) && testCall.test(call.expression.getText())) ||
    (ts.isPropertyAssignment(call) && propertyName(call) === 'test')
  );
}

test.each([
  [`test.skip('pays', pay);`, 1],
  [`describe.only('money', () => {});`, 1],
  [`test.todo('later');`, 1],
  [`test.skipIf(noBrowser)('pays', pay);`, 1],
  [`test.describe.only('money', () => {});`, 1],
  [`test('pays', (context) => { context.skip(); });`, 1],
  [`xit('pays', pay);`, 1],
  [`test('pays', { retry: 2 }, pay);`, 1],
  [`export default defineConfig({ test: { retry: 1 } });`, 1],
  [`export default defineConfig({ retries: 2 });`, 1],
  [`export default defineConfig({ retries: 0 });`, 0],
  [`test('a decline may be tried again', () => { show({ retry: true }); list.only(); });`, 0],
])('%s is found %i times', (text, count) => {
  expect(notRun('sample.ts', text)).toHaveLength(count);
});

test('no test is left out or tried again', wholeTree, () => {
  const files = projectFiles().filter(
    (file) =>
      /\.(test|spec)\.tsx?$/u.test(file) ||
      /^(packages\/[^/]+\/)?test\/.*\.ts$/u.test(file) ||
      /^(vitest|playwright)\.config\.ts$/u.test(file),
  );
  expect(files.length).toBeGreaterThan(100);
  expect(
    complaints(
      files.flatMap((file) => notRun(file, textOf(file))),
      exceptions,
    ),
  ).toEqual([]);
});
