// What each constraint kind tells the rest of the compiler, line by line: its words, types, limits and code, and what it refuses.

import { expect, test } from "vitest";
import { literal, print } from "../../compiler/code/code.js";
import type { Constraint, Reader, Scalar } from "../../compiler/constraints/constraint.js";
import { holderOf } from "../../compiler/constraints/contains.js";
import { ofEach } from "../../compiler/constraints/each.js";
import { constraintKinds } from "../../compiler/constraints/index.js";
import { literals } from "../../compiler/constraints/predicates.js";
import {
  canBe,
  finiteValues,
  nameOfType,
  standsOn,
  type ValueKind,
  valueKinds,
} from "../../compiler/constraints/value-kinds.js";
import { Report } from "../../compiler/diagnostics/report.js";
import { SourceFile } from "../../compiler/source/source-file.js";
import { parse } from "../../compiler/syntax/parse.js";
import {
  type ArgumentType,
  noDefinitions,
  type ObjectType,
} from "../../compiler/tools/argument-type.js";
import { constraintOf } from "./constraint-of.js";

const string: ArgumentType = { kind: "string" };
const number: ArgumentType = { kind: "number", integer: false };
const integer: ArgumentType = { kind: "number", integer: true };
const boolean: ArgumentType = { kind: "boolean" };
const nothing: ArgumentType = { kind: "null" };
const object = (properties: Record<string, ArgumentType>, required = true): ObjectType => ({
  kind: "object",
  properties: new Map(
    Object.entries(properties).map(([name, type]) => [name, { type, required, description: null }]),
  ),
  additional: null,
});
const types: Readonly<Record<string, ArgumentType>> = {
  "a string": string,
  "a short string": { kind: "string", minLength: 1, maxLength: 2 },
  "a number": number,
  "a small number": { kind: "number", integer: false, minimum: 0, maximum: 1 },
  "an integer": integer,
  "a boolean": boolean,
  "a list of strings": { kind: "array", items: string },
  "a list of numbers": { kind: "array", items: number, minItems: 1, maxItems: 1 },
  "a pair": { kind: "array", items: { kind: "never" }, prefix: [string, number] },
  "one of three": { kind: "literal", values: ["EUR", 2, null] },
  "strings or null": { kind: "union", members: [{ kind: "array", items: string }, nothing] },
  "a string or strings": { kind: "union", members: [string, { kind: "array", items: string }] },
  "true alone": { kind: "literal", values: [true] },
  "what is defined elsewhere": { kind: "reference", name: "node" },
  "a string or a number": { kind: "union", members: [string, integer] },
  "a string or null": { kind: "union", members: [string, nothing] },
  "true, null or nothing else": { kind: "union", members: [boolean, nothing] },
  anything: { kind: "unknown" },
  "anything or a string": { kind: "union", members: [string, { kind: "unknown" }] },
  null: nothing,
  never: { kind: "never" },
  "a range": object({ start: string, end: { kind: "union", members: [string, nothing] } }),
  "half a range": object({ start: string, to: string }),
  "two ranges": object({ from: string, to: string, since: string, until: string }),
  "a range of numbers": object({ from: number, to: string }),
  "a range without an end": object({ from: string }),
  "a range that may be left open": {
    ...object({}),
    properties: new Map([
      ["from", { type: string, required: true, description: null }],
      ["to", { type: string, required: false, description: null }],
    ]),
  },
  "a range that may be left out": object({ since: string, until: string }, false),
};

/** Values that somebody may write. */
const written = [
  ..."1 0 -1 1.5 true false null a A.b abc.example.com /srv/data /srv/../x 2026-01-01 2026-02-30".split(
    " ",
  ),
  ...["'5'", "''", "' '", "' a'", "a|b", "a| b", "a||b", "a|a", "[]", "[a]", "[a, a]", "[1, 2]"],
  ...[
    "[a, null]",
    "[[a]]",
    "[a, '']",
    "{ a: 1 }",
    '"\\ud800"',
    "'*'",
    "'*.com'",
    "'*.example.com'",
  ],
  ...[
    "example.com:8080",
    "example.com:0",
    "'[::1]'",
    "'[1]'",
    "https",
    "https:",
    "(a+)+",
    "'a(?=b)'",
    "'('",
  ],
];

