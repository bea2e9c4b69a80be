// Conditions of an action that its own limits, or the tool, settle: no call can fulfil them, or every call does.

import type { Condition } from "../conditions/expression.js";
import { holdsFor } from "./conditions/hold.js";
import { comparisonOf, holdsAt } from "./conditions/let-through.js";
import { sortsOfCalls } from "./conditions/sorts-of-calls.js";
import type { Claim, Finding } from "./finding.js";
import { callerOf, type Stance, type SubjectTool } from "./subject.js";

export function findSettled(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) =>
    tool.stances
      .filter(({ effect }) => effect.value !== "deny")
      .flatMap((stance) => {
        const empty = emptyIn(stance, tool);
        return empty === null ? vacuousIn(stance, tool) : [empty];
      }),
  );
}

/** Where no call fulfils the conditions together with the limits on what they compare. */
function emptyIn(stance: Stance, tool: SubjectTool): Finding | null {
  const conditions = conditionsOf(stance);
  const last = conditions.at(-1);
  const compared = stance.constraints.map((entry) => ({ entry, values: comparisonOf(entry) }));
  const known = compared.filter(({ values }) => values !== null);
  const calls = sortsOfCalls(
    conditions,
    tool,
    known.flatMap(({ values }) => values ?? []),
  );
  if (last === undefined || calls === null) return null;
  const applies = calls.filter((args) => stance.when === null || is(stance.when, true)(args));
  const passes = applies.filter(
    (args) =>
      conditions.every((condition) => is(condition, true)(args)) &&
      known.every(({ entry }) => holdsAt(entry, args)),
  );
  // Where its condition is never true, the action cannot decide at all.
  if (applies.length === 0 || passes.length > 0) return null;
  const limits = [
    ...conditions.map(({ text }) => `\`${text}\``),
    ...known.map(({ entry }) => `\`${entry.path.join(".")}\` ${entry.constraint.text}`),
  ];
  const diagnostic = {
    code: "SC5002",
    message: `nothing satisfies this condition: ${limits.join(" and ")}`,
    file: stance.file,
    range: last.range,
    help: "correct the values, or use `effect: deny` if no call may pass",
  } as const;
  return { diagnostic, claims: claimsOf(applies, "deny", stance, tool), isCertain: false };
}

/** Each requirement that whatever the tool takes fulfils. */
function vacuousIn(stance: Stance, tool: SubjectTool): readonly Finding[] {
  return stance.requirements.flatMap(({ condition }): readonly Finding[] => {
    const calls = sortsOfCalls([condition], tool);
    if (calls === null || calls.length === 0 || !calls.every(is(condition, true))) return [];
    const diagnostic = {
      code: "SC5016",
      message: `this limits nothing: it is true of whatever \`${tool.name}\` takes`,
      file: stance.file,
      range: condition.range,
      help: "correct the condition, or remove it",
    } as const;
    const claims = claimsOf(calls, stance.effect.value, stance, tool);
    return [{ diagnostic, claims, isCertain: false }];
  });
}

function conditionsOf({ when, requirements }: Stance): readonly Condition[] {
  const required = requirements.map(({ condition }) => condition);
  return when === null ? required : [when, ...required];
}

function is(condition: Condition, answer: boolean) {
  return (args: object): boolean => holdsFor(condition, args) === answer;
}

function claimsOf(
  calls: readonly Claim["args"][],
  answer: Claim["answer"],
  stance: Stance,
  tool: SubjectTool,
): readonly Claim[] {
  const assistant = callerOf(stance, tool);
  if (assistant === undefined) return [];
  return calls.map((args) => ({ tool: tool.name, args, assistant, answer, by: [stance.rule] }));
}
