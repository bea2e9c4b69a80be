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
  const type = "type" in declaration ? declaration.type : undefined;
  const written = isNode(type) ? valuesIn(type, checker) : [];
  const rank = (value: Value): number => {
    const index = written.indexOf(value);
    return index < 0 ? written.length : index;
  };
  return values.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function isNode(value: unknown): value is TypeScript.Node {
  return typeof value === "object" && value !== null && "kind" in value;
}

function valuesIn(node: TypeScript.Node, checker: TypeScript.TypeChecker): readonly Value[] {
  const inside = (child: TypeScript.Node): readonly Value[] => valuesIn(child, checker);
  if (ts.isUnionTypeNode(node)) return node.types.flatMap(inside);
  if (ts.isParenthesizedTypeNode(node)) return inside(node.type);
  if (ts.isLiteralTypeNode(node)) return inside(node.literal);
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isNumericLiteral(node)) return [Number(node.text)];
  if (ts.isTypeReferenceNode(node)) return declarationOf(node.typeName, checker).flatMap(inside);
  if (ts.isTypeAliasDeclaration(node)) return inside(node.type);
  if (ts.isEnumDeclaration(node)) {
    return node.members.flatMap((member) => checker.getConstantValue(member) ?? []);
  }
  // `(typeof statuses)[number]`, where `statuses` is a constant list.
  if (ts.isIndexedAccessTypeNode(node)) return inside(node.objectType);
  if (ts.isTypeQueryNode(node)) return declarationOf(node.exprName, checker).flatMap(inside);
  if (ts.isVariableDeclaration(node)) return node.initializer ? inside(node.initializer) : [];
  if (ts.isAsExpression(node) || ts.isSatisfiesExpression(node)) return inside(node.expression);
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(inside);
  return [];
}

function declarationOf(
  name: TypeScript.Node,
  checker: TypeScript.TypeChecker,
): readonly TypeScript.Node[] {
  const symbol = checker.getSymbolAtLocation(name);
  if (symbol === undefined) return [];
  const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return (isAlias ? checker.getAliasedSymbol(symbol) : symbol).declarations ?? [];
}
