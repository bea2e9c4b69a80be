// A JSON Schema becomes an argument type that means the same. What cannot be said exactly is refused.

import { suggest } from "../../diagnostics/suggest.js";
import type { MapSyntax, ValueSyntax } from "../../syntax/syntax.js";
import { type ArgumentType, unionOf } from "../argument-type.js";
import {
  annotations,
  keywordsOfType,
  substitutes,
  typedKeywords,
  untranslated,
  untypedKeywords,
} from "./keywords.js";
import { readObject } from "./read-object.js";
import { readValues } from "./read-values.js";
import { Schema, type SchemaPlace } from "./schema.js";

type TypeReader = (schema: Schema) => ArgumentType | undefined;

const typeReaders: ReadonlyMap<string, TypeReader> = new Map<string, TypeReader>([
  ["string", (schema) => ({ kind: "string", ...schema.numbers(keywordsOfType.string, "count") })],
  ["number", (schema) => readNumber(schema, false)],
  ["integer", (schema) => readNumber(schema, true)],
  ["boolean", () => ({ kind: "boolean" })],
  ["null", () => ({ kind: "null" })],
  ["array", readArray],
  ["object", (schema) => readObject(schema, readSchema)],
]);

/** Reads a schema; undefined where a part of it is refused, with all of that reported. */
export function readSchema(value: ValueSyntax, place: SchemaPlace): ArgumentType | undefined {
  if (value.kind === "boolean" && value.value) return { kind: "unknown" };
  if (value.kind === "boolean") {
    const help = "leave the property out and set `additionalProperties` to false";
    return place.refuse("SC7005", "the schema `false` allows no value", value.range, help);
  }
  if (value.kind !== "map") {
    const help = 'write an object such as `{ "type": "string" }`';
    return place.refuse("SC7006", "a schema must be an object", value.range, help);
  }
  if (!keywordsAreKnown(value, place)) return undefined;
  const schema = new Schema(value, place);
  if (schema.get("anyOf") !== undefined) return readAnyOf(schema);
  const types = readTypes(schema);
  if (types === undefined) return undefined;
  if (schema.present(["enum", "const"]).length > 0) return readValues(schema, types);
  if (types.length === 0) return readUntyped(schema);
  return unionOfAll(types.map((type) => typeReaders.get(type)?.(schema)));
}

function keywordsAreKnown({ entries }: MapSyntax, place: SchemaPlace): boolean {
  const known = [...annotations, ...typedKeywords, ...untypedKeywords, ...untranslated];
  const refused = entries.filter(({ key }) => {
    const { text, range } = key;
    const at = place.below(text);
    if (untranslated.has(text)) {
      const help = substitutes.get(text) ?? "leave it out, and let the policy's constraints say it";
      at.refuse("SC7005", `the keyword \`${text}\` cannot be translated yet`, range, help);
      return true;
    }
    // JSON Schema ignores keywords it does not know; one that is nearly a known one is a slip.
    const near = known.includes(text) ? undefined : suggest(text, known);
    if (near === undefined) return false;
    at.refuse("SC7006", `unknown keyword \`${text}\``, range, `did you mean \`${near}\`?`);
    return true;
  });
  return refused.length === 0;
}

/** The names under `type`, in written order; none where there is no `type`. */
function readTypes(schema: Schema): readonly string[] | undefined {
  const value = schema.get("type");
  if (value === undefined) return [];
  const items = value.kind === "list" ? value.items : [value];
  const names = items.flatMap((item) => (item.kind === "string" ? [item.value] : []));
  if (names.length !== items.length || names.length === 0) {
    return schema.malformed("type", "the name of a type, or a list of such names");
  }
  const unknown = names.find((name) => !typeReaders.has(name));
  if (unknown === undefined) return [...new Set(names)];
  const near = suggest(unknown, typeReaders.keys());
  const known = [...typeReaders.keys()].map((name) => `\`${name}\``).join(", ");
  const help = near === undefined ? `the types are ${known}` : `did you mean \`${near}\`?`;
  const message = `JSON Schema has no type \`${unknown}\``;
  return schema.place.below("type").refuse("SC7006", message, value.range, help);
}

function readNumber(schema: Schema, integer: boolean): ArgumentType {
  return { kind: "number", integer, ...schema.numbers(keywordsOfType.number, "number") };
}

function readArray(schema: Schema): ArgumentType | undefined {
  const written = schema.get("items");
  if (written?.kind === "list") {
    const help = "write one schema for all items";
    const at = schema.place.below("items");
    return at.refuse("SC7005", "a list of `items` cannot be translated yet", written.range, help);
  }
  const items: ArgumentType | undefined =
    written === undefined ? { kind: "unknown" } : readSchema(written, schema.place.below("items"));
  const bounds = schema.numbers(["minItems", "maxItems"], "count");
  return items && { kind: "array", items, ...bounds };
}

function readAnyOf(schema: Schema): ArgumentType | undefined {
  const value = schema.get("anyOf");
  const beside = schema.present([...typedKeywords, "type", "enum", "const"])[0];
  if (beside !== undefined) {
    const message = `\`anyOf\` beside \`${beside}\` cannot be translated yet`;
    const range = value?.range ?? schema.range;
    const help = `write \`${beside}\` into each of the alternatives`;
    return schema.place.refuse("SC7005", message, range, help);
  }
  if (value?.kind !== "list" || value.items.length === 0) {
    return schema.malformed("anyOf", "a list of schemas");
  }
  const at = schema.place.below("anyOf");
  return unionOfAll(value.items.map((item, index) => readSchema(item, at.below(index))));
}

function readUntyped(schema: Schema): ArgumentType | undefined {
  const lonely = schema.present(typedKeywords)[0];
  if (lonely === undefined) return { kind: "unknown" };
  const type = Object.entries(keywordsOfType).find(([, keywords]) =>
    keywords.some((keyword) => keyword === lonely),
  )?.[0];
  const message = `\`${lonely}\` without a \`type\` lets every value of another type pass`;
  const range = schema.get(lonely)?.range ?? schema.range;
  return schema.place.refuse("SC7005", message, range, `add \`"type": "${type}"\``);
}

function unionOfAll(members: readonly (ArgumentType | undefined)[]): ArgumentType | undefined {
  const read = members.filter((member) => member !== undefined);
  return read.length === members.length ? unionOf(read) : undefined;
}
