// A JSON Schema becomes an argument type that means the same. What cannot be said exactly is refused.

import { suggest } from "../../diagnostics/suggest.js";
import type { Dialect } from "../../policy/policy.js";
import type { Range } from "../../source/source-file.js";
import type { MapSyntax, ValueSyntax } from "../../syntax/syntax.js";
import { intersect } from "../algebra/intersect.js";
import { unknown } from "../algebra/kinds.js";
import { sizeOf } from "../algebra/size.js";
import type { ArgumentType, Definitions } from "../argument-type.js";
import { never } from "../argument-type.js";
import { readAllOf, readAnyOf, readConditions, readOneOf } from "./combinators.js";
import { type Draft, draftOf } from "./dialect.js";
import { foreignTo, knownKeywords, spellings } from "./keywords.js";
import { descriptionOf } from "./objects.js";
import { readReference } from "./references.js";
import { Resources } from "./resources.js";
import { get, refused, Schema, type SchemaPlace } from "./schema.js";
import { isAsserted } from "./strings.js";
import { readTyped } from "./types.js";
import { readUnevaluated } from "./unevaluated.js";
import { readValues } from "./values.js";

/** More than any tool needs, and few enough to be generated, compiled and read. */
const mostTypes = 20_000;
/** References can lead deeper than a file is nested. */
const deepest = 256;

/** So deep a reference is followed in place. Deeper, what it leads to gets a name: types must not lie too deep in each other. */
const deepestInPlace = 6;
const largestInPlace = 2;

/** Reads one document. */
export class SchemaReader {
  readonly draft: Draft;
  readonly saysItsDraft: boolean;
  readonly dialect: Dialect;
  readonly resources: Resources | undefined;
  readonly #root: ValueSyntax;
  readonly #definitions = new Map<string, ArgumentType>();
  /** The schemas that are being read, and where. */
  readonly #open = new Map<MapSyntax, SchemaPlace>();
  readonly #names = new Map<MapSyntax, string>();
  readonly #read = new Map<MapSyntax, ArgumentType>();
  readonly #unknownFormats = new Set<string>();
  #types = 0;
  #isTooLarge = false;

  constructor(root: ValueSyntax, dialect: Dialect, place: SchemaPlace) {
    const draft = draftOf(root);
    if (draft === undefined && root.kind === "map") refuseDraft(root, place);
    this.#root = root;
    this.draft = draft ?? "2020-12";
    this.saysItsDraft = root.kind === "map" && get(root, "$schema") !== undefined;
    this.dialect = dialect;
    this.resources = root.kind === "map" ? new Resources(root, this.draft) : undefined;
  }

  /** The types in the document that contain themselves, once it has been read. */
  get definitions(): Definitions {
    return this.#definitions;
  }

  /** Reads a schema. What is refused in it is reported, and any value stands for it. */
  read(value: ValueSyntax, place: SchemaPlace, from?: Range): ArgumentType {
    if (value.kind === "boolean") return value.value ? unknown : never;
    if (value.kind !== "map") {
      const help = 'write an object such as `{ "type": "string" }`';
      return place.refuse("SC7006", "a schema must be an object", value.range, help) ?? refused;
    }
    const open = this.#open.get(value);
    if (open !== undefined) return this.#referTo(value, open, place, from ?? value.range);
    const known = this.#read.get(value);
    const isDeep = from !== undefined && place.level > deepestInPlace;
    this.#types += known === undefined || isDeep ? 1 : sizeOf(known);
    if (this.#types > mostTypes || this.#open.size >= deepest) {
      return this.#refuseSize(place, from ?? value.range);
    }
    const type = known ?? this.#readNew(value, place);
    if (!isDeep || sizeOf(type) <= largestInPlace) return type;
    const name = this.#nameOf(value, place.pointer);
    this.#definitions.set(name, type);
    return { kind: "reference", name };
  }

  /** Draft-3's way of saying so, which is still seen. */
  isRequiredByItself(property: ValueSyntax): boolean {
    const required = property.kind === "map" ? get(property, "required") : undefined;
    return this.dialect === "lenient" && required?.kind === "boolean" && required.value;
  }

