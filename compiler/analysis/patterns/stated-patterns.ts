// The patterns that an action states, in constraints and in conditions, and the calls with a text that one is asked about.

import type { Expression, Pattern } from "../../conditions/expression.js";
import type { Constraint } from "../../constraints/constraint.js";
import { itemsOf } from "../../constraints/items.js";
import { notMatching } from "../../constraints/not-pattern.js";
import { matching } from "../../constraints/pattern.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { CheckedConstraint } from "../../policy/checked-policy.js";
import type { ArgumentType } from "../../tools/argument-type.js";
import { argumentPath } from "../conditions/asked.js";
import { argumentAt } from "../conditions/sorts-of-calls.js";
import type { Claim } from "../finding.js";
import { argumentOf, callerOf, claim, isAt, type Stance, type SubjectTool } from "../subject.js";
import { canBe } from "../values/can-be.js";
import type { Json } from "../values/found.js";

export interface StatedPattern {
  readonly written: string;
  readonly place: Pick<Diagnostic, "file" | "range">;
  /** Whether it is about the whole of a text; else it is looked for anywhere in it. */
  readonly isWhole: boolean;
  /** Whether what matches is let through for that; null where that is not known. */
  readonly lets: boolean | null;
  /** What may be answered to a call with this text; null where no call can have it, or it would not matter. */
  readonly claims: (text: string) => readonly Claim[] | null;
}

export function patternsOf(stance: Stance, tool: SubjectTool): readonly StatedPattern[] {
  const { when, effect, constraints, requirements } = stance;
  const lets = effect.value === "require_approval" ? null : effect.value === "allow";
  return [
    ...constraints.flatMap((entry) => inConstraint(entry, stance, tool)),
    ...(when === null ? [] : inCondition(when.expression, lets, stance.file, stance, tool)),
    ...requirements.flatMap(({ condition, file, of }) =>
      of === null ? inCondition(condition.expression, true, file, stance, tool) : [],
    ),
  ];
}

/** Another pattern in its place, as it would be written there. */
export function asWritten(pattern: string, { isWhole }: Pick<StatedPattern, "isWhole">): string {
  return isWhole ? pattern : `matches(${JSON.stringify(pattern)})`;
}

function inConstraint(
  entry: CheckedConstraint,
  stance: Stance,
  tool: SubjectTool,
): readonly StatedPattern[] {
  const { constraint, path, file, range, of } = entry;
  const { kind, value } = innermost(constraint);
  const isPattern = kind === matching.key || kind === notMatching.key;
  if (of !== null || !isPattern || typeof value !== "object" || value === null) return [];
  if (!("written" in value) || typeof value.written !== "string") return [];
  const lets = kind === matching.key;
  const others = stance.constraints.filter((each) => each !== entry && isAt(path)(each));
  const claims = (text: string) => {
    const holding = heldBy(text, constraint, others);
    const isPossible =
      canBe(text, innermostItems(argumentOf(entry, tool).type, constraint), [], tool.definitions) &&
      others.every((each) => each.constraint.holds?.(holding) !== false) &&
      constraint.holds?.(holding) === lets;
    if (!isPossible) return null;
    const answer = lets ? stance.effect.value : "deny";
    const given = [{ path, value: holding }];
    return claim(tool, callerOf(stance, tool), stance.constraints, given, answer, stance);
  };
  return [{ written: value.written, place: { file, range }, isWhole: true, lets, claims }];
}

function innermost(constraint: Constraint): Constraint {
  return constraint.item === null ? constraint : innermost(constraint.item);
}

function innermostItems(type: ArgumentType, { item }: Constraint): ArgumentType {
  return item === null ? type : innermostItems(itemsOf(type), item);
}

/** The text, or as many of it in a list as the others ask for. */
function heldBy(text: string, { item }: Constraint, others: readonly CheckedConstraint[]): Json {
  if (item === null) return text;
  const least = others.flatMap(({ constraint: { limits } }) =>
    limits?.of === "items" ? Number(limits.lower ?? 1) : [],
  );
  const inner = heldBy(text, item, []);
  return Array.from({ length: Math.max(1, ...least) }, () => inner);
}

function inCondition(
  expression: Expression,
  lets: boolean | null,
  file: Diagnostic["file"],
  stance: Stance,
  tool: SubjectTool,
): readonly StatedPattern[] {
  return searchesIn(expression, lets).map(({ text: searched, pattern, ...search }) => {
    const path = argumentPath(searched);
    const argument = path && argumentAt(path, tool);
    const claims = (text: string) => {
      if (path === null || !argument) return [];
      const limits = stance.constraints.filter(isAt(path)).map(({ constraint }) => constraint);
      const isPossible = canBe(text, argument.type, limits, tool.definitions);
      return isPossible ? answersTo({ path, value: text }, stance, tool) : null;
    };
    const { written, range } = pattern;
    return { written, place: { file, range }, isWhole: false, lets: search.lets, claims };
  });
}

interface Search {
  readonly text: Expression;
  readonly pattern: Pattern;
  readonly lets: boolean | null;
}

function searchesIn(expression: Expression, lets: boolean | null): readonly Search[] {
  if (expression.kind !== "call") return [];
  const { function: name, operands } = expression;
  const [text, pattern] = operands;
  if (name === "matches" && text !== undefined && pattern?.kind === "pattern") {
    return [{ text, pattern, lets }];
  }
  const within = name === "not" ? lets !== null && !lets : monotone.has(name) ? lets : null;
  return operands.flatMap((operand) =>
    searchesIn(operand, name === "not" && lets === null ? null : within),
  );
}

/** Functions that are true the sooner, the sooner each of what they are given is. */
const monotone: ReadonlySet<string> = new Set(["and", "or", "all", "exists"]);

/** By the action itself, or by another where its condition is false. */
function answersTo(
  given: { readonly path: readonly string[]; readonly value: string },
  stance: Stance,
  tool: SubjectTool,
): readonly Claim[] {
  const caller = callerOf(stance, tool);
  const order = tool.deciders.get(caller ?? null) ?? tool.deciders.get(null) ?? [];
  return [stance, ...order.filter((each) => each !== stance)].flatMap((by) =>
    [by.effect.value, "deny" as const].flatMap((answer) =>
      claim(tool, caller, by.constraints, [given], answer, by),
    ),
  );
}
