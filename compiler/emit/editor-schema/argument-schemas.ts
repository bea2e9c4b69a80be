// What may be written about an argument, as JSON Schema: by its type, shared by all arguments of that type.

import type { ConstraintKind, TextForm, ValueForm } from "../../constraints/constraint.js";
import { holderOf } from "../../constraints/contains.js";
import { each } from "../../constraints/each.js";
import { itemsOf } from "../../constraints/items.js";
import { someText } from "../../constraints/readers.js";
import { standsOn, valueKinds } from "../../constraints/value-kinds.js";
import { type ConstraintKey, kindsOn } from "../../policy/constraint-keys.js";
import type { ArgumentType } from "../../tools/argument-type.js";
import { to } from "./policy-language.js";
import type { JsonObject } from "./print-json.js";
import { type Scalars, scalarSchema, scalarsOf } from "./scalars.js";

/** Definitions as they come to be needed. */
export class ArgumentSchemas {
  readonly #definitions = new Map<
    string,
    { readonly schema: JsonObject; readonly to: JsonObject }
  >();

  /** By name, so that their order does not hang on the order of the tools. */
  get definitions(): JsonObject {
    const sorted = [...this.#definitions].toSorted(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(sorted.map(([name, { schema }]) => [name, schema]));
  }

  /** What may stand behind a key of a tool's `constraints`: one object for all that are alike. */
  at({ short, long }: ConstraintKey): JsonObject {
    if (long !== null) return this.#argument(long.type, short !== null);
    if (short === null) return never;
    return this.#value(short.kind, short.takes, short.argument?.type ?? anything);
  }

  /** What may stand behind a key where no tools module says what arguments there are. */
  atUnknown(short?: { readonly kind: ConstraintKind; readonly takes: ValueForm }): JsonObject {
    if (short === undefined) return this.#argument(anything, true);
    const value = this.#value(short.kind, short.takes, anything);
    return { anyOf: [value, this.#argument(anything, false)] };
  }

  /** Behind an argument's own name: a map of kinds, and, where that is clear, a value or a list. */
  #argument(type: ArgumentType, hasShorthand: boolean): JsonObject {
    return this.#define(`${hasShorthand ? "argument" : "kinds"}-${nameOf(type)}`, () => {
      const { properties, ...map } = this.#kinds(type);
      const optional = { description: "Whether the argument may be left out.", type: "boolean" };
      const whole = {
        properties: { ...properties, optional },
        ...map,
        dependencies: { optional: { minProperties: 2 } },
      };
      return hasShorthand
        ? this.#withShorthand(whole, scalarsOf(type))
        : { type: "object", ...whole };
    });
  }

