// A tool's arguments on one line, as a TypeScript programmer would write them: `order_id: string, note?: string`.

import { harmless } from "../diagnostics/harmless.js";
import type {
  ArgumentType,
  ArrayType,
  NumberType,
  ObjectType,
  StringType,
} from "../tools/argument-type.js";

/** Beyond this a line says how many more there are. */
const widest = 160;

export function describeArguments({ properties, additional }: ObjectType): string {
  const named = [...properties].map(
    ([name, { type, required }]) => `${nameOf(name)}${required ? "" : "?"}: ${describeType(type)}`,
  );
  const all = [...named, ...describeOthers(additional)];
  if (all.length === 0) return "no arguments";
  const shown = all.filter((_, index) => all.slice(0, index + 1).join(", ").length <= widest);
  const left = all.length - shown.length;
  if (left === 0) return all.join(", ");
  return shown.length === 0 ? `${left} arguments` : `${shown.join(", ")}, and ${left} more`;
}

/** A type with its bounds, as far as they can be said in a few words: `number 0.01..500`. */
export function describeType(type: ArgumentType): string {
  const isAll = type.checks === undefined || type.checks.length === 0;
  return isAll ? structureOf(type) : `${structureOf(type)} with conditions`;
}

function structureOf(type: ArgumentType): string {
  switch (type.kind) {
    case "string":
      return describeString(type);
    case "number":
      return describeNumber(type);
    case "literal":
      return type.values.map(quoted).join(" | ");
    case "array":
      return describeArray(type);
    case "object":
      return type.properties.size === 0 ? describeRecord(type) : `{ ${describeArguments(type)} }`;
    case "union":
      return type.members.map(describeType).join(" | ");
    case "reference":
      return nameOf(type.name);
    default:
      return type.kind;
  }
}

/** What properties are that are not named. */
function describeOthers(additional: ArgumentType | null): readonly string[] {
  if (additional === null) return [];
  return [additional.kind === "unknown" ? "…" : `[name]: ${describeType(additional)}`];
}

/** An object none of whose properties is named. */
function describeRecord({ patterns = [], additional }: ObjectType): string {
  if (patterns.length > 0 || additional?.kind === "unknown") return "object";
  return additional === null ? "{}" : `{ ${describeOthers(additional).join("")} }`;
}

function describeString({ minLength, maxLength, patterns = [], formats = [] }: StringType): string {
  const parts = [
    between(minLength, maxLength, "characters"),
    ...formats.map(({ name }) => name),
    ...patterns.map(({ source, flags }) => harmless(`/${source}/${flags.replace("u", "")}`)),
  ];
  return ["string", ...parts].filter((part) => part !== "").join(" ");
}

function describeNumber(type: NumberType): string {
  const { integer, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multiplesOf = [] } = type;
  const parts = [
    between(minimum, maximum, ""),
    exclusiveMinimum === undefined ? "" : `> ${exclusiveMinimum}`,
    exclusiveMaximum === undefined ? "" : `< ${exclusiveMaximum}`,
    ...multiplesOf.map((divisor) => `multiple of ${divisor}`),
  ];
  return [integer ? "integer" : "number", ...parts].filter((part) => part !== "").join(" ");
}

function describeArray(type: ArrayType): string {
  const { prefix = [], items, minItems, maxItems } = type;
  if (prefix.length > 0) return describeTuple(prefix, type);
  return `${describeItems(items)}[] ${between(minItems, maxItems, "items")}`.trimEnd();
}

/** Its question marks say how many items there are at least, as far as the first ones go. */
function describeTuple(
  prefix: readonly ArgumentType[],
  { items, minItems = 0, maxItems }: ArrayType,
): string {
  const { length } = prefix;
  const first = prefix.map((item, index) =>
    index < minItems ? describeType(item) : `${describeItems(item)}?`,
  );
  const isFull = items.kind === "never" || maxItems === length;
  const all = isFull ? first : [...first, `...${describeItems(items)}[]`];
  const least = minItems > length ? minItems : undefined;
  const most = maxItems === length ? undefined : maxItems;
  return `[${all.join(", ")}] ${between(least, most, "items")}`.trimEnd();
}

/** `0..500`, `>= 0`, `<= 500 characters`, or nothing. */
function between(least: number | undefined, most: number | undefined, of: string): string {
  if (least === undefined && most === undefined) return "";
  const range =
    most === undefined ? `>= ${least}` : `${least === undefined ? "<= " : `${least}..`}${most}`;
  return `${range} ${of}`.trim();
}

function describeItems(items: ArgumentType): string {
  const described = describeType(items);
  const isBraced = (items.kind === "object" || items.kind === "array") && /[}\]]$/u.test(described);
  return / /u.test(described) && !isBraced ? `(${described})` : described;
}

/** As a key of an object. */
export function nameOf(name: string): string {
  return /^[\w$-]+$/u.test(name) ? name : quoted(name);
}

// SECURITY: such text stands in comments of the policy; a line break in it would end the comment, a direction mark disguise it.
/** A value as a literal of JSON and of YAML, nothing invisible in it. */
export function quoted(value: string | number | boolean | null): string {
  return harmless(JSON.stringify(value));
}
