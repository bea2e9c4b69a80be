// A zod schema becomes an argument type: read from its source, without running it.

import type { ts as TypeScript } from "ts-morph";
import type { ArgumentType, Definitions, ObjectType } from "../argument-type.js";
import { Constants, unwrapped } from "./constants.js";
import { Recursion } from "./recursion.js";
import { StaticValues } from "./static-values.js";
import { ts } from "./ts-morph.js";
import { constructors } from "./zod-constructors.js";
import { methods } from "./zod-methods.js";
import { type ZodName, ZodNames } from "./zod-names.js";
import { descriptionIn, unreadArgument } from "./zod-options.js";
import { evaluateIt, helpFor } from "./zod-refusals.js";
import { plain, type ZodCall, type ZodCallable, type ZodSchema } from "./zod-schema.js";
import { partOf } from "./zod-shape.js";

type Node = TypeScript.Node;
type Expression = TypeScript.Expression;

export type RefuseZod = (what: string, help: string, node: Node) => undefined;

/** Reads the schemas of one tool. */
export class ZodReader {
  readonly checker: TypeScript.TypeChecker;
  readonly values: StaticValues;
  readonly constants: Constants;
  readonly #names: ZodNames;
  readonly #refuse: RefuseZod;
  readonly #recursion = new Recursion<Expression>();

  constructor(program: TypeScript.Program, refuse: RefuseZod) {
    this.checker = program.getTypeChecker();
    this.values = new StaticValues(this.checker);
    this.constants = new Constants(this.checker, (what, node) =>
      refuse(what, `write the schema out, or put it into a \`const\`; ${evaluateIt}`, node),
    );
    this.#names = new ZodNames(this.checker);
    this.#refuse = refuse;
  }

  /** The schemas read so far that contain themselves. */
  get definitions(): Definitions {
    return this.#recursion.definitions;
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
    const zod = this.#names.find(node);
    if (zod !== undefined) return this.#unread(`z.${zod.name}`, node);
    const part = partOf(node, this);
    if (part !== "none") return part;
    const source = this.constants.source(node);
    if (source === undefined) return undefined;
    // What can be done with a reference means the same in both versions.
    if (this.#recursion.isInside(source)) {
      return plain({ version: 4 }, this.#recursion.refer(source, nameOfConstant(source)));
    }
    return this.#recursion.read(
      source,
      () => this.#call(source),
      (schema) => this.#definition(schema, source),
    );
  }

  /** Reads what is no schema, unless we are inside of it already. */
  within<Read>(
    source: Expression,
    read: () => Read | undefined,
    again: () => undefined,
  ): Read | undefined {
    return this.#recursion.isInside(source)
      ? again()
      : this.#recursion.read(source, read, () => undefined);
  }

  refuse(what: string, help: string, node: Node): undefined {
    return this.#refuse(what, help, node);
  }

  /** The name of what is zod's own: `regexes.email`. */
  nameOf(node: Expression): string | undefined {
    return this.#names.find(node)?.name;
  }

  isSchema(node: Expression): boolean {
    return this.checker.getTypeAtLocation(node).getProperty("safeParse") !== undefined;
  }

  #definition({ type, optional }: ZodSchema, node: Expression): ArgumentType | undefined {
    if (!optional) return type;
    const help = "write `.optional()` where the schema is used";
    return this.#refuse("has a schema that contains itself and may be left out", help, node);
  }

  #call(node: Expression): ZodSchema | undefined {
    if (!ts.isCallExpression(node)) {
      const what = "is not a zod schema that can be read without running it";
      return this.#refuse(what, `write the schema with zod's own functions; ${evaluateIt}`, node);
    }
    const zod = this.#names.find(node.expression);
    if (zod !== undefined) return this.#construct(zod, node);
    if (ts.isPropertyAccessExpression(node.expression)) {
      return this.#method(node.expression, node.arguments);
    }
    const what = `has a schema that \`${node.expression.getText()}()\` makes when it runs`;
    return this.#refuse(what, `write the schema out here; ${evaluateIt}`, node);
  }

  #construct({ version, name }: ZodName, node: TypeScript.CallExpression): ZodSchema | undefined {
    const place = ts.isPropertyAccessExpression(node.expression)
      ? node.expression.name
      : node.expression;
    if (version === "mini") {
      const help = `write it with \`zod\`; ${evaluateIt}`;
      return this.#refuse("is written with zod/mini, which is not read", help, place);
    }
    const found = constructors.get(name);
    const call = { name: place, args: node.arguments, version, reader: this };
    if (found === undefined) return this.#unread(`z.${name}`, place);
    const schema = this.#fits(call, found) ? found.read(call) : undefined;
    const description = schema && version === 3 ? descriptionIn(call, found) : undefined;
    return description === undefined ? schema : schema && { ...schema, description };
  }

  #method(
    { expression, name }: TypeScript.PropertyAccessExpression,
    args: readonly Expression[],
  ): ZodSchema | undefined {
    const base = this.read(expression);
    if (base === undefined) return undefined;
    const found = methods.get(name.text);
    const call = { name, args, version: base.version, reader: this, base, callee: expression };
    if (found === undefined) return this.#unread(`.${name.text}()`, name);
    const schema = this.#fits(call, found) ? found.read(call) : undefined;
    return schema === "unknown" ? this.#unread(`.${name.text}()`, name) : schema;
  }

  /** Whether the arguments say nothing but what can be read. */
  #fits(call: ZodCall, callable: ZodCallable): boolean {
    const unread = unreadArgument(call, callable);
    if (unread === undefined) return true;
    const help = `leave it out; ${evaluateIt}`;
    this.#refuse(`has ${unread.what}, which cannot be read`, help, unread.node);
    return false;
  }

  #unread(written: string, place: Node): undefined {
    return this.#refuse(`has \`${written}\`, which cannot be read`, helpFor(written), place);
  }
}

function nameOfConstant(source: Expression): string {
  const declaration = ts.findAncestor(source, ts.isVariableDeclaration);
  return declaration && ts.isIdentifier(declaration.name) ? declaration.name.text : "Schema";
}