  #kinds(type: ArgumentType): JsonObject & { readonly properties: JsonObject } {
    const values = kindsOn(type).map((kind) => [kind.key, this.#value(kind, kind.takes, type)]);
    const ofItems = standsOn(type, ["array"]) ? { [each.key]: this.#each(itemsOf(type)) } : {};
    return {
      properties: { ...Object.fromEntries(values), ...ofItems },
      additionalProperties: false,
      minProperties: 1,
    };
  }

  #each(items: ArgumentType): JsonObject {
    return this.#define(`each-${nameOf(items)}`, () => ({
      description: each.about,
      type: "object",
      ...this.#kinds(items),
    }));
  }

  /** Not by `anyOf`: so an editor says which key is wrong, and not only that the whole is. */
  #withShorthand(map: JsonObject, scalars: Scalars): JsonObject {
    const { types, values } = scalars;
    const type = [...types, "array", "object"];
    const one = values.length === 0 ? { type } : { anyOf: [this.#scalar(scalars), { type }] };
    return { ...one, ...map, items: this.#scalar(scalars), minItems: 1, uniqueItems: true };
  }

  #value(
    { key, about: description }: ConstraintKind,
    takes: ValueForm,
    type: ArgumentType,
  ): JsonObject {
    const scalars = scalarsOf(type);
    if (takes === "scalar") return { description, ...this.#scalar(scalars) };
    if (takes === "scalars") return { description, ...this.#list(scalars) };
    if (takes === "barred scalars") return this.#barred(scalars);
    if (takes === "parts") return { description, ...this.#parts(scalarsOf(holderOf(type))) };
    const form = typeof takes === "object" ? textForm(takes) : plainForms[takes];
    return this.#define(key, () => ({ description, ...form }));
  }

  #scalar(scalars: Scalars): JsonObject {
    const schema = scalarSchema(scalars);
    return scalars.values.length === 0 ? schema : this.#define(scalars.name, () => schema);
  }

  #list(scalars: Scalars): JsonObject {
    const items = this.#scalar(scalars);
    const schema = { type: "array", items, minItems: 1, uniqueItems: true };
    return this.#define(`list-${scalars.name}`, () => schema);
  }

  #barred(scalars: Scalars): JsonObject {
    const words = wordsOf(scalars);
    if (words?.length === 0) return this.#list(scalars);
    const description = "Values between bars, such as `a|b|c`, or a list of them.";
    const barred = {
      type: "string",
      pattern: `^${word(words)}(?:\\|${word(words)})*$`,
      patternErrorMessage: "Write values of the argument with bars between them, such as a|b|c.",
    };
    const single = words === null ? [] : [{ enum: words }];
    const anyOf = [...single, barred, this.#list(scalars)];
    return this.#define(`barred-${scalars.name}`, () => ({ description, anyOf }));
  }

  #parts(scalars: Scalars): JsonObject {
    if (scalars.name === "") return never;
    const one = { ...scalarSchema(scalars), pattern: someText.source };
    return this.#define(`parts-${scalars.name}`, () => oneOrMany(one));
  }

  #define(name: string, schema: () => JsonObject): JsonObject {
    const known = this.#definitions.get(name);
    if (known !== undefined) return known.to;
    const reference = to(name);
    // Before it is made: lists of any lists mean themselves.
    this.#definitions.set(name, { schema: {}, to: reference });
    this.#definitions.set(name, { schema: schema(), to: reference });
    return reference;
  }
}

const never: JsonObject = { not: {} };
const anything: ArgumentType = { kind: "unknown" };

const plainForms: Readonly<
  Record<"number" | "positive number" | "count" | "days" | "true" | "pattern", JsonObject>
> = {
  number: { type: "number" },
  "positive number": { type: "number", exclusiveMinimum: 0 },
  count: { type: "integer", minimum: 0 },
  days: { type: "number", minimum: 0 },
  true: { const: true },
  pattern: { type: "string", minLength: 1 },
};

function textForm({ pattern, many, help }: TextForm): JsonObject {
  const one = { type: "string", pattern: pattern.source, patternErrorMessage: help };
  return many ? oneOrMany(one) : one;
}

function oneOrMany(one: JsonObject): JsonObject {
  return { anyOf: [one, { type: "array", minItems: 1, uniqueItems: true, items: one }] };
}

/** Two arguments of which the same can be written share a name; no others do. */
function nameOf(type: ArgumentType): string {
  const kinds = valueKinds(type);
  if (kinds === undefined) return "any";
  const names = [
    scalarsOf(type).name,
    kinds.has("array") ? `array-of-${nameOf(itemsOf(type))}` : "",
    kinds.has("object") ? "object" : "",
  ];
  return names.filter((name) => name !== "").join("-or-");
}

/** The values that can stand between bars; null where any text can. */
function wordsOf({ types, values }: Scalars): readonly string[] | null {
  if (types.includes("string")) return null;
  const texts = values.filter((value) => typeof value === "string");
  return texts.filter((text) => text !== "" && text === text.trim() && !text.includes("|"));
}

function word(words: readonly string[] | null): string {
  if (words === null) return "[^|\\s](?:[^|]*[^|\\s])?";
  return `(?:${words.map((each) => each.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&")).join("|")})`;
}
