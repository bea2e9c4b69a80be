// Numbers in zod, and the bounds of numbers, strings and lists.

import type { ArgumentType, NumberType } from "../argument-type.js";
import { atLeastUnits, atMostUnits } from "./zod-3-lengths.js";
import {
  type Constructor,
  type Method,
  type MethodCall,
  plain,
  type ZodSchema,
} from "./zod-schema.js";

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

const safe = { minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER };

/** Of 32 bits. */
const largestFloat = 3.4028234663852886e38;

export const numberConstructors: readonly (readonly [string, Constructor])[] = [
  number("number", { integer: false }),
  number("int", { integer: true }),
  number("int32", { integer: true, minimum: -(2 ** 31), maximum: 2 ** 31 - 1 }),
  number("uint32", { integer: true, minimum: 0, maximum: 2 ** 32 - 1 }),
  number("float32", { integer: false, minimum: -largestFloat, maximum: largestFloat }),
  number("float64", { integer: false }),
];

export const numberMethods: readonly (readonly [string, Method])[] = [
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
  ["int", changing((type) => ({ ...type, integer: true }))],
  ["safe", changing((type, { version }) => safely(type, version))],
  ["finite", changing((type) => type)],
  ["multipleOf", { takes: 1, read: multipleOf }],
  ["step", { takes: 1, read: multipleOf }],
];

function number(name: string, type: Omit<NumberType, "kind">): readonly [string, Constructor] {
  return [name, { takes: 0, read: (call) => plain(call, { kind: "number", ...type }) }];
}

function bound(bounds: Bounds, fixed?: number): Method {
  const read = (call: MethodCall): ZodSchema | "unknown" | undefined => {
    const { args, base, name, reader } = call;
    const keys = bounds[base.type.kind];
    if (keys === undefined) return "unknown";
    const [first] = args;
    const value = fixed ?? (first && reader.values.one(first));
    const isLength = base.type.kind !== "number";
    if (typeof value !== "number" || (isLength && !(Number.isInteger(value) && value >= 0))) {
      const help = isLength ? "write a whole number from 0" : "write a number";
      return reader.refuse("has a bound that cannot be read", help, first ?? name);
    }
    const type = keys.reduce((narrowed, key) => withBound(narrowed, key, value, call), base.type);
    return { ...base, type };
  };
  return { takes: fixed === undefined ? 1 : 0, read };
}

/** Each bound holds, so the tightest of them does. */
function withBound(
  type: ArgumentType,
  key: BoundKey,
  value: number,
  { version }: MethodCall,
): ArgumentType {
  if (version === 3 && key === "minLength" && value > 1) return atLeastUnits(type, value);
  const present: Readonly<Partial<Record<BoundKey, number>>> = { ...numbersOf(type) };
  const other = present[key] ?? value;
  const isLower = key.startsWith("min") || key === "exclusiveMinimum";
  const tightest = isLower ? Math.max(other, value) : Math.min(other, value);
  const bounded: ArgumentType = { ...type, [key]: tightest };
  return version === 3 && key === "maxLength" && value > 0 ? atMostUnits(bounded, value) : bounded;
}

function numbersOf(type: ArgumentType): Readonly<Partial<Record<BoundKey, number>>> {
  return Object.fromEntries(Object.entries(type).filter(([, value]) => typeof value === "number"));
}

function changing(change: (type: NumberType, call: MethodCall) => NumberType): Method {
  const read = (call: MethodCall): ZodSchema | "unknown" =>
    call.base.type.kind === "number"
      ? { ...call.base, type: change(call.base.type, call) }
      : "unknown";
  return { takes: 0, read };
}

/** In zod 4 it asks for whole numbers, in zod 3 for a range. */
function safely(type: NumberType, version: ZodSchema["version"]): NumberType {
  if (version === 4) return { ...type, integer: true };
  const { minimum = safe.minimum, maximum = safe.maximum } = type;
  return {
    ...type,
    minimum: Math.max(minimum, safe.minimum),
    maximum: Math.min(maximum, safe.maximum),
  };
}

function multipleOf({ args, base, name, reader }: MethodCall): ZodSchema | "unknown" | undefined {
  const { type } = base;
  if (type.kind !== "number") return "unknown";
  const [first] = args;
  const step = first && reader.values.one(first);
  if (typeof step !== "number" || step <= 0) {
    return reader.refuse("has a step that cannot be read", "write a number above 0", first ?? name);
  }
  return { ...base, type: { ...type, multiplesOf: [...(type.multiplesOf ?? []), step] } };
}
