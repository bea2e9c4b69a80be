// Assistants whose own policy lets more through than the shared one, which it replaces.

import { readsOf } from "../conditions/reads-of.js";
import { type Beyond, findBeyond, longestRange } from "./beyond.js";
import type { Given } from "./build-arguments.js";
import { deciderOf, failedBy, isMet } from "./conditions/answers.js";
import { holdsFor } from "./conditions/hold.js";
import { type Sort, sortsOfCalls } from "./conditions/sorts-of-calls.js";
import type { Claim, Finding } from "./finding.js";
import { isRange } from "./ranges.js";
import {
  argumentOf,
  callerOf,
  claim,
  conditionsOf,
  isAt,
  isPlain,
  isSame,
  type Stance,
  type SubjectTool,
} from "./subject.js";
import { regionInWords } from "./values/region-in-words.js";

export function findWidened(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) => {
    const group = tool.deciders.get(null) ?? [];
    const [shared] = group.filter(isGrant);
    if (shared === undefined) return [];
    const scoped = new Set([...tool.deciders.values()].flat());
    for (const stance of group) scoped.delete(stance);
    return [...scoped].flatMap((stance): readonly Finding[] => {
      const more = widening(stance, group, tool);
      if (more === undefined) return [];
      const diagnostic = {
        code: "SC5012",
        message: `\`${stance.policy}\` lets more calls of \`${tool.name}\` through than \`${shared.policy}\` does for all: ${more.words.join(", ")}`,
        file: stance.file,
        range: stance.tool.range,
        help: "limit it as the shared one does, if that is not meant: an assistant's own action replaces the shared one",
        related: [
          { message: "the shared one is here", file: shared.file, range: shared.tool.range },
        ],
      } as const;
      return [{ diagnostic, claims: more.claims, isCertain: isPlain(tool), doubt }];
    });
  });
}

const doubt = "perhaps fewer than that: the conditions on this tool were not looked into";

/** Calls that an action lets through and the shared ones do not; in words, where there are some for it. */
interface Gap {
  readonly given: readonly Given[];
  readonly words: readonly string[];
}

interface Widening {
  readonly words: readonly string[];
  readonly claims: readonly Claim[];
}

function widening(
  stance: Stance,
  group: readonly Stance[],
  tool: SubjectTool,
): Widening | undefined {
  // What a person approves is not let through by the policy.
  if (stance.widens || stance.effect.value !== "allow") return undefined;
  const caller = callerOf(stance, tool);
  const gaps = gapsBetween(stance, group, tool);
  const guesses = gaps ?? guessed(stance, group, tool);
  if (guesses.length === 0) return undefined;
  const words = new Set(guesses.flatMap((gap) => gap.words));
  return {
    words: words.size === 0 ? ["such as this one"] : [...words],
    claims: (gaps ?? guesses.filter(({ given }) => given.length > 0))
      .slice(0, mostClaims)
      .flatMap(({ given }) => claim(tool, caller, stance.constraints, given, "allow", stance)),
  };
}

const mostClaims = 20;

/** Null where the conditions on the tool cannot be seen through. */
function gapsBetween(
  stance: Stance,
  group: readonly Stance[],
  tool: SubjectTool,
): readonly Gap[] | null {
  const order = tool.deciders.get(callerOf(stance, tool) ?? null) ?? [];
  const grants = group.filter(isGrant);
  const beyond = new Map(grants.map((shared) => [shared, findBeyond(stance, shared, tool)]));
  const sorts = sortsOfCalls([...order, ...group].flatMap(conditionsOf), tool, {
    passed: stance.constraints,
    told: [...beyond.values()].flat().map(({ limit }) => limit),
  });
  const own = sorts?.filter((sort) => deciderOf(order, sort) === stance && isMet(stance, sort));
  return (
    own?.flatMap((sort) => {
      const { given } = sort;
      const by = deciderOf(group, sort);
      if (by === null || !isGrant(by)) return [{ given, words: unasked(grants) }];
      const further = (beyond.get(by) ?? []).filter(
        (each) => !given.some(({ path }) => each.given.some((other) => isSame(path, other.path))),
      );
      return [
        ...(by.effect.value === "allow" ? [] : [{ given, words: [unapproved] }]),
        ...(isMet(by, sort) ? [] : [{ given, words: missing(by, sort) }]),
        ...further.map((each) => gapBeyond(each, given, stance, tool)),
      ];
    }) ?? null
  );
}

