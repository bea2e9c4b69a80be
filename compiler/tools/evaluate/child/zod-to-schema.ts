// A zod 4 schema as JSON Schema that accepts the same, or a refusal of what no JSON Schema says.

import { helpAbout } from "../../typescript/zod-refusals.js";
import { type Fields, fieldsOf, isFields } from "./fields.js";
import { below, Refusal } from "./refusal.js";
import { checksOf, defOf, keywordsOf, merge, nameOfCheck } from "./zod-checks.js";

// zod's own `toJSONSchema` is no choice: it leaves out refinements, what formats check beside their pattern, and the
// flags of patterns, and takes what `meta` holds for keywords.

interface Place {
  readonly def: Fields;
  readonly internals: Fields;
  readonly pointer: string;
  /** The schema of a part, and the steps that lead to it. */
  readonly part: (schema: unknown, ...steps: readonly (string | number)[]) => Fields;
}

/** Undefined where it is none of zod 4's schemas that JSON has the values of. */
type Kind = (place: Place) => Fields | undefined;

const inner: Kind = ({ def, part }) => part(def["innerType"]);

const kinds: Readonly<Record<string, Kind>> = {
  string: () => ({ type: "string" }),
  number: () => ({ type: "number" }),
  boolean: () => ({ type: "boolean" }),
  null: () => ({ type: "null" }),
  unknown: () => ({}),
  any: () => ({}),
  never: () => ({ not: {} }),
  enum: literals,
  literal: literals,
  array: ({ def, part }) => ({ type: "array", items: part(def["element"], "items") }),
  tuple,
  object,
  record,
  union,
  nullable: ({ def, part }) => ({ anyOf: [part(def["innerType"]), { type: "null" }] }),
  optional: inner,
  nonoptional: inner,
  readonly: inner,
  lazy: ({ internals, part }) => part(internals["innerType"]),
};

export function zodToSchema(schema: unknown, pointer = ""): Fields {
  const converter = new Converter();
  const root = converter.convert(schema, pointer);
  return converter.definitions.size === 0
    ? root
    : { ...root, $defs: Object.fromEntries(converter.definitions) };
}

class Converter {
  readonly definitions = new Map<string, Fields>();
  /** The schemas around the one that is being converted, with the names of those that contain themselves. */
  readonly #around = new Map<unknown, string | null>();

  convert(schema: unknown, pointer: string): Fields {
    const known = this.#around.get(schema);
    if (known !== undefined) return this.#refer(schema, known);
    this.#around.set(schema, null);
    const converted = withDescription(schema, this.#plain(schema, pointer));
    const name = this.#around.get(schema);
    this.#around.delete(schema);
    if (typeof name !== "string") return converted;
    this.definitions.set(name, converted);
    return { $ref: `#/$defs/${name}` };
  }

  #refer(schema: unknown, known: string | null): Fields {
    const used = [...this.#around.values()].filter((name) => name !== null).length;
    const name = known ?? `schema${this.definitions.size + used + 1}`;
    this.#around.set(schema, name);
    return { $ref: `#/$defs/${name}` };
  }

  #plain(schema: unknown, pointer: string): Fields {
    const def = defOf(schema);
    if (def === undefined)
      throw new Refusal("SC7009", "has a value that is no schema of zod 4", "write one", pointer);
    const { type } = def;
    const internals = fieldsOf(fieldsOf(schema)["_zod"]);
    const part: Place["part"] = (of, ...steps) =>
      this.convert(
        of,
        steps.reduce<string>((path, step) => below(path, step), pointer),
      );
    if (def["coerce"] === true) throw refuse("coerce", pointer);
    const kind = Object.hasOwn(kinds, String(type)) ? kinds[String(type)] : undefined;
    const base = kind?.({ def, internals, pointer, part });
    if (base === undefined) throw refuse(String(type), pointer);
    const checks = checksOf(def).filter(({ check }) => check !== "describe" && check !== "meta");
    const keywords = checks.map((check) => {
      const name = nameOfCheck(check);
      const found = keywordsOf(check, type);
      if (found !== undefined) return found;
      if (check["check"] !== "string_format") throw refuse(name, pointer);
      throw new Refusal(
        "SC7009",
        `has the format \`${name}\`, which no \`pattern\` says exactly`,
        writePattern,
        pointer,
      );
    });
    return merge([base, ...keywords]);
  }
}

