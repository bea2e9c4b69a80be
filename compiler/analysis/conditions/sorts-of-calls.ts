// One call of each sort that some conditions tell apart, where they compare arguments with values and nothing else.

import type { Condition, Expression } from "../../conditions/expression.js";
import type { Scalar } from "../../constraints/constraint.js";
import { notIn } from "../../constraints/not-in.js";
import type { ArgumentType, Definitions, Property } from "../../tools/argument-type.js";
import { type Arguments, buildArguments, type Given, type JsonObject } from "../build-arguments.js";
import { findValue } from "../values/find-value.js";
import { anything, type Json, type Wanted } from "../values/found.js";

/** More are not looked at. */
const mostCalls = 400;

/** Null where the conditions ask for more than that, so that some sort of call may be missing. */
export function sortsOfCalls(
  conditions: readonly Condition[],
  tool: Arguments,
  also: readonly Comparison[] = [],
): readonly JsonObject[] | null {
  const compared: Compared = new Map();
  for (const { path, values } of also) add(path, values, compared);
  if (!conditions.every(({ expression }) => collect(expression, compared))) return null;
  const choices: Given[][] = [];
  for (const { path, values } of compared.values()) {
    const type = requiredAt(path, tool);
    const sorts = type && sortsOfValues(type, values, tool.definitions);
    if (sorts === null || sorts === undefined) return null;
    choices.push(sorts.map((value) => ({ path, value })));
  }
  const count = choices.reduce((product, { length }) => product * length, 1);
  if (count > mostCalls) return null;
  const givens = choices.reduce<readonly (readonly Given[])[]>(
    (all, each) => all.flatMap((given) => each.map((one) => [...given, one])),
    [[]],
  );
  const calls = givens.map((given) => buildArguments(tool, [], given));
  const built = calls.filter((call) => call !== null);
  return built.length === calls.length ? built : null;
}

/** What an argument is compared with. */
export interface Comparison {
  readonly path: readonly string[];
  readonly values: readonly Scalar[];
}

type Compared = Map<string, { readonly path: readonly string[]; readonly values: Scalar[] }>;

const logic: ReadonlySet<string> = new Set(["and", "or", "not"]);
const equalities: ReadonlySet<string> = new Set([
  ...["equal", "unequal", "equalAlike", "unequalAlike", "isIn", "isInAlike"],
]);
const orders: ReadonlySet<string> = new Set(["less", "lessOrEqual", "greater", "greaterOrEqual"]);
const checks: ReadonlySet<string> = new Set(["asInt", "asDouble", "asString", "asBool"]);

function collect(expression: Expression, compared: Compared): boolean {
  if (expression.kind === "literal") return typeof expression.value === "boolean";
  const path = argumentPath(expression);
  // An argument that is itself true or false.
  if (path !== null) return add(path, [true, false], compared);
  if (expression.kind !== "call") return false;
  if (logic.has(expression.function)) {
    return expression.operands.every((operand) => collect(operand, compared));
  }
  const [left, right] = expression.operands;
  if (left === undefined || right === undefined) return false;
  const [read, literal] = right.kind === "literal" ? [left, right] : [right, left];
  const name = argumentPath(read);
  if (name === null || literal.kind !== "literal") return false;
  const values = [literal.value].flat().filter((value) => value !== null);
  const isOrder =
    orders.has(expression.function) && values.every((each) => typeof each === "number");
  if (!isOrder && !equalities.has(expression.function)) return false;
  return add(name, values, compared);
}

function add(path: readonly string[], values: readonly Scalar[], compared: Compared): boolean {
  const key = JSON.stringify(path);
  const known = compared.get(key) ?? { path, values: [] };
  known.values.push(...values);
  compared.set(key, known);
  return true;
}

function argumentPath(expression: Expression): readonly string[] | null {
  if (expression.kind === "read") return expression.root === "args" ? expression.path : null;
  if (expression.kind !== "call" || !checks.has(expression.function)) return null;
  const [operand] = expression.operands;
  return operand === undefined ? null : argumentPath(operand);
}

/** The argument's type, where no call can leave it out. */
function requiredAt(path: readonly string[], { parameters }: Arguments): ArgumentType | undefined {
  let type: ArgumentType = parameters;
  for (const name of path) {
    const property: Property | undefined =
      type.kind === "object" ? type.properties.get(name) : undefined;
    if (property?.required !== true) return undefined;
    type = property.type;
  }
  return type;
}

/** One value of each sort; null where they cannot all be found. */
function sortsOfValues(
  type: ArgumentType,
  values: readonly Scalar[],
  definitions: Definitions,
): readonly Json[] | null {
  const find = (within: ArgumentType, wanted: Wanted = anything): readonly Json[] | null => {
    const found = findValue(within, wanted, definitions);
    if (found.kind === "undecided") return null;
    return found.kind === "value" ? [found.value] : [];
  };
  if (type.kind === "literal") return type.values;
  if (type.kind === "boolean") return [true, false];
  if (type.kind === "number") {
    const numbers = values.filter((value) => typeof value === "number");
    const ends = [...new Set(numbers)].toSorted((a, b) => a - b);
    const at = ends.map((value) => find({ ...type, ...within(type, value, value) }));
    const between = [...ends, Infinity].map((end, index) => {
      const { minimum = -Infinity, maximum = Infinity } = type;
      const [from, to] = [ends[index - 1] ?? -Infinity, end];
      const { exclusiveMinimum = -Infinity, exclusiveMaximum = Infinity } = type;
      const lower = Math.max(exclusiveMinimum, from);
      const upper = Math.min(exclusiveMaximum, to);
      if (lower >= upper || minimum > maximum) return [];
      return find({
        ...type,
        ...(lower === -Infinity ? {} : { exclusiveMinimum: lower }),
        ...(upper === Infinity ? {} : { exclusiveMaximum: upper }),
      });
    });
    return together([...at, ...between]);
  }
  if (type.kind !== "string") return null;
  const texts = [...new Set(values.filter((value) => typeof value === "string"))];
  const named = texts.map((text) => find({ kind: "literal", values: [text] }));
  const range = { start: 0, end: 0 };
  const items = texts.map((value) => ({ kind: "string", value, range }) as const);
  const others = notIn.read({ kind: "list", items, range });
  const passes = "value" in others ? [others.value] : [];
  return together([...named, find(type, { passes, fails: null })]);
}

function within(
  { minimum = -Infinity, maximum = Infinity }: Extract<ArgumentType, { kind: "number" }>,
  from: number,
  to: number,
) {
  return { minimum: Math.max(minimum, from), maximum: Math.min(maximum, to) };
}

function together(lists: readonly (readonly Json[] | null)[]): readonly Json[] | null {
  const known = lists.filter((list) => list !== null);
  return known.length === lists.length ? known.flat() : null;
}
