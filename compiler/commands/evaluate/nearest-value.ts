// The value of a type that is nearest to another value: what somebody who was refused might have meant.

import { distance } from "fastest-levenshtein";
import { fits, hasForm } from "../../constraints/fits.js";
import type { ArgumentType, NumberType, StringType } from "../../tools/argument-type.js";

/** Undefined where none is known. The value may still be one that the type lacks: who asks must try it. */
export function nearestValue(value: unknown, type: ArgumentType): unknown {
  switch (type.kind) {
    case "literal":
      return nearestOf(value, type.values);
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
    case "number":
      return nearestNumber(typeof value === "number" ? value : 0, type);
    case "string":
      return typeof value === "string" ? nearestText(value, type) : undefined;
    case "union":
      return nearestOf(
        value,
        type.members.map((member) => nearestValue(value, member)).filter((near) => near != null),
      );
    case "array":
      return Array.isArray(value) ? nearestList(value, type) : undefined;
    default:
      return undefined;
  }
}

function nearestOf(value: unknown, candidates: readonly unknown[]): unknown {
  return byDistance(value, candidates)[0];
}

export function byDistance(value: unknown, candidates: readonly unknown[]): readonly unknown[] {
  return candidates
    .map((candidate) => ({ candidate, far: farFrom(value, candidate) }))
    .toSorted((a, b) => a.far - b.far)
    .map(({ candidate }) => candidate);
}

function farFrom(value: unknown, candidate: unknown): number {
  if (typeof value !== typeof candidate) return Number.MAX_VALUE;
  if (typeof value === "number") return Math.abs(value - Number(candidate));
  return distance(String(value).slice(0, 1000), String(candidate).slice(0, 1000));
}

function nearestNumber(value: number, type: NumberType): number | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multiplesOf = [] } = type;
  const step = multiplesOf[0] ?? (type.integer ? 1 : 0.01);
  const bounds = [
    minimum,
    maximum,
    exclusiveMinimum === undefined ? undefined : inside(exclusiveMinimum, step),
    exclusiveMaximum === undefined ? undefined : -inside(-exclusiveMaximum, step),
  ].filter((bound) => bound !== undefined);
  const candidates = [value, ...bounds].flatMap((each) => [
    each,
    rounded(Math.floor(each / step) * step),
    rounded(Math.ceil(each / step) * step),
  ]);
  const fitting = candidates.filter((each) => fits(each, type) && hasForm(each, type));
  const nearest = nearestOf(value, fitting);
  return typeof nearest === "number" ? nearest : undefined;
}

/** The first multiple of the step above a bound. */
function inside(bound: number, step: number): number {
  return rounded((Math.floor(bound / step) + 1) * step);
}

/** Without the dust of binary fractions. */
function rounded(value: number): number {
  return Number(value.toFixed(10)) + 0;
}

function nearestText(value: string, type: StringType): string | undefined {
  const characters = [...value];
  const cut = characters.slice(0, type.maxLength ?? characters.length).join("");
  return [value, cut, cut.trim(), cut.toLowerCase(), cut.toUpperCase()].find((each) =>
    fits(each, type),
  );
}

function nearestList(
  value: readonly unknown[],
  { items, maxItems }: Extract<ArgumentType, { kind: "array" }>,
): readonly unknown[] | undefined {
  const near = value.slice(0, maxItems).map((item) => nearestValue(item, items) ?? item);
  return near;
}
