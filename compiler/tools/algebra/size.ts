// How large an argument type is.

import type { ArgumentType, Check } from "../argument-type.js";

const sizes = new WeakMap<ArgumentType, number>();

/** How many types it is made of, counted as often as they stand in it. */
export function sizeOf(type: ArgumentType): number {
  const known = sizes.get(type);
  if (known !== undefined) return known;
  const size = [...partsOf(type)].reduce((sum, part) => sum + sizeOf(part), 1);
  sizes.set(type, size);
  return size;
}

function* partsOf(type: ArgumentType): Iterable<ArgumentType> {
  for (const check of type.checks ?? []) yield* typesOf(check);
  if (type.kind === "union") yield* type.members;
  if (type.kind === "array") {
    yield* [...(type.prefix ?? []), type.items];
    for (const { type: contained } of type.contains ?? []) yield contained;
  }
  if (type.kind !== "object") return;
  for (const property of type.properties.values()) yield property.type;
  for (const pattern of type.patterns ?? []) yield pattern.type;
  if (type.additional !== null) yield type.additional;
  if (type.names !== undefined) yield type.names;
}

function typesOf(check: Check): readonly ArgumentType[] {
  switch (check.kind) {
    case "any":
    case "one":
      return check.types;
    case "all":
    case "not":
      return [check.type];
    case "if":
      return [check.condition, check.then, check.otherwise].filter((type) => type !== null);
  }
}
