// Allowances that let nothing through: what passes their conditions and limits, another action decides before them.

import { grantsAmong } from "./callers.js";
import { deciderOf, isMet } from "./conditions/answers.js";
import { type Sort, sortsOfCalls } from "./conditions/sorts-of-calls.js";
import type { Claim, Finding } from "./finding.js";
import { idleAmong, isAbove } from "./idle.js";
import {
  claim,
  conditionsOf,
  isPlain,
  isSameText,
  type Stance,
  type SubjectTool,
} from "./subject.js";

export function findOverridden(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) => [...alwaysIn(tool), ...underConditions(tool)]);
}

function alwaysIn(tool: SubjectTool): readonly Finding[] {
  const { stances, deciders } = tool;
  // Where one always applies, only denials decide.
  const denial = deciders.get(null)?.findLast(({ when }) => when === null);
  if (denial?.effect.value !== "deny") return [];
  const [grants, { hidden }] = [grantsAmong(stances), idleAmong(tool)];
  return stances.flatMap((stance) => {
    const { assistants, effect } = stance;
    if (assistants.length === 0 || effect.value === "deny") return [];
    if (grants.includes(stance) || hidden.has(stance)) return [];
    const label = "a `deny` that all assistants share overrides it";
    const help =
      "remove one of the two, or deny the tool only for the assistants that must not have it";
    const claims = claim(tool, assistants[0], stance.constraints, [], "deny", denial);
    return [findingOf(stance, denial, { label, help }, claims, tool)];
  });
}

function underConditions(tool: SubjectTool): readonly Finding[] {
  if (tool.stances.every(({ when }) => when === null)) return [];
  const taken = new Map(grantsAmong(tool.stances).map((each) => [each, takenFrom(each, tool)]));
  // What lets calls through for one policy, others may have taken over in vain.
  const isIdle = (stance: Stance) =>
    [...taken].every(([other, calls]) => calls.length > 0 || !isSameText(stance, other));
  const { hidden, covered } = idleAmong(tool);
  return [...taken].flatMap(([stance, calls]): readonly Finding[] => {
    const [first] = calls;
    if (first === undefined || !isIdle(stance)) return [];
    if (hidden.has(stance) || covered.has(stance)) return [];
    const { value: effect } = first.by.effect;
    const which = calls.every(({ by }) => by === first.by)
      ? effect === "deny"
        ? "a `deny`"
        : `the \`${effect}\` of the same tool`
      : "another action";
    const label = `for every call that it would let through, ${which} decides first`;
    const help = "correct the condition or the limits, or remove one of the two";
    return [findingOf(stance, first.by, { label, help }, claims(stance, calls, tool), tool)];
  });
}

/** What an action would let through, and the one that decides before it. */
interface Taken {
  readonly caller: string | null;
  readonly sort: Sort;
  readonly by: Stance;
}

/** All that it would let through, if others decide all of it; else nothing. */
function takenFrom(stance: Stance, tool: SubjectTool): readonly Taken[] {
  const taken: Taken[] = [];
  for (const [caller, order] of tool.deciders) {
    if (!order.includes(stance)) continue;
    const own = takenFor(caller, order.slice(0, order.indexOf(stance)), stance, tool);
    if (own === null) return [];
    taken.push(...own);
  }
  return taken;
}

/** Null where it lets something through for the caller, or that cannot be seen. */
function takenFor(
  caller: string | null,
  before: readonly Stance[],
  stance: Stance,
  tool: SubjectTool,
): readonly Taken[] | null {
  if (before.length === 0) return null;
  const denials = before.filter(({ effect }) => effect.value === "deny");
  // Denials alone may be seen through.
  for (const order of [before, denials]) {
    const conditions = [...order.flatMap(({ when }) => when ?? []), ...conditionsOf(stance)];
    const sorts = sortsOfCalls(conditions, tool, { passed: stance.constraints });
    if (sorts === null) continue;
    const passing = sorts.filter((sort) => isMet(stance, sort));
    const taken = passing.flatMap((sort): readonly Taken[] => {
      const by = deciderOf(order, sort);
      return by === null || isAbove(by, stance, tool.reach) ? [] : [{ caller, sort, by }];
    });
    return taken.length > 0 && taken.length === passing.length ? taken : null;
  }
  return null;
}

/** Calls that it would let through, were they not denied; else those that are left to it, all of which fail. */
function claims(stance: Stance, taken: readonly Taken[], tool: SubjectTool): readonly Claim[] {
  const callers = new Set(taken.map(({ caller }) => caller));
  const left = [...callers].flatMap((caller) => {
    const order = tool.deciders.get(caller) ?? [];
    const sorts =
      sortsOfCalls(
        [...order, stance].flatMap(({ when }) => when ?? []),
        tool,
      ) ?? [];
    return sorts
      .filter((sort) => deciderOf(order, sort) === stance)
      .flatMap(({ given }) => claim(tool, caller ?? tool.stranger, [], given, "deny", stance));
  });
  const denied = taken.filter(({ by }) => by.effect.value === "deny");
  return [...answersTo(denied, stance, tool), ...left, ...answersTo(taken, stance, tool)];
}

function answersTo(taken: readonly Taken[], { constraints }: Stance, tool: SubjectTool) {
  return taken.flatMap(({ caller, sort: { given }, by }) =>
    [...new Set([by.effect.value, "deny" as const])].flatMap((answer) =>
      claim(tool, caller ?? tool.stranger, constraints, given, answer, by),
    ),
  );
}

function findingOf(
  stance: Stance,
  before: Stance,
  words: { readonly label: string; readonly help: string },
  claims: readonly Claim[],
  tool: SubjectTool,
): Finding {
  const { value: effect } = before.effect;
  const diagnostic = {
    code: "SC5011",
    message: `this \`${stance.effect.value}\` of \`${tool.name}\` lets nothing through`,
    file: stance.file,
    range: stance.tool.range,
    ...words,
    related: [
      { message: `the \`${effect}\` is here`, file: before.file, range: before.tool.range },
    ],
  } as const;
  return { diagnostic, claims, isCertain: isPlain(tool) };
}
