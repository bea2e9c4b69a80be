// Actions that can never decide, because others of the same standing always do before them.

import type { Place } from "../policy/shape.js";
import type { Range } from "../source/source-file.js";
import { deciders, type PolicyOutline, type Standing, standingsByTool } from "./callers.js";
import { groupBy } from "./group-by.js";

/** Reports every action that decides for no caller, looking at scoped and at shared actions by themselves. */
export function findUnreachable(policies: readonly PolicyOutline[], place: Place): void {
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
    const reachable = new Set(groups.flatMap(deciders));
    for (const standing of standings) {
      const group = groups.find((members) => members.includes(standing));
      const before = group && deciders(group).find(({ when }) => when === null);
      if (!reachable.has(standing) && before !== undefined) report(standing, before, place);
    }
  }
}

function report(standing: Standing, before: Standing, { file, report: into }: Place): void {
  const range: Range = standing.tool.range;
  into.add({
    code: "SC5001",
    message: `this \`${standing.effect.value}\` of \`${standing.tool.value}\` can never decide`,
    file,
    range,
    label: `the \`${before.effect.value}\` of the same tool always decides first`,
    help: "remove one of the two, or put both into one action",
    related: [{ message: "that one is here", file, range: before.tool.range }],
  });
}
