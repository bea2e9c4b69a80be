// Objects in zod, and the methods that make another object of one.

import { isDeepStrictEqual } from "node:util";
import type { ArgumentType } from "../argument-type.js";
import {
  type Constructor,
  type Method,
  type MethodCall,
  optional,
  plain,
  readArgument,
  type Shape,
  type ZodCall,
  type ZodSchema,
} from "./zod-schema.js";
import { objectOf, readShape } from "./zod-shape.js";

/** What becomes of properties that the shape does not name. */
interface Unnamed {
  readonly additional: ArgumentType | null;
  readonly isStrict: boolean;
}

/** They are dropped, which a check does not do: it refuses them. */
const dropped: Unnamed = { additional: null, isStrict: false };
const refused: Unnamed = { additional: null, isStrict: true };
const kept: Unnamed = { additional: { kind: "unknown" }, isStrict: false };

export const objectConstructors: readonly (readonly [string, Constructor])[] = [
  ["object", object(dropped)],
  ["strictObject", object(refused)],
  ["looseObject", object(kept)],
  ["keyof", { takes: 1, read: (call) => keysOf(readArgument(call, 0), call) }],
];

export const objectMethods: readonly (readonly [string, Method])[] = [
  ["strict", opening(refused)],
  ["strip", opening(dropped)],
  ["loose", opening(kept)],
  ["passthrough", opening(kept)],
  ["catchall", reshaping(catchall)],
  ["extend", reshaping(extend)],
  ["safeExtend", reshaping(extend)],
  ["merge", reshaping(merge)],
  ["pick", reshaping((shape, call) => pick(shape, call, true))],
  ["omit", reshaping((shape, call) => pick(shape, call, false))],
  ["partial", reshaping((shape, call) => each(shape, call, optional))],
  ["exactPartial", reshaping((shape, call) => each(shape, call, optional))],
  ["required", reshaping((shape, call) => each(shape, call, required))],
  ["keyof", { takes: 0, read: (call) => keysOf(call.base, call) }],
];

function object(unnamed: Unnamed): Constructor {
  return {
    takes: 1,
    read: (call) => {
      const [node] = call.args;
      const shape = node === undefined ? new Map() : readShape(node, call.reader);
      return shape && objectOf(shape, { ...unnamed, version: call.version });
    },
  };
}

function opening(unnamed: Unnamed): Method {
  const read = ({ base }: MethodCall): ZodSchema | "unknown" =>
    base.shape === undefined ? "unknown" : again(base, base.shape, unnamed);
  return { takes: 0, read };
}

function reshaping(change: (shape: Shape, call: MethodCall) => ZodSchema | undefined): Method {
  const read = (call: MethodCall): ZodSchema | "unknown" | undefined => {
    const { base, name, reader } = call;
    if (base.shape === undefined) return "unknown";
    const changed = change(base.shape, call);
    if (changed === undefined || isCovered(changed.type)) return changed;
    const help = "write `.catchall(z.unknown())`, or an argument of its own for the others";
    return reader.refuse("has properties that `.catchall` rules out in TypeScript", help, name);
  };
  return { takes: 1, read };
}

/**
 * Whether the named properties have the type of all others. What zod itself takes for their type is `never` else, and
 * for that of the others it leaves out that a named one may be absent.
 */
function isCovered(type: ArgumentType): boolean {
  if (type.kind !== "object" || type.additional === null) return true;
  const { additional, properties } = type;
  return (
    additional.kind === "unknown" ||
    [...properties.values()].every((each) => each.required && covers(additional, each.type))
  );
}

const scalars: ReadonlySet<ArgumentType["kind"]> = new Set(["string", "number", "boolean", "null"]);

