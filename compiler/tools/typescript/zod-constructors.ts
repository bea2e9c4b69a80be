// The functions of zod that can be read, and the schema that each makes.

import { ts } from "./ts-morph.js";
import { formatConstructors } from "./zod-formats.js";
import { listConstructors } from "./zod-lists.js";
import { numberConstructors } from "./zod-numbers.js";
import { objectConstructors } from "./zod-objects.js";
import { recordConstructors } from "./zod-records.js";
import {
  around,
  type Constructor,
  nullable,
  optional,
  plain,
  readArgument,
  type ZodCall,
  type ZodSchema,
} from "./zod-schema.js";
import { returned } from "./zod-shape.js";
import { stringConstructors } from "./zod-strings.js";
import { unionConstructors } from "./zod-unions.js";

export const constructors: ReadonlyMap<string, Constructor> = new Map<string, Constructor>([
  ...stringConstructors,
  ...formatConstructors,
  ...numberConstructors,
  ...listConstructors,
  ...objectConstructors,
  ...recordConstructors,
  ...unionConstructors,
  ["boolean", { takes: 0, read: (call) => plain(call, { kind: "boolean" }) }],
  ["null", { takes: 0, read: (call) => plain(call, { kind: "null" }) }],
  ["unknown", { takes: 0, read: unknown }],
  ["never", { takes: 0, read: (call) => plain(call, { kind: "never" }) }],
  ["undefined", { takes: 0, read: absent }],
  ["void", { takes: 0, read: absent }],
  ["literal", { takes: 1, read: literal }],
  ["enum", { takes: 1, read: literal }],
  ["nativeEnum", { takes: 1, read: literal }],
  ["optional", around1(optional)],
  ["exactOptional", around1(optional)],
  ["nullable", around1(nullable)],
  ["nullish", around1((inner) => optional(nullable(inner)))],
  ["nonoptional", around1((inner) => ({ ...around(inner, inner.type), optional: false }))],
  ["readonly", around1((inner) => around(inner, inner.type))],
  ["lazy", { takes: 1, read: lazy }],
]);

function around1(wrap: (inner: ZodSchema) => ZodSchema): Constructor {
  return {
    takes: 1,
    read: (call) => {
      const inner = readArgument(call, 0);
      return inner && wrap(inner);
    },
  };
}

/** Zod 3 takes an absent value for unknown too. */
function unknown(call: ZodCall): ZodSchema {
  return { ...plain(call, { kind: "unknown" }), optional: call.version === 3 };
}

/** JSON has no `undefined`. Zod 3 takes an absent value for it, zod 4 does not. */
function absent(call: ZodCall): ZodSchema | undefined {
  if (call.version === 3) return { ...plain(call, { kind: "never" }), optional: true };
  const help = "write `.optional()` where a value may be absent";
  return call.reader.refuse("has a type that no JSON value has", help, call.name);
}

function literal(call: ZodCall): ZodSchema | undefined {
  const { args, name, reader } = call;
  const [node] = args;
  const values = node && reader.values.all(node);
  if (values !== undefined && values.length > 0) {
    return plain(call, { kind: "literal", values: [...new Set(values)] });
  }
  const help = "list strings, numbers, booleans or null; a list that has a name needs `as const`";
  return reader.refuse("has values that cannot be read without running it", help, node ?? name);
}

function lazy({ args, name, reader }: ZodCall): ZodSchema | undefined {
  const [getter] = args;
  const isFunction =
    getter !== undefined && (ts.isArrowFunction(getter) || ts.isFunctionExpression(getter));
  const value = isFunction ? returned(getter.body) : undefined;
  if (value !== undefined) return reader.read(value);
  const help = "write `z.lazy(() => schema)`";
  return reader.refuse("has a `z.lazy` that cannot be read", help, getter ?? name);
}
