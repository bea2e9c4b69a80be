// What a definition holds beside plain values: zod schemas, and the tools that an SDK's functions make.

import type { ts as TypeScript } from "ts-morph";
import type { EntrySyntax, ValueSyntax } from "../../syntax/syntax.js";
import type { Parameters } from "../json-schema/read-parameters.js";
import { importedNames } from "./imported-names.js";
import type { ConstantReader, Embedded } from "./read-constant.js";
import type { ModuleContext } from "./read-exports.js";
import {
  findFunction,
  schemaFunctions,
  type ToolFunction,
  toolFunctions,
} from "./sdk-functions.js";
import { ts } from "./ts-morph.js";
import { isShape, isZod, readZodObject, readZodShape } from "./zod-parameters.js";

type Expression = TypeScript.Expression;

export class SdkReader implements Embedded {
  /** Schemas that are no JSON Schema, by what stands for them. */
  readonly schemas = new Map<ValueSyntax, Parameters>();
  /** The tools that an SDK's functions make of a schema that their types show. */
  readonly tools = new Map<ValueSyntax, TypeScript.Type>();
  /** Those of them that have the name they are exported under. */
  readonly nameless = new Set<ValueSyntax>();
  /** The schemas whose types show what is read of them. */
  readonly #typed = new Set<ValueSyntax>();
  readonly #context: ModuleContext;
  readonly #subject: string;

  /** `subject` is how messages speak of a schema. */
  constructor(subject: string, context: ModuleContext) {
    this.#subject = subject;
    this.#context = context;
  }

  read(node: Expression, reader: ConstantReader): ValueSyntax | "none" | undefined {
    const { checker } = this.#context;
    const type = checker.getTypeAtLocation(node);
    if (isZod(type)) {
      return this.#schema(readZodObject(node, this.#subject, this.#context), node, reader);
    }
    if (isShape(type, checker)) {
      return this.#schema(readZodShape(node, this.#subject, this.#context), node, reader);
    }
    const [first] = ts.isCallExpression(node) ? node.arguments : [];
    if (!ts.isCallExpression(node) || first === undefined) return "none";
    const imported = importedNames(node.expression, checker);
    const wrapper = findFunction(schemaFunctions, imported);
    if (wrapper !== undefined) {
      const value = reader.read(first);
      if (value !== undefined && !wrapper.isTyped) this.#typed.delete(value);
      return value;
    }
    const sdk = findFunction(toolFunctions, imported);
    return sdk === undefined ? "none" : this.#tool(sdk, node, first, reader);
  }

  /** Lets a value stand for a schema. INVARIANT: it is no map, so where JSON Schema is expected it is refused. */
  #schema(
    read: Parameters | undefined,
    node: Expression,
    reader: ConstantReader,
  ): ValueSyntax | undefined {
    if (read === undefined) return undefined;
    const value = { kind: "string", range: reader.range(node), value: "a zod schema" } as const;
    const { parameters, definitions } = read;
    this.schemas.set(value, { parameters, definitions });
    this.#typed.add(value);
    return value;
  }

  #tool(
    { schema, nameOf, strict }: ToolFunction,
    node: TypeScript.CallExpression,
    options: Expression,
    reader: ConstantReader,
  ): ValueSyntax | undefined {
    const names = nameOf === null ? [] : ["name"];
    const wanted = new Set([...names, "description", "strict", ...schema]);
    const written = reader.entries(options, wanted);
    if (written === undefined) return undefined;
    if (nameOf !== null && !written.has("name")) {
      const message = "a tool needs a `name` where it is made";
      const help = "write `name`; that of its function is not read";
      return this.#context.places.refuse("SC7004", message, node, help);
    }
    const range = reader.range(node);
    const entries = [...written.values()].map((entry) => renamed(entry, nameOf));
    if (strict !== null && !written.has("strict")) {
      const key = { text: "strict", range };
      entries.push({ key, value: { kind: "boolean", range, value: strict } });
    }
    const tool = { kind: "map", range, entries } as const;
    if (entries.some(({ value }) => this.#typed.has(value))) {
      this.tools.set(tool, this.#context.checker.getTypeAtLocation(node));
    }
    if (nameOf === null) this.nameless.add(tool);
    return tool;
  }
}

function renamed(entry: EntrySyntax, nameOf: ToolFunction["nameOf"]): EntrySyntax {
  const { key, value } = entry;
  if (key.text !== "name" || value.kind !== "string" || nameOf === null) return entry;
  return { key, value: { ...value, value: nameOf(value.value) } };
}
