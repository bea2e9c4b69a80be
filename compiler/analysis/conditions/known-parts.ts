// A condition as one argument sees it: whatever does not read that argument is a value.

import type { ConditionInput } from "@authensor/safeclaw-runtime/policy";
import type { Expression } from "../../conditions/expression.js";
import { readsOf } from "../../conditions/reads-of.js";
import type { Scalar } from "../../constraints/constraint.js";
import { dateAt, epoch, second } from "../values/date-at.js";
import { type Asked, argumentPath, askedWithin } from "./asked.js";
import { valueFor } from "./hold.js";

/** What the condition asks of the argument, by the other arguments and the facts that there are. */
export function askedAbout(
  path: readonly string[],
  expression: Expression,
  input: ConditionInput,
): readonly Asked[] {
  const seen = withKnown(path, expression, input);
  const key = JSON.stringify(path);
  const parts = partsOf(seen);
  const asked = [...askedWithin(seen), ...parts.flatMap(timesAsked), ...parts.flatMap(itemsAsked)];
  return asked.filter((each) => JSON.stringify(each.path) === key);
}

function withKnown(
  path: readonly string[],
  expression: Expression,
  input: ConditionInput,
): Expression {
  if (expression.kind === "literal" || expression.kind === "pattern") return expression;
  if (!readsOf(expression, "args").some((read) => areRelated(read, path))) {
    const value = valueFor(expression, input);
    // INVARIANT: what is no scalar, nor a list of some, is passed over by who asks what is compared.
    if (value !== undefined) return { ...expression, kind: "literal", value: value as never };
  }
  if (expression.kind === "read") return expression;
  const [list] = expression.operands;
  if (expression.function === "asList" && list) return withKnown(path, list, input);
  return {
    ...expression,
    operands: expression.operands.map((each) => withKnown(path, each, input)),
  };
}

/** Whether one of them is in the other. */
function areRelated(path: readonly string[], other: readonly string[]): boolean {
  return path.slice(0, other.length).every((step, index) => step === other[index]);
}

function partsOf(expression: Expression): readonly Expression[] {
  const operands = expression.kind === "call" ? expression.operands : [];
  return [expression, ...operands.flatMap(partsOf)];
}

/** Texts for the times that an argument is compared with as `timestamp(args.day)`, and for those next to them. */
function timesAsked(part: Expression): readonly Asked[] {
  if (part.kind !== "call") return [];
  const texts = part.operands.flatMap((each) =>
    each.kind === "call" && each.function === "timestamp" ? each.operands : [],
  );
  const times = part.operands.flatMap(literalsIn).filter((value) => typeof value === "bigint");
  const values = times
    .flatMap((time) => [time, time - second, time + second])
    .flatMap((time) => dateAt(epoch + time).slice(-1));
  return texts.flatMap((text) => asking(argumentPath(text), values));
}

/** What `exists` and its like compare the items of a list with. */
function itemsAsked(part: Expression): readonly Asked[] {
  if (part.kind !== "call" || !ofItems.has(part.function)) return [];
  const [, list, asked] = part.operands;
  if (list === undefined || asked === undefined) return [];
  const values = partsOf(asked)
    .flatMap(literalsIn)
    .filter((value) => typeof value !== "bigint");
  return asking(argumentPath(list), values);
}

const ofItems: ReadonlySet<string> = new Set(["all", "exists", "existsOne", "filter"]);

function asking(path: readonly string[] | null, values: readonly Scalar[]): readonly Asked[] {
  return path === null ? [] : [{ path, values, texts: [], lengths: [] }];
}

/** INVARIANT: what is known of a time is a bigint, which no condition has written. */
function literalsIn(part: Expression): readonly (Scalar | bigint)[] {
  const values = part.kind === "literal" ? [part.value as Scalar | bigint].flat() : [];
  return values.filter((value) => ["string", "number", "boolean", "bigint"].includes(typeof value));
}
