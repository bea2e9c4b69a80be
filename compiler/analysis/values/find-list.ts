// A list: some are tried, and where a constraint leaves all of the type, or nothing, that is known.

import type { Constraint } from "../../constraints/constraint.js";
import { fits, hasForm } from "../../constraints/fits.js";
import { itemsOf } from "../../constraints/items.js";
import { notIn } from "../../constraints/not-in.js";
import type { ArgumentType, ArrayType, Definitions } from "../../tools/argument-type.js";
import {
  anything,
  type Found,
  firstAmong,
  isWanted,
  type Json,
  none,
  undecided,
  type Wanted,
} from "./found.js";
import { exactlyLeft, narrowedBy } from "./narrowed-by.js";

type Find = (type: ArgumentType, wanted: Wanted, definitions: Definitions) => Found;

export function findList(
  type: ArrayType,
  wanted: Wanted,
  definitions: Definitions,
  find: Find,
): Found {
  const base = narrowedBy({ minItems: 0, ...type }, wanted.passes, definitions);
  if (base.kind !== "array" || (base.minItems ?? 0) > (base.maxItems ?? Infinity)) return none;
  if (wanted.fails !== null && !canFail(base, wanted.fails, wanted.passes, definitions, find)) {
    return none;
  }
  const isRight = (value: Json) => isWanted(value, wanted);
  const found = firstAmong(lists(base, wanted, definitions, find), isRight);
  return found.kind === "none" ? undecided : found;
}

/** False where it is known that all lists pass: the constraint leaves all of them, or each of their items. */
function canFail(
  type: ArrayType,
  constraint: Constraint,
  passes: readonly Constraint[],
  definitions: Definitions,
  find: Find,
): boolean {
  const left = exactlyLeft(type, constraint, definitions);
  if (left !== null && JSON.stringify(left) === JSON.stringify(type)) return false;
  if (constraint.item === null) return true;
  const ofItems = passes.flatMap(({ item }) => item ?? []);
  const wanted = { passes: ofItems, fails: constraint.item };
  return find(itemsOf(type), wanted, definitions).kind !== "none";
}

/** Longer ones are not made. */
const mostItems = 200;

function* lists(
  type: ArrayType,
  { passes, fails }: Wanted,
  definitions: Definitions,
  find: Find,
): Iterable<Json> {
  const constraints = fails === null ? passes : [...passes, fails];
  const ofItems = passes.flatMap(({ item }) => item ?? []);
  const items = itemsOf(type);
  const wanted: Wanted = { passes: ofItems, fails: fails?.item ?? null };
  const several = distinctItems(items, ofItems, definitions, find, (type.minItems ?? 0) + 1);
  const special = [wanted, { passes: ofItems, fails: null }, anything].flatMap((each) => {
    const found = find(items, each, definitions);
    return found.kind === "value" ? [found.value] : [];
  });
  const named = constraints.flatMap(({ names }) => names).filter((name) => belongs(name, items));
  const usual = someItems.filter((item) => belongs(item, items));
  const right = usual.filter((item) => ofItems.every(({ holds }) => holds?.(item) ?? true));
  const distinct = [...new Set<Json>([...right, ...special, ...several])];
  for (const length of lengths(type, constraints)) {
    const filler = (count: number) =>
      Array.from({ length: count }, (_, index) => distinct[index % distinct.length] ?? null);
    if (distinct.length > 0 || length === 0) yield filler(length);
    for (const item of [...special, ...named]) {
      yield [item, ...filler(length)].slice(0, length);
      yield Array.from({ length }, () => item);
    }
    if (length >= named.length) yield [...named, ...filler(length - named.length)];
  }
}

const nowhere = { start: 0, end: 0 };

/** As many as are asked for, and found, each other than those before it. */
export function distinctItems(
  type: ArgumentType,
  passes: readonly Constraint[],
  definitions: Definitions,
  find: Find,
  count: number,
): readonly Json[] {
  const items: (string | number)[] = [];
  for (let index = 0; index < Math.min(count, mostDistinct); index += 1) {
    const barred = notIn.read({
      kind: "list",
      items: items.map((value) => scalarSyntax(value)),
      range: nowhere,
    });
    const others = "value" in barred ? [barred.value] : [];
    const found = find(type, { passes: [...passes, ...others], fails: null }, definitions);
    if (found.kind !== "value") break;
    if (typeof found.value !== "string" && typeof found.value !== "number") break;
    items.push(found.value);
  }
  return items;
}

function scalarSyntax(value: string | number) {
  return typeof value === "string"
    ? ({ kind: "string", value, range: nowhere } as const)
    : ({ kind: "number", value, range: nowhere } as const);
}

/** More distinct items are not looked for. */
const mostDistinct = 20;

const someItems = ["a", "b", "c", "d", "e", 1, 2, 3, 4, 5, true, false];

/** Lengths that limits speak of, and those just beyond. */
function lengths(type: ArrayType, constraints: readonly Constraint[]): readonly number[] {
  const { minItems = 0, maxItems = Number.POSITIVE_INFINITY } = type;
  const bounds = constraints.flatMap(({ limits, names }) => [
    ...(limits?.of === "items" ? [limits.lower, limits.upper] : []),
    names.length,
  ]);
  const near = bounds.flatMap((bound) =>
    bound === undefined ? [] : [Number(bound), Number(bound) + 1, Number(bound) - 1],
  );
  const all = new Set([minItems, minItems + 1, 2, ...near, maxItems]);
  return [...all].filter((length) => length >= minItems && length <= Math.min(maxItems, mostItems));
}

function belongs(value: string | number | boolean, type: ArgumentType): boolean {
  switch (type.kind) {
    case "unknown":
      return true;
    case "literal":
      return type.values.includes(value);
    case "boolean":
      return typeof value === "boolean";
    case "union":
      return type.members.some((member) => belongs(value, member));
    case "string":
    case "number":
      return fits(value, type) && hasForm(value, type);
    default:
      return false;
  }
}
