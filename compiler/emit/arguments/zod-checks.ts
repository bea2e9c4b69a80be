// What a type asks beyond zod's own words, as arguments of `.check(…)`: checks of the runtime.

import {
  array,
  type Code,
  call,
  code,
  imported,
  joined,
  literal,
  name,
  object,
  regexp,
} from "../../code/code.js";
import { data } from "../../code/data.js";
import { runtimeSchema } from "../../code/runtime-modules.js";
import {
  type ArgumentType,
  type ArrayType,
  type Check,
  isAnything,
  type ObjectType,
  type StringFormat,
} from "../../tools/argument-type.js";
import { constrainedNames, recordType } from "./record-type.js";
import { tupleItems } from "./tuple-items.js";

/** How the types within a check are written. */
export type WriteSchema = (type: ArgumentType) => Code;

export function zodChecks(type: ArgumentType, write: WriteSchema): readonly Code[] {
  const checks = type.checks ?? [];
  const all = checks.flatMap((each) => (each.kind === "all" ? [each.type] : []));
  return [
    ...ownChecks(type, write),
    ...(all.length === 0 ? [] : [check("allOf", array(all.map(write)))]),
    ...checks.flatMap((each) => furtherCheck(each, write)),
  ];
}

function ownChecks(type: ArgumentType, write: WriteSchema): readonly Code[] {
  switch (type.kind) {
    case "string":
      return (type.formats ?? []).map(formatCheck);
    case "number":
      return (type.multiplesOf ?? []).map((step) => check("multipleOf", literal(step)));
    case "array":
      return arrayChecks(type, write);
    case "object":
      return objectChecks(type, write);
    default:
      return [];
  }
}

function formatCheck(format: StringFormat): Code {
  if (format.of === "json-schema") return check("format", literal(format.name));
  const path = format.name.split(".").map(name);
  return code`${joined([imported("zod", "z"), ...path], ".")}()`;
}

function arrayChecks(type: ArrayType, write: WriteSchema): readonly Code[] {
  const { minItems = 0, maxItems, uniqueItems = false, contains = [] } = type;
  const tuple = tupleItems(type);
  const least = tuple !== null && minItems > tuple.required.length ? minItems : undefined;
  const most = tuple === null || tuple.rest === null ? undefined : maxItems;
  return [
    ...limit("minItems", least),
    ...limit("maxItems", most),
    ...(uniqueItems ? [imported(runtimeSchema, "uniqueItems")] : []),
    ...contains.map(({ type: wanted, min, max }) =>
      check("contains", write(wanted), literal(min), ...(max === null ? [] : [literal(max)])),
    ),
  ];
}

function objectChecks(type: ObjectType, write: WriteSchema): readonly Code[] {
  const { minProperties, maxProperties, dependentRequired = new Map() } = type;
  const isRecord = recordType(type) !== null;
  const names = constrainedNames(type);
  return [
    ...(isRecord || type.patterns === undefined ? [] : [propertyRules(type, write)]),
    ...(names === null || (isRecord && names.kind === "string")
      ? []
      : [check("propertyNames", write(names))]),
    ...limit("minProperties", minProperties),
    ...limit("maxProperties", maxProperties),
    ...(dependentRequired.size === 0
      ? []
      : [check("dependentRequired", data([...dependentRequired]))]),
  ];
}

function propertyRules(
  { properties, patterns = [], additional }: ObjectType,
  write: WriteSchema,
): Code {
  const rules = patterns.map(({ pattern, type }) =>
    array([regexp(pattern.source, pattern.flags), write(type)]),
  );
  const others: readonly (readonly [string, Code])[] =
    additional !== null && isAnything(additional)
      ? []
      : [
          ["named", array([...properties.keys()].map(literal))],
          ["others", write(additional ?? { kind: "never" })],
        ];
  // Prettier keeps the lines of an object, and would lay out what is around one differently.
  return check("properties", object([["patterns", array(rules)], ...others], { expand: true }));
}

function furtherCheck(each: Check, write: WriteSchema): readonly Code[] {
  switch (each.kind) {
    case "all":
      return [];
    case "any":
      return [check("anyOf", array(each.types.map(write)))];
    case "one":
      return [check("oneOf", array(each.types.map(write)))];
    case "not":
      return [check("not", write(each.type))];
    case "if": {
      const { condition, then, otherwise } = each;
      const parts = [then, otherwise].map((part) => (part === null ? literal(null) : write(part)));
      return [check("ifThenElse", write(condition), ...parts)];
    }
  }
}

function limit(named: string, value: number | undefined): readonly Code[] {
  return value === undefined ? [] : [check(named, literal(value))];
}

function check(named: string, ...args: readonly Code[]): Code {
  return call(imported(runtimeSchema, named), args);
}
