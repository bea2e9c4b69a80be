// Actions that decide for no caller, because others of the same standing always do before them.

import type { Reach } from "../policy/reach.js";
import { deciders } from "./callers.js";
import { deciderOf } from "./conditions/answers.js";
import { holdsFor } from "./conditions/hold.js";
import { type Sort, sortsOfCalls } from "./conditions/sorts-of-calls.js";
import { groupBy } from "./group-by.js";
import type { Stance, SubjectTool } from "./subject.js";

/** A sort of call, and the action that decides it; null where none does. */
export interface Decided {
  readonly sort: Sort;
  readonly by: Stance | null;
}

export interface Idle {
  /** With the action that decides in its place. */
  readonly hidden: ReadonlyMap<Stance, Stance>;
  /** By conditions: with calls of every sort, those first for which it would be. */
  readonly covered: ReadonlyMap<Stance, readonly Decided[]>;
}

export function idleAmong(tool: SubjectTool): Idle {
  const found = known.get(tool) ?? { hidden: hiddenAmong(tool), covered: coveredAmong(tool) };
  known.set(tool, found);
  return found;
}

/** Several analyses ask. */
const known = new WeakMap<SubjectTool, Idle>();

/**
 * An action of an included file is not idle where another decides before it that includes the file: it limits that one.
 */
function hiddenAmong(tool: SubjectTool): ReadonlyMap<Stance, Stance> {
  const decidersOf = remembered<readonly Stance[], readonly Stance[]>(deciders);
  const found = groupsOf(tool).flatMap(
    ([stance, groups]): readonly (readonly [Stance, Stance])[] => {
      const possible = groups.map(decidersOf);
      const before = possible[0]?.find(({ when }) => when === null);
      const isReached = possible.some((deciding) => deciding.includes(stance));
      return isReached || before === undefined ? [] : [[stance, before]];
    },
  );
  return new Map(found);
}

function coveredAmong(tool: SubjectTool): ReadonlyMap<Stance, readonly Decided[]> {
  if (tool.stances.every(({ when }) => when === null)) return new Map();
  const decidedIn = remembered((group: readonly Stance[]) => decidedAmong(group, tool));
  const found = groupsOf(tool).flatMap(([stance, groups]) => {
    const decided = groups.map(decidedIn);
    const isReached = decided.some((each) => each === null || each.some(({ by }) => by === stance));
    const isMeant = ({ sort }: Decided) =>
      stance.when === null || holdsFor(stance.when, sort.args) === true;
    // A denial before it may well be meant, another grant is not.
    const rank = (each: Decided) =>
      (isMeant(each) ? 0 : 2) + (each.by?.effect.value === "deny" ? 1 : 0);
    const all = (decided[0] ?? []).toSorted((a, b) => rank(a) - rank(b));
    return isReached ? [] : [[stance, all] as const];
  });
  return new Map(found);
}

/** How these actions, in file order, decide calls of every sort; null where their conditions cannot be seen through. */
function decidedAmong(group: readonly Stance[], tool: SubjectTool): readonly Decided[] | null {
  const conditions = group.flatMap(({ when }) => when ?? []);
  const denials = group.filter(({ effect }) => effect.value === "deny");
  const order = [...denials, ...group.filter(({ effect }) => effect.value !== "deny")];
  return (
    sortsOfCalls(conditions, tool)?.map((sort) => ({ sort, by: deciderOf(order, sort) })) ?? null
  );
}

/** Answers the same key once: most actions share their group with many others. */
function remembered<Key, Value>(answer: (key: Key) => Value): (key: Key) => Value {
  const answers = new Map<Key, { readonly value: Value }>();
  return (key) => {
    const found = answers.get(key) ?? { value: answer(key) };
    answers.set(key, found);
    return found.value;
  };
}

/** Each action with those of the same standing, its own among them, for each of its callers. */
function groupsOf({
  stances,
  reach,
}: SubjectTool): readonly (readonly [Stance, readonly (readonly Stance[])[]])[] {
  const shared = stances.filter(({ assistants }) => assistants.length === 0);
  const memberships = stances.flatMap((stance) => stance.assistants.map((id) => ({ id, stance })));
  const scoped = new Map(
    [...groupBy(memberships, ({ id }) => id)].map(([id, own]) => [
      id,
      own.map((each) => each.stance),
    ]),
  );
  return stances.map((stance) => {
    const groups =
      stance.assistants.length === 0
        ? [shared]
        : stance.assistants.map((id) => scoped.get(id) ?? []);
    return [stance, groups.map((group) => beside(stance, group, reach))];
  });
}

/** Without those of files above and below. */
function beside(stance: Stance, group: readonly Stance[], reach: Reach): readonly Stance[] {
  const left = group.filter((other) => !isAbove(other, stance, reach));
  return left.length === group.length ? group : left;
}

/** Whether the file of one of the two includes that of the other. */
export function isAbove({ heldBy: one }: Stance, { heldBy: other }: Stance, reach: Reach): boolean {
  return one !== other && (reach.get(one)?.has(other) || reach.get(other)?.has(one)) === true;
}
