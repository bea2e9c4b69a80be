// Values that a module's source gives away without running it: TypeScript knows them as literal types.

import type { ts as TypeScript } from "ts-morph";
import { changesIn, rootOf } from "./changes.js";
import { symbolOf } from "./constants.js";
import { ts } from "./ts-morph.js";

export type StaticValue = string | number | boolean | null;

export class StaticValues {
  readonly #checker: TypeScript.TypeChecker;

  constructor(checker: TypeScript.TypeChecker) {
    this.#checker = checker;
  }

  /** The value of an expression; undefined where it is not known before it runs. */
  one(node: TypeScript.Expression): StaticValue | undefined {
    return this.#isSettled(node) ? this.ofType(this.#checker.getTypeAtLocation(node)) : undefined;
  }

  /** One value, or those of a list, or those of an enum. */
  all(node: TypeScript.Expression): readonly StaticValue[] | undefined {
    if (ts.isArrayLiteralExpression(node)) {
      return complete(node.elements.map((element) => this.one(element)));
    }
    if (!this.#isSettled(node)) return undefined;
    const type = this.#checker.getTypeAtLocation(node);
    const value = this.ofType(type);
    if (value !== undefined) return [value];
    const items = this.itemsOf(type);
    if (items !== undefined) return complete(items.map((item) => this.ofType(item)));
    if ((type.flags & ts.TypeFlags.Object) === 0) return undefined;
    const members = this.#checker.getPropertiesOfType(type);
    return complete(members.map((member) => this.ofType(this.#checker.getTypeOfSymbol(member))));
  }

  /** The types of a tuple's items; undefined for any other type. */
  itemsOf(type: TypeScript.Type): readonly TypeScript.Type[] | undefined {
    return this.#checker.isTupleType(type) && isReference(type)
      ? this.#checker.getTypeArguments(type)
      : undefined;
  }

  /** The value of a literal type. */
  ofType(type: TypeScript.Type): StaticValue | undefined {
    if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
    if ((type.flags & ts.TypeFlags.Null) !== 0) return null;
    if ((type.flags & ts.TypeFlags.BooleanLiteral) === 0) return undefined;
    return this.#checker.typeToString(type) === "true";
  }

  /** TypeScript believes a variable to hold what was assigned last where it stands, whoever was called in between. */
  #isSettled(node: TypeScript.Expression): boolean {
    const root = rootOf(node);
    const declaration = root && symbolOf(root, this.#checker)?.valueDeclaration;
    if (declaration === undefined) return true;
    if (ts.isParameter(declaration)) return false;
    const isVariable = ts.isVariableDeclaration(declaration) || ts.isBindingElement(declaration);
    const isConstant = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0;
    const changes = changesIn(declaration.getSourceFile(), this.#checker);
    return (isConstant || !isVariable) && !changes.has(declaration);
  }
}

function complete(
  values: readonly (StaticValue | undefined)[],
): readonly StaticValue[] | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}

function isReference(type: TypeScript.Type): type is TypeScript.TypeReference {
  return "target" in type;
}
