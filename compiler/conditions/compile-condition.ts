// From the text of a condition to what the later stages need of it; or to what is wrong with it, at its place.

import type { ASTNode } from "@marcbachmann/cel-js";
import type { Located } from "../policy/policy.js";
import { fault, type Place } from "../policy/shape.js";
import { placesIn } from "../syntax/places-in.js";
import { checkCondition } from "./check-condition.js";
import { type Checking, faulty, type Subject } from "./checking.js";
import type { Condition, Expression } from "./expression.js";
import { misreadIn } from "./misread.js";
import { parseCondition } from "./parse-condition.js";

/** Undefined where it is at fault, which is then reported. */
export function compileCondition(
  written: Located<string>,
  subject: Subject,
  place: Place,
): Condition | undefined {
  const { value: text, range } = written;
  const rangeIn = placesIn(text, range, place.file);
  const parsed = parseCondition(text);
  if ("problem" in parsed) {
    const message = parsed.tooLarge
      ? `the condition ${parsed.problem}`
      : `this is not CEL: ${parsed.problem}`;
    const code = parsed.tooLarge ? "SC8005" : "SC8001";
    return fault(code, rangeIn(parsed.range), message, place, { help: parsed.help });
  }
  let isSound = true;
  const warned = new Set<string>();
  const rangeOf = (node: Pick<ASTNode, "start" | "end">) => rangeIn(node);
  const report: Checking["fault"] = (code, at, message, remark) => {
    isSound = false;
    const where = "op" in at ? rangeOf(at) : at;
    fault(code, where, message, place, remark);
    return faulty(where);
  };
  const misread = misreadIn(text, parsed.tree);
  if (misread !== null) {
    const { problem, help } = misread;
    return fault("SC8002", rangeIn(misread.range), problem, place, { help });
  }
  const expression = checkCondition(parsed.tree, {
    subject,
    fault: report,
    warn: (code, at, message, remark) => {
      if (!warned.has(message)) fault(code, at, message, place, remark);
      warned.add(message);
    },
    rangeOf,
    rangeAt: (start, end) => rangeIn({ start, end }),
  });
  if (!isSound) return undefined;
  return { text: oneLine(text), expression, facts: [...factsIn(expression)], range };
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/gu, " ");
}

function factsIn(expression: Expression): ReadonlySet<string> {
  if (expression.kind === "read") {
    return new Set(expression.root === "facts" ? expression.path.slice(0, 1) : []);
  }
  const inner = expression.kind === "call" ? expression.operands : [];
  return new Set(inner.flatMap((operand) => [...factsIn(operand)]));
}
