// Arrays and tuples in zod.

import type { ArgumentType, ArrayType } from "../argument-type.js";
import { ts } from "./ts-morph.js";
import {
  alwaysThere,
  type Constructor,
  described,
  type Method,
  type MethodCall,
  plain,
  readArgument,
  type ZodCall,
  type ZodSchema,
} from "./zod-schema.js";

export const listConstructors: readonly (readonly [string, Constructor])[] = [
  ["array", { takes: 1, read: (call) => arrayOf(readArgument(call, 0), call) }],
  ["tuple", { takes: (call) => (hasRest(call) ? 2 : 1), read: tuple }],
];

export const listMethods: readonly (readonly [string, Method])[] = [
  ["array", { takes: 0, read: (call) => arrayOf(call.base, call) }],
  ["rest", { takes: 1, read: rest }],
];

function arrayOf(inner: ZodSchema | undefined, call: ZodCall): ZodSchema | undefined {
  const items = alwaysThere(inner, call);
  return items && inner && { ...plain(call, { kind: "array", items }), inner };
}

function tuple(call: ZodCall): ZodSchema | undefined {
  const { args, name, reader, version } = call;
  const [first] = args;
  if (first === undefined || !ts.isArrayLiteralExpression(first)) {
    const help = "list the schemas here";
    return reader.refuse("has a tuple whose schemas are not listed in it", help, first ?? name);
  }
  const read = first.elements.map((element) => reader.read(element));
  const prefix = read.filter((schema) => schema !== undefined);
  const items: ArgumentType | undefined = hasRest(call)
    ? alwaysThere(readArgument(call, 1), call)
    : { kind: "never" };
  if (prefix.length < read.length || items === undefined) return undefined;
  // Zod 3 wants all of them to be there.
  const lastNeeded =
    version === 3 ? prefix.length - 1 : prefix.findLastIndex((schema) => !schema.optional);
  const unsaid = prefix.findIndex((schema, index) => schema.optional && index <= lastNeeded);
  if (unsaid >= 0 && prefix[unsaid]?.type.kind !== "unknown") {
    const help = "write it without `.optional()`; an item that holds nothing may be `null`";
    return reader.refuse("may hold `undefined`, which JSON cannot say", help, first);
  }
  return plain(call, tupleOf(prefix.map(described), items, lastNeeded + 1));
}

/** Zod 3 takes a second argument for options, whatever it is. */
function hasRest({ args: [, second], reader, version }: ZodCall): boolean {
  return version === 4 && second !== undefined && reader.isSchema(second);
}

function tupleOf(
  prefix: readonly ArgumentType[],
  items: ArgumentType,
  minItems: number,
): ArrayType {
  const list: ArrayType = { kind: "array", items, ...(minItems > 0 ? { minItems } : {}) };
  return prefix.length === 0 ? list : { ...list, prefix };
}

function rest(call: MethodCall): ZodSchema | "unknown" | undefined {
  const { type } = call.base;
  if (type.kind !== "array") return "unknown";
  const items = alwaysThere(readArgument(call, 0), call);
  return items && plain(call, { ...type, items });
}
