// An argument type as a zod schema: it accepts what the type means, and changes nothing.

import { chain, type Link } from "../../code/chain.js";
import {
  array,
  type Code,
  code,
  imported,
  literal,
  name,
  numbers,
  object,
} from "../../code/code.js";
import { constant } from "../../code/constant.js";
import type { ArgumentType, ObjectType } from "../../tools/argument-type.js";
import { isRecord, zodType } from "./zod-type.js";

/** `export const Name: z.ZodObject<…> = z.strictObject({ … });` */
export function zodDeclaration(declared: string, type: ObjectType): Code {
  const { properties, additional } = type;
  const isPlain = properties.size > 0 && (additional === null || additional.kind === "unknown");
  return constant(name(declared), zodType(type), zodSchema(type), !isPlain);
}

/** Needs zod from 4.6 on, whose string lengths count code points as JSON Schema's do. */
export function zodSchema(type: ArgumentType): Code {
  return schema(type, []);
}

/** `suffix` goes behind the schema's own calls. */
function schema(type: ArgumentType, suffix: readonly Link[]): Code {
  const links = [...own(type), ...suffix];
  return chain(imported("zod", "z"), links, isSimple(type));
}

function own(type: ArgumentType): readonly Link[] {
  switch (type.kind) {
    case "string":
      return [link("string"), ...bound("min", type.minLength), ...bound("max", type.maxLength)];
    case "number":
      return [
        link(type.integer ? "int" : "number"),
        ...bound("gte", type.minimum),
        ...bound("gt", type.exclusiveMinimum),
        ...bound("lte", type.maximum),
        ...bound("lt", type.exclusiveMaximum),
      ];
    case "literal":
      return [link("literal", literals(type.values))];
    case "array":
      return [
        link("array", zodSchema(type.items)),
        ...bound("min", type.minItems),
        ...bound("max", type.maxItems),
      ];
    case "object":
      return objectLinks(type);
    case "union":
      return [link("union", array(type.members.map(zodSchema)))];
    default:
      return [link(type.kind)];
  }
}

function objectLinks(type: ObjectType): readonly Link[] {
  const { properties, additional } = type;
  if (isRecord(type)) {
    return [link("record", code`${imported("zod", "z")}.string()`, zodSchema(type.additional))];
  }
  const shape = object(
    [...properties].map(([key, { type, required }]) => [
      key,
      schema(type, required ? [] : [link("exactOptional")]),
    ]),
    { expand: properties.size > 0 },
  );
  if (additional === null) return [link("strictObject", shape)];
  if (additional.kind === "unknown") return [link("looseObject", shape)];
  return [link("object", shape), link("catchall", zodSchema(additional))];
}

function link(method: string, ...args: readonly Code[]): Link {
  return { method, args };
}

function bound(method: string, value: number | undefined): readonly Link[] {
  return value === undefined ? [] : [link(method, literal(value))];
}

function literals(values: readonly (string | number | boolean | null)[]): Code {
  const [first, ...others] = values;
  if (first !== undefined && others.length === 0) return literal(first);
  const all = values.filter((value) => typeof value === "number");
  return all.length === values.length ? numbers(all) : array(values.map(literal));
}

/** What Prettier calls simple: arguments that hold no arguments whose arguments hold any. Lists alone can matter. */
function isSimple(type: ArgumentType): boolean {
  return type.kind !== "array" || height(type.items) < 2;
}

/** How deep arguments and lists are nested in the schema's code. */
function height(type: ArgumentType): number {
  switch (type.kind) {
    case "literal":
      return type.values.length === 1 ? 1 : 2;
    case "array":
      return 1 + height(type.items);
    case "object":
      if (isRecord(type)) return 1 + height(type.additional);
      return type.properties.size === 0 ? 1 : 2;
    case "union":
      return 2;
    default:
      return own(type).length === 1 ? 0 : 1;
  }
}
