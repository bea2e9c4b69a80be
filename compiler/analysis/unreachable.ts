// Actions that can never decide, because others of the same standing always do before them.

import type { Reach } from "../policy/reach.js";
import type { Place } from "../policy/shape.js";
import type { Range } from "../source/source-file.js";
import { deciders, type PolicyOutline, type Standing, standingsByTool } from "./callers.js";
import { groupBy } from "./group-by.js";

/**
 * Reports every action that decides for no caller, looking at scoped and at shared actions by themselves. An action of
 * an included file is not idle where another decides before it that includes the file: it limits that one.
 */
export function findUnreachable(
  policies: readonly PolicyOutline[],
  reach: Reach,
  place: Place,
): void {
  for (const standings of standingsByTool(policies).values()) {
    if (standings.length < 2) continue;
    const scoped = standings.filter(({ assistants }) => assistants.length > 0);
    const shared = standings.filter(({ assistants }) => assistants.length === 0);
    const memberships = scoped.flatMap((standing) =>
      standing.assistants.map((id) => ({ id, standing })),
    );
    const byCaller = groupBy(memberships, ({ id }) => id);
    const groups = [...byCaller.values()].map((members) => members.map(({ standing }) => standing));
    groups.push(shared);
    for (const standing of standings) {
      const found = groups
        .filter((members) => members.includes(standing))
        .map((members) => deciders(members.filter((other) => !isAbove(other, standing, reach))));
      const before = found[0]?.find(({ when }) => when === null);
      const isReached = found.some((deciding) => deciding.includes(standing));
      if (!isReached && before !== undefined) report(standing, before, place);
    }
  }
}

/** Whether the file of one of the two includes that of the other. */
function isAbove({ heldBy: one }: Standing, { heldBy: other }: Standing, reach: Reach): boolean {
  return one !== other && (reach.get(one)?.has(other) || reach.get(other)?.has(one)) === true;
}

function report(standing: Standing, before: Standing, { report: into }: Place): void {
  const range: Range = standing.tool.range;
  into.add({
    code: "SC5001",
    message: `this \`${standing.effect.value}\` of \`${standing.tool.value}\` can never decide`,
    file: standing.file,
    range,
    label: `the \`${before.effect.value}\` of the same tool always decides first`,
    help: "remove one of the two, or put both into one action",
    related: [{ message: "that one is here", file: before.file, range: before.tool.range }],
  });
}
