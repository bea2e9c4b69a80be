// A TypeScript type becomes an argument type. What JSON cannot hold is refused, with what to write instead.

import type { ts as TypeScript } from "ts-morph";
import {
  type ArgumentType,
  type Definitions,
  type ObjectType,
  type Property,
  unionOf,
} from "../argument-type.js";
import { documentation } from "./documentation.js";
import { Recursion } from "./recursion.js";
import { type Refusal, refusalOf } from "./refused-types.js";
import { ts } from "./ts-morph.js";
import { nameOf, type Tuple, tupleOf } from "./type-forms.js";
import { inWrittenOrder } from "./written-order.js";

type Node = TypeScript.Node;
type Type = TypeScript.Type;

/** Says why the argument at a path cannot be. */
export type RefuseType = (path: string, refusal: Refusal, node: Node) => undefined;

const { SymbolFlags, TypeFlags } = ts;
const deepestLevel = 64;
const never = { kind: "never" } as const;

/** Reads the types of one tool's arguments, or of one fact. */
export class TypeReader {
  readonly #program: TypeScript.Program;
  readonly #checker: TypeScript.TypeChecker;
  readonly #refuse: RefuseType;
  readonly #recursion = new Recursion<Type>();
  #level = 0;

  constructor(program: TypeScript.Program, refuse: RefuseType) {
    this.#program = program;
    this.#checker = program.getTypeChecker();
    this.#refuse = refuse;
  }

  /** The types read so far that contain themselves. */
  get definitions(): Definitions {
    return this.#recursion.definitions;
  }

  /** Reads the one parameter of a function, which must be an object. */
  readObject(type: Type, node: Node): ObjectType | undefined {
    // Without its null, `unknown` would be an object without properties.
    const isUnknown = (type.flags & TypeFlags.Unknown) !== 0;
    const present = isUnknown ? type : this.#checker.getNonNullableType(type);
    const read = this.#read(present, "", node);
    if (read === undefined || read.kind === "object") return read;
    const help = "take one object with a property for each argument, or do not export the function";
    return this.#refuse("", { what: "is not an object", help }, node);
  }

  /** Reads what a place holds where it holds something; `undefined` is nothing. */
  readValue(type: Type, node: Node): ArgumentType | undefined {
    return this.#present(type, "", node);
  }

