// One call of each sort that some conditions tell apart, where they ask no more of arguments than can be looked through.

import type { Condition } from "../../conditions/expression.js";
import type { CheckedConstraint } from "../../policy/checked-policy.js";
import type { Property } from "../../tools/argument-type.js";
import type { Arguments, Given, JsonObject } from "../build-arguments.js";
import { groupBy } from "../group-by.js";
import { isAt } from "../subject.js";
import type { Json } from "../values/found.js";
import { type Asked, askedBy, askedByConstraint } from "./asked.js";
import { sortsOfValues } from "./sorts-of-values.js";

/** Calls that are treated alike. */
export interface Sort {
  /** What tells them from the others. */
  readonly given: readonly Given[];
  /** No more than that, as arguments: what conditions read. */
  readonly args: JsonObject;
}

/** More are not looked at. */
const mostSorts = 2000;

/** Constraints that have a say, as far as they are about what the conditions read; what else they limit is another matter. */
interface Beside {
  /** Which all of the calls pass. */
  readonly passed?: readonly CheckedConstraint[];
  /** Which tell calls apart, as conditions do, as far as that can be looked through. */
  readonly told?: readonly CheckedConstraint[];
  /** What all of the calls have. */
  readonly given?: readonly Given[];
}

/** Null where the conditions ask for more than that, so that some sort of call may be missing. */
export function sortsOfCalls(
  conditions: readonly Condition[],
  tool: Arguments,
  { passed = [], told = [], given: fixed = [] }: Beside = {},
): readonly Sort[] | null {
  const asked = conditions.map(({ expression }) => askedBy(expression));
  const paths = new Set(asked.flatMap((each) => each ?? []).map(keyOf));
  const also = told.filter((entry) => paths.has(keyOf(entry))).map(askedByConstraint);
  if (asked.includes(null)) return null;
  const known = [...asked.flat(), ...also].filter((each) => each !== null);
  const choices = [...groupBy(known, keyOf)].map(([path, each]) => {
    const own = fixed.find((given) => keyOf(given) === path);
    return own ? [own] : givensOf(each, passed, tool);
  });
  const count = choices.reduce((product, each) => product * (each?.length ?? 0), 1);
  if (choices.includes(null) || count > mostSorts) return null;
  return choices.reduce<readonly Sort[]>(
    (sorts, each) => sorts.flatMap((sort) => (each ?? []).map((given) => extended(sort, given))),
    [{ given: [], args: {} }],
  );
}

function keyOf({ path }: { readonly path: readonly string[] }): string {
  return JSON.stringify(path);
}

/** One of each sort of value of an argument, and that it is absent. */
function givensOf(
  asked: readonly Asked[],
  passed: readonly CheckedConstraint[],
  tool: Arguments,
): readonly Given[] | null {
  const path = asked[0]?.path ?? [];
  const argument = argumentAt(path, tool);
  if (argument === undefined) return null;
  const limits = passed.filter(isAt(path));
  const question = {
    values: asked.flatMap(({ values }) => values),
    texts: asked.flatMap(({ texts }) => texts),
    lengths: asked.flatMap(({ lengths }) => lengths),
    passes: limits.map(({ constraint }) => constraint),
  };
  const sorts = sortsOfValues(argument.type, question, tool.definitions);
  const mayBeAbsent = !argument.required && limits.every((entry) => entry.mayBeAbsent);
  return sorts && [...sorts, ...(mayBeAbsent ? [undefined] : [])].map((value) => ({ path, value }));
}

/** Undefined where it is in something that a call may leave out. */
export function argumentAt(
  [name = "", ...rest]: readonly string[],
  { parameters, definitions }: Arguments,
): Property | undefined {
  const property = parameters.properties.get(name);
  if (property === undefined || rest.length === 0) return property;
  const { type, required } = property;
  return required && type.kind === "object"
    ? argumentAt(rest, { parameters: type, definitions })
    : undefined;
}

function extended({ given, args }: Sort, added: Given): Sort {
  return { given: [...given, added], args: withValue(args, added.path, added.value) };
}

function withValue(
  object: JsonObject,
  [name = "", ...rest]: readonly string[],
  value: Json | undefined,
): JsonObject {
  if (rest.length === 0) return value === undefined ? object : { ...object, [name]: value };
  const inner = Object.hasOwn(object, name) ? object[name] : {};
  const within = isObject(inner) ? inner : {};
  return { ...object, [name]: withValue(within, rest, value) };
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
