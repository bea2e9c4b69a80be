// Where the value of an expression is written out: names and properties are followed to the expression behind them.

import type { ts as TypeScript } from "ts-morph";
import { changesIn } from "./changes.js";
import { ts } from "./ts-morph.js";

type Expression = TypeScript.Expression;

/** Says what in a module keeps its values from being read. */
export type RefuseValue = (what: string, node: TypeScript.Node) => undefined;

export class Constants {
  readonly #checker: TypeScript.TypeChecker;
  readonly #refuse: RefuseValue;
  /** The constants that we are on our way through: modules can import from each other in a circle. */
  readonly #open = new Set<TypeScript.Declaration>();

  constructor(checker: TypeScript.TypeChecker, refuse: RefuseValue) {
    this.#checker = checker;
    this.#refuse = refuse;
  }

  /** The expression that makes the value: a literal, a call. Undefined, with the fault reported, where there is none. */
  source(written: Expression): Expression | undefined {
    const node = unwrapped(written);
    if (ts.isIdentifier(node) && node.text !== "undefined") return this.#named(node);
    if (ts.isPropertyAccessExpression(node)) return this.#member(node, node.name);
    if (ts.isElementAccessExpression(node)) return this.#member(node, node.argumentExpression);
    return node;
  }

  #named(name: TypeScript.Identifier): Expression | undefined {
    const symbol = symbolOf(name, this.#checker);
    return symbol && this.#valueOf(symbol, name);
  }

  /** What a constant is made of, wherever it stands. `name` is how we came to it. */
  #valueOf(symbol: TypeScript.Symbol, name: TypeScript.Node): Expression | undefined {
    const declaration = symbol.valueDeclaration;
    const value = declaration && valueOfConstant(declaration);
    if (declaration === undefined || value === undefined) {
      return this.#refuse(
        `has \`${name.getText()}\`, which is not a constant with a value of its own`,
        name,
      );
    }
    const change = changesIn(declaration.getSourceFile(), this.#checker).get(declaration);
    if (change !== undefined) {
      return this.#refuse(`has \`${name.getText()}\`, which is changed after it is made`, change);
    }
    if (this.#open.has(declaration)) {
      return this.#refuse(`has \`${name.getText()}\`, which is made of itself`, name);
    }
    this.#open.add(declaration);
    const source = this.source(value);
    this.#open.delete(declaration);
    return source;
  }

  #member(
    node: TypeScript.PropertyAccessExpression | TypeScript.ElementAccessExpression,
    key: Expression | TypeScript.MemberName,
  ): Expression | undefined {
    const namespace = ts.isIdentifier(node.expression) && this.#isNamespace(node.expression);
    const exported = namespace ? symbolOf(key, this.#checker) : undefined;
    if (exported !== undefined) return this.#valueOf(exported, node);
    const object = this.source(node.expression);
    const name = ts.isStringLiteralLike(key) || ts.isIdentifier(key) ? key.text : undefined;
    if (object === undefined) return undefined;
    if (name !== undefined && ts.isObjectLiteralExpression(object)) {
      const value = this.#property(object, name);
      if (value !== undefined) return this.source(value);
    }
    if (ts.isNumericLiteral(key) && ts.isArrayLiteralExpression(object)) {
      const item = object.elements[Number(key.text)];
      const isPlain = !object.elements.some((element) => ts.isSpreadElement(element));
      if (item !== undefined && isPlain) return this.source(item);
    }
    return this.#refuse(`has \`${node.getText()}\`, which is not written out there`, node);
  }

  /** The last of the properties of this name, as far as there are no spreads and computed names to doubt it. */
  #property(object: TypeScript.ObjectLiteralExpression, name: string): Expression | undefined {
    const found = object.properties.findLast(
      (property) => nameOfProperty(property) === undefined || nameOfProperty(property) === name,
    );
    if (found === undefined || nameOfProperty(found) === undefined) return undefined;
    if (ts.isPropertyAssignment(found)) return found.initializer;
    return ts.isShorthandPropertyAssignment(found) ? found.name : undefined;
  }

  #isNamespace(name: TypeScript.Identifier): boolean {
    const symbol = this.#checker.getSymbolAtLocation(name);
    return symbol?.declarations?.some((found) => ts.isNamespaceImport(found)) ?? false;
  }
}

/** The expression without what says something to TypeScript only. */
export function unwrapped(node: Expression): Expression {
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node) ||
    ts.isNonNullExpression(node)
  ) {
    return unwrapped(node.expression);
  }
  return isFreeze(node) ? unwrapped(node.arguments[0]) : node;
}

/** What a name stands for, through imports. */
export function symbolOf(
  name: TypeScript.Node,
  checker: TypeScript.TypeChecker,
): TypeScript.Symbol | undefined {
  const symbol = ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name);
  const isAlias = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  return isAlias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** What a constant, or a default export, is made of; undefined for what is none. */
export function valueOfConstant(declaration: TypeScript.Declaration): Expression | undefined {
  if (ts.isExportAssignment(declaration)) return declaration.expression;
  // What TypeScript makes of an imported JSON file: a file with one expression.
  if (ts.isSourceFile(declaration)) {
    const [statement] = declaration.fileName.endsWith(".json") ? declaration.statements : [];
    return statement && ts.isExpressionStatement(statement) ? statement.expression : undefined;
  }
  return ts.isVariableDeclaration(declaration) &&
    (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0
    ? declaration.initializer
    : undefined;
}

/** Undefined for a spread and for a computed name. */
function nameOfProperty({ name }: TypeScript.ObjectLiteralElementLike): string | undefined {
  return name !== undefined && "text" in name ? name.text : undefined;
}

function isFreeze(node: Expression): node is TypeScript.CallExpression & {
  readonly arguments: readonly [Expression];
} {
  return (
    ts.isCallExpression(node) &&
    node.arguments.length === 1 &&
    node.expression.getText() === "Object.freeze"
  );
}
