// Actions that can never decide, because others of the same standing always do before them.

import { findBeyond } from "./beyond.js";
import { buildArguments } from "./build-arguments.js";
import { holdsFor } from "./conditions/hold.js";
import type { Claim, Finding } from "./finding.js";
import { type Decided, idleAmong } from "./idle.js";
import { claim, isPlain, isSameText, type Stance, type SubjectTool } from "./subject.js";

/**
 * Every action that decides for no caller, looking at scoped and at shared actions by themselves. One that `extends` takes
 * over may well be idle there, as long as it decides somewhere.
 */
export function findUnreachable(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) => {
    const { hidden, covered } = idleAmong(tool);
    const deciding = tool.stances.filter((stance) => !hidden.has(stance) && !covered.has(stance));
    const isIdle = (stance: Stance) => !deciding.some((other) => isSameText(stance, other));
    return [
      ...[...hidden]
        .filter(([stance]) => isIdle(stance))
        .map(([stance, before]) => hiddenFinding(stance, before, tool)),
      ...[...covered]
        .filter(([stance, decided]) => isIdle(stance) && !hidden.has(stance) && decided.length > 0)
        .map(([stance, decided]) => coverFinding(stance, decided, tool)),
    ];
  });
}

function hiddenFinding(stance: Stance, before: Stance, tool: SubjectTool): Finding {
  const label = `the \`${before.effect.value}\` of the same tool always decides first`;
  const diagnostic = { ...diagnosticOf(stance, before), label };
  return { diagnostic, claims: claims(stance, before, tool), isCertain: isPlain(tool) };
}

function coverFinding(stance: Stance, decided: readonly Decided[], tool: SubjectTool): Finding {
  const { when } = stance;
  const isNever = when !== null && decided.every(({ sort }) => holdsFor(when, sort.args) === false);
  const before = isNever ? null : (decided.find(({ by }) => by !== null)?.by ?? null);
  const label = isNever
    ? "no call makes its condition true"
    : "for every call one of the others of the same tool decides first";
  const claims = decided.flatMap((each) => claimsOf(each, stance, tool));
  return { diagnostic: { ...diagnosticOf(stance, before), label }, claims, isCertain: false };
}

function diagnosticOf(stance: Stance, before: Stance | null) {
  const place = before && { file: before.file, range: before.tool.range };
  return {
    code: "SC5001",
    message: `this \`${stance.effect.value}\` of \`${stance.tool.value}\` can never decide`,
    file: stance.file,
    range: stance.tool.range,
    help:
      before === null
        ? "correct the condition, or remove the action"
        : "remove one of the two, or put both into one action",
    ...(place && { related: [{ message: "that one is here", ...place }] }),
  } as const;
}

/** A call that it was meant for, and that another one answers. */
function claims(stance: Stance, before: Stance, tool: SubjectTool): readonly Claim[] {
  const caller = stance.assistants[0] ?? tool.stranger;
  const own = stance.effect.value === "deny" ? before.constraints : stance.constraints;
  const { value: answer } = before.effect;
  const answered = claim(tool, caller, before.constraints, [], answer, before);
  if (answer === "deny") return claim(tool, caller, own, [], "deny", before);
  const [beyond] = findBeyond(stance, before, tool);
  if (beyond === undefined) return answered;
  return [...claim(tool, caller, own, beyond.given, "deny", before), ...answered];
}

/** What the call is answered, which hangs on the constraints of the action that decides. */
function claimsOf({ sort: { given }, by }: Decided, stance: Stance, tool: SubjectTool) {
  const caller = stance.assistants[0] ?? tool.stranger;
  if (by !== null) {
    const answers = [...new Set([by.effect.value, "deny" as const])];
    return answers.flatMap((answer) => claim(tool, caller, by.constraints, given, answer, by));
  }
  const args = buildArguments(tool, [], given);
  if (args === null) return [];
  return [{ tool: tool.name, args, assistant: caller, answer: "deny", by: [] } as const];
}
