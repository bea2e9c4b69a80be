// The keywords about objects: properties by name and by pattern, all others, which must be there, and their names.

import type { ValueSyntax } from "../../syntax/syntax.js";
import { intersect } from "../algebra/intersect.js";
import { unknown, wholeKinds } from "../algebra/kinds.js";
import { typeAt } from "../algebra/meet-objects.js";
import { objectType } from "../algebra/union.js";
import type { ArgumentType, ObjectType, PatternProperties, Property } from "../argument-type.js";
import { readPattern } from "./patterns.js";
import { get, type Schema } from "./schema.js";

export function readObject(schema: Schema): ArgumentType {
  const isFlag = schema.get("required")?.kind === "boolean";
  const required = isFlag ? [] : schema.names("required");
  const properties = readProperties(schema, new Set(required));
  const patterns = readPatterns(schema);
  const names = readNames(schema);
  const dependentRequired = readDependent(schema);
  const object: ObjectType = {
    kind: "object",
    properties,
    ...(patterns.length > 0 && { patterns }),
    additional: schema.inner("additionalProperties") ?? unknown,
    ...(names && { names }),
    ...schema.counts(["minProperties", "maxProperties"]),
    ...(dependentRequired.size > 0 && { dependentRequired }),
  };
  return objectType({ ...object, properties: withUnlisted(schema, object, required) });
}

/** The words a definition has for an argument or a tool. */
export function descriptionOf(value: ValueSyntax | undefined): string | null {
  const description = value?.kind === "map" ? get(value, "description") : undefined;
  return description?.kind === "string" ? description.value : null;
}

function readProperties(
  schema: Schema,
  required: ReadonlySet<string>,
): ReadonlyMap<string, Property> {
  if (required.has("__proto__")) refusePrototype(schema, "required");
  const properties = new Map<string, Property>();
  for (const { key, value } of schema.entries("properties")) {
    if (key.text === "__proto__") refusePrototype(schema, "properties");
    const { description, ...type } = schema.reader.read(
      value,
      schema.place.inside("properties", key.text),
    );
    properties.set(key.text, {
      type,
      required: required.has(key.text) || schema.reader.isRequiredByItself(value),
      description: descriptionOf(value) ?? description ?? null,
    });
  }
  return properties;
}

function refusePrototype(schema: Schema, keyword: string): undefined {
  const message = "no argument can be named `__proto__`";
  return schema.refuse("SC7013", keyword, message, "rename the argument");
}

/** A required name without a schema of its own has that of the additional properties. */
function withUnlisted(
  schema: Schema,
  object: ObjectType,
  required: readonly string[],
): ReadonlyMap<string, Property> {
  const properties = new Map(object.properties);
  for (const name of required) {
    if (properties.has(name)) continue;
    const type = typeAt(object, name);
    properties.set(name, { type, required: true, description: null });
    if (type.kind !== "never" || schema.place.isAlternative) continue;
    const message = `\`${name}\` is required, and no property may have that name`;
    const help = "add it to `properties`, or take it out of `required`";
    schema.refuse("SC7006", "required", message, help);
  }
  return properties;
}

function readPatterns(schema: Schema): readonly PatternProperties[] {
  return schema.entries("patternProperties").flatMap(({ key, value }) => {
    const at = schema.place.inside("patternProperties", key.text);
    const written = { kind: "string", value: key.text, range: key.range } as const;
    const pattern = readPattern(written, at);
    const type = schema.reader.read(value, at);
    return pattern === undefined ? [] : [{ pattern, type }];
  });
}

/** What is demanded of names as strings, which they always are. */
function readNames(schema: Schema): ArgumentType | undefined {
  const written = schema.inner("propertyNames");
  const names = written && intersect(written, wholeKinds.string);
  const isAnyName =
    names?.kind === "string" &&
    Object.keys(names).every((key) => key === "kind" || key === "description");
  return isAnyName ? undefined : names;
}

function readDependent(schema: Schema): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const keyword of ["dependentRequired", "dependencies"]) {
    for (const { key, value } of schema.entries(keyword)) {
      if (keyword === "dependencies" && value.kind !== "list") continue;
      const names = schema.names(keyword, value);
      const all = new Set([...(found.get(key.text) ?? []), ...names]);
      if (all.size > 0) found.set(key.text, [...all]);
    }
  }
  return found;
}
