// Holds compiled conditions against CEL's reference implementation: generated conditions, generated calls, the same answers.

import fc from "fast-check";
import { expect, test } from "vitest";
import { answerOf, conditionOf } from "../conditions/condition-of.js";
import { evaluateBy } from "../oracle/cel.js";
import type { JsonObject } from "../oracle/policy-file.js";
import { SEED } from "../support/seed.js";
import { argsArbitrary, conditionArbitrary, nowArbitrary, SUBJECT } from "./expressions.js";
import { POLICIES } from "./settings.js";
import { subject } from "./subject.js";

const CONDITIONS = 10 * POLICIES;
const HOUR = 3_600_000;

const evaluate = evaluateBy(new Map([["any", SUBJECT]]));

test(
  "conditions answer as the reference does",
  () => {
    const counts = new Map<unknown, number>();
    const calls = fc.array(fc.tuple(argsArbitrary, nowArbitrary), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(conditionArbitrary, calls, (text, asked) => {
        const compiled = conditionOf(text, subject);
        if (compiled.holds === null) {
          // What the compiler sees before any call: a value that an argument never has, a comparison that is none.
          const [finding = ""] = compiled.findings.filter((one) => !/^SC801/u.test(one));
          expect(finding, text).toMatch(/^SC4003|^SC8005|^SC8006/u);
          counts.set("refused", (counts.get("refused") ?? 0) + 1);
          return;
        }
        for (const [args, now] of asked) {
          // INVARIANT: the arguments are generated as an object.
          const given = args as JsonObject;
          const expected = reference(text, given, now);
          const answer = answerOf(compiled, { args: given, now });
          counts.set(answer, (counts.get(answer) ?? 0) + 1);
          expect(answer, `${text}\n${JSON.stringify(args)} at ${now}\n${compiled.code}`).toBe(
            expected,
          );
        }
      }),
      { numRuns: CONDITIONS },
    );
    console.log(`SAFECLAW_SEED=${SEED}: ${CONDITIONS} conditions; ${JSON.stringify([...counts])}`);
    for (const answer of [true, false, "error"]) expect(counts.get(answer)).toBeGreaterThan(0);
  },
  HOUR,
);

function reference(text: string, args: JsonObject, now: number): unknown {
  const assistant = { id: "asst_1", policy: "support" };
  try {
    return evaluate(text, { tool: "any", args, facts: {}, assistant, now });
  } catch {
    return "error";
  }
}
