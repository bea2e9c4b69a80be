// Constraints on arguments that may be null, which none lets through, where the action does not say so.

import type { Condition, Expression } from "../conditions/expression.js";
import { writtenPath } from "../conditions/written-path.js";
import type { CheckedConstraint } from "../policy/checked-policy.js";
import type { ArgumentType } from "../tools/argument-type.js";
import type { Given } from "./build-arguments.js";
import { argumentPath } from "./conditions/asked.js";
import { holdsFor } from "./conditions/hold.js";
import { sortsOfCalls } from "./conditions/sorts-of-calls.js";
import type { Finding } from "./finding.js";
import { groupBy } from "./group-by.js";
import {
  callerOf,
  claim,
  conditionsOf,
  isAt,
  isPlain,
  isSame,
  type Stance,
  type SubjectTool,
} from "./subject.js";

/** Once for each argument of an action. */
export function findConstrainedNulls(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) =>
    tool.stances.flatMap((stance) => {
      const limits = stance.constraints.filter((entry) => isForgetful(entry, stance, tool));
      const byPath = groupBy(limits, ({ path }) => path.join("\0"));
      return [...byPath.values()].flatMap(([first]) =>
        first ? findingOf(first, stance, tool) : [],
      );
    }),
  );
}

function isForgetful(
  { argument, ends, path }: CheckedConstraint,
  stance: Stance,
  tool: SubjectTool,
): boolean {
  // Where it may be absent, a call need not say null to leave it out.
  if (ends !== null || argument === null || argument.optional) return false;
  if (!mayBeNull(argument.type)) return false;
  return !conditionsOf(stance).some(
    (condition) =>
      asksForNull(condition.expression, path) && !canBeTrueOfNull(condition, path, tool),
  );
}

function mayBeNull(type: ArgumentType): boolean {
  if (type.kind === "union") return type.members.some(mayBeNull);
  return type.kind === "null" || (type.kind === "literal" && type.values.includes(null));
}

/** Whether the argument is compared with null somewhere in the condition. */
function asksForNull(expression: Expression, path: readonly string[]): boolean {
  if (expression.kind !== "call") return false;
  const { operands } = expression;
  const isCompared =
    operands.some((each) => each.kind === "literal" && each.value === null) &&
    operands.some((each) => isSame(argumentPath(each) ?? [], path));
  return isCompared || operands.some((each) => asksForNull(each, path));
}

/** Whether some call with null fulfils the condition; where it cannot be seen through, whatever else is in the call. */
function canBeTrueOfNull(condition: Condition, path: readonly string[], tool: SubjectTool) {
  const isNull = (given: Given) => given.value === null && isSame(given.path, path);
  const sorts = sortsOfCalls([condition], tool)?.filter(({ given }) => given.some(isNull));
  const alone = path.reduceRight<object | null>((value, step) => ({ [step]: value }), null);
  const calls = sorts?.map(({ args }) => args) ?? [alone ?? {}];
  return calls.some((args) => holdsFor(condition, args) === true);
}

function findingOf(entry: CheckedConstraint, stance: Stance, tool: SubjectTool): Finding {
  const { path, file, range } = entry;
  const name = path.join(".");
  const read = writtenPath("args", path);
  const diagnostic = {
    code: "SC5019",
    message: `\`${name}\` may be null in \`${tool.name}\`, and a call with null will be denied`,
    file,
    range,
    help: `where null may pass, write \`require: { that: ${read} == null || … }\` instead; where it must not, say so with \`require: { that: ${read} != null }\``,
  } as const;
  const others = stance.constraints.filter((other) => !isAt(path)(other));
  const given = [{ path, value: null }];
  const claims = claim(tool, callerOf(stance, tool), others, given, "deny", stance);
  return { diagnostic, claims, isCertain: isPlain(tool) };
}
