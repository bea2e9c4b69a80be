// The values of a union in the order in which a person wrote them. TypeScript's own order depends on its libraries.

import type { ts as TypeScript } from "ts-morph";
import { ts } from "./ts-morph.js";

type Value = string | number | boolean;

/** Values that the declaration does not show come last, sorted. */
export function inWrittenOrder(
  values: readonly Value[],
  declaration: TypeScript.Node,
  checker: TypeScript.TypeChecker,
): readonly Value[] {
  const written = values.length > 1 ? valuesIn(declaration, checker, new Set()) : [];
  const rank = (value: Value): number => {
    const index = written.indexOf(value);
    return index < 0 ? written.length : index;
  };
  return values.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** The literals in a piece of source and in what its names stand for, as they come. */
function valuesIn(
  node: TypeScript.Node,
  checker: TypeScript.TypeChecker,
  seen: Set<TypeScript.Node>,
): readonly Value[] {
  if (seen.has(node)) return [];
  seen.add(node);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isNumericLiteral(node)) return [Number(node.text)];
  if (ts.isEnumMember(node)) return [checker.getConstantValue(node) ?? node.name.getText()];
  const inside = childrenOf(node).flatMap((child) => valuesIn(child, checker, seen));
  const name = ts.isTypeReferenceNode(node)
    ? node.typeName
    : ts.isTypeQueryNode(node)
      ? node.exprName
      : undefined;
  const named = name === undefined ? [] : declarationsOf(name, checker);
  return [...inside, ...named.flatMap((found) => valuesIn(found, checker, seen))];
}

function childrenOf(node: TypeScript.Node): readonly TypeScript.Node[] {
  const children: TypeScript.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children;
}

/** What a name stands for, as far as it can list values. */
function declarationsOf(
  name: TypeScript.Node,
  checker: TypeScript.TypeChecker,
): readonly TypeScript.Node[] {
  const symbol = checker.getSymbolAtLocation(name);
  if (symbol === undefined) return [];
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const declarations = (isAlias ? checker.getAliasedSymbol(symbol) : symbol).declarations ?? [];
  return declarations.filter(
    (found) =>
      ts.isTypeAliasDeclaration(found) ||
      ts.isEnumDeclaration(found) ||
      ts.isEnumMember(found) ||
      ts.isVariableDeclaration(found),
  );
}
