// What must hold for the reference interpreter alone, whatever the policy file and the call.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { compose } from "../oracle/compose.js";
import { decide } from "../oracle/decide.js";
import type { Action, Outcome, PolicyFile } from "../oracle/policy-file.js";
import { SEED } from "../support/seed.js";
import type { GeneratedCall } from "./calls.js";
import { ASSISTANTS } from "./policies.js";
import { type Scenario, scenarioArbitrary } from "./scenario.js";

const OPTIONS = { numRuns: 200 };
const CALLS = 20;

function answer(scenario: Scenario, call: GeneratedCall, file: PolicyFile): Outcome {
  const { tool, assistant, args, delivery } = call;
  return decide(file, scenario.tools, { tool, assistant, args: delivery.deliver(args) });
}

/** Checks every generated call. */
function always(check: (scenario: Scenario, call: GeneratedCall, before: Outcome) => void): void {
  fc.assert(
    fc.property(scenarioArbitrary(CALLS), (scenario) => {
      for (const call of scenario.calls)
        check(scenario, call, answer(scenario, call, scenario.file));
    }),
    OPTIONS,
  );
}

/** The file with every action made into another. */
function withActions(file: PolicyFile, change: (action: Action) => Action): PolicyFile {
  const policies = file.policies.map((policy) => ({
    ...policy,
    actions: policy.actions.map(change),
  }));
  return { ...file, policies };
}

describe(`for generated policy files (seed ${SEED})`, () => {
  test("the YAML says what the file is", () => {
    fc.assert(
      fc.property(scenarioArbitrary(1), ({ file, yaml }) => {
        expect(parse(yaml)).toEqual(file);
      }),
      OPTIONS,
    );
  });

  test("without a policy nothing is allowed", () => {
    always((scenario, call) => {
      expect(answer(scenario, call, { version: 1, policies: [] }).allowed).toBe(false);
    });
  });

  test("one more deny never allows more", () => {
    always((scenario, call, before) => {
      const { policies } = scenario.file;
      const deny: Action = { tool: call.tool, effect: "deny" };
      const shared = { name: "no", actions: [deny] };
      for (const more of [shared, { ...shared, assistant_id: ASSISTANTS }]) {
        for (const changed of [
          [...policies, more],
          [more, ...policies],
        ]) {
          const after = answer(scenario, call, { ...scenario.file, policies: changed });
          expect(before.allowed || !after.allowed).toBe(true);
          if (more === shared) expect(after.allowed).toBe(false);
        }
      }
    });
  });

  test("a limit never grants", () => {
    always((scenario, call, before) => {
      const free = withActions(scenario.file, ({ constraints: _, ...action }) => action);
      if (before.allowed) expect(answer(scenario, call, free).allowed).toBe(true);
    });
  });

  test("what needs an approval is not allowed", () => {
    always((scenario, call) => {
      const careful = withActions(scenario.file, (action) =>
        action.effect === "allow" ? { ...action, effect: "require_approval" } : action,
      );
      expect(answer(scenario, call, careful).allowed).toBe(false);
    });
  });

  test("the policies of other assistants mean nothing to a caller of a known tool", () => {
    always((scenario, call, before) => {
      const { assistant } = call;
      if (scenario.tools === null || assistant === null || assistant === "") return;
      const policies = compose(scenario.file)
        .policies.filter(
          ({ assistant_id: ids = [assistant] }) => ids === assistant || ids.includes(assistant),
        )
        .map(({ extends: _, ...policy }) => policy);
      const after = answer(scenario, call, { ...scenario.file, agents: {}, policies });
      expect(after.allowed).toBe(before.allowed);
    });
  });

  test("allowed arguments are those of the call, but for a built-in", () => {
    always((scenario, call) => {
      const { tool, assistant, args } = call;
      const { args: copy } = decide(scenario.file, scenario.tools, { tool, assistant, args });
      if (copy === undefined) return;
      expect(copy).toEqual(["code_interpreter", "file_search"].includes(tool) ? {} : args);
      expect(copy).not.toBe(args);
    });
  });

  test("parsed arguments and their text are decided alike", () => {
    always((scenario, { tool, assistant, args }) => {
      const parsed = decide(scenario.file, scenario.tools, { tool, assistant, args });
      const raw = { tool, assistant, args: JSON.stringify(args) };
      expect(decide(scenario.file, scenario.tools, raw)).toEqual(parsed);
    });
  });
});
