import ts from 'typescript';
import type { Finding } from './findings.ts';

/** Source as a tree: comments are no part of it, so a rule about words does not read them. */
export function parse(file: string, text: string): ts.SourceFile {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
}

export function everyNode(source: ts.SourceFile): readonly ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return nodes;
}

export function findingAt(node: ts.Node, what: string): Finding {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return { file: source.fileName, line: line + 1, what };
}

/** The text between the quotes of a literal or of a part of a template; null for anything else. */
export function literalText(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) return node.text;
  if (ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) return node.text;
  if (ts.isRegularExpressionLiteral(node) || ts.isJsxText(node)) return node.text;
  return null;
}

/** A property's name where it is given, read or taken apart: `{ name: 1 }`, `x.name`, `const { name } = x`. */
export function propertyName(node: ts.Node): string | null {
  if (ts.isPropertyAccessExpression(node)) return node.name.text;
  if (ts.isBindingElement(node)) return nameText(node.propertyName ?? node.name);
  const named =
    ts.isPropertyAssignment(node) ||
    ts.isShorthandPropertyAssignment(node) ||
    ts.isPropertySignature(node) ||
    ts.isMethodDeclaration(node);
  return named ? nameText(node.name) : null;
}

const nameText = (node: ts.Node): string | null => (ts.isIdentifier(node) ? node.text : null);
