// The checks of zod 4 as keywords of JSON Schema: a table of those that a keyword says exactly.

import { type Fields, isFields } from "./fields.js";
import { patternOf } from "./zod-patterns.js";

type Keywords = Fields;

/** Undefined where no keyword says it. */
type Check = (def: Fields, type: unknown) => Keywords | undefined;

const checks: Readonly<Record<string, Check>> = {
  greater_than: bound("minimum", "exclusiveMinimum"),
  less_than: bound("maximum", "exclusiveMaximum"),
  multiple_of: (def) =>
    isNumber(def["value"]) && def["value"] > 0 ? { multipleOf: def["value"] } : undefined,
  number_format: ({ format }) => numberFormats[String(format)],
  min_length: (def, type) => length(def["minimum"], "min", type),
  max_length: (def, type) => length(def["maximum"], "max", type),
  length_equals: (def, type) => {
    const [least, most] = [length(def["length"], "min", type), length(def["length"], "max", type)];
    return least && most && { ...least, ...most };
  },
  string_format: ({ format, pattern, fn }) => {
    const source = fn === undefined ? patternOf(format, pattern) : undefined;
    return source === undefined ? undefined : { pattern: source };
  },
};

/** Whole numbers are those that JavaScript holds exactly, here as everywhere in generated code. */
const numberFormats: Readonly<Record<string, Keywords>> = {
  safeint: { type: "integer" },
  int32: { type: "integer", minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  uint32: { type: "integer", minimum: 0, maximum: 2 ** 32 - 1 },
  float64: {},
};

/** What a check says in keywords, for values of a type of zod. */
export function keywordsOf(def: Fields, type: unknown): Keywords | undefined {
  const name = String(def["check"]);
  return Object.hasOwn(checks, name) ? checks[name]?.(def, type) : undefined;
}

/** How a person knows the check. */
export function nameOfCheck({ check, format }: Fields): string {
  return check === "custom" ? "refine" : String(format ?? check);
}

/** A schema that all of these hold in; what two of them say stands in `allOf`. */
export function merge(all: readonly Keywords[]): Keywords {
  const merged = new Map<string, unknown>();
  const allOf: Keywords[] = [];
  for (const keywords of all) {
    const entries = Object.entries(keywords);
    const isSaid = entries.some(([key]) => key !== "type" && merged.has(key));
    if (isSaid) allOf.push(keywords);
    else for (const [key, value] of entries) merged.set(key, value);
  }
  return { ...Object.fromEntries(merged), ...(allOf.length > 0 && { allOf }) };
}

function bound(inclusive: string, exclusive: string): Check {
  return (def, type) =>
    isNumber(def["value"]) && type === "number"
      ? { [def["inclusive"] === true ? inclusive : exclusive]: def["value"] }
      : undefined;
}

function length(value: unknown, end: "min" | "max", type: unknown): Keywords | undefined {
  const of = type === "string" ? "Length" : type === "array" ? "Items" : undefined;
  return of === undefined || !isNumber(value) ? undefined : { [end + of]: value };
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

/** The definitions of a schema's checks; one that is a format is its own first check. */
export function checksOf(def: Fields): readonly Fields[] {
  const own = def["check"] === undefined ? [] : [def];
  const others = Array.isArray(def["checks"]) ? def["checks"] : [];
  return [...own, ...others.map((check: unknown) => defOf(check) ?? {})];
}

/** What a schema or a check of zod 4 says about itself; undefined for anything else. */
export function defOf(value: unknown): Fields | undefined {
  const internals = isFields(value) ? value["_zod"] : undefined;
  const def = isFields(internals) ? internals["def"] : undefined;
  return isFields(def) ? def : undefined;
}
