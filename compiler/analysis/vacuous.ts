// Constraints that stop nothing: the tool's own schema lets nothing through that they would.

import type { Constraint } from "../constraints/constraint.js";
import type { CheckedConstraint } from "../policy/checked-policy.js";
import type { Finding } from "./finding.js";
import { argumentOf, callerOf, claim, isPlain, type SubjectTool } from "./subject.js";
import { findValue } from "./values/find-value.js";

export function findVacuous(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) =>
    tool.stances.flatMap((stance) =>
      stance.constraints.flatMap((entry): readonly Finding[] => {
        if (isNeeded(entry)) return [];
        const { type } = argumentOf(entry, tool);
        const { path, constraint, file, range } = entry;
        const wanted = { passes: [], fails: constraint };
        if (findValue(type, wanted, tool.definitions).kind !== "none") return [];
        const name = `\`${path.join(".")}\``;
        const [what, of] =
          constraint.item === null ? [name, constraint] : [`an item of ${name}`, constraint.item];
        const diagnostic = {
          code: "SC5010",
          message: `this limits nothing: whatever \`${tool.name}\` takes as ${what} ${boundTo(of)}`,
          file,
          range,
          help: "correct the value, or remove the constraint",
        } as const;
        const { value: answer } = stance.effect;
        const claims = claim(tool, callerOf(stance, tool), stance.constraints, [], answer, stance);
        return [{ diagnostic, claims, isCertain: isPlain(tool) }];
      }),
    ),
  );
}

/** `must not be …`, said of what cannot be otherwise. */
function boundTo({ text }: Constraint): string {
  return text.replace(/^must (not )?/u, (_, not = "") => `is bound ${not}to `);
}

/** Beside its own meaning a constraint says that the argument must be there. */
function isNeeded({ argument, mayBeAbsent, ends, of }: CheckedConstraint): boolean {
  const isOwn = of === null && ends === null;
  return argument === null || !isOwn || (argument.optional && !mayBeAbsent);
}
