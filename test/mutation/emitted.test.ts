// Not one wrong predicate in generated code goes unseen: the examples of the kinds tell each from the right one.

import { cel } from "@authensor/safeclaw-runtime/conditions";
import * as predicates from "@authensor/safeclaw-runtime/policy";
import { expect, test } from "vitest";
import { compileAllInMemory } from "../support/compile-in-memory.js";
import { mutantsOf } from "./mutants.js";
import { Call, recordedTable } from "./recorded-table.js";
import { type Subject, subjects } from "./subjects.js";

const runtime = new Map<string, unknown>([
  ...Object.entries(predicates),
  ...Object.entries(cel).map(([name, value]) => [`cel.${name}`, value] as const),
]);

const { policies, output } = await compileAllInMemory({
  yaml: [
    "version: 1",
    "tools: ./tools.json",
    "policies:",
    "  - name: examples",
    "    actions:",
    ...subjects.flatMap(({ tool, actions }) =>
      actions.map((action) => `      - { tool: ${tool}, ${action} }`),
    ),
  ].join("\n"),
  toolsJson: JSON.stringify(
    subjects.map(({ tool, parameters }) => ({
      name: tool,
      parameters: {
        type: "object",
        properties: Object.fromEntries(
          Object.entries(parameters).map(([name, schema]) => [name.replace("?", ""), schema]),
        ),
        required: Object.keys(parameters).filter((name) => !name.endsWith("?")),
      },
    })),
  ),
});
const table = await recordedTable(output.files, "examples.ts");

test.each(subjects.map((subject) => [subject.tool, subject] as const))("%s", (_, subject) => {
  const actions = table.actions.filter(({ tool }) => tool === subject.tool);
  const isRight = (wrong?: Wrong) => isDecidedAsSaid(subject, () => made(actions, wrong));
  expect(isRight()).toBe(true);
  const wrongs = callsIn(actions).flatMap(wrongsOf);
  expect(wrongs.length).toBeGreaterThan(3);
  const unseen = wrongs.filter(isRight).map(({ change }) => change);
  expect(unseen).toEqual([]);
});

/** A predicate of the table, and what stands there instead. */
interface Wrong {
  readonly call: Call;
  readonly change: string;
  readonly instead: (right: unknown) => unknown;
}

function wrongsOf(call: Call): readonly Wrong[] {
  return [
    { call, change: "never asked", instead: () => () => true },
    { call, change: "never true", instead: () => () => false },
    {
      call,
      change: "flipped",
      // INVARIANT: each function of a table is a predicate.
      instead: (right) => (input: object) => !(right as (input: object) => boolean)(input),
    },
    ...[...mutantsOf(call)].map(({ change, part }) => ({
      call,
      change,
      instead: () => made(part),
    })),
  ];
}

/** The predicates of these actions, none yet made. */
function callsIn(value: unknown): readonly Call[] {
  if (value instanceof Call) return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(callsIn) : [];
}

/** The same with each call made, but for one that is wrong. */
function made(value: unknown, wrong?: Wrong): unknown {
  if (value === wrong?.call) return wrong?.instead(made(value));
  if (value instanceof Call) {
    const called = runtime.get(value.called);
    return typeof called === "function" ? called(...value.args.map((each) => made(each))) : null;
  }
  // A function of the runtime that stands there by its name alone.
  if (typeof value === "function") return runtime.get(value().called);
  if (Array.isArray(value)) return value.map((each) => made(each, wrong));
  if (typeof value !== "object" || value === null || value instanceof RegExp) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, made(each, wrong)]));
}

/** False also where these actions cannot be loaded: an application that does not start is seen. */
function isDecidedAsSaid({ tool, allowed, denied }: Subject, actions: () => unknown): boolean {
  const { mode: _, ...policy } = table;
  try {
    const guard = predicates
      .definePolicies({
        tools: policies.tools?.filter(({ name }) => name === tool) ?? [],
        // INVARIANT: with all calls made it is the table that was compiled; else loading it throws.
        policies: [{ ...policy, actions: actions() as readonly predicates.CompiledAction[] }],
      })
      .guard();
    const isAllowed = (args: object) => guard.decide(tool, args).allowed;
    return allowed.every(isAllowed) && !denied.some(isAllowed);
  } catch {
    return false;
  }
}
