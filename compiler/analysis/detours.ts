// Paths that are to lie in one folder and to look as if they lay in another: only a detour through `..` does both.

import { pathWithin } from "../constraints/path-within.js";
import type { CheckedConstraint } from "../policy/checked-policy.js";
import type { Given } from "./build-arguments.js";
import { isMet } from "./conditions/answers.js";
import { sortsOfCalls } from "./conditions/sorts-of-calls.js";
import type { Finding } from "./finding.js";
import {
  argumentOf,
  callerOf,
  claim,
  conditionsOf,
  isAt,
  isPlain,
  isSame,
  type Stance,
  type SubjectTool,
} from "./subject.js";
import { avoiding } from "./values/avoiding.js";
import { findValue } from "./values/find-value.js";

export function findDetours(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) =>
    tool.stances.flatMap((stance) =>
      stance.constraints
        .filter(({ constraint, of }) => of === null && constraint.kind === pathWithin.key)
        .flatMap((entry) => findingOf(entry, stance, tool) ?? []),
    ),
  );
}

const straight = avoiding({ source: "/\\.\\.", flags: "u" });

function findingOf(entry: CheckedConstraint, stance: Stance, tool: SubjectTool): Finding | null {
  const { path, constraint, file, range } = entry;
  const limits = stance.constraints;
  const narrowed = passing(entry, [...limits, { ...entry, constraint: straight }], stance, tool);
  if (narrowed === null || narrowed.length > 0) return null;
  const detours = passing(entry, limits, stance, tool) ?? [];
  if (detours.length === 0) return null;
  const others = limits.filter((each) => each !== entry && isAt(path)(each));
  const asked = [
    ...others.map((each) => each.constraint.text),
    ...conditionsOf(stance).map(({ text }) => `\`${text}\``),
  ];
  const diagnostic = {
    code: "SC5022",
    message: `only a path with \`..\` satisfies this: \`${path.join(".")}\` ${[constraint.text, ...asked].join(" and ")}`,
    ...{ file, range, help: "correct the folder, or what else is asked of the path" },
  } as const;
  const caller = callerOf(stance, tool);
  const { value: answer } = stance.effect;
  const claims = detours.flatMap((given) => claim(tool, caller, limits, given, answer, stance));
  return { diagnostic, claims, isCertain: isPlain(tool) };
}

/** What calls of each sort have that pass the limits on the path, and the conditions; null where that is not known. */
function passing(
  entry: CheckedConstraint,
  limits: readonly CheckedConstraint[],
  stance: Stance,
  tool: SubjectTool,
): readonly (readonly Given[])[] | null {
  const { path } = entry;
  const passes = limits.filter(isAt(path)).map(({ constraint }) => constraint);
  const { type } = argumentOf(entry, tool);
  const found = findValue(type, { passes, fails: null }, tool.definitions);
  if (found.kind !== "value") return found.kind === "none" ? [] : null;
  const sorts = sortsOfCalls(conditionsOf(stance), tool, { passed: limits });
  const own = { path, value: found.value };
  return (
    sorts
      ?.filter((sort) => isMet(stance, sort))
      .map(({ given }) =>
        given.some((each) => isSame(each.path, path)) ? given : [...given, own],
      ) ?? null
  );
}