  /** `path` is how messages name the argument. */
  #read(type: Type, path: string, node: Node): ArgumentType | undefined {
    const refusal = refusalOf(type, this.#program);
    if (refusal !== undefined) return this.#refuse(path, refusal, node);
    if ((type.flags & TypeFlags.Unknown) !== 0) return { kind: "unknown" };
    if ((type.flags & TypeFlags.String) !== 0) return { kind: "string" };
    if ((type.flags & TypeFlags.Number) !== 0) return { kind: "number", integer: false };
    const name = nameOf(type, this.#checker);
    if (name === undefined) return this.#anonymous(type, path, node);
    if (this.#recursion.isInside(type)) return this.#recursion.refer(type, name);
    return this.#recursion.read(
      type,
      () => this.#anonymous(type, path, node),
      (read) => read,
    );
  }

  #anonymous(type: Type, path: string, node: Node): ArgumentType | undefined {
    if (this.#level >= deepestLevel) {
      const help = "write it out to the depth that it needs, with `unknown` below";
      const [argument = path] = path.split(/[.[]/u);
      return this.#refuse(argument, { what: "has a type without an end", help }, node);
    }
    this.#level += 1;
    const read = this.#isStructure(type)
      ? this.#structure(type, path, node)
      : this.#union(type.isUnion() ? type.types : [type], path, node);
    this.#level -= 1;
    return read;
  }

  #union(members: readonly Type[], path: string, node: Node): ArgumentType | undefined {
    const values = members.flatMap((member) => this.#literal(member));
    const isBoolean = values.includes(true) && values.includes(false);
    const listed = values.filter((value) => !isBoolean || typeof value !== "boolean");
    const others = members.filter(
      (member) => this.#literal(member).length === 0 && (member.flags & TypeFlags.Null) === 0,
    );
    const read = others.map((member) => this.#read(member, path, node));
    const complete = read.filter((member) => member !== undefined);
    const ordered = inWrittenOrder(listed, node, this.#checker);
    if (complete.length < read.length) return undefined;
    return unionOf([
      ...(ordered.length === 0 ? [] : [{ kind: "literal", values: ordered } as const]),
      ...(isBoolean ? [{ kind: "boolean" } as const] : []),
      ...complete,
      ...(members.some(({ flags }) => (flags & TypeFlags.Null) !== 0)
        ? [{ kind: "null" } as const]
        : []),
    ]);
  }

  /** The value of a literal type, an enum's member among them; none for any other type. */
  #literal(type: Type): readonly (string | number | boolean)[] {
    if (type.isStringLiteral() || type.isNumberLiteral()) return [type.value];
    if ((type.flags & TypeFlags.BooleanLiteral) === 0) return [];
    return [this.#checker.typeToString(type) === "true"];
  }

  #isStructure(type: Type): boolean {
    return (type.flags & (TypeFlags.Object | TypeFlags.Intersection)) !== 0;
  }

  #structure(type: Type, path: string, node: Node): ArgumentType | undefined {
    const tuple = tupleOf(type, this.#checker);
    if (tuple !== undefined) return this.#tuple(tuple, path, node);
    return this.#checker.isArrayType(type)
      ? this.#array(type, path, node)
      : this.#object(type, path, node);
  }

  #array(type: Type, path: string, node: Node): ArgumentType | undefined {
    const element = this.#checker.getIndexTypeOfType(type, ts.IndexKind.Number);
    const items = element && this.#read(element, `${path}[]`, node);
    return items && { kind: "array", items };
  }

  #tuple({ first, rest, required }: Tuple, path: string, node: Node): ArgumentType | undefined {
    const read = first.map((type, index) => this.#present(type, `${path}[${index}]`, node));
    const prefix = read.filter((item) => item !== undefined);
    const items = rest === null ? never : this.#read(rest, `${path}[]`, node);
    if (prefix.length < read.length || items === undefined) return undefined;
    const least = required === 0 ? {} : { minItems: required };
    return prefix.length === 0
      ? { kind: "array", items, ...least }
      : { kind: "array", prefix, items, ...least };
  }

  /** Reads what an optional place holds where it holds something. */
  #present(type: Type, path: string, node: Node): ArgumentType | undefined {
    const members = type.isUnion() ? type.types : [type];
    const present = members.filter(({ flags }) => (flags & TypeFlags.Undefined) === 0);
    return present.length === members.length || present.length === 0
      ? this.#read(type, path, node)
      : this.#union(present, path, node);
  }

  #object(type: Type, path: string, node: Node): ArgumentType | undefined {
    const symbols = this.#checker.getPropertiesOfType(type);
    const properties = symbols.flatMap((symbol) => {
      const property = this.#property(symbol, path, node);
      return property === undefined ? [] : [[symbol.getName(), property] as const];
    });
    const index = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const additional =
      index === undefined || (index.flags & TypeFlags.Never) !== 0
        ? null
        : this.#read(index, `${path}[string]`, node);
    if (properties.length < symbols.length || additional === undefined) return undefined;
    return { kind: "object", properties: new Map(properties), additional };
  }

  #property(symbol: TypeScript.Symbol, parent: string, node: Node): Property | undefined {
    const name = symbol.getName();
    const path = parent === "" ? name : `${parent}.${name}`;
    const place = symbol.valueDeclaration ?? node;
    // TypeScript's own names for what a symbol names.
    if (name.startsWith("__@")) {
      const what = "has a key that is a symbol";
      return this.#refuse(parent, { what, help: "name it with a string" }, place);
    }
    if (name === "__proto__") {
      const what = "has a name that no argument can have";
      return this.#refuse(path, { what, help: "rename it" }, place);
    }
    const required = (symbol.flags & SymbolFlags.Optional) === 0;
    const whole = this.#checker.getTypeOfSymbol(symbol);
    const members = whole.isUnion() ? whole.types : [whole];
    const present = members.filter(({ flags }) => (flags & TypeFlags.Undefined) === 0);
    if (required && present.length < members.length) {
      const help = `write \`${name}?:\` if it may be left out`;
      return this.#refuse(path, { what: "may be `undefined`, which JSON cannot say", help }, place);
    }
    const type = this.#present(whole, path, place);
    return type && { type, required, description: documentation(symbol, this.#checker) };
  }
}
