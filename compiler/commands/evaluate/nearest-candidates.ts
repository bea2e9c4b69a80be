// What might stand in the place of one argument of a denied call, the nearest first. Whether it passes, the guard says.

import type { ConditionInput } from "@authensor/safeclaw-runtime/policy";
import { askedAbout } from "../../analysis/conditions/known-parts.js";
import { datesBeside } from "../../analysis/nearest/dates.js";
import { byDistance } from "../../analysis/nearest/distance.js";
import { nearestValues } from "../../analysis/nearest/nearest-value.js";
import type { Constraint } from "../../constraints/constraint.js";
import { pairs } from "../../constraints/max-days.js";
import type { ActionIr, ToolIr } from "../../ir/guard-ir.js";
import { objectIn } from "../../policy/interpret.js";
import type { ArgumentType, Property } from "../../tools/argument-type.js";
import { valueAt } from "./value-at.js";

/** Each with the name of its policy. */
export type PolicyAction = ActionIr & { readonly policy: string };

/** All that a decision about the call knows. */
export type Known = Omit<ConditionInput, "assistant"> & { readonly assistant: string };

/** More are not tried for one argument. */
const mostCandidates = 60;

/** Values for the argument at these steps; undefined stands for leaving it out. */
export type Candidates = (steps: readonly string[], args: object) => readonly unknown[];

export function candidatesFor(
  { accepted, definitions }: ToolIr,
  actions: readonly PolicyAction[],
  known: Known,
): Candidates {
  const types = new Map(definitions.map((each) => [each.name, each.accepted]));
  // Calls on the way have most in common.
  const remembered = new Map<string, readonly unknown[]>();
  return (steps, args) => {
    const now = valueAt(args, steps);
    const property = accepted && propertyAt(accepted, steps);
    const demand = demandAt(steps, actions, { ...known, args });
    const key = JSON.stringify([steps, now, demand]);
    const values = remembered.get(key) ?? search();
    remembered.set(key, values);
    return values;

    function search(): readonly unknown[] {
      const near = limitsAt(steps, actions).flatMap((passes) =>
        property ? nearestValues(now, property.type, { ...demand, passes }, types) : [],
      );
      const apart = [...new Map(near.map((value) => [JSON.stringify(value), value])).values()];
      const others = byDistance(now, apart).filter((value) => !isSame(value, now));
      const first = others.slice(0, mostCandidates);
      if (now === undefined || property?.required) return first;
      // To leave out what is nothing changes least.
      return now === null ? [undefined, ...first] : [...first, undefined];
    }
  };
}

function demandAt(steps: readonly string[], actions: readonly PolicyAction[], known: Known) {
  const asked = actions.flatMap((action) => askedBy(action, steps, known));
  return {
    values: [...asked.flatMap(({ values }) => values), ...datesOf(steps, actions, known.args)],
    texts: asked.flatMap(({ texts }) => texts),
    lengths: asked.flatMap(({ lengths }) => lengths),
  };
}

function isSame(value: unknown, other: unknown): boolean {
  return JSON.stringify(value) === JSON.stringify(other);
}

export function propertyAt(
  type: ArgumentType,
  [step = "", ...others]: readonly string[],
): Property | undefined {
  const property = objectIn(type)?.properties.get(step);
  return property === undefined || others.length === 0
    ? property
    : propertyAt(property.type, others);
}

function askedBy(
  { when, requirements, policy }: PolicyAction,
  steps: readonly string[],
  known: Known,
) {
  const conditions = [
    ...(when === null ? [] : [when]),
    ...requirements.map((each) => each.condition),
  ];
  const input = { ...known, assistant: { id: known.assistant, policy } };
  return conditions.flatMap(({ expression }) => askedAbout(steps, expression, input));
}

/** What each action limits the argument to; those of the others need not hold. */
function limitsAt(
  steps: readonly string[],
  actions: readonly PolicyAction[],
): readonly (readonly Constraint[])[] {
  const limits = actions.map(({ constraints }) =>
    constraints
      .filter(({ path, ends }) => ends === null && path.join(".") === steps.join("."))
      .map(({ constraint }) => constraint),
  );
  const said = (each: readonly Constraint[]) =>
    JSON.stringify(each.map(({ kind, value }) => [kind, value]));
  return [...new Map(limits.map((each) => [said(each), each])).values()];
}

/** Where the argument is an end of a range of so many days. */
function datesOf(
  steps: readonly string[],
  actions: readonly PolicyAction[],
  args: object,
): readonly string[] {
  const holder = steps.slice(0, -1);
  const own = steps.at(-1) ?? "";
  const pair = pairs.find((ends) => ends.some((end) => end === own));
  const other = pair?.find((end) => end !== own);
  if (pair === undefined || other === undefined) return [];
  return actions.flatMap(({ constraints }) =>
    constraints.flatMap(({ path, ends, constraint: { kind, value } }) => {
      const isOf = ends?.some((end) => end === own) ?? path.join(".") === holder.join(".");
      if (kind !== "max_days" || typeof value !== "number" || !isOf) return [];
      const text = String(valueAt(args, steps));
      return datesBeside(text, valueAt(args, [...holder, other]), value, own === pair[1]);
    }),
  );
}
