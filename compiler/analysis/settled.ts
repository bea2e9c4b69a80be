// Conditions of an action that its own limits, or the tool, settle: no call can fulfil them, or every call does.

import type { Condition } from "../conditions/expression.js";
import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { isMet } from "./conditions/answers.js";
import { holdsFor } from "./conditions/hold.js";
import { type Sort, sortsOfCalls } from "./conditions/sorts-of-calls.js";
import type { Claim, Finding } from "./finding.js";
import {
  callerOf,
  claim,
  conditionsOf,
  isAt,
  type Stance,
  type SubjectTool,
  writtenIn,
} from "./subject.js";

export function findSettled(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) =>
    tool.stances.flatMap((stance) => {
      const empty = stance.effect.value === "deny" ? null : emptyIn(stance, tool);
      return empty === null ? vacuousIn(stance, tool) : [empty];
    }),
  );
}

/** Where no call fulfils the conditions together with the limits on what they compare. */
function emptyIn(stance: Stance, tool: SubjectTool): Finding | null {
  const conditions = conditionsOf(stance);
  if (conditions.length === 0) return null;
  const passing = sortsOfCalls(conditions, tool, { passed: stance.constraints });
  if (passing === null || passing.some((sort) => isMet(stance, sort))) return null;
  const sorts = sortsOfCalls(conditions, tool) ?? [];
  const applies = sorts.filter(({ args }) => stance.when === null || isTrue(stance.when, args));
  const [some] = applies;
  // Where its condition is never true, the action cannot decide at all.
  if (some === undefined) return null;
  const beside = stance.constraints.filter((entry) =>
    some.given.some(({ path }) => isAt(path)(entry)),
  );
  const limits = [
    ...conditions.map(({ text }) => `\`${text}\``),
    ...beside.map(({ path, constraint }) => `\`${path.join(".")}\` ${constraint.text}`),
  ];
  const diagnostic = {
    code: "SC5002",
    message: `nothing satisfies this condition: ${limits.join(" and ")}`,
    ...placeOf(stance),
    help: "correct the values, or use `effect: deny` if no call may pass",
  } as const;
  return { diagnostic, claims: claims(applies, "deny", stance, tool), isCertain: false };
}

/** The last of its own conditions; those of included files are shown where they meet the action. */
function placeOf(stance: Stance): Pick<Diagnostic, "file" | "range"> {
  const own = writtenIn(stance).findLast(({ of }) => of === null);
  return own === undefined
    ? { file: stance.file, range: stance.tool.range }
    : { file: own.file, range: own.condition.range };
}

/** Each condition of its own that whatever the tool takes fulfils, or what is asked beside it leaves. */
function vacuousIn(stance: Stance, tool: SubjectTool): readonly Finding[] {
  return writtenIn(stance).flatMap(({ condition, file, of }, index): readonly Finding[] => {
    if (of !== null) return [];
    const before = conditionsOf(stance).slice(0, index);
    const message = isTrueOfAll(condition, tool)
      ? `this limits nothing: it is true of whatever \`${tool.name}\` takes`
      : condition !== stance.when && isTrueBeside(condition, before, stance, tool)
        ? "this limits nothing: it is true of whatever is left by the limits, and by the conditions before it"
        : null;
    if (message === null) return [];
    const diagnostic = {
      code: "SC5016",
      ...{ message, file, range: condition.range },
      help: "correct the condition, or remove it",
    } as const;
    const { value: answer } = stance.effect;
    const all = sortsOfCalls(conditionsOf(stance), tool, { passed: stance.constraints });
    const met = all?.filter((sort) => isMet(stance, sort)) ?? sortsOfCalls([condition], tool) ?? [];
    return [{ diagnostic, claims: claims(met, answer, stance, tool), isCertain: false }];
  });
}

function isTrueOfAll(condition: Condition, tool: SubjectTool): boolean {
  const sorts = sortsOfCalls([condition], tool) ?? [];
  return sorts.length > 0 && sorts.every(({ args }) => isTrue(condition, args));
}

function isTrueBeside(
  condition: Condition,
  before: readonly Condition[],
  stance: Stance,
  tool: SubjectTool,
): boolean {
  const failing = (sortsOfCalls([condition], tool) ?? []).filter(
    ({ args }) => !isTrue(condition, args),
  );
  // That null, or nothing, must not pass is well said beside a limit.
  const isNothing = ({ given }: Sort) => given.some(({ value }) => (value ?? null) === null);
  if (failing.some(isNothing)) return false;
  const sorts = sortsOfCalls([...before, condition], tool, { passed: stance.constraints }) ?? [];
  const left = sorts.filter(({ args }) => before.every((each) => isTrue(each, args)));
  return left.length > 0 && left.every(({ args }) => isTrue(condition, args));
}

function isTrue(condition: Condition, args: object): boolean {
  return holdsFor(condition, args) === true;
}

function claims(
  sorts: readonly Sort[],
  answer: Claim["answer"],
  stance: Stance,
  tool: SubjectTool,
): readonly Claim[] {
  const caller = callerOf(stance, tool);
  return sorts.flatMap(({ given }) =>
    claim(tool, caller, stance.constraints, given, answer, stance),
  );
}
