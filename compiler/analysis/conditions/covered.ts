// Actions that never decide, since for every sort of call some other one does before them.

import type { JsonObject } from "../build-arguments.js";
import type { Stance, SubjectTool } from "../subject.js";
import { holdsFor } from "./hold.js";
import { sortsOfCalls } from "./sorts-of-calls.js";

/** A call, and the action that decides it; null where none does. */
export interface Decided {
  readonly args: JsonObject;
  readonly by: Stance | null;
}

/** How calls of every sort are decided by these actions, in their order; null where conditions cannot be seen through. */
export function decidedBy(group: readonly Stance[], tool: SubjectTool): readonly Decided[] | null {
  const conditions = group.flatMap(({ when }) => when ?? []);
  const calls = sortsOfCalls(conditions, tool);
  if (calls === null) return null;
  const order = [...group.filter(isDenial), ...group.filter((stance) => !isDenial(stance))];
  return calls.map((args) => ({
    args,
    // A condition without an answer decides: it denies.
    by: order.find(({ when }) => when === null || holdsFor(when, args) !== false) ?? null,
  }));
}

function isDenial({ effect }: Stance): boolean {
  return effect.value === "deny";
}
