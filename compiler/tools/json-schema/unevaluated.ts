// The keywords about what no other keyword has looked at: unevaluatedProperties, unevaluatedItems.

import type { MapSyntax, ValueSyntax } from "../../syntax/syntax.js";
import { intersect } from "../algebra/intersect.js";
import { unknown, wholeKinds } from "../algebra/kinds.js";
import { arrayType, objectType, union } from "../algebra/union.js";
import type { ArgumentType } from "../argument-type.js";
import { readPattern } from "./patterns.js";
import { get, refused, type Schema } from "./schema.js";

/** What the keywords beside one of ours have looked at, whatever the value is. */
interface Seen {
  readonly names: readonly string[];
  readonly patterns: readonly string[];
  /** How many of the first items. */
  readonly items: number;
  readonly all: boolean;
}

type Keyword = "unevaluatedProperties" | "unevaluatedItems";

export function readUnevaluated(schema: Schema): ArgumentType {
  return intersect(
    readKeyword(schema, "unevaluatedProperties", withoutOtherProperties),
    readKeyword(schema, "unevaluatedItems", withoutOtherItems),
  );
}

function readKeyword(
  schema: Schema,
  keyword: Keyword,
  translate: (schema: Schema, seen: Seen, others: ArgumentType) => ArgumentType,
): ArgumentType {
  const others = schema.inner(keyword);
  if (others === undefined) return unknown;
  const seen = new Evaluated(schema, keyword).of(schema.map);
  if (seen?.all === true) return unknown;
  if (seen !== undefined) return translate(schema, seen, others);
  const message = `what \`${keyword}\` is about depends on which of the alternatives fits`;
  const instead = keyword === "unevaluatedItems" ? "items" : "additionalProperties";
  const help = `write \`${instead}\` into each of the alternatives`;
  return schema.refuse("SC7005", keyword, message, help) ?? refused;
}

function withoutOtherProperties(schema: Schema, seen: Seen, others: ArgumentType): ArgumentType {
  const property = { type: unknown, required: false, description: null };
  const patterns = seen.patterns.flatMap((value) => {
    const written = { kind: "string", value, range: schema.map.range } as const;
    const pattern = readPattern(written, schema.place.below("patternProperties", value));
    return pattern === undefined ? [] : [{ pattern, type: unknown }];
  });
  const object = objectType({
    kind: "object",
    properties: new Map(seen.names.map((name) => [name, property])),
    ...(patterns.length > 0 && { patterns }),
    additional: others,
  });
  return union(Object.values({ ...wholeKinds, object }));
}

function withoutOtherItems(_: Schema, seen: Seen, others: ArgumentType): ArgumentType {
  const prefix = Array.from({ length: seen.items }, () => unknown);
  const array = arrayType({ kind: "array", prefix, items: others });
  return union(Object.values({ ...wholeKinds, array }));
}

/** Finds out what schemas look at; undefined where that depends on the value. */
class Evaluated {
  readonly #schema: Schema;
  readonly #asking: Keyword;
  readonly #open = new Set<ValueSyntax>();

  constructor(schema: Schema, asking: Keyword) {
    this.#schema = schema;
    this.#asking = asking;
  }

  of(value: ValueSyntax): Seen | undefined {
    if (value.kind !== "map" || this.#open.has(value)) {
      return { names: [], patterns: [], items: 0, all: false };
    }
    this.#open.add(value);
    const always = [...itemsOf(get(value, "allOf")), ...this.#referred(value)];
    const known = [this.#own(value), ...always.map((each) => this.of(each))];
    const sometimes = alternativesOf(value).map((each) => this.of(each));
    this.#open.delete(value);
    if (known.includes(undefined)) return undefined;
    const seen = together(known.filter((each) => each !== undefined));
    const isFixed = sometimes.every((each) => each !== undefined && !adds(each, seen));
    return isFixed || seen.all ? seen : undefined;
  }

  #own(map: MapSyntax): Seen | undefined {
    const isAsking = map === this.#schema.map;
    const has = (keyword: string): boolean => get(map, keyword) !== undefined;
    const isNested = !isAsking && has(this.#asking);
    const names = keysOf(get(map, "properties"));
    const patterns = keysOf(get(map, "patternProperties"));
    const items = itemsOf(get(map, "prefixItems")).length;
    if (this.#asking === "unevaluatedProperties") {
      return { names, patterns, items, all: isNested || has("additionalProperties") };
    }
    const all = isNested || has("items");
    // Which items `contains` has looked at depends on the array.
    return has("contains") && !all ? undefined : { names, patterns, items, all };
  }

  #referred(map: MapSyntax): readonly ValueSyntax[] {
    return ["$ref", "$dynamicRef"].flatMap((keyword) => {
      const written = get(map, keyword);
      if (written?.kind !== "string") return [];
      const target = this.#schema.reader.resources?.resolve(written.value, map);
      return typeof target === "object" ? [target.value] : [];
    });
  }
}

/** What all of them have looked at together. */
function together(seen: readonly Seen[]): Seen {
  return {
    names: [...new Set(seen.flatMap(({ names }) => names))],
    patterns: [...new Set(seen.flatMap(({ patterns }) => patterns))],
    items: Math.max(0, ...seen.map(({ items }) => items)),
    all: seen.some(({ all }) => all),
  };
}

/** Schemas that apply to some values and not to others. */
function alternativesOf(map: MapSyntax): readonly ValueSyntax[] {
  const single = ["if", "then", "else"].map((keyword) => get(map, keyword));
  const dependent = ["dependentSchemas", "dependencies"].flatMap((keyword) => {
    const value = get(map, keyword);
    return value?.kind === "map" ? value.entries.map((entry) => entry.value) : [];
  });
  const listed = ["anyOf", "oneOf"].flatMap((keyword) => itemsOf(get(map, keyword)));
  return [...single.filter((value) => value !== undefined), ...dependent, ...listed];
}

/** Whether the alternative looks at more than is looked at in any case. */
function adds(alternative: Seen, seen: Seen): boolean {
  return (
    alternative.all ||
    alternative.items > seen.items ||
    alternative.names.some((name) => !seen.names.includes(name)) ||
    alternative.patterns.some((pattern) => !seen.patterns.includes(pattern))
  );
}

function keysOf(value: ValueSyntax | undefined): readonly string[] {
  return value?.kind === "map" ? value.entries.map(({ key }) => key.text) : [];
}

function itemsOf(value: ValueSyntax | undefined): readonly ValueSyntax[] {
  return value?.kind === "list" ? value.items : [];
}
