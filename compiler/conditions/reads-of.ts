// What a condition reads: the paths into arguments and facts, those that it only asks for included.

import type { Expression } from "./expression.js";

/** The paths below a root, such as `args`. */
export function readsOf(expression: Expression, root: string): readonly (readonly string[])[] {
  if (expression.kind === "read") return expression.root === root ? [expression.path] : [];
  if (expression.kind !== "call") return [];
  const [of, name] = expression.operands;
  const isAsked = expression.function === "has" && of?.kind === "read" && of.root === root;
  if (isAsked && name?.kind === "literal" && typeof name.value === "string") {
    return [[...of.path, name.value]];
  }
  return expression.operands.flatMap((operand) => readsOf(operand, root));
}
