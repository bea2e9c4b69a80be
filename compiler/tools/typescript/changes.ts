// The constants whose contents a module changes after it has made them: what stands at their names is not what they hold.

import type { ts as TypeScript } from "ts-morph";
import { symbolOf } from "./constants.js";
import { ts } from "./ts-morph.js";

type Node = TypeScript.Node;
type Changes = ReadonlyMap<TypeScript.Declaration, Node>;

const found = new WeakMap<TypeScript.SourceFile, Changes>();

/** By declaration, the first place that changes what it declares. */
export function changesIn(file: TypeScript.SourceFile, checker: TypeScript.TypeChecker): Changes {
  const known = found.get(file);
  if (known !== undefined) return known;
  const changes = new Map<TypeScript.Declaration, Node>();
  visit(file);
  found.set(file, changes);
  return changes;

  function visit(node: Node): void {
    const name = changedBy(node);
    const declaration = name && symbolOf(name, checker)?.valueDeclaration;
    if (declaration !== undefined && !changes.has(declaration)) changes.set(declaration, node);
    ts.forEachChild(node, visit);
  }
}

const changingMethods: ReadonlySet<string> = new Set(
  "push pop shift unshift splice sort reverse fill copyWithin".split(" "),
);
const changingFunctions: ReadonlySet<string> = new Set(
  "Object.assign Object.defineProperty Object.defineProperties Reflect.set".split(" "),
);

/** The name whose value, or a part of it, this node changes. */
function changedBy(node: Node): TypeScript.Identifier | undefined {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
    return rootOf(node.left);
  }
  if (ts.isDeleteExpression(node)) return rootOf(node.expression);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const isStep = node.operator !== ts.SyntaxKind.MinusToken;
    return isStep ? rootOf(node.operand) : undefined;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) {
    return undefined;
  }
  const [first] = node.arguments;
  if (changingFunctions.has(node.expression.getText())) return first && rootOf(first);
  const { name, expression } = node.expression;
  return changingMethods.has(name.text) ? rootOf(expression) : undefined;
}

function isAssignment(kind: TypeScript.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}

/** The name at the beginning of `name.part[0]`. */
export function rootOf(node: TypeScript.Expression): TypeScript.Identifier | undefined {
  if (ts.isIdentifier(node)) return node;
  const isWay =
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isAsExpression(node);
  return isWay ? rootOf(node.expression) : undefined;
}
