// The keyword `type`, and the keywords that are about values of one type.

import { suggest } from "../../diagnostics/suggest.js";
import { unknown, wholeKinds } from "../algebra/kinds.js";
import { union } from "../algebra/union.js";
import type { ArgumentType } from "../argument-type.js";
import { readArray } from "./arrays.js";
import { typeWords } from "./dialect.js";
import { typedKeywords } from "./keywords.js";
import { readNumber } from "./numbers.js";
import { readObject } from "./objects.js";
import type { Schema } from "./schema.js";
import { readString } from "./strings.js";

const typeReaders: ReadonlyMap<string, (schema: Schema) => ArgumentType> = new Map<
  string,
  (schema: Schema) => ArgumentType
>([
  ["string", readString],
  ["number", (schema) => readNumber(schema, false)],
  ["integer", (schema) => readNumber(schema, true)],
  ["boolean", () => wholeKinds.boolean],
  ["null", () => wholeKinds.null],
  ["array", readArray],
  ["object", readObject],
]);

/** A schema without a `type` lets all values pass that its keywords are not about. */
export function readTyped(schema: Schema): ArgumentType {
  const names = readNames(schema);
  if (names === undefined && schema.present(typedKeywords).length === 0) return unknown;
  const read = (names ?? Object.keys(wholeKinds)).map((name) => typeReaders.get(name)?.(schema));
  return union(read.filter((type) => type !== undefined));
}

/** Undefined where any type is meant. */
function readNames(schema: Schema): readonly string[] | undefined {
  const value = schema.get("type");
  if (value === undefined) return refuseLoneNullable(schema);
  const items = value.kind === "list" ? value.items : [value];
  const written = items.flatMap((item) => (item.kind === "string" ? [item.value] : []));
  if (written.length !== items.length || written.length === 0) {
    return schema.malformed("type", "the name of a type, or a list of such names");
  }
  const names = new Set(written.map((name) => readName(schema, name)));
  if (readNullable(schema)) names.add("null");
  // Every integer is a number.
  if (names.has("number")) names.delete("integer");
  const known = [...names].filter((name) => name !== null);
  return known.length < names.size ? undefined : known;
}

/** The name in JSON Schema's own words; null for any type. */
function readName(schema: Schema, name: string): string | null {
  if (typeReaders.has(name)) return name;
  const word = name.toLowerCase();
  const meant = typeReaders.has(word) ? word : typeWords.get(word);
  if (meant !== undefined && schema.reader.dialect === "lenient") return meant;
  const message = `JSON Schema has no type \`${name}\``;
  schema.refuse("SC7006", "type", message, helpFor(name, meant));
  return null;
}

function helpFor(name: string, meant: string | null | undefined): string {
  const lenient = "or say `dialect: lenient` in the policy";
  if (meant === null) return `leave \`type\` out, ${lenient}`;
  if (meant !== undefined) return `write \`"${meant}"\`, ${lenient}`;
  const near = suggest(name, typeReaders.keys());
  if (near !== undefined) return `did you mean \`${near}\`?`;
  return `the types are ${[...typeReaders.keys()].map((known) => `\`${known}\``).join(", ")}`;
}

/** OpenAPI's word: it adds null to the `type` beside it. */
function readNullable(schema: Schema): boolean {
  const isNullable = schema.flag("nullable");
  if (!isNullable || schema.reader.dialect === "lenient") return isNullable;
  const message = "`nullable` is OpenAPI's word, which JSON Schema ignores";
  const help = 'write `"type": ["string", "null"]`, or say `dialect: lenient` in the policy';
  schema.refuse("SC7018", "nullable", message, help);
  return true;
}

function refuseLoneNullable(schema: Schema): undefined {
  readNullable(schema);
}
