// Allowances that a denial always overrides: one for all assistants, or one whose condition is true of whatever they let through.

import { grantsAmong } from "./callers.js";
import { deciderOf, isMet } from "./conditions/answers.js";
import { type Sort, sortsOfCalls } from "./conditions/sorts-of-calls.js";
import type { Claim, Finding } from "./finding.js";
import { claim, conditionsOf, isPlain, type Stance, type SubjectTool } from "./subject.js";
import { idleAmong, unreachableAmong } from "./unreachable.js";

export function findOverridden(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) => [...alwaysIn(tool), ...underConditions(tool)]);
}

function alwaysIn(tool: SubjectTool): readonly Finding[] {
  const { stances, deciders } = tool;
  // Where one always applies, only denials decide.
  const denial = deciders.get(null)?.findLast(({ when }) => when === null);
  if (denial?.effect.value !== "deny") return [];
  const [grants, unreachable] = [grantsAmong(stances), unreachableAmong(tool)];
  return stances.flatMap((stance) => {
    const { assistants, effect } = stance;
    if (assistants.length === 0 || effect.value === "deny") return [];
    if (grants.includes(stance) || unreachable.has(stance)) return [];
    const label = "a `deny` that all assistants share overrides it";
    const help =
      "remove one of the two, or deny the tool only for the assistants that must not have it";
    const claims = claim(tool, assistants[0], stance.constraints, [], "deny", denial);
    return [findingOf(stance, denial, { label, help }, claims, tool)];
  });
}

function underConditions(tool: SubjectTool): readonly Finding[] {
  const denials = tool.stances.filter(({ effect, when }) => effect.value === "deny" && when);
  if (denials.length === 0) return [];
  return grantsAmong(tool.stances).flatMap((stance): readonly Finding[] => {
    const denied = deniedTo(stance, tool);
    const [first] = denied;
    if (first === undefined || idleAmong(tool).has(stance)) return [];
    const label = "for every call that it would let through, a `deny` decides first";
    const help = "correct the condition or the limits, or remove one of the two";
    const claims = denied.flatMap(({ caller, sort: { given }, denial }) =>
      claim(tool, caller ?? tool.stranger, stance.constraints, given, "deny", denial),
    );
    return [findingOf(stance, first.denial, { label, help }, claims, tool)];
  });
}

/** What an action would let through, and what denies it. */
interface Denied {
  readonly caller: string | null;
  readonly sort: Sort;
  readonly denial: Stance;
}

/** All that it would let through, if all of it is denied; else nothing. */
function deniedTo(stance: Stance, tool: SubjectTool): readonly Denied[] {
  const denied = [...tool.deciders]
    .filter(([, order]) => order.includes(stance))
    .map(([caller, order]) => {
      const denials = order.filter(({ effect }) => effect.value === "deny");
      const conditions = [...denials, stance].flatMap(conditionsOf);
      const sorts = sortsOfCalls(conditions, tool, { passed: stance.constraints }) ?? [];
      return sorts
        .filter((sort) => isMet(stance, sort))
        .map((sort) => ({ caller, sort, denial: deciderOf(denials, sort) }));
    });
  if (denied.some((each) => each.length === 0)) return [];
  const known = denied
    .flat()
    .flatMap(({ denial, ...each }) => (denial ? [{ ...each, denial }] : []));
  return known.length === denied.flat().length ? known : [];
}

function findingOf(
  stance: Stance,
  denial: Stance,
  words: { readonly label: string; readonly help: string },
  claims: readonly Claim[],
  tool: SubjectTool,
): Finding {
  const diagnostic = {
    code: "SC5011",
    message: `this \`${stance.effect.value}\` of \`${tool.name}\` lets nothing through`,
    file: stance.file,
    range: stance.tool.range,
    ...words,
    related: [{ message: "the `deny` is here", file: denial.file, range: denial.tool.range }],
  } as const;
  return { diagnostic, claims, isCertain: isPlain(tool) };
}