/** Where nothing shared decides, although one action does, elsewhere. */
function unasked([grant, ...others]: readonly Stance[]): readonly string[] {
  const when = others.length > 0 ? undefined : grant?.when;
  return when ? [whetherOrNot(when.text)] : [];
}

const unapproved = "without the approval";

function missing(stance: Stance, sort: Sort): readonly string[] {
  const { requirements } = stance;
  return [
    ...failedBy(sort, stance).map(({ path }) => `other values of \`${path.join(".")}\``),
    ...requirements
      .filter(({ condition }) => holdsFor(condition, sort.args) !== true)
      .map(({ condition }) => whetherOrNot(condition.text)),
  ];
}

function whetherOrNot(text: string): string {
  return `whether or not \`${text}\``;
}

/** What the limits tell alone, and that conditions of the shared ones are not asked. */
function guessed(stance: Stance, group: readonly Stance[], tool: SubjectTool): readonly Gap[] {
  const [shared, ...others] = group;
  const order = tool.deciders.get(callerOf(stance, tool) ?? null) ?? [];
  const asked = order.filter((each) => !group.includes(each)).flatMap(conditionsOf);
  const dropped = group
    .filter(isGrant)
    .flatMap(conditionsOf)
    .filter(({ text }) => asked.every((each) => each.text !== text))
    .map(({ text }) => ({ given: [], words: [whetherOrNot(text)] }));
  // Of several that may decide, each lets something else through.
  if (shared === undefined || shared.when !== null || others.length > 0) return dropped;
  return [
    ...(shared.effect.value === "allow" ? [] : [{ given: [], words: [unapproved] }]),
    ...findBeyond(stance, shared, tool)
      .map((each) => gapBeyond(each, [], stance, tool))
      .map((gap) => (isAsked(gap, stance) ? vague(gap) : gap)),
    ...dropped,
  ];
}

function isGrant({ effect }: Stance): boolean {
  return effect.value !== "deny";
}

/** Whether the action's own conditions ask of the argument, so that they may stop what its limits do not. */
function isAsked({ given }: Gap, stance: Stance): boolean {
  return conditionsOf(stance)
    .flatMap(({ expression }) => readsOf(expression, "args"))
    .some((path) => given.some((each) => path.every((name, index) => name === each.path[index])));
}

function vague({ given }: Gap): Gap {
  const names = new Set(given.map(({ path }) => path.join(".")));
  return { given, words: [...names].map((name) => `other values of \`${name}\``) };
}

/** In words, what the limits of the two tell alone. */
function gapBeyond(
  { given, limit }: Beyond,
  beside: readonly Given[],
  stance: Stance,
  tool: SubjectTool,
): Gap {
  const { path, constraint } = limit;
  const name = `\`${path.join(".")}\``;
  const passes = stance.constraints.filter(isAt(path)).map((entry) => entry.constraint);
  const wanted = { passes, fails: constraint };
  const value = given[0]?.value;
  const words = isRange(limit)
    ? `${name} above ${constraint.value}${upTo(longestRange(limit, stance.constraints))} days`
    : value === undefined || value === null
      ? `without ${name}`
      : `${name} ${regionInWords(argumentOf(limit, tool).type, wanted, value)}`;
  return { given: [...beside, ...given], words: [words] };
}

function upTo(most: number): string {
  return most === Infinity ? "" : ` up to ${most}`;
}
