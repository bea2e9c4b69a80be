// Holds the compiled guards against the reference interpreter: generated policies, generated calls, the same answers.

import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateBy } from "../oracle/cel.js";
import { compose } from "../oracle/compose.js";
import { decide } from "../oracle/decide.js";
import { offendingArguments } from "../oracle/offending-arguments.js";
import type { Outcome } from "../oracle/policy-file.js";
import { readArguments } from "../oracle/read-arguments.js";
import { compileInMemory } from "../support/compile-in-memory.js";
import { SEED } from "../support/seed.js";
import type { GeneratedCall } from "./calls.js";
import { conditioned, passOverIdle } from "./conditioned.js";
import { disagreement } from "./disagreements.js";
import { type Scenario, scenarioArbitrary, toToolsJson } from "./scenario.js";
import { CALLS, POLICIES } from "./settings.js";

/** The answers that there are, as effect and code. */
const ANSWERS = [
  "allow",
  "require_approval approval-required",
  "deny unknown-tool",
  "deny unknown-assistant",
  "deny denied",
  "deny no-rule",
  "deny malformed-arguments",
  "deny invalid-arguments",
  "deny constraint",
  "deny condition-failed",
];

const HOUR = 3_600_000;

test(
  "the guards answer as the reference interpreter does",
  async () => {
    const counts = new Map(ANSWERS.map((answer) => [answer, 0]));
    const composed = { extends: 0, agents: 0, shadow: 0 };
    const count = ({ effect, code, shadow }: Outcome): void => {
      if (shadow != null) composed.shadow += 1;
      const answer = code === null ? effect : `${effect} ${code}`;
      counts.set(answer, (counts.get(answer) ?? 0) + 1);
    };
    try {
      await fc.assert(
        fc.asyncProperty(scenarioArbitrary(CALLS).chain(conditioned), async (scenario) => {
          if (scenario.file.agents !== undefined) composed.agents += 1;
          if (scenario.file.policies.some((policy) => policy.extends)) composed.extends += 1;
          await compare(scenario, count);
        }),
        { numRuns: POLICIES, includeErrorInReport: true },
      );
    } finally {
      console.log(report(counts), composed);
    }
    const never = ANSWERS.filter((answer) => counts.get(answer) === 0);
    expect(never, "answers that never occurred").toEqual([]);
    expect(Math.min(...Object.values(composed)), JSON.stringify(composed)).toBeGreaterThan(0);
  },
  HOUR,
);

/** Throws at the first call that the two decide differently. */
async function compare(scenario: Scenario, count: (outcome: Outcome) => void): Promise<void> {
  const { file, yaml, tools } = scenario;
  const toolsJson = tools === null ? {} : { toolsJson: toToolsJson(tools) };
  const policies = await compileInMemory({ yaml, ...toolsJson }).catch((error: unknown) => {
    passOverIdle(String(error));
    throw new Error(`does not compile: ${String(error)}\n${printed(scenario)}`, { cause: error });
  });
  const evaluate = evaluateBy(tools);
  for (const call of scenario.calls) {
    const { tool, assistant, args, delivery } = call;
    const input = delivery.deliver(args);
    const outcome = decide(
      file,
      tools,
      { tool, assistant, args: delivery.deliver(args) },
      evaluate,
    );
    const decision = policies.guard(assistant).decide(tool, input);
    const offending =
      outcome.code === "invalid-arguments"
        ? offendingArguments(compose(file), tools, tool, readArguments(delivery.deliver(args)))
        : [];
    const wrong = disagreement(decision, outcome, input, offending);
    if (wrong !== null) {
      throw new Error(
        `${wrong}\n${printed(scenario)}\n${printedCall(call)}\nguard:  ${JSON.stringify(decision)}\noracle: ${JSON.stringify(outcome)}`,
      );
    }
    count(outcome);
  }
}

function printed({ yaml, tools }: Scenario): string {
  return `--- safeclaw.yaml\n${yaml}${tools === null ? "" : `--- tools.json\n${toToolsJson(tools)}\n`}---`;
}

function printedCall({ tool, assistant, args, delivery }: GeneratedCall): string {
  return `call: ${JSON.stringify(tool)} by ${JSON.stringify(assistant)}, ${delivery.label}: ${JSON.stringify(args)}`;
}

function report(counts: ReadonlyMap<string, number>): string {
  const decisions = [...counts.values()].reduce((sum, one) => sum + one, 0);
  const lines = [...counts].map(([answer, count]) => `${String(count).padStart(8)}  ${answer}`);
  return `SAFECLAW_SEED=${SEED}: ${decisions} decisions of ${POLICIES} policies\n${lines.join("\n")}`;
}
