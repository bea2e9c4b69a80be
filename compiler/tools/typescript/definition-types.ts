// What the type of an export says of tool definitions in it: whether there are any, and which of them tsc sees through.

import type { ts as TypeScript } from "ts-morph";
import type { ValueSyntax } from "../../syntax/syntax.js";
import { schemaKeys } from "../definition-keys.js";
import { StaticValues } from "./static-values.js";
import { ts } from "./ts-morph.js";

type Type = TypeScript.Type;

export class DefinitionTypes {
  readonly #checker: TypeScript.TypeChecker;
  readonly #values: StaticValues;

  constructor(checker: TypeScript.TypeChecker) {
    this.#checker = checker;
    this.#values = new StaticValues(checker);
  }

  /** Whether a value of this type is a definition, a list of them, or an object of them by name. */
  hold(type: Type): boolean {
    if (this.#isDefinition(type) || this.#isList(type)) return true;
    if (!isPlainObject(type)) return false;
    const members = type.getProperties().map((member) => this.#checker.getTypeOfSymbol(member));
    return members.length > 0 && members.every((member) => this.#isDefinition(member));
  }

  /** Whether it has a list of definitions as its `tools`, as requests and the results of MCP have. */
  envelop(type: Type): boolean {
    const tools = this.member(type, "tools");
    return tools !== undefined && this.#isList(tools);
  }

  /** Whether the type says of the value all that matters in a definition: everything but descriptions. */
  tell(value: ValueSyntax, type: Type | undefined): boolean {
    if (type === undefined) return false;
    if (value.kind === "list") {
      const items = this.items(type);
      return value.items.every((item, index) => this.tell(item, items[index]));
    }
    if (value.kind === "map") {
      return value.entries.every(
        ({ key, value: inner }) =>
          (key.text === "description" && inner.kind === "string") ||
          this.tell(inner, this.member(type, key.text)),
      );
    }
    return this.#values.ofType(type) === value.value;
  }

  /** The types of a tuple's items; none for any other type. */
  items(type: Type): readonly Type[] {
    return this.#values.itemsOf(type) ?? [];
  }

  member(type: Type, key: string): Type | undefined {
    const member = this.#checker.getPropertyOfType(type, key);
    return member && this.#checker.getTypeOfSymbol(member);
  }

  #isList(type: Type): boolean {
    if (!this.#checker.isArrayLikeType(type)) return false;
    const item = this.#checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    return item !== undefined && this.#isDefinition(item);
  }

  #isDefinition(type: Type): boolean {
    if (type.isUnion()) return type.types.some((member) => this.#isDefinition(member));
    if (!isPlainObject(type)) return false;
    if (schemaKeys.some((key) => type.getProperty(key) !== undefined)) return true;
    const word = this.member(type, "type");
    const inner = this.member(type, "function");
    return (
      (word?.isStringLiteral() === true && word.value === "function") ||
      (inner !== undefined && this.#isDefinition(inner))
    );
  }
}

/** The instance of a class may have properties of such names too, and is no definition. */
function isPlainObject(type: Type): boolean {
  const isObject = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
  const isInstance = ((type.getSymbol()?.flags ?? 0) & ts.SymbolFlags.Class) !== 0;
  return isObject && !isInstance && type.getCallSignatures().length === 0;
}
