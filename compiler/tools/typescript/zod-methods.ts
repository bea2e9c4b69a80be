// The methods of zod schemas that can be read, and what each does to the schema.

import type { ts as TypeScript } from "ts-morph";
import { type ArgumentType, unionOf } from "../argument-type.js";
import type { ZodReader } from "./read-zod.js";
import { nullable, plain, type ZodSchema } from "./zod-schema.js";

/** A method as it is called on a schema. */
interface Call extends ZodSchema {
  readonly name: TypeScript.MemberName;
  readonly args: readonly TypeScript.Expression[];
  readonly reader: ZodReader;
}

/** `unknown`: the method cannot be read on such a schema; undefined: a fault that is reported. */
type Method = (call: Call) => ZodSchema | "unknown" | undefined;

type BoundKey =
  | "minLength"
  | "maxLength"
  | "minimum"
  | "maximum"
  | "exclusiveMinimum"
  | "exclusiveMaximum"
  | "minItems"
  | "maxItems";

/** The bound that a method sets on each kind of schema. */
type Bounds = Readonly<Partial<Record<ArgumentType["kind"], readonly BoundKey[]>>>;

const atLeast: Bounds = { number: ["minimum"] };
const atMost: Bounds = { number: ["maximum"] };
const above: Bounds = { number: ["exclusiveMinimum"] };
const below: Bounds = { number: ["exclusiveMaximum"] };
const shortest: Bounds = { string: ["minLength"], array: ["minItems"] };
const longest: Bounds = { string: ["maxLength"], array: ["maxItems"] };
const exactly: Bounds = { string: ["minLength", "maxLength"], array: ["minItems", "maxItems"] };

export const methods: ReadonlyMap<string, Method> = new Map<string, Method>([
  ["min", bound({ ...atLeast, ...shortest })],
  ["max", bound({ ...atMost, ...longest })],
  ["length", bound(exactly)],
  ["nonempty", bound(shortest, 1)],
  ["gte", bound(atLeast)],
  ["lte", bound(atMost)],
  ["gt", bound(above)],
  ["lt", bound(below)],
  ["positive", bound(above, 0)],
  ["negative", bound(below, 0)],
  ["nonnegative", bound(atLeast, 0)],
  ["nonpositive", bound(atMost, 0)],
  ["int", onNumber],
  ["optional", (call) => ({ ...schemaOf(call), optional: true })],
  ["exactOptional", (call) => ({ ...schemaOf(call), optional: true })],
  ["nullable", (call) => nullable(schemaOf(call))],
  ["nullish", (call) => nullable({ ...schemaOf(call), optional: true })],
  ["array", ({ type }) => plain({ kind: "array", items: type })],
  ["or", or],
  ["describe", describe],
  ["strict", open(null)],
  ["strip", open(null)],
  ["loose", open({ kind: "unknown" })],
  ["passthrough", open({ kind: "unknown" })],
]);

function schemaOf({ type, optional, description }: Call): ZodSchema {
  return { type, optional, description };
}

function bound(bounds: Bounds, fixed?: number): Method {
  return (call) => {
    const keys = bounds[call.type.kind];
    if (keys === undefined) return "unknown";
    const [first] = call.args;
    const value = fixed ?? (first && call.reader.values.one(first));
    const isLength = call.type.kind !== "number";
    if (typeof value !== "number" || (isLength && !(Number.isInteger(value) && value >= 0))) {
      const help = isLength ? "write a whole number from 0" : "write a number";
      return call.reader.refuse("has a bound that cannot be read", help, first ?? call.name);
    }
    const type = keys.reduce((narrowed, key) => tightened(narrowed, key, value), call.type);
    return { ...schemaOf(call), type };
  };
}

/** Each bound holds, so the tightest of them does. */
function tightened(type: ArgumentType, key: BoundKey, value: number): ArgumentType {
  const present: Readonly<Partial<Record<BoundKey, number>>> = { ...numbersOf(type) };
  const other = present[key] ?? value;
  const isLower = key.startsWith("min") || key === "exclusiveMinimum";
  return { ...type, [key]: isLower ? Math.max(other, value) : Math.min(other, value) };
}

function numbersOf(type: ArgumentType): Readonly<Partial<Record<BoundKey, number>>> {
  return Object.fromEntries(Object.entries(type).filter(([, value]) => typeof value === "number"));
}

function onNumber(call: Call): ZodSchema | "unknown" {
  const { type } = call;
  if (type.kind !== "number") return "unknown";
  return { ...schemaOf(call), type: { ...type, integer: true } };
}

function or(call: Call): ZodSchema | undefined {
  const [first] = call.args;
  const other = first && call.reader.read(first);
  if (other === undefined) return undefined;
  const optional = call.optional || other.optional;
  return { ...plain(unionOf([call.type, other.type])), optional };
}

function describe(call: Call): ZodSchema | undefined {
  const [first] = call.args;
  const description = first && call.reader.values.one(first);
  return typeof description === "string"
    ? { ...schemaOf(call), description }
    : call.reader.refuse("has a description that cannot be read", "write a text", call.name);
}

function open(additional: ArgumentType | null): Method {
  return (call) =>
    call.type.kind === "object"
      ? { ...schemaOf(call), type: { ...call.type, additional } }
      : "unknown";
}
