// analyse: what makes no sense in a policy as a whole, each with calls that would show it.

import type { ToolIr } from "../ir/guard-ir.js";
import type { CheckedPolicyFile } from "../policy/checked-policy.js";
import { findConstrainedNulls } from "./constrained-null.js";
import { findConstrainedOptionals } from "./constrained-optional.js";
import { findContradictions } from "./contradictory.js";
import { findDetours } from "./detours.js";
import { findFallsThrough } from "./falls-through.js";
import type { Finding } from "./finding.js";
import { groupBy } from "./group-by.js";
import { findOverridden } from "./overridden.js";
import { findLoosePatterns } from "./patterns/loose-patterns.js";
import { findSettled } from "./settled.js";
import { type SubjectTool, subjectsOf } from "./subject.js";
import { findUncallable } from "./uncallable.js";
import { findUnreachable } from "./unreachable.js";
import { findUnseen, type Unseen } from "./unseen.js";
import { findVacuous } from "./vacuous.js";
import { findWidened } from "./widened.js";

const analyses: readonly ((tools: readonly SubjectTool[]) => readonly Finding[])[] = [
  findUnreachable,
  findOverridden,
  findUncallable,
  findContradictions,
  findDetours,
  findVacuous,
  findSettled,
  findConstrainedOptionals,
  findConstrainedNulls,
  findLoosePatterns,
  findWidened,
  findFallsThrough,
];

export interface Analysis {
  readonly findings: readonly Finding[];
  readonly unseen: readonly Unseen[];
}

export function analyse(checked: CheckedPolicyFile, tools: readonly ToolIr[]): Analysis {
  const enforced = subjectsOf(checked, tools, "enforce");
  const shadows = subjectsOf(checked, tools, "shadow");
  const found = [
    ...analyses.flatMap((find) => find(enforced)),
    // What a shadow policy would say, no decision shows.
    ...analyses.flatMap((find) => find(shadows)).map((finding) => ({ ...finding, claims: [] })),
  ];
  // An action that several policies have taken over is written once.
  return {
    findings: distinct(found, ({ diagnostic: { code, message, file, range } }) =>
      JSON.stringify([code, message, file.path, range.start]),
    ),
    unseen: distinct(findUnseen([...enforced, ...shadows]), ({ file, range }) =>
      JSON.stringify([file.path, range.start]),
    ),
  };
}

function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...groupBy(items, keyOf).values()].flatMap(([first]) => first ?? []);
}
