// Decisions by facts against the reference interpreter: facts given, looked up, failing, in whatever order they come.

import { SafeClaw } from "@authensor/safeclaw-runtime";
import type { CompiledPolicies, ToolTypes } from "@authensor/safeclaw-runtime/policy";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compile } from "../../compiler/compile.js";
import { load } from "../../compiler/output/load.js";
import { projectOf } from "../../compiler/source/project.js";
import { folder } from "../cli/folder.js";
import { evaluateBy } from "../oracle/cel.js";
import { decide } from "../oracle/decide.js";
import type { Action, ObjectType, PolicyFile } from "../oracle/policy-file.js";
import { SEED } from "../support/seed.js";
import { CALLS, POLICIES } from "./settings.js";

const HOUR = 3_600_000;

const facts = `export interface CallerFacts { user: { id: string } }
export declare function order(args: { order_id: string }): { owner: string; total: number };
export declare function open(args: { order_id: string }): Promise<boolean>;
`;

const factTypes = {
  order: { type: "object", properties: { owner: { type: "string" }, total: { type: "number" } } },
  open: { type: "boolean" },
  user: { type: "object", properties: { id: { type: "string" } } },
} as const;

const argumentsOfAll: ObjectType = {
  type: "object",
  properties: { order_id: { type: "string" }, amount: { type: "number" } },
};

const conditionArbitrary = fc.constantFrom(
  "facts.open",
  "!facts.open",
  "facts.order.total >= args.amount",
  "facts.order.owner == facts.user.id",
  'facts.user.id == "u1" && facts.open',
  "args.amount > 5.0 || facts.open",
  // Put so that the compiler does not see through them: many of the actions made of them could never decide.
  "args.amount + 0.0 > 5.0",
  "args.amount + 0.0 <= 5.0",
);

/** An action of which nothing is certain, so that the one behind it is reached. */
interface AnyAction {
  readonly effect: Action["effect"];
  readonly when: string;
  readonly that: string | null;
  readonly max: number | null;
}

const actionArbitrary: fc.Arbitrary<AnyAction> = fc.record({
  effect: fc.constantFrom("allow" as const, "require_approval" as const, "deny" as const),
  when: conditionArbitrary,
  that: fc.option(conditionArbitrary),
  max: fc.option(fc.constantFrom(2, 8)),
});

const toolArbitrary = fc.array(actionArbitrary, { minLength: 1, maxLength: 4 });

/** One policy for each of two standings, and many tools, so that one compile tries many lists of rules. */
function policyOf(lists: readonly (readonly AnyAction[])[]): PolicyFile {
  const actionsFor = (shadow: boolean): Action[] =>
    lists.flatMap((list, index) =>
      list
        .filter((_, position) => (position % 3 === 2) === shadow)
        .map(({ effect, when, that, max }) => {
          const constraints = {
            ...(max === null ? {} : { max_amount: max }),
            ...(that === null ? {} : { require: [{ that }] }),
          };
          const limited = effect !== "deny" && (max !== null || that !== null);
          return { tool: `tool_${index}`, effect, when, ...(limited ? { constraints } : {}) };
        }),
    );
  const trial = actionsFor(true);
  const shadow = { name: "trial", mode: "shadow" as const, actions: trial };
  return {
    version: 1,
    policies: [
      { name: "desk", actions: actionsFor(false) },
      ...(trial.length === 0 ? [] : [shadow]),
    ],
  };
}

/** How a decision gets a fact. */
const wayArbitrary = fc.constantFrom("given", "told at once", "told later", "refused", "throws");

const callArbitrary = fc.record({
  tool: fc.nat(),
  amount: fc.constantFrom(1, 5, 9),
  total: fc.constantFrom(0, 5, 100),
  owner: fc.constantFrom("u1", "u2"),
  isOpen: fc.boolean(),
  user: fc.option(fc.constantFrom("u1", "u2")),
  order: wayArbitrary,
  open: wayArbitrary,
});

