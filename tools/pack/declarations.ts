import { join } from 'node:path';
import ts from 'typescript';

/**
 * The declarations of a library as one file: what the entry shows, and of the rest only what that
 * needs. `folder` holds the declarations that `tsc -b` wrote. Throws where a type of another package
 * would be needed, because whoever installs ours has no such package.
 */
export function declarationsOf(folder: string, entry: string): string {
  const program = ts.createProgram([join(folder, entry)], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    allowImportingTsExtensions: true,
    noEmit: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(join(folder, entry));
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${entry} exports nothing`);
  const original = (symbol: ts.Symbol) =>
    symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;

  const shown = new Set(checker.getExportsOfModule(module).map(original));
  const needed = new Set<ts.Symbol>();
  const waiting = [...shown];
  for (let symbol = waiting.pop(); symbol !== undefined; symbol = waiting.pop()) {
    if (needed.has(symbol)) continue;
    needed.add(symbol);
    for (const statement of statementsOf(symbol)) {
      for (const used of usedIn(statement, checker)) waiting.push(...ours(original(used), folder));
    }
  }

  const names = new Map<string, ts.Symbol>();
  const texts = [...needed].flatMap((symbol) => {
    if (names.has(symbol.name)) throw new Error(`two types are called ${symbol.name}`);
    names.set(symbol.name, symbol);
    return statementsOf(symbol).map((statement) => textOf(statement, shown.has(symbol)));
  });
  return `${texts.join('\n')}\nexport {};\n`;
}

/** The statements at the top of a file that declare a symbol. */
function statementsOf(symbol: ts.Symbol): readonly ts.Statement[] {
  return (symbol.declarations ?? []).flatMap((declaration) => {
    let node: ts.Node = declaration;
    while (!ts.isSourceFile(node.parent)) node = node.parent;
    return [node as ts.Statement];
  });
}

/** Every symbol that the names in a statement mean, but for the names of its own fields. */
function usedIn(statement: ts.Statement, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const found: ts.Symbol[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportTypeNode(node)) throw new Error(`name the type: ${node.getText()}`);
    if (ts.isIdentifier(node)) {
      const symbol = checker.getSymbolAtLocation(node);
      if (symbol !== undefined) found.push(symbol);
    }
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return found;
}

/** The symbol itself when a file of ours declares it at its top; nothing when the language does. */
function ours(symbol: ts.Symbol, folder: string): readonly ts.Symbol[] {
  const declaration = symbol.declarations?.[0];
  if (declaration === undefined) return [];
  const { fileName } = declaration.getSourceFile();
  if (/\/typescript\/lib\/lib\.[^/]+\.d\.ts$/.test(fileName)) return [];
  if (!fileName.startsWith(folder)) throw new Error(`${symbol.name} is a type of ${fileName}`);
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  return ts.isSourceFile(statement.parent) ? [symbol] : [];
}

function textOf(statement: ts.Statement, isShown: boolean): string {
  const comments = ts.getLeadingCommentRanges(statement.getFullText(), 0) ?? [];
  const comment = comments.at(-1);
  const about =
    comment === undefined ? '' : `${statement.getFullText().slice(comment.pos, comment.end)}\n`;
  const bare = statement
    .getText()
    .replace(/^export /, '')
    .replace(/^declare /, '');
  const isType = ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement);
  return `${about}${isShown ? 'export ' : ''}${isType ? '' : 'declare '}${bare}`;
}
