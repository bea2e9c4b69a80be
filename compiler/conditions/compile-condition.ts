// From the text of a condition to what the later stages need of it; or to what is wrong with it, at its place.

import type { ASTNode } from "@marcbachmann/cel-js";
import type { Located } from "../policy/policy.js";
import { fault, type Place } from "../policy/shape.js";
import { placesIn } from "../syntax/places-in.js";
import { checkCondition } from "./check-condition.js";
import { type Checking, faulty, type Subject } from "./checking.js";
import type { Condition } from "./expression.js";
import { misreadIn } from "./misread.js";
import { parseCondition } from "./parse-condition.js";
import { certainIn, type Known, nothingKnown } from "./presence.js";
import { readsOf } from "./reads-of.js";

/**
 * Where it is at fault, that is reported, and what is returned goes no further than the gate of the stage. `known` is what
 * is certain whenever the condition is asked.
 */
export function compileCondition(
  written: Located<string>,
  subject: Subject,
  place: Place,
  known: Known = nothingKnown,
): Condition {
  const { value: text, range } = written;
  const rangeIn = placesIn(text, range, place.file);
  const parsed = parseCondition(text);
  if ("problem" in parsed) {
    const message = parsed.tooLarge
      ? `the condition ${parsed.problem}`
      : `this is not CEL: ${parsed.problem}`;
    const code = parsed.tooLarge ? "SC8005" : "SC8001";
    fault(code, rangeIn(parsed.range), message, place, { help: parsed.help });
    return unsound(written);
  }
  const warned = new Set<string>();
  const rangeOf = (node: Pick<ASTNode, "start" | "end">) => rangeIn(node);
  const report: Checking["fault"] = (code, at, message, remark) => {
    const where = "op" in at ? rangeOf(at) : at;
    fault(code, where, message, place, remark);
    return faulty(where);
  };
  const misread = misreadIn(text, parsed.tree);
  if (misread !== null) {
    const { problem, help } = misread;
    fault("SC8002", rangeIn(misread.range), problem, place, { help });
    return unsound(written);
  }
  const expression = checkCondition(
    parsed.tree,
    {
      subject,
      fault: report,
      warn: (code, at, message, remark) => {
        if (!warned.has(message)) fault(code, at, message, place, remark);
        warned.add(message);
      },
      rangeOf,
      rangeAt: (start, end) => rangeIn({ start, end }),
    },
    known,
  );
  const facts = new Set(readsOf(expression, "facts").flatMap(([name]) => name ?? []));
  const certain = certainIn(parsed.tree).whenTrue;
  return { text: oneLine(text), expression, facts: [...facts], certain, range };
}

function unsound({ value: text, range }: Located<string>): Condition {
  return { text, expression: faulty(range), facts: [], certain: nothingKnown, range };
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s*\n\s*/gu, " ");
}
