// Which function of which package a call is of, whatever it was imported as, and through which modules.

import type { ts as TypeScript } from "ts-morph";
import { ts } from "./ts-morph.js";

export interface ImportedName {
  /** As it is written behind `from`, without the extension. */
  readonly from: string;
  readonly name: string;
}

/** All that an expression is imported as, the nearest first: a module of the application may pass a package's function on. */
export function importedNames(
  node: TypeScript.Expression,
  checker: TypeScript.TypeChecker,
): readonly ImportedName[] {
  if (ts.isPropertyAccessExpression(node)) {
    const namespace = importedNames(node.expression, checker);
    if (!namespace.some(({ name }) => name === "*")) return [];
    return namespace.map(({ from }) => ({ from, name: node.name.text }));
  }
  const names: ImportedName[] = [];
  let symbol = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
  while (symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0) {
    const found = symbol.declarations?.flatMap((declaration) => nameIn(declaration)) ?? [];
    names.push(...found);
    symbol = checker.getImmediateAliasedSymbol(symbol);
  }
  return names;
}

function nameIn(declaration: TypeScript.Declaration): readonly ImportedName[] {
  const statement = ts.findAncestor(
    declaration,
    (node) => ts.isImportDeclaration(node) || ts.isExportDeclaration(node),
  );
  const specifier = statement?.moduleSpecifier;
  if (specifier === undefined || !ts.isStringLiteral(specifier)) return [];
  const from = specifier.text.replace(/\.m?js$/u, "");
  if (ts.isNamespaceImport(declaration) || ts.isNamespaceExport(declaration)) {
    return [{ from, name: "*" }];
  }
  return ts.isImportSpecifier(declaration) || ts.isExportSpecifier(declaration)
    ? [{ from, name: (declaration.propertyName ?? declaration.name).text }]
    : [];
}
