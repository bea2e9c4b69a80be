// Records in zod: objects whose properties all have one type.

import type { ArgumentType, ObjectType } from "../argument-type.js";
import {
  alwaysThere,
  type Constructor,
  plain,
  readArgument,
  type ZodCall,
  type ZodSchema,
} from "./zod-schema.js";

export const recordConstructors: readonly (readonly [string, Constructor])[] = [
  [
    "record",
    { takes: (call) => (hasKeys(call) ? 2 : 1), read: (call) => record(call, call.version === 3) },
  ],
  ["partialRecord", { takes: 2, read: (call) => record(call, true) }],
];

/** Zod 3 has a record of any names, too. */
function hasKeys({ args: [, second], reader }: ZodCall): boolean {
  return second !== undefined && reader.isSchema(second);
}

/** In zod 3, the names of an enum may be absent. */
function record(call: ZodCall, isPartial: boolean): ZodSchema | undefined {
  const { args, reader, version } = call;
  const key = hasKeys(call) ? readArgument(call, 0) : plain(call, { kind: "string" });
  const value = readArgument(call, hasKeys(call) ? 1 : 0);
  if (key === undefined || value === undefined) return undefined;
  const names = namesOf(key.type, version);
  if (names?.includes("__proto__")) {
    const help = "rename the argument";
    return reader.refuse("has an argument named `__proto__`", help, args[0] ?? call.name);
  }
  if (names !== undefined && isPartial) return namedRecord(names, value, false, call);
  const always = alwaysThere(value, call);
  if (always === undefined) return undefined;
  if (names !== undefined) return namedRecord(names, value, true, call);
  if (isText(key.type)) return plain(call, recordOf(key.type, always));
  const help = "write `z.string()`, or an enum of strings";
  return reader.refuse("has a record whose keys are not strings", help, args[0] ?? call.name);
}

function namedRecord(
  names: readonly string[],
  { type, description }: ZodSchema,
  required: boolean,
  call: ZodCall,
): ZodSchema {
  const property = { type, required, description };
  const properties = new Map(names.map((name) => [name, property] as const));
  return plain(call, { kind: "object", properties, additional: null });
}

function recordOf(names: ArgumentType, additional: ArgumentType): ObjectType {
  const record: ObjectType = { kind: "object", properties: new Map(), additional };
  return Object.keys(names).length === 1 ? record : { ...record, names };
}

/** The names, where the key is one of some values. Zod 4 takes a number for its digits. */
function namesOf(key: ArgumentType, version: ZodSchema["version"]): readonly string[] | undefined {
  if (key.kind === "union") {
    const all = key.members.map((member) => namesOf(member, version));
    const known = all.filter((names) => names !== undefined);
    return known.length === all.length ? [...new Set(known.flat())] : undefined;
  }
  if (key.kind !== "literal") return undefined;
  const names = key.values.flatMap((value) => {
    if (typeof value === "string") return [value];
    return typeof value === "number" && version === 4 ? [String(value)] : [];
  });
  return names.length === key.values.length ? names : undefined;
}

function isText(key: ArgumentType): boolean {
  if (key.kind === "string") return true;
  if (key.kind === "literal") return key.values.every((value) => typeof value === "string");
  return key.kind === "union" && key.members.every(isText);
}