function covers(all: ArgumentType, type: ArgumentType): boolean {
  if (type.kind === "union") return type.members.every((member) => covers(all, member));
  if (all.kind === "union") return all.members.some((member) => covers(member, type));
  if (type.kind !== "literal")
    return all.kind === type.kind && (scalars.has(all.kind) || isDeepStrictEqual(all, type));
  return all.kind === "literal"
    ? type.values.every((value) => all.values.includes(value))
    : type.values.every((value) => all.kind === (value === null ? "null" : typeof value));
}

/** The object with another shape: what else is said of it stays. */
function again(base: ZodSchema, shape: Shape, unnamed: Partial<Unnamed> = {}): ZodSchema {
  const additional = base.type.kind === "object" ? base.type.additional : null;
  const { version, isStrict = false, description } = base;
  return { ...objectOf(shape, { additional, isStrict, version, ...unnamed }), description };
}

function catchall(shape: Shape, call: MethodCall): ZodSchema | undefined {
  const rest = readArgument(call, 0);
  if (rest === undefined) return undefined;
  const additional = rest.type.kind === "never" ? null : rest.type;
  return again(call.base, shape, { additional, isStrict: additional === null });
}

function extend(shape: Shape, call: MethodCall): ZodSchema | undefined {
  const [node] = call.args;
  const added = node && readShape(node, call.reader);
  return added && again(call.base, new Map([...shape, ...added]));
}

/** What becomes of other properties is what the merged one says. */
function merge(shape: Shape, call: MethodCall): ZodSchema | undefined {
  const other = readArgument(call, 0);
  if (other === undefined) return undefined;
  if (other.shape === undefined || other.type.kind !== "object") {
    return call.reader.refuse(
      "merges what is no `z.object`",
      "write the properties out",
      call.name,
    );
  }
  const { additional } = other.type;
  const { isStrict = false } = other;
  return again(call.base, new Map([...shape, ...other.shape]), { additional, isStrict });
}

function pick(shape: Shape, call: MethodCall, isPicked: boolean): ZodSchema | undefined {
  const names = namesIn(call, shape);
  if (names === undefined) return undefined;
  const left = [...shape].filter(([name]) => names.has(name) === isPicked);
  return again(call.base, new Map(left));
}

/** Changes the properties that are named, or all of them. */
function each(
  shape: Shape,
  call: MethodCall,
  change: (schema: ZodSchema) => ZodSchema,
): ZodSchema | undefined {
  const names = call.args[0] === undefined ? new Set(shape.keys()) : namesIn(call, shape);
  if (names === undefined) return undefined;
  const changed = [...shape].map(
    ([name, schema]) => [name, names.has(name) ? change(schema) : schema] as const,
  );
  return again(call.base, new Map(changed));
}

/** Zod 3 takes off what makes it optional; zod 4 wants a value whatever makes it optional. */
function required(schema: ZodSchema): ZodSchema {
  if (schema.version === 4) return { ...schema, optional: false };
  const { inner, isOptional } = schema;
  return isOptional && inner ? required(inner) : schema;
}

/** The names that are `true` in the call's argument. */
function namesIn(
  { args, name, reader }: MethodCall,
  shape: Shape,
): ReadonlySet<string> | undefined {
  const [node] = args;
  const type = node && reader.checker.getTypeAtLocation(node);
  const members = type === undefined ? [] : reader.checker.getPropertiesOfType(type);
  const names = members.map((member) => member.getName());
  const areAll = members.every(
    (member) => reader.checker.typeToString(reader.checker.getTypeOfSymbol(member)) === "true",
  );
  if (areAll && names.length > 0 && names.every((each) => shape.has(each))) return new Set(names);
  const help = "name the properties here: `{ name: true }`";
  return reader.refuse("has properties chosen in a way that cannot be read", help, node ?? name);
}

function keysOf(schema: ZodSchema | undefined, call: ZodCall): ZodSchema | undefined {
  if (schema === undefined) return undefined;
  const values = [...(schema.shape?.keys() ?? [])];
  if (values.length > 0) return plain(call, { kind: "literal", values });
  return call.reader.refuse("has keys that cannot be read", "list them in `z.enum`", call.name);
}
