// Arrays whose first items have types of their own, as tuples: which items must be there, and what comes behind them.

import type { ArgumentType, ArrayType } from "../../tools/argument-type.js";

export interface TupleItems {
  readonly required: readonly ArgumentType[];
  readonly optional: readonly ArgumentType[];
  /** Null where nothing may follow. */
  readonly rest: ArgumentType | null;
}

/** Null where all items have the same type. */
export function tupleItems({
  prefix = [],
  items,
  minItems = 0,
  maxItems,
}: ArrayType): TupleItems | null {
  if (prefix.length === 0) return null;
  const first = prefix.slice(0, maxItems);
  const isFull = items.kind === "never" || first.length === maxItems;
  return {
    required: first.slice(0, minItems),
    optional: first.slice(minItems),
    rest: isFull ? null : items,
  };
}
