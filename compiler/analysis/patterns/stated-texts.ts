// The patterns and the parts of texts that an action states, in constraints and in conditions, and the calls with a text
// that one is asked about.

import type { Expression } from "../../conditions/expression.js";
import type { Constraint } from "../../constraints/constraint.js";
import type { Diagnostic } from "../../diagnostics/diagnostic.js";
import type { CheckedConstraint } from "../../policy/checked-policy.js";
import type { Given } from "../build-arguments.js";
import { isMet } from "../conditions/answers.js";
import { argumentPath } from "../conditions/asked.js";
import { argumentAt, sortsOfCalls } from "../conditions/sorts-of-calls.js";
import type { Claim } from "../finding.js";
import {
  argumentOf,
  callerOf,
  claim,
  conditionsOf,
  isAt,
  isSame,
  type Stance,
  type SubjectTool,
} from "../subject.js";
import type { Json } from "../values/found.js";
import { findHolding } from "../values/holding.js";

/** Where in a text it is looked for. */
type Where = "whole" | "anywhere" | "start" | "end";

export interface StatedText {
  readonly written: string;
  readonly isPattern: boolean;
  readonly where: Where;
  readonly place: Pick<Diagnostic, "file" | "range">;
  /** Whether what matches is let through for that; null where that is not known. */
  readonly lets: boolean | null;
  /** What may be answered to a call with this text; null where no call can have it, or it would not matter. */
  readonly claims: (text: string) => readonly Claim[] | null;
}

export function statedTexts(stance: Stance, tool: SubjectTool): readonly StatedText[] {
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
export function asWritten(pattern: string, { where }: Pick<StatedText, "where">): string {
  return where === "whole" ? pattern : `matches(${JSON.stringify(pattern)})`;
}

type Kind = Pick<StatedText, "isPattern" | "where">;

const kinds: ReadonlyMap<string, Kind> = new Map([
  ["pattern", { isPattern: true, where: "whole" }],
  ["not_pattern", { isPattern: true, where: "whole" }],
  ["starts_with", { isPattern: false, where: "start" }],
  ["ends_with", { isPattern: false, where: "end" }],
  ["contains", { isPattern: false, where: "anywhere" }],
]);

const functions: ReadonlyMap<string, Kind> = new Map([
  ["matches", { isPattern: true, where: "anywhere" }],
  ["startsWith", { isPattern: false, where: "start" }],
  ["endsWith", { isPattern: false, where: "end" }],
  ["contains", { isPattern: false, where: "anywhere" }],
]);

function inConstraint(
  entry: CheckedConstraint,
  stance: Stance,
  tool: SubjectTool,
): readonly StatedText[] {
  const { constraint, path, file, range, of } = entry;
  const stated = innermost(constraint);
  const kind = kinds.get(stated.kind);
  if (of !== null || kind === undefined) return [];
  const lets = stated.kind !== "not_pattern";
  const limits = stance.constraints.filter((each) => (lets || each !== entry) && isAt(path)(each));
  const wanted = {
    passes: limits.map((each) => each.constraint),
    fails: lets ? null : constraint,
  };
  const claims = (text: string) => {
    const { type } = argumentOf(entry, tool);
    const value = findHolding(text, constraint.item, type, wanted, tool.definitions);
    if (value === null) return null;
    const given = { path, value };
    if (lets) return claimsThrough(given, stance, tool);
    return claim(tool, callerOf(stance, tool), stance.constraints, [given], "deny", stance);
  };
  return writtenIn(stated.value).map((written) => ({
    ...kind,
    written,
    place: { file, range },
    lets,
    claims,
  }));
}

function innermost(constraint: Constraint): Constraint {
  return constraint.item === null ? constraint : innermost(constraint.item);
}

/** The pattern, or the texts, of a constraint's value. */
function writtenIn(value: unknown): readonly string[] {
  const isPattern = typeof value === "object" && value !== null && "written" in value;
  return [isPattern ? value.written : value].flat().filter((text) => typeof text === "string");
}

function inCondition(
  expression: Expression,
  lets: boolean | null,
  file: Diagnostic["file"],
  stance: Stance,
  tool: SubjectTool,
): readonly StatedText[] {
  return searchesIn(expression, lets).map(({ text: searched, ...search }) => {
    const path = argumentPath(searched);
    const argument = path && argumentAt(path, tool);
    const claims = (text: string) => {
      if (path === null || !argument) return [];
      const passes = stance.constraints.filter(isAt(path)).map(({ constraint }) => constraint);
      const wanted = { passes, fails: null };
      const value = findHolding(text, null, argument.type, wanted, tool.definitions);
      if (value === null) return null;
      const isLet = search.lets === true && stance.effect.value !== "deny";
      return (isLet ? claimsThrough : answersTo)({ path, value }, stance, tool);
    };
    const { range, ...stated } = search;
    return { ...stated, place: { file, range }, claims };
  });
}

interface Search extends Omit<StatedText, "place" | "claims"> {
  readonly text: Expression;
  readonly range: Diagnostic["range"];
}

function searchesIn(expression: Expression, lets: boolean | null): readonly Search[] {
  if (expression.kind !== "call") return [];
  const { function: name, operands } = expression;
  const [text, sought] = operands;
  const kind = functions.get(name);
  if (kind !== undefined && text !== undefined && sought !== undefined) {
    const written = sought.kind === "pattern" ? sought.written : literalOf(sought);
    return written === null ? [] : [{ ...kind, text, written, range: sought.range, lets }];
  }
  const within = name === "not" ? lets !== null && !lets : monotone.has(name) ? lets : null;
  return operands.flatMap((operand) =>
    searchesIn(operand, name === "not" && lets === null ? null : within),
  );
}

function literalOf(expression: Expression): string | null {
  return expression.kind === "literal" && typeof expression.value === "string"
    ? expression.value
    : null;
}

/** Functions that are true the sooner, the sooner each of what they are given is. */
const monotone: ReadonlySet<string> = new Set(["and", "or", "all", "exists"]);

interface GivenValue extends Given {
  readonly value: Json;
}

/** By the action, where its conditions let the value through; null where they are known not to. */
function claimsThrough(
  given: GivenValue,
  stance: Stance,
  tool: SubjectTool,
): readonly Claim[] | null {
  const conditions = conditionsOf(stance);
  const sorts = sortsOfCalls(conditions, tool, { passed: stance.constraints, given: [given] });
  const met = sorts?.filter((sort) => isMet(stance, sort));
  if (met?.length === 0) return null;
  const calls = met?.map((sort) => sort.given.filter(({ path }) => !isSame(path, given.path)));
  const { value: answer } = stance.effect;
  return (calls ?? [[]]).flatMap((others) =>
    claim(tool, callerOf(stance, tool), stance.constraints, [...others, given], answer, stance),
  );
}

/** By the action itself, or by another where its condition is false. */
function answersTo(given: GivenValue, stance: Stance, tool: SubjectTool): readonly Claim[] {
  const caller = callerOf(stance, tool);
  const order = tool.deciders.get(caller ?? null) ?? tool.deciders.get(null) ?? [];
  return [stance, ...order.filter((each) => each !== stance)].flatMap((by) =>
    [by.effect.value, "deny" as const].flatMap((answer) =>
      claim(tool, caller, by.constraints, [given], answer, by),
    ),
  );
}
