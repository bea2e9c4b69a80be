// What a condition says of a call, by the runtime's own functions: the compiler has no second meaning for them.

import { cel } from "@authensor/safeclaw-runtime/conditions";
import type { ConditionInput } from "@authensor/safeclaw-runtime/policy";
import type { Condition, Expression } from "../../conditions/expression.js";

/** Null where it has no answer. */
export function holdsFor(condition: Condition, args: object): boolean | null {
  const known = closed.get(condition) ?? cel.condition(termOf(condition.expression) as never);
  closed.set(condition, known);
  try {
    return known({ args, facts: {}, assistant: { id: "", policy: "" }, now: 0 });
  } catch {
    return null;
  }
}

const closed = new WeakMap<Condition, ReturnType<typeof cel.condition>>();

/** Undefined where it has no answer. */
export function valueFor(expression: Expression, input: ConditionInput): unknown {
  try {
    return cel.condition(termOf(expression) as never)(input);
  } catch {
    return undefined;
  }
}

function termOf(expression: Expression): unknown {
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "pattern":
      return new RegExp(expression.source, "u");
    case "read":
      return expression.root === "now" ? cel.now : cel.read(expression.root, ...expression.path);
    case "call": {
      // INVARIANT: `check` has seen that these operands fit the function, as the emitted code's own types do.
      const called = cel[expression.function] as (...operands: readonly unknown[]) => unknown;
      return called(...expression.operands.map(termOf));
    }
  }
}
