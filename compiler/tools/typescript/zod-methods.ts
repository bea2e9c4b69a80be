// The methods of zod schemas that can be read, and what each does to the schema.

import type { ts as TypeScript } from "ts-morph";
import { formatMethods } from "./zod-formats.js";
import { listMethods } from "./zod-lists.js";
import { numberMethods } from "./zod-numbers.js";
import { objectMethods } from "./zod-objects.js";
import { optionsOf } from "./zod-options.js";
import {
  around,
  type Method,
  type MethodCall,
  nullable,
  optional,
  type ZodSchema,
} from "./zod-schema.js";
import { stringMethods } from "./zod-strings.js";
import { unionMethods } from "./zod-unions.js";

export const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ...numberMethods,
  ...stringMethods,
  ...formatMethods,
  ...listMethods,
  ...objectMethods,
  ...unionMethods,
  ["optional", { takes: 0, read: ({ base }) => optional(base) }],
  ["exactOptional", { takes: 0, read: ({ base }) => optional(base) }],
  ["nullable", { takes: 0, read: ({ base }) => nullable(base) }],
  ["nullish", { takes: 0, read: ({ base }) => optional(nullable(base)) }],
  [
    "nonoptional",
    { takes: 0, read: ({ base }) => ({ ...around(base, base.type), optional: false }) },
  ],
  ["unwrap", { takes: 0, read: ({ base }) => base.inner ?? "unknown" }],
  ["readonly", { takes: 0, read: ({ base }) => around(base, base.type) }],
  ["describe", { takes: 1, read: (call) => withDescription(call.args[0], call) }],
  ["meta", { takes: 1, read: (call) => withMeta(call.args[0], call) }],
  ["register", { takes: 2, read: register }],
  ["exclude", { takes: 1, read: (call) => choose(call, false) }],
  ["extract", { takes: 1, read: (call) => choose(call, true) }],
]);

function withDescription(
  node: TypeScript.Expression | undefined,
  { base, name, reader }: MethodCall,
): ZodSchema | undefined {
  const description = node && reader.values.one(node);
  return typeof description === "string"
    ? { ...base, description }
    : reader.refuse("has a description that cannot be read", "write a text", node ?? name);
}

function withMeta(
  node: TypeScript.Expression | undefined,
  call: MethodCall,
): ZodSchema | undefined {
  const written = optionsOf(node, call);
  const description = written?.get("description");
  if (description !== undefined) return withDescription(description, call);
  return written && call.base;
}

/** Only zod's own registry describes. */
function register(call: MethodCall): ZodSchema | undefined {
  const [registry, meta] = call.args;
  const isOwn = registry !== undefined && call.reader.nameOf(registry) === "globalRegistry";
  return isOwn ? withMeta(meta, call) : call.base;
}

/** The values of an enum whose names are listed, or the others. */
function choose(call: MethodCall, isChosen: boolean): ZodSchema | "unknown" | undefined {
  const { args, base, name, reader } = call;
  const { type } = base;
  if (type.kind !== "literal") return "unknown";
  const [node] = args;
  const names = node && reader.values.all(node);
  const entries = entriesOf(call);
  const values = names?.map((each) => entries.get(String(each)));
  if (values === undefined || values.includes(undefined)) {
    const help = "list the names here";
    return reader.refuse("has names chosen in a way that cannot be read", help, node ?? name);
  }
  const left = type.values.filter((value) => values.includes(value) === isChosen);
  return { ...base, type: { ...type, values: left } };
}

/** The values of an enum by their names, as TypeScript sees its `.enum`. */
function entriesOf({
  callee,
  reader: { checker, values },
}: MethodCall): ReadonlyMap<string, unknown> {
  const entries = checker.getTypeAtLocation(callee).getProperty("enum");
  const type = entries && checker.getTypeOfSymbol(entries);
  const members = type === undefined ? [] : checker.getPropertiesOfType(type);
  return new Map(
    members.map((member) => [member.getName(), values.ofType(checker.getTypeOfSymbol(member))]),
  );
}