  #readNew(map: MapSyntax, place: SchemaPlace): ArgumentType {
    this.#open.set(map, place);
    const type = this.#translate(map, place);
    this.#open.delete(map);
    this.#read.set(map, type);
    const name = this.#names.get(map);
    if (name !== undefined) this.#definitions.set(name, type);
    return type;
  }

  #translate(map: MapSyntax, place: SchemaPlace): ArgumentType {
    const schema = new Schema(map, place, this);
    this.#checkKeywords(schema);
    this.#checkFormat(schema);
    this.#checkRequired(schema);
    const parts = partsOf(schema, this.draft);
    const type = parts.reduce(intersect);
    if (type.kind === "never" && !parts.some(({ kind }) => kind === "never")) warnOfNothing(schema);
    const description = descriptionOf(map);
    return description === null ? type : { ...type, description };
  }

  #checkKeywords(schema: Schema): void {
    const { map, place } = schema;
    if (map !== this.#root && (draftOf(map) ?? this.draft) !== this.draft && get(map, "$schema")) {
      refuseDraft(map, place);
    }
    const ignored = this.draft === "draft-07" && schema.get("$ref") !== undefined;
    for (const { key } of map.entries) {
      const { text, range } = key;
      const instead = foreignTo[this.draft].get(text);
      if (instead !== undefined && !ignored) {
        const message = `\`${text}\` means nothing in ${this.draft}, which ignores it`;
        const help = `write \`${instead}\`, or correct \`$schema\``;
        place.below(text).refuse("SC7018", message, range, help);
      }
      // JSON Schema ignores keywords it does not know; one that is nearly a known one is a slip.
      const near = knownKeywords.has(text) ? undefined : suggest(text, spellings);
      if (near === undefined) continue;
      const message = `unknown keyword \`${text}\``;
      place.below(text).refuse("SC7006", message, range, `did you mean \`${near}\`?`);
    }
  }

  /** Draft-3's flag on a property, which a lenient policy takes. */
  #checkRequired(schema: Schema): void {
    if (schema.get("required")?.kind !== "boolean" || this.dialect === "lenient") return;
    const help =
      "list the property in the `required` of the object around it, or say `dialect: lenient` in the policy";
    schema.malformed("required", "a list of property names", help);
  }

  #checkFormat(schema: Schema): void {
    const written = schema.get("format");
    if (written === undefined || written.kind !== "string") {
      if (written !== undefined) schema.malformed("format", "a string");
      return;
    }
    const format = written.value;
    if (isAsserted(format) || this.#unknownFormats.has(format)) return;
    this.#unknownFormats.add(format);
    const help = "leave it out, or let the policy's constraints say it";
    schema.refuse("SC7017", "format", `the format \`${format}\` is not checked`, help);
  }

  #referTo(map: MapSyntax, open: SchemaPlace, place: SchemaPlace, from: Range): ArgumentType {
    if (open.level === place.level) {
      const help = "a schema can contain itself only in a property or an item";
      return open.refuse("SC7016", "the schema refers to itself", from, help) ?? refused;
    }
    return { kind: "reference", name: this.#nameOf(map, open.pointer) };
  }

  /** The last step to it that says something. */
  #nameOf(map: MapSyntax, pointer: string): string {
    const given = this.#names.get(map);
    if (given !== undefined) return given;
    const steps = pointer.split("/").slice(1);
    const telling = steps.findLast((step) => !knownKeywords.has(step) && !/^\d+$/u.test(step));
    const name = telling?.replaceAll("~1", "/").replaceAll("~0", "~") ?? "arguments";
    const taken = new Set(this.#names.values());
    let candidate = name;
    for (let count = 2; taken.has(candidate); count += 1) candidate = `${name}_${count}`;
    this.#names.set(map, candidate);
    return candidate;
  }

  /** Says so once: nobody needs to be told at every further place. */
  #refuseSize(place: SchemaPlace, range: Range): ArgumentType {
    if (this.#isTooLarge) return refused;
    this.#isTooLarge = true;
    const message =
      this.#types > mostTypes
        ? `the schema has more than ${mostTypes.toLocaleString("en-US")} parts, references written out`
        : `references lead more than ${deepest} levels deep`;
    const help = "leave open what lies so deep, such as `{}`";
    return place.refuse("SC7016", message, range, help) ?? refused;
  }
}

/** What each group of keywords says; all of it holds. */
function partsOf(schema: Schema, draft: Draft): readonly ArgumentType[] {
  const reference = readReference(schema, "$ref");
  if (draft === "draft-07" && schema.get("$ref") !== undefined) return [reference];
  return [
    readTyped(schema),
    readValues(schema),
    reference,
    readReference(schema, "$dynamicRef"),
    ...readAllOf(schema),
    readOneOf(schema),
    readAnyOf(schema),
    readConditions(schema),
    readUnevaluated(schema),
  ];
}

/** Legal, and hardly ever meant. */
function warnOfNothing({ map, place }: Schema): void {
  if (place.isAlternative || place.pointer === "") return;
  const help = "correct what contradicts itself, or write `false`";
  place.refuse("SC7040", "no value fits this schema", map.range, help);
}

function refuseDraft(map: MapSyntax, place: SchemaPlace): void {
  const range = get(map, "$schema")?.range ?? map.range;
  const message = "this version of JSON Schema is not supported";
  place.below("$schema").refuse("SC7018", message, range, "write it in draft-07 or 2020-12");
}
