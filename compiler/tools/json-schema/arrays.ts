// The keywords about arrays: items by place, the others, how many, and which must be among them.

import { unknown } from "../algebra/kinds.js";
import { arrayType } from "../algebra/union.js";
import type { ArgumentType, Contains } from "../argument-type.js";
import type { Schema } from "./schema.js";

export function readArray(schema: Schema): ArgumentType {
  const { prefix, items } = readItems(schema);
  const contains = readContains(schema);
  return arrayType({
    kind: "array",
    prefix,
    items: items ?? unknown,
    ...schema.counts(["minItems", "maxItems"]),
    uniqueItems: schema.flag("uniqueItems"),
    ...(contains && { contains: [contains] }),
  });
}

interface Items {
  readonly prefix: readonly ArgumentType[];
  readonly items: ArgumentType | undefined;
}

function readItems(schema: Schema): Items {
  const written = schema.get("items");
  const under = (keyword: string) => (index: number) => schema.place.inside(keyword, index);
  // Draft-07's tuple: `additionalItems` is about the items behind it, and means nothing elsewhere.
  if (written?.kind === "list") {
    if (schema.reader.saysItsDraft && schema.reader.draft === "2020-12") {
      schema.malformed("items", "one schema", "write `prefixItems` for the first items");
    }
    if (schema.get("prefixItems") !== undefined) {
      schema.malformed(
        "items",
        "one schema beside `prefixItems`",
        "say what the first items are once",
      );
    }
    const prefix = schema.list("items", under("items")) ?? [];
    return { prefix, items: schema.inner("additionalItems") };
  }
  return {
    prefix: schema.list("prefixItems", under("prefixItems")) ?? [],
    items: schema.inner("items"),
  };
}

function readContains(schema: Schema): Contains | undefined {
  const type = schema.inner("contains");
  const { minContains: min = 1, maxContains } = schema.counts(["minContains", "maxContains"]);
  if (type === undefined || (min === 0 && maxContains === undefined)) return undefined;
  return { type, min, max: maxContains ?? null };
}
