// How far one value is from another: what somebody who was refused might have meant is not far.

import { instantOf } from "@authensor/safeclaw-runtime/schema";
import { distance } from "fastest-levenshtein";

/** The nearest first; of those as far, in the order that they have. */
export function byDistance<Value>(value: unknown, candidates: readonly Value[]): readonly Value[] {
  return candidates
    .map((candidate) => ({ candidate, far: farFrom(value, candidate) }))
    .toSorted((a, b) => a.far - b.far)
    .map(({ candidate }) => candidate);
}

/** Of a text no more is looked at. */
const longest = 1000;

function farFrom(value: unknown, candidate: unknown): number {
  if (typeof candidate === "number") {
    const given = numberIn(value);
    return given === undefined ? Number.MAX_VALUE : Math.abs(given - candidate);
  }
  if (Array.isArray(candidate)) {
    const list = [value].flat();
    return Math.max(lacking(list, candidate), lacking(candidate, list));
  }
  const [date, other] = [instantOf(value), instantOf(candidate)];
  if (date !== undefined) {
    return other === undefined ? Number.MAX_VALUE : Math.abs(date.seconds - other.seconds);
  }
  const [from, to] = [textOf(value), textOf(candidate)];
  // What differs in its case alone is nearer than what has other letters.
  return distance(from, to) + distance(from.toLowerCase(), to.toLowerCase());
}

/** How many items of the first are not in the second, each as often as it is there. */
function lacking(list: readonly unknown[], other: readonly unknown[]): number {
  const left = other.map((item) => JSON.stringify(item));
  return list.filter((item) => {
    const at = left.indexOf(JSON.stringify(item));
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  }).length;
}

/** The number that a value is, or says; undefined where it is none. */
export function numberIn(value: unknown): number | undefined {
  if (typeof value === "string" && value.trim() === "") return undefined;
  const number = typeof value === "string" || typeof value === "number" ? Number(value) : undefined;
  return Number.isFinite(number) ? number : undefined;
}

function textOf(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.slice(0, longest);
}
