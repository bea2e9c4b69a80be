// Constraints on one argument that nothing can satisfy together.

import type { Constraint, Limits } from "../constraints/constraint.js";
import { itemsOf } from "../constraints/items.js";
import { withoutNull } from "../constraints/narrow-type.js";
import { finiteValues } from "../constraints/value-kinds.js";
import type { CheckedConstraint } from "../policy/checked-policy.js";
import type { ResolvedConstraint } from "../policy/resolved-policy.js";
import { fault, type Place } from "../policy/shape.js";
import type { ArgumentType } from "../tools/argument-type.js";
import { groupBy } from "./group-by.js";

/** Reports each argument of an action whose constraints exclude each other. */
export function findContradictions(
  constraints: readonly CheckedConstraint[],
  resolved: readonly ResolvedConstraint[],
  place: Place,
): void {
  const byPath = groupBy(constraints, ({ path }) => path.join("\0"));
  for (const [key, together] of byPath) {
    const argument = resolved.find(({ path }) => path.join("\0") === key)?.argument;
    const last = together.at(-1);
    const kinds = together.map(({ constraint }) => constraint);
    if (last === undefined || isSatisfiable(kinds, argument?.type ?? null)) continue;
    const texts = kinds.map(({ text }) => text).join(" and ");
    const message = `nothing satisfies this: \`${last.path.join(".")}\` ${texts}`;
    fault("SC5002", last.range, message, place, {
      help: "correct the values, or use `effect: deny` if no call may pass",
    });
  }
}

function isSatisfiable(constraints: readonly Constraint[], type: ArgumentType | null): boolean {
  const ofItems = constraints.flatMap(({ item }) => item ?? []);
  // An empty list would pass; nobody writes limits for that.
  if (ofItems.length > 0 && !isSatisfiable(ofItems, type && itemsOf(type))) return false;
  const lists = constraints.map(({ values }) => values);
  const candidates = [...lists, type && finiteValues(type)].find((list) => list !== null);
  if (candidates != null) {
    const passes = (value: unknown) => constraints.every(({ holds }) => holds?.(value) ?? true);
    return candidates.some(passes);
  }
  const limits = constraints.flatMap((constraint) => constraint.limits ?? []);
  const own = type && withoutNull(type);
  return leavesRoom([...limits, ...ownLimits(own)], own);
}

function leavesRoom(limits: readonly Limits[], type: ArgumentType | null): boolean {
  const whole = type?.kind === "number" && type.integer;
  return (["value", "length", "items", "instant"] as const).every((of) => {
    const here = limits
      .filter((limit) => limit.of === of)
      .map(whole ? wholeLimit : (limit) => limit);
    return here.every(({ lower, open }) =>
      here.every(
        ({ upper, open: alsoOpen }) =>
          lower === undefined ||
          upper === undefined ||
          lower < upper ||
          (lower === upper && open !== true && alsoOpen !== true),
      ),
    );
  });
}

/** The whole numbers within the limit. */
function wholeLimit({ of, lower, upper, open }: Limits): Limits {
  const [from, to] = [
    Number(lower ?? Number.NEGATIVE_INFINITY),
    Number(upper ?? Number.POSITIVE_INFINITY),
  ];
  return open === true
    ? limit(of, Math.floor(from) + 1, Math.ceil(to) - 1)
    : limit(of, Math.ceil(from), Math.floor(to));
}

/** What the tool's own schema already demands. */
function ownLimits(type: ArgumentType | null): readonly Limits[] {
  if (type?.kind === "number") {
    const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = type;
    return [
      limit("value", minimum, maximum),
      { ...limit("value", exclusiveMinimum, exclusiveMaximum), open: true },
    ];
  }
  if (type?.kind === "array") return [limit("items", type.minItems, type.maxItems)];
  return type?.kind === "string" ? [limit("length", type.minLength, type.maxLength)] : [];
}

function limit(of: Limits["of"], lower: number | undefined, upper: number | undefined): Limits {
  return {
    of,
    ...(lower === undefined ? {} : { lower }),
    ...(upper === undefined ? {} : { upper }),
  };
}
