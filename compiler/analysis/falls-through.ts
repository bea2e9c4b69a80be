// Assistants whose own grants all have conditions, where a shared grant of the same tool decides when none is true.

import type { Place } from "../policy/shape.js";
import type { Range } from "../source/source-file.js";
import { callersOf, deciders, metBy, type PolicyOutline, standingsByTool } from "./callers.js";

interface Outline extends PolicyOutline {
  readonly actions: readonly (PolicyOutline["actions"][number] & {
    readonly when: { readonly range: Range } | null;
  })[];
}

export function findFallsThrough(policies: readonly Outline[], { file, report }: Place): void {
  const reported = new Set<object>();
  for (const standings of standingsByTool(policies).values()) {
    for (const caller of callersOf(standings)) {
      const grants = deciders(metBy(caller, standings)).filter(
        ({ effect }) => effect.value !== "deny",
      );
      const own = grants.findLast(({ assistants }) => assistants.length > 0);
      const shared = grants.find(({ assistants }) => assistants.length === 0);
      if (own?.when == null || shared === undefined || reported.has(own.when)) continue;
      reported.add(own.when);
      report.add({
        code: "SC8012",
        message: `where this is false, the shared \`${shared.effect.value}\` of \`${own.tool.value}\` decides`,
        file,
        range: own.when.range,
        help: "write it under `constraints`, as `require: { that: … }`, if it is meant as a limit",
        related: [{ message: "the shared one is here", file, range: shared.tool.range }],
      });
    }
  }
}
