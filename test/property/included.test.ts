// Holds policies of two files, with conditions, against the reference interpreter: what stands above binds, but for what
// widens.

import fc from "fast-check";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { evaluateBy } from "../oracle/cel.js";
import { compose } from "../oracle/compose.js";
import { decide } from "../oracle/decide.js";
import { offendingArguments } from "../oracle/offending-arguments.js";
import type { Policy, PolicyFile } from "../oracle/policy-file.js";
import { readArguments } from "../oracle/read-arguments.js";
import { compileInMemory } from "../support/compile-in-memory.js";
import { SEED } from "../support/seed.js";
import { conditioned, passOverIdle } from "./conditioned.js";
import { disagreement } from "./disagreements.js";
import { scenarioArbitrary, toToolsJson } from "./scenario.js";
import { CALLS, POLICIES } from "./settings.js";

/** Each of two files, which takes longer than a policy alone. */
const PROJECTS = Math.max(100, POLICIES / 4);

const HOUR = 3_600_000;

/** What the compiler refuses of two files that each make sense: more than stands above allows, or nothing to widen. */
const REFUSED = /error\[SC(?:5050|5051|5052|5053|5002|3010|5001)\]/u;

/** The policies that stand above, those that may widen, and the scenario whose policies they are. */
const split = fc.record(
  {
    scenario: fc.oneof(scenarioArbitrary(CALLS), scenarioArbitrary(CALLS).chain(conditioned)),
    above: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
    // The limits of the first policy stand above instead of in it.
    lifted: fc.boolean(),
    widens: fc.array(fc.constantFrom(true, false, false), { minLength: 8, maxLength: 8 }),
  },
  { noNullPrototype: true },
);

test(
  "the guards of two files answer as the reference interpreter does",
  async () => {
    const counts = { compiled: 0, refused: 0, bound: 0, widened: 0 };
    await fc.assert(
      fc.asyncProperty(split, async ({ scenario, above, lifted, widens }) => {
        const { root, org } = filesOf(scenario.file, above, lifted, widens);
        const others = new Map([["./org.yaml", org]]);
        const policies = await compileInMemory({
          yaml: stringify(root, { aliasDuplicateObjects: false }),
          others: { "org.yaml": stringify(org, { aliasDuplicateObjects: false }) },
          ...(scenario.tools === null ? {} : { toolsJson: toToolsJson(scenario.tools) }),
        }).catch((error: unknown) => {
          passOverIdle(String(error));
          if (REFUSED.test(String(error))) return null;
          throw new Error(explained(String(error), root, org), { cause: error });
        });
        if (policies === null) {
          counts.refused += 1;
          return;
        }
        counts.compiled += 1;
        const evaluate = evaluateBy(scenario.tools);
        for (const call of scenario.calls) {
          const { tool, assistant, args, delivery } = call;
          const asked = { tool, assistant, args: delivery.deliver(args) };
          const outcome = decide(root, scenario.tools, asked, evaluate, others);
          const input = delivery.deliver(args);
          const decision = policies.guard(assistant).decide(tool, input);
          const all = compose(root, others);
          const offending =
            outcome.code === "invalid-arguments"
              ? offendingArguments(all, scenario.tools, tool, readArguments(delivery.deliver(args)))
              : [];
          const wrong = disagreement(decision, outcome, input, offending);
          if (wrong !== null)
            throw new Error(explained(wrong, root, org, asked, decision, outcome));
          const alone = decide(byItself(root), scenario.tools, asked, evaluate);
          if (alone.allowed && outcome.code === "constraint") counts.bound += 1;
          const unlifted = decide(without(root), scenario.tools, asked, evaluate, others);
          if (outcome.allowed && !unlifted.allowed) counts.widened += 1;
        }
      }),
      { numRuns: PROJECTS, includeErrorInReport: true },
    );
    console.log(`SAFECLAW_SEED=${SEED}`, counts);
    expect(counts.compiled).toBeGreaterThan(PROJECTS / 5);
    expect(counts.bound).toBeGreaterThan(0);
    expect(counts.widened).toBeGreaterThan(0);
  },
  HOUR,
);

interface TwoFiles {
  readonly root: PolicyFile;
  readonly org: PolicyFile;
}

/** The file's policies, parted. */
function filesOf(
  file: PolicyFile,
  above: readonly boolean[],
  lifted: boolean,
  widens: readonly boolean[],
): TwoFiles {
  const isAbove = (_: Policy, index: number): boolean => above[index] === true;
  const up = file.policies.filter(isAbove);
  const down = file.policies.filter((policy, index) => !isAbove(policy, index));
  const [first] = down;
  if (lifted && first !== undefined) {
    const { name: _, extends: __, ...held } = first;
    up.push({ ...held, name: "held-above" });
    const actions = first.actions.map(({ constraints: _, ...action }) => action);
    down.splice(0, 1, { ...first, actions });
  }
  const widening = { widen: true, reason: "so it must be" } as const;
  return {
    root: {
      ...file,
      include: "./org.yaml",
      policies: down.map((policy, index) =>
        widens[index] === true ? { ...policy, ...widening } : policy,
      ),
    },
    org: { version: 1, policies: up },
  };
}

function byItself(root: PolicyFile): PolicyFile {
  const policies = root.policies.map(({ extends: _, ...policy }) => policy);
  return { ...root, include: [], policies };
}

function without(root: PolicyFile): PolicyFile {
  const policies = root.policies.map(({ widen: _, ...policy }) => policy);
  return { ...root, policies };
}

function explained(
  wrong: string,
  root: PolicyFile,
  org: PolicyFile,
  ...rest: readonly object[]
): string {
  const said = rest.map((each) => JSON.stringify(each)).join("\n");
  return `${wrong}\n${stringify(root)}--- org.yaml\n${stringify(org)}---\n${said}`;
}
