// Actions that can never decide, because others of the same standing always do before them.

import type { Reach } from "../policy/reach.js";
import { findBeyond } from "./beyond.js";
import { buildArguments } from "./build-arguments.js";
import { deciders } from "./callers.js";
import { deciderOf } from "./conditions/answers.js";
import { holdsFor } from "./conditions/hold.js";
import { type Sort, sortsOfCalls } from "./conditions/sorts-of-calls.js";
import type { Claim, Finding } from "./finding.js";
import { groupBy } from "./group-by.js";
import { claim, isPlain, type Stance, type SubjectTool } from "./subject.js";

/**
 * Every action that decides for no caller, looking at scoped and at shared actions by themselves. One that `extends` takes
 * over may well be idle there, as long as it decides somewhere.
 */
export function findUnreachable(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) => {
    const hidden = unreachableAmong(tool);
    const covered = coveredAmong(tool);
    const deciding = tool.stances.filter((stance) => !hidden.has(stance) && !covered.has(stance));
    const isIdle = (stance: Stance) => !deciding.some((other) => isSameText(stance, other));
    return [
      ...[...hidden]
        .filter(([stance]) => isIdle(stance))
        .map(([stance, before]) => hiddenFinding(stance, before, tool)),
      ...[...covered]
        .filter(([stance, decided]) => isIdle(stance) && !hidden.has(stance) && decided.length > 0)
        .map(([stance, decided]) => coverFinding(stance, decided, tool)),
    ];
  });
}

function isSameText(one: Stance, other: Stance): boolean {
  return one.file === other.file && one.range.start === other.range.start;
}

function hiddenFinding(stance: Stance, before: Stance, tool: SubjectTool): Finding {
  const label = `the \`${before.effect.value}\` of the same tool always decides first`;
  const diagnostic = { ...diagnosticOf(stance, before), label };
  return { diagnostic, claims: claims(stance, before, tool), isCertain: isPlain(tool) };
}

/** A sort of call, and the action that decides it; null where none does. */
interface Decided {
  readonly sort: Sort;
  readonly by: Stance | null;
}

function coverFinding(stance: Stance, decided: readonly Decided[], tool: SubjectTool): Finding {
  const { when } = stance;
  const isNever = when !== null && decided.every(({ sort }) => holdsFor(when, sort.args) === false);
  const before = isNever ? null : (decided.find(({ by }) => by !== null)?.by ?? null);
  const label = isNever
    ? "no call makes its condition true"
    : "for every call one of the others of the same tool decides first";
  const claims = decided.flatMap((each) => claimsOf(each, stance, tool));
  return { diagnostic: { ...diagnosticOf(stance, before), label }, claims, isCertain: false };
}

function diagnosticOf(stance: Stance, before: Stance | null) {
  const place = before && { file: before.file, range: before.tool.range };
  return {
    code: "SC5001",
    message: `this \`${stance.effect.value}\` of \`${stance.tool.value}\` can never decide`,
    file: stance.file,
    range: stance.tool.range,
    help:
      before === null
        ? "correct the condition, or remove the action"
        : "remove one of the two, or put both into one action",
    ...(place && { related: [{ message: "that one is here", ...place }] }),
  } as const;
}

/** All that never decide, by conditions or without. */
export function idleAmong(tool: SubjectTool): ReadonlySet<Stance> {
  return new Set([...unreachableAmong(tool).keys(), ...coveredAmong(tool).keys()]);
}

/**
 * Each of them with the action that decides in its place. An action of an included file is not idle where another
 * decides before it that includes the file: it limits that one.
 */
export function unreachableAmong(tool: SubjectTool): ReadonlyMap<Stance, Stance> {
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

/** The same by conditions: each with calls of every sort, those first for which it would be. */
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
  const known = new Map<Key, { readonly value: Value }>();
  return (key) => {
    const found = known.get(key) ?? { value: answer(key) };
    known.set(key, found);
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
  return [...claim(tool, caller, own, beyond.given, "deny", before), ...answered];
}

/** What the call is answered, which hangs on the constraints of the action that decides. */
function claimsOf({ sort: { given }, by }: Decided, stance: Stance, tool: SubjectTool) {
  const caller = stance.assistants[0] ?? tool.stranger;
  if (by !== null) {
    const answers = [...new Set([by.effect.value, "deny" as const])];
    return answers.flatMap((answer) => claim(tool, caller, by.constraints, given, answer, by));
  }
  const args = buildArguments(tool, [], given);
  if (args === null) return [];
  return [{ tool: tool.name, args, assistant: caller, answer: "deny", by: [] } as const];
}