const helps: ReadonlyMap<string, string> = new Map([
  ["intersection", "write one schema, such as `.extend(…)` of an object"],
  ["record", "write `z.record` with strings for its keys, or one `z.enum`"],
  ["union", "write `z.union`, which takes what fits several of them too"],
]);

const writePattern =
  "write `z.string().regex(…)`, with the flag `u` and no other, or list the module without `evaluate`";

/** What a person wrote of it, where zod calls it something else. */
const written: ReadonlyMap<string, string> = new Map([
  ["overwrite", "a check that changes the value"],
  ["pipe", "`transform`, `pipe` or `preprocess`"],
  ["template_literal", "`templateLiteral`"],
]);

function refuse(name: string, pointer: string): Refusal {
  const help = helpAbout(name) ?? helps.get(name) ?? "write the schema in another way";
  return new Refusal(
    "SC7009",
    `has ${written.get(name) ?? `\`${name}\``}, which no JSON Schema says exactly`,
    help,
    pointer,
  );
}

function withDescription(schema: unknown, converted: Fields): Fields {
  const description = isFields(schema) ? schema["description"] : undefined;
  return typeof description === "string" ? { ...converted, description } : converted;
}

function literals({ internals }: Place): Fields | undefined {
  const { values } = internals;
  if (!(values instanceof Set)) return undefined;
  const list: readonly unknown[] = [...values];
  return list.length > 0 && list.every(isScalar) ? { enum: list } : undefined;
}

function isScalar(value: unknown): boolean {
  return value === null || ["string", "boolean"].includes(typeof value) || Number.isFinite(value);
}

function isOptional(schema: unknown): boolean {
  return fieldsOf(fieldsOf(schema)["_zod"])["optin"] !== undefined;
}

/** Properties that are not named are refused, as they are where zod is read from the source. */
function object({ def, part }: Place): Fields {
  const shape = Object.entries(fieldsOf(def["shape"]));
  const rest = def["catchall"];
  return {
    type: "object",
    properties: Object.fromEntries(
      shape.map(([name, schema]) => [name, part(schema, "properties", name)]),
    ),
    required: shape.filter(([, schema]) => !isOptional(schema)).map(([name]) => name),
    additionalProperties: rest === undefined ? false : part(rest, "additionalProperties"),
  };
}

function record({ def, internals, part }: Place): Fields | undefined {
  const key = defOf(def["keyType"])?.["type"];
  const isNamed = key === "enum" || key === "literal";
  if (internals["_loose"] === true || def["mode"] === "loose") return undefined;
  if (!isNamed && key !== "string") return undefined;
  const names = part(def["keyType"], "propertyNames");
  const isAll = isNamed && def["partial"] !== true && !isOptional(def["valueType"]);
  const listed = Array.isArray(names["enum"]) ? names["enum"] : [];
  if (listed.some((name) => typeof name !== "string")) return undefined;
  return {
    type: "object",
    propertyNames: names,
    additionalProperties: part(def["valueType"], "additionalProperties"),
    required: isAll ? listed : [],
  };
}

function tuple({ def, part }: Place): Fields | undefined {
  const items: readonly unknown[] = Array.isArray(def["items"]) ? def["items"] : [];
  const { rest } = def;
  return {
    type: "array",
    ...(items.length > 0 && {
      prefixItems: items.map((item, at) => part(item, "prefixItems", at)),
    }),
    minItems: items.findLastIndex((item) => !isOptional(item)) + 1,
    items: rest === null || rest === undefined ? false : part(rest, "items"),
  };
}

function union({ def, part }: Place): Fields | undefined {
  // What only one of several may fit hangs on properties that zod drops, and that are refused here.
  const isExclusive = def["inclusive"] === false && def["discriminator"] === undefined;
  if (isExclusive || !Array.isArray(def["options"])) return undefined;
  return { anyOf: def["options"].map((option, at) => part(option, "anyOf", at)) };
}
