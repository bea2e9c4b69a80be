// A condition as one argument sees it: whatever does not read that argument is a value.

import type { ConditionInput } from "@authensor/safeclaw-runtime/policy";
import type { Expression } from "../../conditions/expression.js";
import { readsOf } from "../../conditions/reads-of.js";
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
  return [...askedWithin(seen), ...timesWithin(seen)].filter(
    (asked) => JSON.stringify(asked.path) === key,
  );
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

/** Texts for the times that an argument is compared with as `timestamp(args.day)`, and for those next to them. */
function timesWithin(expression: Expression): readonly Asked[] {
  if (expression.kind !== "call") return [];
  const within = expression.operands.flatMap(timesWithin);
  const read = expression.operands.flatMap((each) =>
    each.kind === "call" && each.function === "timestamp" ? each.operands : [],
  );
  const [path] = read.flatMap((each) => [argumentPath(each) ?? []]);
  if (path === undefined || path.length === 0) return within;
  const times = expression.operands.flatMap((each): readonly bigint[] => {
    const value: unknown = each.kind === "literal" ? each.value : undefined;
    return typeof value === "bigint" ? [value] : [];
  });
  const values = times
    .flatMap((time) => [time, time - second, time + second])
    .flatMap((time) => dateAt(epoch + time).slice(-1));
  return [...within, { path, values, texts: [], lengths: [] }];
}