test(
  "a decision is what the reference makes of what could be known, and nothing is looked up twice",
  async () => {
    const count = Math.max(10, POLICIES / 5);
    const lists = fc.sample(toolArbitrary, { numRuns: count });
    const file = policyOf(lists);
    const names = lists.map((_, index) => `tool_${index}`);
    const { policies: compiled, tools } = await compiledOf(file, names);
    const evaluate = evaluateBy(tools, factTypes);
    const codes = new Map<unknown, number>();
    const calls = fc.sample(callArbitrary, { numRuns: CALLS * 20 });
    for (const { tool: number, amount, total, owner, isOpen, user, ...ways } of calls) {
      const tool = names[number % names.length] ?? "";
      const values = { order: { owner, total }, open: isOpen };
      const asked: string[] = [];
      const source = (name: "order" | "open") => (): unknown => {
        asked.push(name);
        if (ways[name] === "throws") throw new Error("no");
        if (ways[name] === "refused") return Promise.reject(new Error("no"));
        return ways[name] === "told later" ? later(values[name]) : values[name];
      };
      const given = {
        ...(ways.order === "given" ? { order: values.order } : {}),
        ...(ways.open === "given" ? { open: values.open } : {}),
        ...(user === null ? {} : { user: { id: user } }),
      };
      const safeclaw = new SafeClaw(compiled, {
        audit: false,
        facts: { order: source("order"), open: source("open") },
      });
      const args = { order_id: "ord_1", amount };
      const decision = await safeclaw.decide(tool, args, { facts: given });
      const could = (name: "order" | "open") =>
        ways[name] === "throws" || ways[name] === "refused" ? null : values[name];
      const known = {
        order: could("order"),
        open: could("open"),
        user: user === null ? null : { id: user },
      };
      const expected = decide(file, tools, { tool, args, assistant: null, facts: known }, evaluate);
      const { allowed, effect, code, rule, path, shadow } = decision;
      const said = { allowed, effect, code, rule, path, shadow };
      const { args: _, ...outcome } = expected;
      expect(said, JSON.stringify({ tool, args, ways, known })).toEqual(outcome);
      expect(asked.length).toBe(new Set(asked).size);
      expect(asked.filter((name) => Object.hasOwn(given, name))).toEqual([]);
      codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    console.log(`SAFECLAW_SEED=${SEED}: ${calls.length} calls; ${JSON.stringify([...codes])}`);
    for (const code of [null, "no-rule", "denied", "constraint", "fact-failed"])
      expect(codes.get(code)).toBeGreaterThan(0);
  },
  HOUR,
);

function later<Value>(value: Value): Promise<Value> {
  return new Promise((resolve) => setImmediate(() => resolve(value)));
}

async function compiledOf(file: PolicyFile, names: readonly string[]) {
  const parameters = {
    type: "object",
    properties: { order_id: { type: "string" }, amount: { type: "number" } },
    required: ["order_id", "amount"],
    additionalProperties: false,
  };
  const definitions = names.map((name) => ({ name, parameters }));
  const path = folder({
    "package.json": "{}",
    // In YAML, JSON is what it is.
    "safeclaw.yaml": JSON.stringify({ ...file, tools: "./tools.json", facts: "./facts.ts" }),
    "tools.json": JSON.stringify(definitions),
    "facts.ts": facts,
  });
  const project = projectOf(`${path}/safeclaw.yaml`, path);
  const { output, diagnostics } = await compile({ project, cache: false });
  if (output === null) throw new Error(JSON.stringify(diagnostics.map(({ message }) => message)));
  const tools = new Map(names.map((name) => [name, argumentsOfAll] as const));
  // INVARIANT: the policies are for all assistants.
  const policies = (await load(output.files)) as CompiledPolicies<ToolTypes, false>;
  return { policies, tools };
}
