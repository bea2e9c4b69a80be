// The lists nearest to another one that pass some constraints: items put right, left out, and added.

import type { Constraint } from "../../constraints/constraint.js";
import { itemsOf } from "../../constraints/items.js";
import type { ArgumentType, ArrayType, Definitions } from "../../tools/argument-type.js";
import type { Asked } from "../conditions/asked.js";
import { distinctItems } from "../values/find-list.js";
import { findValue } from "../values/find-value.js";
import { isWanted, type Json } from "../values/found.js";
import { narrowedBy } from "../values/narrowed-by.js";
import type { nearestValues } from "./nearest-value.js";

/** Of more items not each is left out by itself, and no more are added. */
const mostItems = 100;

export function nearestLists(
  value: unknown,
  type: ArrayType,
  { values, lengths, passes }: Omit<Asked, "path"> & { readonly passes: readonly Constraint[] },
  definitions: Definitions,
  near: typeof nearestValues,
): readonly Json[] {
  if (value === undefined || value === null) return [];
  // INVARIANT: arguments are data as JSON has it.
  const given = (Array.isArray(value) ? value : [value]) as readonly Json[];
  const ofItems = passes.flatMap(({ item }) => item ?? []);
  const isOf = (kind: string) => (constraint: Constraint) => constraint.kind === kind;
  const barred = new Set<Json>(passes.filter(isOf("not_contains")).flatMap(({ names }) => names));
  const named = passes.filter(isOf("contains")).flatMap(({ names }) => names);
  const base = narrowedBy(type, passes);
  if (base.kind !== "array") return [];
  const counts = lengths.map(Math.floor);
  const each = given.slice(0, mostItems);
  const lists = [
    given,
    ...values.flatMap((one) => [
      [...given, one],
      [one, ...given],
      given.filter((item) => item !== one),
    ]),
    ...counts.flatMap((count) => [given.slice(0, Math.max(count, 0)), given.slice(0, count + 1)]),
    ...counts.flatMap((count) => [filled(given, count), filled(given, count + 1)]),
    ...each.map((_, index) => given.filter((_item, at) => at !== index)),
    [],
  ];
  return lists.map(putRight).filter((list) => isWanted(list, { passes, fails: null }));

  function putRight(list: readonly Json[]): readonly Json[] {
    const right = list
      .flatMap((item, index) =>
        near(item, typeAt(index), nothing(ofItems), definitions).slice(0, 1),
      )
      .filter((item) => !barred.has(item));
    const all = [...right, ...named.filter((name) => !right.includes(name))];
    const kept = base.kind === "array" && base.uniqueItems ? distinct(all) : all;
    return filled(cut(kept), (base.kind === "array" && base.minItems) || 0);
  }

  function typeAt(index: number): ArgumentType {
    return type.prefix?.[index] ?? type.items;
  }

  /** Without the last of those that need not be there. */
  function cut(list: readonly Json[]): readonly Json[] {
    const most = (base.kind === "array" ? base.maxItems : undefined) ?? list.length;
    const spare = list.filter((item) => !named.some((name) => name === item));
    const dropped = new Set(spare.slice(Math.max(0, spare.length - (list.length - most))));
    return list.length <= most ? list : list.filter((item) => !dropped.has(item)).slice(0, most);
  }

  function filled(list: readonly Json[], count: number): readonly Json[] {
    const missing = Math.min(count, mostItems) - list.length;
    if (missing <= 0) return list;
    const items = itemsOf(type);
    if (base.kind === "array" && base.uniqueItems) {
      const others = distinctItems(items, ofItems, definitions, findValue, count);
      return [...list, ...others.filter((item) => !list.includes(item)).slice(0, missing)];
    }
    const found = findValue(items, { passes: ofItems, fails: null }, definitions);
    const item = list.at(-1) ?? (found.kind === "value" ? found.value : undefined);
    return item === undefined ? list : [...list, ...Array.from({ length: missing }, () => item)];
  }
}

function nothing(passes: readonly Constraint[]) {
  return { values: [], texts: [], lengths: [], passes };
}

function distinct(list: readonly Json[]): readonly Json[] {
  return [...new Map(list.map((item) => [JSON.stringify(item), item])).values()];
}
