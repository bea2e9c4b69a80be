// An argument type as a zod schema: it accepts what the type means, and changes nothing.

import { callback } from "../../code/callback.js";
import { chain, type Link, nameAt } from "../../code/chain.js";
import {
  array,
  type Code,
  code,
  imported,
  key,
  literal,
  name,
  numbers,
  object,
  regexp,
} from "../../code/code.js";
import { constant } from "../../code/constant.js";
import { runtimeSchema } from "../../code/runtime-modules.js";
import {
  type ArgumentType,
  type ArrayType,
  isAnything,
  type ObjectType,
  type StringType,
} from "../../tools/argument-type.js";
import { type DeclaredNames, declaredName, noNames } from "./declared-names.js";
import { recordType } from "./record-type.js";
import { tupleItems } from "./tuple-items.js";
import { zodChecks } from "./zod-checks.js";
import { zodType } from "./zod-type.js";

const z = imported("zod", "z");

/** `export const Name: z.ZodObject<…> = z.strictObject({ … });` */
export function zodDeclaration(declared: string, type: ObjectType, names?: DeclaredNames): Code {
  const { properties, additional, patterns } = type;
  const isOpen = patterns !== undefined || (additional !== null && isAnything(additional));
  const isPlain = properties.size > 0 && (additional === null || isOpen);
  return constant(name(declared), zodType(type), zodSchema(type, names), !isPlain);
}

/** `export const Name: z.ZodType = z.lazy(() => …);`, which may use what is declared behind it. */
export function zodDefinition(declared: string, type: ArgumentType, names: DeclaredNames): Code {
  const schema = callback(code`${z}.lazy`, zodSchema(type, names));
  return constant(name(declared), code`${z}.ZodType`, schema, false);
}

/** Needs zod from 4.6 on, whose string lengths count code points as JSON Schema's do. */
export function zodSchema(type: ArgumentType, names: DeclaredNames = noNames): Code {
  return schema(type, names, []);
}

/** `suffix` goes behind the schema's own calls. */
function schema(type: ArgumentType, names: DeclaredNames, suffix: readonly Link[]): Code {
  const checks = zodChecks(type, (part) => schema(part, names, []));
  const links = [...(checks.length === 0 ? [] : [link("check", ...checks)]), ...suffix];
  if (type.kind !== "reference") return chain(z, [...own(type, names), ...links]);
  // Prettier keeps up to two calls of a name with a capital on its line.
  return links.reduce((all, each) => chain(all, [each]), name(declaredName(type.name, names)));
}

function own(type: ArgumentType, names: DeclaredNames): readonly Link[] {
  switch (type.kind) {
    case "string":
      return stringLinks(type);
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
      return arrayLinks(type, names);
    case "object":
      return objectLinks(type, names);
    case "union":
      return [link("union", array(type.members.map((member) => zodSchema(member, names))))];
    default:
      return [link(type.kind)];
  }
}

function stringLinks({ minLength, maxLength, patterns = [] }: StringType): readonly Link[] {
  return [
    link("string"),
    ...bound("min", minLength),
    ...bound("max", maxLength),
    ...patterns.map(({ source, flags }) => link("regex", regexp(source, flags))),
  ];
}

function arrayLinks(type: ArrayType, names: DeclaredNames): readonly Link[] {
  const tuple = tupleItems(type);
  if (tuple === null) {
    const { items, minItems, maxItems } = type;
    return [
      link("array", zodSchema(items, names)),
      ...bound("min", minItems),
      ...bound("max", maxItems),
    ];
  }
  const first = [
    ...tuple.required.map((item) => schema(item, names, takesAbsence(item) ? [present] : [])),
    ...tuple.optional.map((item) => schema(item, names, [link("exactOptional")])),
  ];
  const rest = tuple.rest === null ? [] : [zodSchema(tuple.rest, names)];
  return [link("tuple", array(first), ...rest)];
}

const present = link("check", imported(runtimeSchema, "present"));

/** Whether zod's type of it takes undefined, too, which JSON does not have. */
function takesAbsence(type: ArgumentType): boolean {
  if (type.kind === "union") return type.members.some(takesAbsence);
  return type.kind === "unknown" || type.kind === "reference";
}

function objectLinks(type: ObjectType, names: DeclaredNames): readonly Link[] {
  const record = recordType(type);
  if (record !== null) {
    return [link("record", zodSchema(record.key, names), zodSchema(record.value, names))];
  }
  const { properties, additional, patterns } = type;
  const shape = object(
    [...properties].map(([text, { type: part, required }]) => {
      const value = schema(part, names, required ? [] : [link("exactOptional")]);
      const isName = part.kind === "reference" && part.checks === undefined;
      return [text, isName ? nameAt(key(text), value) : value];
    }),
    { expand: properties.size > 0 },
  );
  // Where patterns have a say in further properties, a check speaks of them all.
  if (patterns !== undefined) return [link("looseObject", shape)];
  if (additional === null) return [link("strictObject", shape)];
  if (isAnything(additional)) return [link("looseObject", shape)];
  return [link("object", shape), link("catchall", zodSchema(additional, names))];
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
