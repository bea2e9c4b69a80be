// Actions of an assistant that let through what the shared ones do not, by the reference interpreter on every call there is.

import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "../oracle/decide.js";
import type { Action, Evaluate, PolicyFile } from "../oracle/policy-file.js";
import { analysed } from "./analysed.js";
import { amounts, type Condition, condition, everyOrder, type Order, tool } from "./small-world.js";

const limits = fc.record(
  {
    max_amount: fc.constantFrom(...amounts),
    currency: fc.constantFrom(["EUR"], ["EUR", "USD"]),
    code: fc.constantFrom({ pattern: "a.?" }, { max_length: 1 }, { starts_with: "b" }),
  },
  { requiredKeys: [] },
);

interface Written {
  readonly effect: string;
  readonly when: Condition | undefined;
  readonly constraints?: object;
}

const granted: fc.Arbitrary<Written> = fc.record({
  effect: fc.constantFrom("allow", "allow", "require_approval"),
  when: fc.option(condition, { nil: undefined }),
  constraints: limits,
});
const denied: fc.Arbitrary<Written> = fc.record({ effect: fc.constant("deny"), when: condition });
const shared = fc
  .tuple(fc.array(denied, { maxLength: 1 }), fc.array(granted, { minLength: 1, maxLength: 2 }))
  .map(([denials, grants]) => [...denials, ...grants]);
const own = fc.array(fc.oneof(granted, granted, denied), { minLength: 1, maxLength: 2 });

test("an action is reported where it allows what the shared ones do not, and only there", {
  timeout: 300_000,
}, async () => {
  const counts = { wider: 0, narrower: 0 };
  const property = fc.asyncProperty(shared, own, async (forAll, forOne) => {
    const known = new Map([...forAll, ...forOne].map(({ when }) => [when?.cel, when?.holds]));
    const evaluate: Evaluate = (cel, { args }) => known.get(cel)?.(args as unknown as Order);
    const actionOf = ({ effect, when, constraints = {} }: Written) =>
      ({
        ...{ tool: "pay", effect },
        ...(when && { when: when.cel }),
        ...(Object.keys(constraints).length > 0 && { constraints }),
      }) as unknown as Action;
    const all = { name: "all", actions: forAll.map(actionOf) };
    const one = { name: "one", assistant_id: "asst_1", actions: forOne.map(actionOf) };
    const policies = [all, one].map((policy) => `  - ${JSON.stringify(policy)}\n`);
    const { compilation, diagnostics } = await analysed(policies.join(""), [tool("pay")]);
    expect(compilation.contradicted).toEqual([]);
    expect(compilation.reading).not.toBeNull();
    const both: PolicyFile = { version: 1, policies: [all, one] };
    const wider = new Set(
      everyOrder.flatMap((args) => {
        const call = { tool: "pay", args, assistant: "asst_1" };
        const mine = decide(both, null, call, evaluate);
        const theirs = decide({ version: 1, policies: [all] }, null, call, evaluate);
        return mine.effect === "allow" && theirs.effect !== "allow" ? [mine.rule] : [];
      }),
    );
    const reported = diagnostics
      .filter(({ code }) => code === "SC5012")
      .map(({ file, range }) => {
        const before = file.text.slice(file.text.indexOf("asst_1"), range.start).split('"tool":');
        return before.length === 2 ? "one/pay" : `one/pay#${before.length - 1}`;
      });
    expect(new Set(reported)).toEqual(wider);
    counts.wider += wider.size;
    counts.narrower += forOne.length - wider.size;
  });
  await fc.assert(property, { numRuns: 60 });
  expect(Math.min(counts.wider, counts.narrower)).toBeGreaterThan(10);
});
