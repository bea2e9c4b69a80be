// CEL's own conformance cases, from ../shared/corpora beside the checkout; skipped where that is missing.

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { CelInput } from "@bufbuild/cel";
import { expect, test } from "vitest";
import type { Subject } from "../../compiler/conditions/checking.js";
import type { ArgumentType, Property } from "../../compiler/tools/argument-type.js";
import { evaluate } from "../oracle/cel.js";
import { answerOf, conditionOf, noSubject } from "./condition-of.js";

const corpus = fileURLToPath(
  new URL("../../../shared/corpora/cel_conformance.jsonl", import.meta.url),
);
const isThere = existsSync(corpus);
if (!isThere) console.warn(`skipped: there is no ${corpus}`);

interface Case {
  readonly id: string;
  readonly expr: string;
  readonly value?: Value;
  readonly evalError?: object;
  readonly checkOnly?: boolean;
  readonly bindings?: Readonly<Record<string, { readonly value: Value }>>;
}

/** A value as protobuf's JSON has it. */
interface Value {
  readonly boolValue?: boolean;
  readonly int64Value?: string;
  readonly doubleValue?: number | string;
  readonly stringValue?: string;
  readonly nullValue?: null;
  readonly listValue?: { readonly values?: readonly Value[] };
}

/** An expression of that value; null for one that conditions have no way to write. */
function written(value: Value): string | null {
  if (value.boolValue !== undefined) return String(value.boolValue);
  if (value.int64Value !== undefined) return value.int64Value;
  if (typeof value.doubleValue === "number") {
    const text = String(value.doubleValue);
    return /^-?\d+$/u.test(text) ? `${text}.0` : text;
  }
  if (value.stringValue !== undefined) return JSON.stringify(value.stringValue);
  if (value.nullValue !== undefined) return "null";
  if (value.listValue === undefined) return null;
  const items = (value.listValue.values ?? []).map(written);
  return items.includes(null) ? null : `[${items.join(", ")}]`;
}

/** What a variable of a case is as an argument; null where no argument can be that. */
function asArgument(value: Value): { readonly type: ArgumentType; readonly value: unknown } | null {
  if (value.boolValue !== undefined) return { type: { kind: "boolean" }, value: value.boolValue };
  if (value.stringValue !== undefined)
    return { type: { kind: "string" }, value: value.stringValue };
  if (value.int64Value !== undefined) {
    return { type: { kind: "number", integer: true }, value: Number(value.int64Value) };
  }
  if (typeof value.doubleValue === "number") {
    return { type: { kind: "number", integer: false }, value: value.doubleValue };
  }
  if (value.listValue === undefined) return null;
  const items = (value.listValue.values ?? []).map(asArgument);
  const [first] = items;
  if (first == null || items.includes(null)) return null;
  return { type: { kind: "array", items: first.type }, value: items.map((item) => item?.value) };
}

/** What came of a case, where it does not lie in the subset; null where it does and agrees. */
function reasonOf({ expr, value, evalError, checkOnly, bindings = {} }: Case): string | null {
  if (checkOnly === true) return "a case of the type checker alone";
  const variables = Object.entries(bindings).map(([name, bound]) => ({
    name,
    argument: asArgument(bound.value),
  }));
  if (variables.some(({ argument, name }) => argument === null || name !== "x")) {
    return "a variable of a type that no argument has";
  }
  const properties = new Map<string, Property>(
    variables.flatMap(({ name, argument }) =>
      argument === null ? [] : [[name, { type: argument.type, required: true, description: null }]],
    ),
  );
  const subject: Subject = {
    ...noSubject,
    parameters: { kind: "object", properties, additional: null },
  };
  const args = Object.fromEntries(variables.map(({ name, argument }) => [name, argument?.value]));
  const own =
    variables.length === 0 ? expr : expr.replaceAll(/(?<!["'\w.])x(?!["'\w(])/gu, "args.x");
  const expected = value === undefined ? null : written(value);
  if (value !== undefined && expected === null) return "a value of a type that conditions lack";
  const isBool = value === undefined || value.boolValue !== undefined;
  const whole =
    evalError !== undefined ? `size([${own}]) == 1` : isBool ? own : `(${own}) == ${expected}`;
  const compiled = conditionOf(whole, subject);
  const [finding] = compiled.findings;
  if (compiled.holds === null) return (finding ?? "").replace(/`.*`|\d{4,}/gu, "…");
  const answer = answerOf(compiled, { args });
  const wanted = evalError !== undefined ? "error" : isBool ? (value?.boolValue ?? true) : true;
  if (answer === "error" && isStrictError(expr, args)) {
    return "an error that CEL absorbs, or a number that is not finite";
  }
  return answer === wanted ? null : `DISAGREES: ${whole} is ${answer}, not ${wanted}`;
}

/** Whether the reference, without absorption and with exact numbers, finds no value either. */
function isStrictError(expr: string, args: Readonly<Record<string, unknown>>): boolean {
  try {
    evaluate(expr, args as Record<string, CelInput>);
    return false;
  } catch {
    return true;
  }
}

test.skipIf(!isThere)("every case in the subset agrees; the others are counted by reason", () => {
  const lines = readFileSync(corpus, "utf8").trim().split("\n");
  // INVARIANT: the corpora's README says what their rows are.
  const cases = lines.map((line) => JSON.parse(line) as Case);
  const reasons = new Map<string, number>();
  let agreeing = 0;
  const disagreeing: string[] = [];
  for (const each of cases) {
    const reason = reasonOf(each);
    if (reason === null) agreeing += 1;
    else if (reason.startsWith("DISAGREES")) disagreeing.push(`${each.id}: ${reason}`);
    else reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  }
  const listed = [...reasons].sort(([, a], [, b]) => b - a);
  console.log(
    [`${agreeing} of ${cases.length} cases agree; outside the subset:`]
      .concat(listed.map(([reason, count]) => `${String(count).padStart(6)}  ${reason}`))
      .join("\n"),
  );
  expect(disagreeing).toEqual([]);
  expect(agreeing).toBeGreaterThan(0);
});
