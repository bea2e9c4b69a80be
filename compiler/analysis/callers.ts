// Who may call a tool, and which actions such a caller meets.

import type { Effect, Located } from "../policy/policy.js";
import type { SourceFile } from "../source/source-file.js";
import { groupBy } from "./group-by.js";

/** An action as the analyses see it. */
export interface Standing {
  readonly file: SourceFile;
  readonly tool: Located<string>;
  readonly effect: Located<Effect>;
  /** The ids it is for; empty where it is shared. */
  readonly assistants: readonly string[];
  /** Those of its callers for whom it does not count. */
  readonly except?: readonly string[] | "all";
  /** The file of the policy that holds it. */
  readonly heldBy: SourceFile;
}

/** The part of a policy that the analyses look at. */
export interface PolicyOutline {
  readonly file: SourceFile;
  readonly assistants: readonly Located<string>[];
  readonly actions: readonly Pick<Standing, "file" | "tool" | "effect" | "except">[];
}

/** All actions, tool by tool, in file order. */
export function standingsByTool<Outline extends PolicyOutline>(
  policies: readonly Outline[],
): ReadonlyMap<string, readonly StandingOf<Outline>[]> {
  const standings = policies.flatMap(({ file, assistants, actions }) => {
    const ids = assistants.map(({ value }) => value);
    return actions.map((action: Outline["actions"][number]) => ({
      ...action,
      assistants: ids,
      heldBy: file,
    }));
  });
  return groupBy(standings, ({ tool }) => tool.value);
}

/** An action of the outline, with those it is for. */
export type StandingOf<Outline extends PolicyOutline> = Outline["actions"][number] &
  Pick<Standing, "assistants" | "heldBy">;

/** The one among these that decides for its callers: the first deny, else the first of the others. */
export function decider<Each extends Standing>(standings: readonly Each[]): Each | undefined {
  return standings.find(({ effect }) => effect.value === "deny") ?? standings[0];
}

/** The actions that a caller meets, scoped before shared; null is any caller that no policy names. */
export function metBy<Each extends Standing>(
  caller: string | null,
  standings: readonly Each[],
): readonly Each[] {
  const counting = standings.filter(
    ({ except = [] }) => except !== "all" && (caller === null || !except.includes(caller)),
  );
  const scoped = counting.filter(
    ({ assistants }) => caller !== null && assistants.includes(caller),
  );
  return [...scoped, ...counting.filter(({ assistants }) => assistants.length === 0)];
}

/** Every id the actions name, and null for the callers that they do not name. */
export function callersOf(standings: readonly Standing[]): readonly (string | null)[] {
  return [...new Set(standings.flatMap(({ assistants }) => assistants)), null];
}

/** The actions by which some caller may call their tool, perhaps after an approval. */
export function grantsAmong<Each extends Standing>(standings: readonly Each[]): readonly Each[] {
  const deciders = callersOf(standings).flatMap(
    (caller) => decider(metBy(caller, standings)) ?? [],
  );
  return [...new Set(deciders)].filter(({ effect }) => effect.value !== "deny");
}
