// Actions that can never decide, because others of the same standing always do before them.

import type { Reach } from "../policy/reach.js";
import { findBeyond } from "./beyond.js";
import { deciders } from "./callers.js";
import { type Decided, decidedBy } from "./conditions/covered.js";
import { holdsFor } from "./conditions/hold.js";
import type { Claim, Finding } from "./finding.js";
import { groupBy } from "./group-by.js";
import { claim, isPlain, type Stance, type SubjectTool } from "./subject.js";

/** Every action that decides for no caller, looking at scoped and at shared actions by themselves. */
export function findUnreachable(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) => {
    const hidden = unreachableAmong(tool);
    return [
      ...[...hidden].map(([stance, before]): Finding => {
        const label = `the \`${before.effect.value}\` of the same tool always decides first`;
        const diagnostic = { ...diagnosticOf(stance, before), label };
        return { diagnostic, claims: claims(stance, before, tool), isCertain: isPlain(tool) };
      }),
      ...[...coveredAmong(tool)].flatMap(([stance, decided]) => {
        const [first] = decided;
        if (hidden.has(stance) || first === undefined) return [];
        const label = "for every call one of the others of the same tool decides first";
        const answers = decided.flatMap((each) => claimsOf(each, stance, tool));
        return [
          {
            diagnostic: { ...diagnosticOf(stance, first.by), label },
            claims: answers,
            isCertain: false,
          },
        ];
      }),
    ];
  });
}

function diagnosticOf(stance: Stance, before: Stance) {
  return {
    code: "SC5001",
    message: `this \`${stance.effect.value}\` of \`${stance.tool.value}\` can never decide`,
    file: stance.file,
    range: stance.tool.range,
    help: "remove one of the two, or put both into one action",
    related: [{ message: "that one is here", file: before.file, range: before.tool.range }],
  } as const;
}

/**
 * Each of them with the action that decides in its place. An action of an included file is not idle where another
 * decides before it that includes the file: it limits that one.
 */
export function unreachableAmong(tool: SubjectTool): ReadonlyMap<Stance, Stance> {
  const found = groupsOf(tool).flatMap(
    ([stance, groups]): readonly (readonly [Stance, Stance])[] => {
      const possible = groups.map(deciders);
      const before = possible[0]?.find(({ when }) => when === null);
      const isReached = possible.some((deciding) => deciding.includes(stance));
      return isReached || before === undefined ? [] : [[stance, before]];
    },
  );
  return new Map(found);
}

type Covered = Decided & { readonly by: Stance };

/** The same by conditions: each with calls of every sort, those first for which it would be. */
function coveredAmong(tool: SubjectTool): ReadonlyMap<Stance, readonly Covered[]> {
  if (tool.stances.every(({ when }) => when === null)) return new Map();
  const found = groupsOf(tool).flatMap(([stance, groups]) => {
    const decided = groups.map((group) => decidedBy(group, tool));
    const isReached = decided.some((each) => each === null || each.some(({ by }) => by === stance));
    const others = (decided[0] ?? []).flatMap(({ args, by }) =>
      by === null ? [] : [{ args, by }],
    );
    const isMeant = ({ args }: Covered) =>
      stance.when === null || holdsFor(stance.when, args) === true;
    const [meant, rest] = [others.filter(isMeant), others.filter((each) => !isMeant(each))];
    return isReached ? [] : [[stance, [...meant, ...rest]] as const];
  });
  return new Map(found);
}

/** Each action with those of the same standing, its own among them, for each of its callers. */
function groupsOf({
  stances,
  reach,
}: SubjectTool): readonly (readonly [Stance, readonly (readonly Stance[])[]])[] {
  const shared = stances.filter(({ assistants }) => assistants.length === 0);
  const memberships = stances.flatMap((stance) => stance.assistants.map((id) => ({ id, stance })));
  const scoped = groupBy(memberships, ({ id }) => id);
  return stances.map((stance) => {
    const groups =
      stance.assistants.length === 0
        ? [shared]
        : stance.assistants.map((id) => (scoped.get(id) ?? []).map((each) => each.stance));
    return [stance, groups.map((group) => group.filter((other) => !isAbove(other, stance, reach)))];
  });
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

/** What the call is answered, which hangs on the constraints of the action that decides. */
function claimsOf({ args, by }: Covered, stance: Stance, tool: SubjectTool): readonly Claim[] {
  const assistant = stance.assistants[0] ?? tool.stranger;
  const answers = [...new Set([by.effect.value, "deny" as const])];
  return answers.map((answer) => ({ tool: tool.name, args, assistant, answer, by: [by.rule] }));
}
