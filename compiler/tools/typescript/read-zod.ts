// A zod schema becomes an argument type: read from its source, without running it.

import type { ts as TypeScript } from "ts-morph";
import { type ArgumentType, type ObjectType, type Property, unionOf } from "../argument-type.js";
import { StaticValues } from "./static-values.js";
import { ts } from "./ts-morph.js";
import { methods } from "./zod-methods.js";
import { helpFor } from "./zod-refusals.js";
import { nullable, plain, type ZodSchema } from "./zod-schema.js";

type Node = TypeScript.Node;
type Expression = TypeScript.Expression;

export type RefuseZod = (what: string, help: string, node: Node) => undefined;

const zodModules: ReadonlySet<string> = new Set(["zod", "zod/v4"]);

export class ZodReader {
  readonly #checker: TypeScript.TypeChecker;
  readonly #refuse: RefuseZod;
  readonly values: StaticValues;
  /** The constants that we are inside of. */
  readonly #open: Node[] = [];

  constructor(program: TypeScript.Program, refuse: RefuseZod) {
    this.#checker = program.getTypeChecker();
    this.#refuse = refuse;
    this.values = new StaticValues(this.#checker);
  }

  /** Reads the schema of a tool, which must be an object. */
  readObject(node: Expression): (ZodSchema & { readonly type: ObjectType }) | undefined {
    const schema = this.read(node);
    if (schema === undefined) return undefined;
    const { type } = schema;
    if (type.kind === "object" && !schema.optional) return { ...schema, type };
    const help = "wrap it into `z.object`; or do not export it where it is no tool";
    return this.#refuse("is not an object, which a tool's arguments are", help, node);
  }

  read(written: Expression): ZodSchema | undefined {
    const node = unwrapped(written);
    if (ts.isIdentifier(node)) return this.#constant(node, (value) => this.read(value));
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      return this.#isZod(node.expression.expression)
        ? this.#construct(node.expression.name, node.arguments)
        : this.#method(node.expression, node.arguments);
    }
    if (ts.isPropertyAccessExpression(node) && this.#isZod(node.expression)) {
      return this.#unread(`z.${node.name.text}`, node.name);
    }
    const help = "write the schema with zod's own functions in this module";
    return this.#refuse("is not a zod schema that can be read without running it", help, node);
  }

  refuse(what: string, help: string, node: Node): undefined {
    return this.#refuse(what, help, node);
  }

