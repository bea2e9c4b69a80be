// A condition as code: calls of the runtime's functions under `cel`, and nothing else.

import { type Code, call, code, imported, literal, name, regexp } from "../code/code.js";
import { runtimeConditions } from "../code/runtime-modules.js";
import { literals } from "../constraints/predicates.js";
import type { CelFunction, Expression } from "./expression.js";

/** What `holds` of a compiled condition is. */
export function emitExpression(expression: Expression): Code {
  return call(functionOf("condition"), [emit(expression)]);
}

function emit(expression: Expression): Code {
  switch (expression.kind) {
    case "literal": {
      const { value } = expression;
      return typeof value === "object" && value !== null ? literals(value) : literal(value);
    }
    case "pattern":
      return regexp(expression.source);
    case "read": {
      const { root, path } = expression;
      if (root === "now") return functionOf("now");
      return call(functionOf("read"), [root, ...path].map(literal));
    }
    case "call":
      return call(functionOf(expression.function), expression.operands.map(emit));
  }
}

function functionOf(called: CelFunction): Code {
  return code`${imported(runtimeConditions, "cel")}.${name(called)}`;
}
