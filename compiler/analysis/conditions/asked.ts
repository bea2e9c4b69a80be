// What conditions and constraints ask of single arguments: where the values of each begin to be treated differently.

import type { Expression } from "../../conditions/expression.js";
import type { Scalar } from "../../constraints/constraint.js";
import { sourceOf } from "../../constraints/texts.js";
import type { CheckedConstraint } from "../../policy/checked-policy.js";
import type { RegularExpression } from "../../tools/argument-type.js";
import { avoided } from "../values/find-text.js";
import { exactlyLeft } from "../values/narrowed-by.js";

export interface Asked {
  readonly path: readonly string[];
  /** What it is compared with. */
  readonly values: readonly Scalar[];
  /** What is looked for in it. */
  readonly texts: readonly RegularExpression[];
  /** What its length is compared with. */
  readonly lengths: readonly number[];
}

function about(path: readonly string[], asked: Partial<Asked> = {}): Asked {
  return { path, values: [], texts: [], lengths: [], ...asked };
}

/** What a constraint asks, where its kind is known to ask no more than that. */
export function askedByConstraint({ path, ends, constraint }: CheckedConstraint): Asked | null {
  const { kind, value } = constraint;
  if (ends !== null) return null;
  if (byValues.has(kind)) return about(path, { values: [value].flat().filter(isScalar) });
  const texts = avoided(kind, value);
  if (texts.length > 0) return about(path, { texts });
  const left = exactlyLeft({ kind: "string" }, constraint);
  if (left?.kind !== "string") return null;
  const lengths = [left.minLength, left.maxLength].filter((length) => length !== undefined);
  return about(path, { texts: left.patterns ?? [], lengths });
}

const byValues: ReadonlySet<string> = new Set([
  ...["min", "max", "above", "below", "equals", "in", "not_in"],
]);

function isScalar(value: unknown): value is Scalar {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** What a condition asks; null where it asks for more than that. */
export function askedBy(expression: Expression): readonly Asked[] | null {
  if (expression.kind === "literal") return typeof expression.value === "boolean" ? [] : null;
  const path = argumentPath(expression);
  // An argument that is itself true or false.
  if (path !== null) return [about(path)];
  if (expression.kind !== "call") return null;
  const { function: name, operands } = expression;
  if (logic.has(name)) {
    const asked = operands.map(askedBy);
    return asked.some((each) => each === null) ? null : asked.flatMap((each) => each ?? []);
  }
  if (operands.every(({ kind }) => kind === "literal")) return [];
  const [left, right] = operands;
  const asked = left === undefined || right === undefined ? null : compared(name, left, right);
  return asked && [asked];
}

/** What any part of a condition asks, as far as it is known. */
export function askedWithin(expression: Expression): readonly Asked[] {
  const within = expression.kind === "call" ? expression.operands.flatMap(askedWithin) : [];
  return askedBy(expression) ?? within;
}

const logic: ReadonlySet<string> = new Set(["and", "or", "not", "choose"]);
const orders: ReadonlySet<string> = new Set(["less", "lessOrEqual", "greater", "greaterOrEqual"]);
const equalities: ReadonlySet<string> = new Set([
  ...["equal", "unequal", "equalAlike", "unequalAlike", "isIn", "isInAlike"],
]);
const searches: ReadonlyMap<string, (text: string) => string> = new Map([
  ["startsWith", (text) => `^${text}`],
  ["endsWith", (text) => `${text}$`],
  ["contains", (text) => text],
]);

function compared(name: string, left: Expression, right: Expression): Asked | null {
  if (right.kind === "pattern") return inText(left, right.source);
  const [read, literal] = right.kind === "literal" ? [left, right] : [right, left];
  if (literal.kind !== "literal") return null;
  const values = [literal.value].flat().filter(isScalar);
  const [first] = values;
  const search = searches.get(name);
  if (search !== undefined) {
    return literal === right && typeof first === "string"
      ? inText(read, search(sourceOf([first])))
      : null;
  }
  const path = argumentPath(read);
  if (name === "has") return path && about([...path, String(first)]);
  const areNumbers = values.every((value) => typeof value === "number");
  if (!equalities.has(name) && !(orders.has(name) && areNumbers)) return null;
  if (path !== null) return about(path, { values });
  const measured = read.kind === "call" && read.function === "size" ? read.operands[0] : undefined;
  const whole = measured === undefined ? null : argumentPath(measured);
  return whole && about(whole, { lengths: values.filter((value) => typeof value === "number") });
}

function inText(text: Expression, source: string): Asked | null {
  const path = argumentPath(text);
  return path && about(path, { texts: [{ source, flags: "u" }] });
}

const checks: ReadonlySet<string> = new Set(["asInt", "asDouble", "asString", "asBool"]);

export function argumentPath(expression: Expression): readonly string[] | null {
  if (expression.kind === "read") return expression.root === "args" ? expression.path : null;
  if (expression.kind !== "call" || !checks.has(expression.function)) return null;
  const [operand] = expression.operands;
  return operand === undefined ? null : argumentPath(operand);
}
