// Actions that can never decide, because others of the same standing always do before them.

import type { Reach } from "../policy/reach.js";
import { findBeyond } from "./beyond.js";
import { deciders } from "./callers.js";
import type { Claim, Finding } from "./finding.js";
import { groupBy } from "./group-by.js";
import { claim, isPlain, type Stance, type SubjectTool } from "./subject.js";

/** Every action that decides for no caller, looking at scoped and at shared actions by themselves. */
export function findUnreachable(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) =>
    [...unreachableAmong(tool)].map(([stance, before]): Finding => {
      const message = `this \`${stance.effect.value}\` of \`${tool.name}\` can never decide`;
      const diagnostic = {
        code: "SC5001",
        message,
        file: stance.file,
        range: stance.tool.range,
        label: `the \`${before.effect.value}\` of the same tool always decides first`,
        help: "remove one of the two, or put both into one action",
        related: [{ message: "that one is here", file: before.file, range: before.tool.range }],
      } as const;
      return { diagnostic, claims: claims(stance, before, tool), isCertain: isPlain(tool) };
    }),
  );
}

/**
 * Each of them with the action that decides in its place. An action of an included file is not idle where another
 * decides before it that includes the file: it limits that one.
 */
export function unreachableAmong({ stances, reach }: SubjectTool): ReadonlyMap<Stance, Stance> {
  const shared = stances.filter(({ assistants }) => assistants.length === 0);
  const memberships = stances.flatMap((stance) => stance.assistants.map((id) => ({ id, stance })));
  const scoped = groupBy(memberships, ({ id }) => id);
  const found = stances.flatMap((stance): readonly (readonly [Stance, Stance])[] => {
    const groups =
      stance.assistants.length === 0
        ? [shared]
        : stance.assistants.map((id) => (scoped.get(id) ?? []).map((each) => each.stance));
    const possible = groups.map((group) =>
      deciders(group.filter((other) => !isAbove(other, stance, reach))),
    );
    const before = possible[0]?.find(({ when }) => when === null);
    const isReached = possible.some((deciding) => deciding.includes(stance));
    return isReached || before === undefined ? [] : [[stance, before]];
  });
  return new Map(found);
}

/** Whether the file of one of the two includes that of the other. */
function isAbove({ heldBy: one }: Stance, { heldBy: other }: Stance, reach: Reach): boolean {
  return one !== other && (reach.get(one)?.has(other) || reach.get(other)?.has(one)) === true;
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
  return [...claim(tool, caller, own, [beyond.given], "deny", before), ...answered];
}
