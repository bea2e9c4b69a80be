// Actions that never decide, by the reference interpreter on every call there is: the compiler finds these and no others.

import fc from "fast-check";
import { expect, test } from "vitest";
import { decide } from "../oracle/decide.js";
import type { Action, Evaluate, PolicyFile } from "../oracle/policy-file.js";
import { analysed } from "./analysed.js";
import { condition, everyOrder, type Order, tool } from "./small-world.js";

const actions = fc.array(
  fc.record({
    effect: fc.constantFrom("allow", "deny", "require_approval"),
    when: fc.option(condition, { nil: undefined, freq: 6 }),
  }),
  { minLength: 1, maxLength: 4 },
);

test("an action is reported where no call is decided by it, and only there", {
  timeout: 300_000,
}, async () => {
  const counts = { dead: 0, alive: 0 };
  const property = fc.asyncProperty(actions, async (written) => {
    const lines = written.map(
      ({ effect, when }) =>
        `      - { tool: pay, effect: ${effect}${when === undefined ? "" : `, when: "${when.cel}"`} }\n`,
    );
    const { codes, diagnostics, compilation } = await analysed(
      `  - name: all\n    actions:\n${lines.join("")}`,
      [tool("pay")],
    );
    expect(compilation.contradicted).toEqual([]);
    const dead = diagnostics
      .filter(({ code }) => code === "SC5001")
      .map(({ file, range }) => file.position(range.start).line - 6);
    expect(codes.filter((code) => !["SC5001", "SC5016"].includes(code))).toEqual([]);
    const known = new Map(written.map(({ when }) => [when?.cel, when?.holds]));
    const evaluate: Evaluate = (cel, { args }) => known.get(cel)?.(args as unknown as Order);
    const file: PolicyFile = {
      version: 1,
      policies: [
        {
          name: "all",
          actions: written.map(
            ({ effect, when }) =>
              ({ tool: "pay", effect, ...(when && { when: when.cel }) }) as Action,
          ),
        },
      ],
    };
    const reached = new Set(
      everyOrder.map(
        (order) => decide(file, null, { tool: "pay", args: order, assistant: null }, evaluate).rule,
      ),
    );
    const idle = written.flatMap((_, index) =>
      reached.has(index === 0 ? "all/pay" : `all/pay#${index + 1}`) ? [] : [index],
    );
    counts.dead += idle.length;
    counts.alive += written.length - idle.length;
    expect(dead.toSorted()).toEqual(idle);
  });
  await fc.assert(property, { numRuns: 150 });
  expect(Math.min(counts.dead, counts.alive)).toBeGreaterThan(50);
});
