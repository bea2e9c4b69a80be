// The meaning of argument types, in as few words as possible: what the generated schemas are held against.

import { isFormat } from "@authensor/safeclaw-runtime/schema";
import { z } from "zod";
import {
  type ArgumentType,
  type ArrayType,
  type Check,
  type Definitions,
  type NumberType,
  noDefinitions,
  type ObjectType,
  type ReferenceType,
  type RegularExpression,
  type StringFormat,
  type StringType,
} from "../../../compiler/tools/argument-type.js";

export function accepts(
  type: ArgumentType,
  value: unknown,
  definitions: Definitions = noDefinitions,
): boolean {
  const is: Is = (inner, part) => accepts(inner, part, definitions);
  const fits =
    type.kind === "reference"
      ? is(definitions.get(type.name) ?? { kind: "never" }, value)
      : hasStructure(type, value, is);
  return fits && (type.checks ?? []).every((check) => passes(check, value, is));
}

/** Whether a value has a type, in the definitions at hand. */
type Is = (type: ArgumentType, value: unknown) => boolean;

function hasStructure(type: Exclude<ArgumentType, ReferenceType>, value: unknown, is: Is): boolean {
  switch (type.kind) {
    case "unknown":
      return value !== undefined;
    case "never":
      return false;
    case "null":
      return value === null;
    case "boolean":
      return typeof value === "boolean";
    case "literal":
      return type.values.some((literal) => literal === value);
    case "string":
      return typeof value === "string" && isString(type, value);
    case "number":
      return typeof value === "number" && isNumber(type, value);
    case "array":
      return Array.isArray(value) && isArray(type, value, is);
    case "object":
      return isRecord(value) && isObject(type, new Map(Object.entries(value)), is);
    case "union":
      return type.members.some((member) => is(member, value));
  }
}

function passes(check: Check, value: unknown, is: Is): boolean {
  switch (check.kind) {
    case "any":
      return check.types.some((type) => is(type, value));
    case "one":
      return check.types.filter((type) => is(type, value)).length === 1;
    case "all":
      return is(check.type, value);
    case "not":
      return !is(check.type, value);
    case "if": {
      const consequence = is(check.condition, value) ? check.then : check.otherwise;
      return consequence === null || is(consequence, value);
    }
  }
}

function isString(
  { minLength, maxLength, patterns = [], formats = [] }: StringType,
  value: string,
): boolean {
  return (
    within([...value].length, minLength, maxLength) &&
    patterns.every(found(value)) &&
    formats.every((format) => hasFormat(format, value))
  );
}

/** Other tests hold the runtime's formats against those of others. */
function hasFormat(format: StringFormat, value: string): boolean {
  if (format.of === "json-schema") return isFormat[format.name](value);
  const make = format.name.split(".").reduce<unknown>((part, key) => Object(part)[key], z);
  const schema: unknown = typeof make === "function" ? make() : null;
  return schema instanceof z.ZodType && schema.safeParse(value).success;
}

function isNumber(type: NumberType, value: number): boolean {
  return (
    (!type.integer || Number.isInteger(value)) &&
    within(value, type.minimum, type.maximum) &&
    value > (type.exclusiveMinimum ?? Number.NEGATIVE_INFINITY) &&
    value < (type.exclusiveMaximum ?? Number.POSITIVE_INFINITY) &&
    (type.multiplesOf ?? []).every((step) => isMultiple(value, step))
  );
}

/** In decimal, and in doubles, as other checkers have it. For numbers of up to six decimals. */
function isMultiple(value: number, step: number): boolean {
  const [whole, by] = [value, step].map((each) => BigInt(each.toFixed(6).replace(".", "")));
  return Number.isInteger(value / step) && (whole ?? 0n) % (by ?? 1n) === 0n;
}

function isArray(type: ArrayType, value: readonly unknown[], is: Is): boolean {
  const { prefix = [], items, contains = [] } = type;
  return (
    within(value.length, type.minItems, type.maxItems) &&
    value.every((item, index) => is(prefix[index] ?? items, item)) &&
    (type.uniqueItems !== true || new Set(value.map(canonical)).size === value.length) &&
    contains.every(({ type: wanted, min, max }) =>
      within(value.filter((item) => is(wanted, item)).length, min, max ?? undefined),
    )
  );
}

function isObject(type: ObjectType, entries: ReadonlyMap<string, unknown>, is: Is): boolean {
  const { properties, patterns = [], additional, names, dependentRequired = new Map() } = type;
  const typesOf = (name: string): readonly (ArgumentType | null)[] => {
    const named = properties.get(name)?.type;
    const matching = patterns
      .filter(({ pattern }) => found(name)(pattern))
      .map((each) => each.type);
    const known = named === undefined ? matching : [named, ...matching];
    return known.length === 0 ? [additional] : known;
  };
  return (
    [...properties].every(([name, { required }]) => entries.has(name) || !required) &&
    [...entries].every(([name, item]) =>
      typesOf(name).every((allowed) => allowed !== null && is(allowed, item)),
    ) &&
    (names === undefined || [...entries.keys()].every((name) => is(names, name))) &&
    within(entries.size, type.minProperties, type.maxProperties) &&
    [...dependentRequired].every(
      ([name, others]) => !entries.has(name) || others.every((other: string) => entries.has(other)),
    )
  );
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function found(text: string): (pattern: RegularExpression) => boolean {
  return ({ source, flags }) => new RegExp(source, flags).test(text);
}

/** The same text for values that are equal in JSON, and for no others. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    isRecord(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function within(
  amount: number,
  least = Number.NEGATIVE_INFINITY,
  most = Number.POSITIVE_INFINITY,
): boolean {
  return amount >= least && amount <= most;
}
