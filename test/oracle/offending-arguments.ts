// Which arguments of a call do not fit its tool: `invalid-arguments`.

import { listOf } from "./holds.js";
import { type Obligation, obligationsOf } from "./obligations.js";
import type {
  ArgumentType,
  Json,
  JsonObject,
  ObjectType,
  PolicyFile,
  ScalarType,
  Tools,
} from "./policy-file.js";
import { valueAt } from "./value-at.js";
import { isObject } from "./well-formed.js";

/** Their dotted paths; none where the arguments fit. */
export function offendingArguments(
  file: PolicyFile,
  tools: Tools | null,
  tool: string,
  args: JsonObject,
): readonly string[] {
  if (tools === null) return offendingConstrained(file, tool, args);
  const type = tools.get(tool);
  return type === undefined ? [] : offendingMembers(type, args, "");
}

function offendingMembers(type: ObjectType, value: JsonObject, prefix: string): readonly string[] {
  const declared = Object.entries(type.properties).flatMap(([name, property]) => {
    const path = prefix + name;
    if (Object.hasOwn(value, name)) return offending(property, value[name], path);
    return property.optional === true ? [] : [path];
  });
  const extra = Object.keys(value).filter((name) => !Object.hasOwn(type.properties, name));
  return type.open === true ? declared : [...declared, ...extra.map((name) => prefix + name)];
}

function offending(type: ArgumentType, value: Json | undefined, path: string): readonly string[] {
  switch (type.type) {
    case "object":
      return isObject(value) ? offendingMembers(type, value, `${path}.`) : [path];
    case "array":
      return Array.isArray(value)
        ? value.flatMap((item, index) => offending(type.items, item, `${path}.${index}`))
        : [path];
    default:
      return isScalarOf(type, value) ? [] : [path];
  }
}

function isScalarOf(type: ScalarType, value: Json | undefined): boolean {
  const fits = type.type === "integer" ? Number.isInteger(value) : typeof value === type.type;
  return fits && (type.enum === undefined || type.enum.some((one) => one === value));
}

/**
 * "Without a tools module an argument named by constraints is typed by them, is optional in the schema, a present
 * value of another type is `invalid-arguments`; other arguments are unknown and accepted."
 * All constraints of the file on this tool count, those of other assistants too: a tool has one schema.
 */
function offendingConstrained(file: PolicyFile, tool: string, args: JsonObject): readonly string[] {
  const types = new Map<string, readonly string[]>();
  // "A shadow policy never changes a decision or a type."
  const policies = file.policies.filter(({ mode }) => mode !== "shadow");
  const actions = policies.flatMap((policy) => policy.actions);
  for (const action of actions.filter((one) => one.tool === tool)) {
    for (const obligation of obligationsOf(action, null)) {
      types.set(obligation.path, [...(types.get(obligation.path) ?? []), ...baseTypes(obligation)]);
    }
  }
  return [...types].flatMap(([path, allowed]) => {
    const parents = prefixes(path).filter((parent) => {
      const object = valueAt(args, parent);
      return object !== undefined && !isObject(object);
    });
    const value = valueAt(args, path);
    const fits = value === undefined || allowed.length === 0 || allowed.includes(typeOf(value));
    return fits ? parents : [path];
  });
}

/** "max/min and the like: number; texts: string; lists: array; equals/in/not_in and allowed/denied: the base types of the listed values"; "max_days, contains, not_contains stay untyped" */
function baseTypes({ kind, limit }: Obligation): readonly string[] {
  if (["max", "min", "above", "below", "multiple_of"].includes(kind)) return ["number"];
  if (["min_items", "max_items", "unique_items", "each"].includes(kind)) return ["array"];
  if (["max_days", "contains", "not_contains"].includes(kind)) return [];
  if (["equals", "in", "not_in"].includes(kind)) return listOf(limit).map((value) => typeof value);
  return ["string"];
}

function typeOf(value: Json): string {
  return Array.isArray(value) ? "array" : typeof value;
}

/** `a.b.c`: `a` and `a.b`, which must be objects where they are there. */
function prefixes(path: string): readonly string[] {
  const names = path.split(".");
  return names.slice(1).map((_, index) => names.slice(0, index + 1).join("."));
}
