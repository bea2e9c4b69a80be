// A condition that another policy takes on: `assistant.policy` goes on to be the policy that says it.

import type { Condition, Expression } from "./expression.js";

/** The condition, true of the same calls in whichever policy it stands. */
export function saidBy(policy: string, condition: Condition): Condition {
  return { ...condition, expression: named(condition.expression, policy) };
}

function named(expression: Expression, policy: string): Expression {
  const { type, range } = expression;
  if (isPolicyName(expression)) return { kind: "literal", value: policy, type, range };
  if (expression.kind !== "call") return expression;
  return { ...expression, operands: expression.operands.map((each) => named(each, policy)) };
}

/** What is read is checked, and a text that stands there need not be. */
function isPolicyName(expression: Expression): boolean {
  if (expression.kind === "call") {
    const [checked] = expression.operands;
    return expression.function === "asString" && checked !== undefined && isPolicyName(checked);
  }
  return (
    expression.kind === "read" &&
    expression.root === "assistant" &&
    expression.path.join(".") === "policy"
  );
}
