import ts from 'typescript';
import { expect, test } from 'vitest';
import { productSources, textOf, wholeTree } from './support/files.ts';
import { complaints, type Exceptions, type Finding } from './support/findings.ts';
import { everyNode, findingAt, parse } from './support/syntax.ts';

/** Money is a bigint of minor units from the wire to the database: no float can hold 65.98. */
const packages = [
  'cloudpayments',
  'domain',
  'api',
  'server',
  'checkout',
  'desk',
  'simulator',
  'cli',
];

const exceptions: Exceptions = {
  'packages/cloudpayments/src/widget/parameters.ts':
    'the gateway’s widget takes a JSON number; it is made of the decimal text and never counted with',
  'packages/cli/src/doctor/checks/widget.ts':
    'compares that same number of the widget’s data with the order’s decimal text',
};

const money = /amount|minor|price|total|refunded|confirmed|\bsum\b|kopeck(?!Url)/iu;
const floatReaders =
  /^(Math\.\w+|Number|parseFloat|Number\.parseFloat|parseInt|Number\.parseInt)$/u;

/** A file without any of these is not parsed at all. */
const suspicious = /parse(Float|Int)|to(Fixed|Precision)|Number\(|Math\.|[^+]\+\w|[*/] ?(1|0\.)0/u;

function isFloatOfMoney(node: ts.Node): boolean {
  if (ts.isIdentifier(node)) return node.text === 'parseFloat';
  if (ts.isPropertyAccessExpression(node)) return /^(toFixed|toPrecision)$/u.test(node.name.text);
  if (ts.isCallExpression(node)) {
    const float = floatReaders.test(node.expression.getText());
    return float && node.arguments.some((argument) => money.test(argument.getText()));
  }
  if (ts.isPrefixUnaryExpression(node))
    return node.operator === ts.SyntaxKind.PlusToken && money.test(node.operand.getText());
  if (ts.isBinaryExpression(node)) {
    const { operatorToken, left, right } = node;
    const scaled = [ts.SyntaxKind.SlashToken, ts.SyntaxKind.AsteriskToken].includes(
      operatorToken.kind,
    );
    return scaled && /^(10|100|1_?000|0\.01)$/u.test(right.getText()) && money.test(left.getText());
  }
  return false;
}

function floatsOfMoney(file: string, text: string): readonly Finding[] {
  if (!suspicious.test(text)) return [];
  return everyNode(parse(file, text))
    .filter(isFloatOfMoney)
    .map((node) => findingAt(node, `${node.getText()} makes a float of money: keep it a bigint`));
}

test.each([
  ['const rub = parseFloat(text);', 1],
  ['const text = (1).toFixed(2);', 1],
  ['const n = Number(order.amountMinor);', 1],
  ['const n = Number(price);', 1],
  ['const n = +payment.amount;', 1],
  ['const kopecks = amount * 100;', 1],
  ['const rub = refundedMinor / 100;', 1],
  ['const n = Math.round(total);', 1],
  ['const rub = amountMinor / 100n; const n = Number(port); const half = days / 100;', 0],
])('%s makes %i floats of money', (text, count) => {
  expect(floatsOfMoney('sample.ts', text)).toHaveLength(count);
});

test('no float touches money', wholeTree, () => {
  const findings = productSources(packages).flatMap((file) => floatsOfMoney(file, textOf(file)));
  expect(complaints(findings, exceptions)).toEqual([]);
});
