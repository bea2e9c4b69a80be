// Assistants whose own policy lets more through than the shared one, which it replaces.

import { type Beyond, findBeyond } from "./beyond.js";
import { letThrough, letThroughAmong } from "./conditions/let-through.js";
import type { Claim, Finding } from "./finding.js";
import {
  argumentOf,
  callerOf,
  claim,
  isAt,
  isPlain,
  type Stance,
  type SubjectTool,
} from "./subject.js";
import { regionInWords } from "./values/region-in-words.js";

export function findWidened(tools: readonly SubjectTool[]): readonly Finding[] {
  return tools.flatMap((tool) => {
    const group = tool.deciders.get(null) ?? [];
    const [shared] = group.filter(({ effect }) => effect.value !== "deny");
    if (shared === undefined) return [];
    const scoped = new Set([...tool.deciders.values()].flat());
    for (const stance of group) scoped.delete(stance);
    return [...scoped].flatMap((stance): readonly Finding[] => {
      // Of several that may decide, each lets something else through.
      const isAlone = group.length === 1 && shared.when === null;
      const more = isAlone ? wideningOf(stance, shared, tool) : conditionally(stance, group, tool);
      if (more === undefined) return [];
      const diagnostic = {
        code: "SC5012",
        message: `\`${stance.policy}\` lets more calls of \`${tool.name}\` through than \`${shared.policy}\` does for all: ${more.words}`,
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

interface Widening {
  readonly words: string;
  readonly claims: readonly Claim[];
}

function wideningOf(stance: Stance, shared: Stance, tool: SubjectTool): Widening | undefined {
  if (stance.widens) return undefined;
  // What a person approves is not let through by the policy.
  if (stance.effect.value !== "allow") {
    if (stance.effect.value === "deny" || shared.effect.value === "allow") return undefined;
  }
  const seen = isConditional(stance) ? letThrough(stance, shared, tool) : null;
  const beyond = seen?.length === 0 ? [] : findBeyond(stance, shared, tool);
  const assistant = callerOf(stance, tool);
  const { value: answer } = stance.effect;
  const claimWith = (each?: Beyond) =>
    claim(
      tool,
      assistant,
      stance.constraints,
      each === undefined ? [] : [each.given],
      answer,
      stance,
    );
  const unapproved = answer === "allow" && shared.effect.value === "require_approval";
  const dropped = shared.requirements.filter(
    ({ condition: { text } }) => !stance.requirements.some((own) => own.condition.text === text),
  );
  if (beyond.length + dropped.length === 0 && !unapproved) return undefined;
  const words = [
    // The condition may keep some of a whole range out.
    ...(seen === null ? beyond.map((each) => inWords(each, stance, tool)) : []),
    ...(seen !== null && seen.length > 0 ? ["such as this one"] : []),
    ...dropped.map(({ condition: { text } }) => `whether or not \`${text}\``),
  ];
  return {
    words: [...(unapproved ? ["without the approval"] : []), ...new Set(words)].join(", "),
    claims: [
      ...(seen ?? []).map((args) => ({
        ...{ tool: tool.name, args, assistant: assistant ?? null },
        ...{ answer, by: [stance.rule] },
      })),
      ...beyond.flatMap(claimWith),
      ...(unapproved ? claimWith() : []),
    ],
  };
}

/** Beside conditions of the shared ones, which the assistant's own action does not ask. */
function conditionally(
  stance: Stance,
  group: readonly Stance[],
  tool: SubjectTool,
): Widening | undefined {
  if (stance.widens || stance.effect.value !== "allow") return undefined;
  const assistant = callerOf(stance, tool) ?? null;
  const order = tool.deciders.get(assistant) ?? [];
  const calls = letThroughAmong(stance, order, group, tool);
  const own = new Set(order.filter((each) => !group.includes(each)).flatMap(textsOf));
  const dropped = group
    .filter(({ effect }) => effect.value !== "deny")
    .flatMap(textsOf)
    .filter((text) => !own.has(text));
  if (calls?.length === 0 || (calls === null && dropped.length === 0)) return undefined;
  return {
    words: calls === null ? whetherOrNot(dropped) : "such as this one",
    claims: (calls ?? []).map((args) => ({
      ...{ tool: tool.name, args, assistant, answer: "allow", by: [stance.rule] },
    })),
  };
}

function textsOf({ when, requirements }: Stance): readonly string[] {
  return [
    ...(when === null ? [] : [when.text]),
    ...requirements.map((each) => each.condition.text),
  ];
}

function whetherOrNot(conditions: readonly string[]): string {
  return [...new Set(conditions)].map((text) => `whether or not \`${text}\``).join(", ");
}

function isConditional({ when, requirements }: Stance): boolean {
  return when !== null || requirements.length > 0;
}

function inWords(
  { given: { path, value }, limit }: Beyond,
  stance: Stance,
  tool: SubjectTool,
): string {
  const name = `\`${path.join(".")}\``;
  if (value === undefined) return `without ${name}`;
  const passes = stance.constraints.filter(isAt(path)).map(({ constraint }) => constraint);
  const wanted = { passes, fails: limit.constraint };
  return `${name} ${regionInWords(argumentOf(limit, tool).type, wanted, value)}`;
}
