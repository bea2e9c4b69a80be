// What the generated predicates are asked about: a tool for each example of each kind, and for conditions of all sorts.

import { constraintKinds } from "../../compiler/constraints/index.js";

/** A tool, what the policy says of it, and the calls that it lets through and that it does not. */
export interface Subject {
  readonly tool: string;
  /** JSON Schemas; all are required but those whose name ends in `?`. */
  readonly parameters: Readonly<Record<string, object>>;
  /** Its actions, each without its `tool`, in YAML's flow style. */
  readonly actions: readonly string[];
  readonly allowed: readonly object[];
  readonly denied: readonly object[];
}

const number = { type: "number" };
const integer = { type: "integer" };
const string = { type: "string" };
const boolean = { type: "boolean" };
const list = (items: object) => ({ type: "array", items });

const ofKinds: readonly Subject[] = constraintKinds.flatMap(({ key, examples }) =>
  examples.map(({ yaml, passes, fails }, index) => ({
    tool: `${key}_${index + 1}`,
    parameters: { x: {} },
    actions: [`effect: allow, constraints: { x: { ${key}: ${yaml} } }`],
    allowed: passes.map((x) => ({ x })),
    denied: fails.map((x) => ({ x })),
  })),
);

const ofPaths: readonly Subject[] = [
  {
    tool: "each",
    parameters: { x: list(number) },
    actions: ["effect: allow, constraints: { x: { each: { max: 2 } } }"],
    allowed: [{ x: [1, 2] }, { x: [] }],
    denied: [{ x: [2, 3] }, { x: [2.5, 1] }],
  },
  {
    tool: "optional",
    parameters: { "x?": number },
    actions: ["effect: allow, constraints: { x: { max: 2, optional: true } }"],
    allowed: [{ x: 2 }, {}],
    denied: [{ x: 2.5 }],
  },
  {
    tool: "nested",
    parameters: {
      order: { type: "object", properties: { total: number }, required: ["total"] },
    },
    actions: ["effect: allow, constraints: { order.total: { min: 1, max: 2 } }"],
    allowed: [{ order: { total: 1 } }, { order: { total: 2 } }],
    denied: [{ order: { total: 0.5 } }, { order: { total: 2.5 } }],
  },
];

/** A condition that a call must fulfil, by an argument of each type. */
function when(
  tool: string,
  condition: string,
  parameters: Subject["parameters"],
  calls: { readonly allowed: readonly object[]; readonly denied: readonly object[] },
): Subject {
  const text = JSON.stringify(condition);
  return { tool, parameters, actions: [`effect: allow, when: ${text}`], ...calls };
}

const ofConditions: readonly Subject[] = [
  when("less", "args.x < 100.0", { x: number }, { allowed: [{ x: 99.5 }], denied: [{ x: 100 }] }),
  when(
    "less_or_equal",
    "args.x <= 100",
    { x: integer },
    { allowed: [{ x: 100 }], denied: [{ x: 101 }] },
  ),
  when("greater", "args.x > 7", { x: integer }, { allowed: [{ x: 8 }], denied: [{ x: 7 }] }),
  when(
    "greater_or_equal",
    "args.x >= 7",
    { x: integer },
    { allowed: [{ x: 7 }], denied: [{ x: 6 }] },
  ),
  when(
    "equal",
    'args.x == "EUR"',
    { x: string },
    { allowed: [{ x: "EUR" }], denied: [{ x: "USD" }] },
  ),
  when("negation", "!args.x", { x: boolean }, { allowed: [{ x: false }], denied: [{ x: true }] }),
  when(
    "conjunction",
    "args.x && args.y < 3",
    { x: boolean, y: integer },
    {
      allowed: [{ x: true, y: 2 }],
      denied: [
        { x: true, y: 3 },
        { x: false, y: 2 },
      ],
    },
  ),
  when(
    "disjunction",
    'args.x == "a" || args.y',
    { x: string, y: boolean },
    {
      allowed: [
        { x: "a", y: false },
        { x: "b", y: true },
      ],
      denied: [{ x: "b", y: false }],
    },
  ),
  when(
    "membership",
    'args.x in ["a", "b"]',
    { x: string },
    { allowed: [{ x: "a" }, { x: "b" }], denied: [{ x: "c" }] },
  ),
  when(
    "every_item",
    "args.x.all(each, each.n <= 2)",
    { x: list({ type: "object", properties: { n: integer }, required: ["n"] }) },
    { allowed: [{ x: [{ n: 2 }, { n: 1 }] }, { x: [] }], denied: [{ x: [{ n: 1 }, { n: 3 }] }] },
  ),
  when(
    "some_item",
    "args.x.exists(each, each == 2)",
    { x: list(integer) },
    { allowed: [{ x: [1, 2] }, { x: [2, 2] }], denied: [{ x: [1, 3] }] },
  ),
  when(
    "arithmetic",
    "args.x + args.y <= 10",
    { x: integer, y: integer },
    { allowed: [{ x: 4, y: 6 }], denied: [{ x: 5, y: 6 }] },
  ),
  when(
    "length",
    "size(args.x) < 3",
    { x: string },
    { allowed: [{ x: "ab" }], denied: [{ x: "abc" }] },
  ),
  when(
    "start_and_end",
    'args.x.startsWith("ORD-") && args.x.endsWith("!")',
    { x: string },
    { allowed: [{ x: "ORD-1!" }], denied: [{ x: "ORD-1" }, { x: "1!" }, { x: "!ORD-" }] },
  ),
  when(
    "pattern",
    'args.x.matches("^[A-Z]+-[0-9]$")',
    { x: string },
    { allowed: [{ x: "ORD-1" }], denied: [{ x: "ORD-12" }, { x: "1ORD-1" }, { x: "Ord-1" }] },
  ),
  when(
    "presence",
    "!has(args.x) || args.x > 0",
    { "x?": integer },
    { allowed: [{}, { x: 1 }], denied: [{ x: 0 }] },
  ),
  when(
    "time",
    'timestamp(args.x) < timestamp("2026-01-01T00:00:00Z") + duration("1h")',
    { x: string },
    {
      allowed: [{ x: "2026-01-01T00:59:59Z" }],
      denied: [{ x: "2026-01-01T01:00:00Z" }],
    },
  ),
  {
    tool: "requirement",
    parameters: { x: integer, y: integer },
    actions: [
      'effect: allow, constraints: { x: { max: 5 }, require: { that: "args.x < args.y", otherwise: no } }',
    ],
    allowed: [{ x: 5, y: 6 }],
    denied: [
      { x: 6, y: 9 },
      { x: 5, y: 5 },
    ],
  },
  {
    tool: "denial",
    parameters: { x: string },
    actions: ['effect: deny, when: "args.x == \\"fraud\\""', "effect: allow"],
    allowed: [{ x: "late" }],
    denied: [{ x: "fraud" }],
  },
];

export const subjects: readonly Subject[] = [...ofKinds, ...ofPaths, ...ofConditions];