  /** Follows a name to the constant that it stands for. */
  #constant<Read>(
    name: TypeScript.Identifier,
    read: (value: Expression) => Read | undefined,
  ): Read | undefined {
    const symbol = ts.isShorthandPropertyAssignment(name.parent)
      ? this.#checker.getShorthandAssignmentValueSymbol(name.parent)
      : this.#checker.getSymbolAtLocation(name);
    const isAlias = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    const declaration = (isAlias ? this.#checker.getAliasedSymbol(symbol) : symbol)
      ?.valueDeclaration;
    const value = declaration && constantValue(declaration);
    if (value === undefined || this.#open.includes(value)) {
      const help = "write the schema out, or put it into a `const`";
      const what = `refers to \`${name.text}\`, which is not a constant with a value of its own`;
      return this.#refuse(what, help, name);
    }
    this.#open.push(value);
    const found = read(value);
    this.#open.pop();
    return found;
  }

  #isZod(node: Node): boolean {
    const symbol = ts.isIdentifier(node) ? this.#checker.getSymbolAtLocation(node) : undefined;
    const declaration = symbol?.declarations?.[0];
    const from = declaration && ts.findAncestor(declaration, ts.isImportDeclaration);
    const specifier = from?.moduleSpecifier;
    return (
      specifier !== undefined && ts.isStringLiteral(specifier) && zodModules.has(specifier.text)
    );
  }

  #construct(name: TypeScript.MemberName, args: readonly Expression[]): ZodSchema | undefined {
    const [first, second] = args;
    switch (name.text) {
      case "string":
      case "boolean":
      case "null":
      case "unknown":
        return plain({ kind: name.text });
      case "number":
      case "int":
        return plain({ kind: "number", integer: name.text === "int" });
      case "literal":
      case "enum":
      case "nativeEnum":
        return this.#literal(name, first);
      case "array":
        return this.#wrap(first, name, ({ type }) => plain({ kind: "array", items: type }));
      case "optional":
      case "exactOptional":
        return this.#wrap(first, name, (inner) => ({ ...inner, optional: true }));
      case "nullable":
        return this.#wrap(first, name, nullable);
      case "union":
        return this.#union(name, first);
      case "discriminatedUnion":
        return this.#union(name, second);
      case "object":
      case "strictObject":
      case "looseObject":
        return this.#object(name, first);
      case "record":
        return this.#record(name, first, second);
      default:
        return this.#unread(`z.${name.text}`, name);
    }
  }

  #method(
    { expression, name }: TypeScript.PropertyAccessExpression,
    args: readonly Expression[],
  ): ZodSchema | undefined {
    const inner = this.read(expression);
    if (inner === undefined) return undefined;
    const method = methods.get(name.text);
    const changed = method?.({ ...inner, args, name, reader: this });
    if (method !== undefined && changed !== "unknown") return changed;
    return this.#unread(`.${name.text}()`, name);
  }

  #unread(written: string, name: TypeScript.MemberName): undefined {
    return this.#refuse(`has \`${written}\`, which cannot be read`, helpFor(name.text), name);
  }

  #literal(name: Node, node: Expression | undefined): ZodSchema | undefined {
    const values = node && this.values.all(node);
    if (values !== undefined && values.length > 0) return plain({ kind: "literal", values });
    const help = "list strings, numbers, booleans or null; a list that has a name needs `as const`";
    return this.#refuse("has values that cannot be read without running it", help, node ?? name);
  }

  #wrap(
    node: Expression | undefined,
    name: Node,
    wrap: (inner: ZodSchema) => ZodSchema,
  ): ZodSchema | undefined {
    if (node === undefined) return this.#refuse("lacks a schema", "write one", name);
    const inner = this.read(node);
    return inner && wrap(inner);
  }

  #union(name: Node, node: Expression | undefined): ZodSchema | undefined {
    if (node === undefined || !ts.isArrayLiteralExpression(node) || node.elements.length === 0) {
      return this.#refuse(
        "has a union whose schemas are not listed in it",
        "list the schemas here",
        node ?? name,
      );
    }
    const members = node.elements.map((element) => this.read(element));
    const read = members.filter((member) => member !== undefined);
    if (read.length < members.length) return undefined;
    const optional = read.some((member) => member.optional);
    return { ...plain(unionOf(read.map(({ type }) => type))), optional };
  }

  #record(
    name: Node,
    keys: Expression | undefined,
    values: Expression | undefined,
  ): ZodSchema | undefined {
    if (keys === undefined || values === undefined) {
      return this.#refuse("lacks a schema", "write `z.record(z.string(), …)`", name);
    }
    const key = this.read(keys);
    const value = this.read(values);
    if (key === undefined || value === undefined) return undefined;
    if (key.type.kind !== "string" || Object.keys(key.type).length > 1) {
      return this.#refuse(
        "has a record whose keys are not any strings",
        "write `z.string()`",
        keys,
      );
    }
    return plain({ kind: "object", properties: new Map(), additional: value.type });
  }

  #object(name: TypeScript.MemberName, node: Expression | undefined): ZodSchema | undefined {
    const properties = node === undefined ? new Map<string, Property>() : this.#shape(node);
    const additional: ArgumentType | null =
      name.text === "looseObject" ? { kind: "unknown" } : null;
    return properties && plain({ kind: "object", properties, additional });
  }

  #shape(written: Expression): ReadonlyMap<string, Property> | undefined {
    const node = unwrapped(written);
    if (ts.isIdentifier(node)) return this.#constant(node, (value) => this.#shape(value));
    if (!ts.isObjectLiteralExpression(node)) {
      return this.#refuse("has properties that cannot be read", "write them out here", node);
    }
    const entries = node.properties.map((property) => this.#property(property));
    const read = entries.filter((entry) => entry !== undefined);
    return read.length < entries.length ? undefined : new Map(read);
  }

  #property(node: TypeScript.ObjectLiteralElementLike): readonly [string, Property] | undefined {
    const name = node.name && "text" in node.name ? node.name : undefined;
    const value = ts.isPropertyAssignment(node)
      ? node.initializer
      : ts.isShorthandPropertyAssignment(node)
        ? node.name
        : undefined;
    if (name === undefined || value === undefined) {
      return this.#refuse("has a property that cannot be read", "write `name: schema`", node);
    }
    if (name.text === "__proto__") {
      return this.#refuse("has an argument named `__proto__`", "rename the argument", name);
    }
    const inner = this.read(value);
    if (inner === undefined) return undefined;
    const { type, optional, description } = inner;
    return [name.text, { type, required: !optional, description }];
  }
}

/** What a constant is made of; undefined for what is none. */
export function constantValue(declaration: TypeScript.Declaration): Expression | undefined {
  return ts.isVariableDeclaration(declaration) &&
    (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0
    ? declaration.initializer
    : undefined;
}

function unwrapped(node: Expression): Expression {
  return ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isSatisfiesExpression(node)
    ? unwrapped(node.expression)
    : node;
}