test("what each kind says", async () => {
  const text = constraintKinds.map((kind) => {
    const lines = [
      `on ${kind.on.join(", ")}; takes ${shown(kind.takes)}`,
      ...kind.short.map(({ form, takes }) => `short ${form}; takes ${shown(takes)}`),
      ...kind.examples.flatMap(({ yaml }) => aboutValue(constraintOf(kind, yaml), yaml)),
      ...readings(kind.read).map((line) => `reads ${line}`),
      ...kind.short.flatMap((short) =>
        kind.examples
          .slice(0, 1)
          .map(({ yaml }) => `${short.form} is ${codeOf(constraintOf(short, yaml))}`),
      ),
      ...kind.short.flatMap(({ form, read }) =>
        readings(read).map((line) => `${form} reads ${line}`),
      ),
      ...Object.entries(types).flatMap(([name, type]) => {
        const misfit = kind.misfit(type);
        return misfit === undefined ? [] : [`does not fit ${name}: ${misfit}`];
      }),
      ...Object.entries(types).flatMap(([name, type]) =>
        type.kind === "object"
          ? kind.find(type).map((found) => `finds in ${name}: ${shown(found)}`)
          : [],
      ),
    ];
    return [kind.key, ...lines.map((line) => `  ${line}`)].join("\n");
  });
  await expect(`${text.join("\n\n")}\n`).toMatchFileSnapshot("golden/kinds.txt");
});

test("what is said of each item of a list", async () => {
  const lines = constraintKinds.flatMap((kind) => {
    const constraints = kind.examples.slice(0, 1).map(({ yaml }) => constraintOf(kind, yaml));
    return constraints
      .flatMap((constraint) => [ofEach(constraint), ofEach(ofEach(constraint))])
      .flatMap((constraint) => aboutValue(constraint, kind.key).slice(0, 4));
  });
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("golden/each.txt");
});

test.each([
  ["max_items", "must have at most 1 item"],
  ["min_items", "must have at least 1 item"],
  ["max_length", "must have at most 1 character"],
  ["min_length", "must have at least 1 character"],
  ["max_days", "must span at most 1 day"],
])("%s: 1 is said of one", (key, text) => {
  const kind = constraintKinds.find((each) => each.key === key);
  expect(kind && constraintOf(kind, "1").text).toBe(text);
});

test("numbers alone are laid out in lines, and what is mixed one below the other", () => {
  const many = Array.from({ length: 60 }, (_, index) => index + 100);
  const linesOf = (values: readonly Scalar[]) => print(literals(values)).split("\n").length;
  expect([linesOf(many), linesOf([...many, "a"])]).toEqual([6, 63]);
});

const groups: readonly (readonly ValueKind[])[] = [
  ["string"],
  ["boolean"],
  ["array"],
  ["object"],
  ["string", "number"],
  ["string", "array"],
];

test("what is known of types", async () => {
  const values = ["EUR", "", 2, 1.5, true];
  const lines = Object.entries(types).map(([name, type]) =>
    [
      `${name}: ${nameOfType(type)}`,
      `kinds ${shown([...(valueKinds(type) ?? ["any"])])}`,
      `all values ${shown(finiteValues(type))}`,
      `can be ${shown(values.filter((value) => canBe(type, value)))}`,
      `is ${shown(groups.filter((group) => standsOn(type, group)))}`,
      `has in it ${shown(holderOf(type))}`,
    ].join("; "),
  );
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot("golden/types.txt");
});

function aboutValue(constraint: Constraint, yaml: string): readonly string[] {
  const { text, infers, exact, names, values, limits, namesOf, value } = constraint;
  const list = types["a list of numbers"] ?? string;
  return [
    `${yaml}: ${text}`,
    `  is ${codeOf(constraint)}; in the digest ${shown(value)}`,
    `  infers ${shown(infers)}; exact ${exact}; limits ${shown(limits)}`,
    `  names ${shown(names)} of ${shown(namesOf(list))}; only ${shown(values)}`,
    ...Object.entries(types).flatMap(([name, type]) =>
      type.kind === "string" || type.kind === "number" || type.kind === "array"
        ? [`  leaves of ${name}: ${shown(constraint.narrow(type, noDefinitions))}`]
        : [],
    ),
  ];
}

function codeOf(constraint: Constraint): string {
  return print(constraint.predicate(literal("x")));
}

/** Each value that can be written, with what is wrong with it; those that are right share a line. */
function readings(read: Reader<unknown>): readonly string[] {
  const said = new Map<string, string[]>();
  for (const yaml of written) {
    const syntax = parse(new SourceFile("example.yaml", yaml), new Report());
    if (syntax === undefined) throw new Error(`${yaml} does not parse`);
    const result = read(syntax.root);
    const what = "problem" in result ? `which ${result.problem}: ${result.help}` : "well";
    said.set(what, [...(said.get(what) ?? []), yaml]);
  }
  return [...said].map(([what, yamls]) => `${yamls.join("  ")}\n      ${what}`);
}

function shown(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Map) return Object.fromEntries(part);
    if (part instanceof RegExp) return String(part);
    return typeof part === "bigint" ? `${part}n` : part;
  });
}
