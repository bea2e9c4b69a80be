// Who may call a tool, and which actions such a caller meets.

import type { Effect, Located } from "../policy/policy.js";
import type { SourceFile } from "../source/source-file.js";
import { groupBy } from "./group-by.js";

/** An action as the analyses see it. */
export interface Standing {
  readonly file: SourceFile;
  readonly tool: Located<string>;
  readonly effect: Located<Effect>;
  /** What must be true for it to apply; null where it always does. */
  readonly when: object | null;
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
  readonly actions: readonly Pick<Standing, "file" | "tool" | "effect" | "when" | "except">[];
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

/**
 * Those among these that may decide for their callers: the denials up to one that always applies; where none does, the
 * others up to one that always applies, too.
 */
export function deciders<Each extends Standing>(standings: readonly Each[]): readonly Each[] {
  const denials = reached(standings.filter(({ effect }) => effect.value === "deny"));
  if (denials.at(-1)?.when === null) return denials;
  const grants = standings.filter(({ effect }) => effect.value !== "deny");
  return [...denials, ...reached(grants)];
}

/** All up to the first that always applies. */
function reached<Each extends Standing>(standings: readonly Each[]): readonly Each[] {
  const certain = standings.findIndex(({ when }) => when === null);
  return certain < 0 ? standings : standings.slice(0, certain + 1);
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

/** Those that may decide for each caller. */
export function decidersAmong<Each extends Standing>(
  standings: readonly Each[],
): ReadonlyMap<string | null, readonly Each[]> {
  return new Map(
    callersOf(standings).map((caller) => [caller, deciders(metBy(caller, standings))] as const),
  );
}

/** The actions by which some caller may call their tool, perhaps after an approval. */
export function grantsAmong<Each extends Standing>(standings: readonly Each[]): readonly Each[] {
  const possible = [...decidersAmong(standings).values()].flat();
  return [...new Set(possible)].filter(({ effect }) => effect.value !== "deny");
}
