// The values that pass some constraints and fail another, as a person would name them.

import type { Constraint } from "../../constraints/constraint.js";
import { listed } from "../../constraints/in.js";
import { finiteValues } from "../../constraints/value-kinds.js";
import type { ArgumentType, NumberType } from "../../tools/argument-type.js";
import { failing, intervalOf, largest } from "./find-number.js";
import { isWanted, type Json, type Wanted } from "./found.js";
import { narrowedBy } from "./narrowed-by.js";

const mostListed = 6;

/** `example` is one of them. */
export function regionInWords(type: ArgumentType, wanted: Wanted, example: Json): string {
  const values = (finiteValues(type) ?? listedBy(wanted.passes))?.filter((value) =>
    isWanted(value, wanted),
  );
  if (values !== undefined && values.length > 0 && values.length <= mostListed) {
    return listed(values);
  }
  const numbers = numberIn(type);
  const base = numbers && narrowedBy(numbers, wanted.passes);
  if (base?.kind === "number") {
    const parts = failing(base, wanted.fails).map(partInWords);
    if (parts.every((part) => part !== "")) return parts.join(" and ");
  }
  const text = JSON.stringify(example);
  return `such as ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
}

function listedBy(constraints: readonly Constraint[]) {
  return constraints.find(({ values }) => values !== null)?.values;
}

function numberIn(type: ArgumentType): NumberType | undefined {
  if (type.kind === "number") return type;
  return type.kind === "union"
    ? type.members.find((member) => member.kind === "number")
    : undefined;
}

function partInWords(part: NumberType): string {
  const { lower, upper, isOpen } = intervalOf(part);
  if (lower > upper) return "";
  const from = lower === -largest ? "" : isOpen.lower ? `above ${lower}` : `from ${lower}`;
  const to = upper === largest ? "" : isOpen.upper ? `below ${upper}` : `up to ${upper}`;
  return from === "" || to === "" ? from + to : `${from} ${to}`;
}
