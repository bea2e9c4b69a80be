// The object keywords of JSON Schema: properties, required, additionalProperties.

import type { EntrySyntax, ValueSyntax } from "../../syntax/syntax.js";
import type { ArgumentType, ObjectType, Property } from "../argument-type.js";
import type { Schema, SchemaPlace } from "./schema.js";

type ReadSchema = (value: ValueSyntax, place: SchemaPlace) => ArgumentType | undefined;

export function readObject(schema: Schema, readSchema: ReadSchema): ObjectType | undefined {
  const entries = readEntries(schema);
  const required = readRequired(schema);
  const additional = readAdditional(schema, readSchema);
  if (entries === undefined || required === undefined || additional === undefined) return undefined;
  const properties = new Map<string, Property>();
  for (const { key, value } of entries) {
    const at = schema.place.below("properties", key.text);
    if (key.text === "__proto__") {
      at.refuse("SC7013", "no argument can be named `__proto__`", key.range, "rename the argument");
      continue;
    }
    const type = readSchema(value, at);
    const description = descriptionOf(value);
    if (type !== undefined) {
      properties.set(key.text, { type, required: required.has(key.text), description });
    }
  }
  const complete = addUnlisted(schema, properties, entries, required, additional);
  return complete && properties.size >= entries.length
    ? { kind: "object", properties, additional }
    : undefined;
}

/** The words a definition has for an argument or a tool. */
export function descriptionOf(value: ValueSyntax | undefined): string | null {
  if (value?.kind !== "map") return null;
  const description = value.entries.find(({ key }) => key.text === "description")?.value;
  return description?.kind === "string" ? description.value : null;
}

/** A required name without a schema of its own has that of the additional properties. */
function addUnlisted(
  schema: Schema,
  properties: Map<string, Property>,
  entries: readonly EntrySyntax[],
  required: ReadonlySet<string>,
  additional: ArgumentType | null,
): boolean {
  const listed = new Set(entries.map(({ key }) => key.text));
  const unlisted = [...required].filter((name) => !listed.has(name));
  if (unlisted.length > 0 && additional === null) {
    const message = `\`${unlisted[0]}\` is required, and no property may have that name`;
    const range = schema.get("required")?.range ?? schema.range;
    const help = "add it to `properties`, or take it out of `required`";
    schema.place.below("required").refuse("SC7006", message, range, help);
    return false;
  }
  for (const name of additional === null ? [] : unlisted) {
    properties.set(name, {
      type: additional ?? { kind: "unknown" },
      required: true,
      description: null,
    });
  }
  return true;
}

function readEntries(schema: Schema): readonly EntrySyntax[] | undefined {
  const value = schema.get("properties");
  if (value === undefined) return [];
  return value.kind === "map"
    ? value.entries
    : schema.malformed("properties", "an object of schemas by name");
}

function readRequired(schema: Schema): ReadonlySet<string> | undefined {
  const value = schema.get("required");
  if (value === undefined) return new Set();
  const items = value.kind === "list" ? value.items : [value];
  const names = items.flatMap((item) => (item.kind === "string" ? [item.value] : []));
  if (value.kind !== "list" || names.length < items.length) {
    return schema.malformed("required", "a list of property names");
  }
  if (!names.includes("__proto__")) return new Set(names);
  const at = schema.place.below("required");
  return at.refuse(
    "SC7013",
    "no argument can be named `__proto__`",
    value.range,
    "rename the argument",
  );
}

/** JSON Schema is open where it says nothing. */
function readAdditional(schema: Schema, readSchema: ReadSchema): ArgumentType | null | undefined {
  const value = schema.get("additionalProperties");
  if (value === undefined) return { kind: "unknown" };
  if (value.kind === "boolean" && !value.value) return null;
  return readSchema(value, schema.place.below("additionalProperties"));
}
