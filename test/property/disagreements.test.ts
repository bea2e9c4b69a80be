// A comparison that finds nothing must be able to find something.

import { expect, test } from "vitest";
import type { Allowed } from "../../runtime/decision.js";
import type { Outcome } from "../oracle/policy-file.js";
import { disagreement } from "./disagreements.js";

const INPUT = { to: { city: "Rome" } };

const OUTCOME: Outcome = {
  allowed: true,
  effect: "allow",
  code: null,
  rule: "p/t",
  path: null,
  args: { to: { city: "Rome" } },
};

const DECISION: Allowed<unknown> = {
  allowed: true,
  effect: "allow",
  code: null,
  rule: "p/t",
  path: null,
  line: 4,
  policy: "sha256:00",
  reason: "it may run",
  shadow: null,
  args: Object.freeze({ to: Object.freeze({ city: "Rome" }) }),
};

test("the same answer with an own frozen copy is no disagreement", () => {
  expect(disagreement(DECISION, OUTCOME, INPUT, [])).toBeNull();
});

test.each<[string, Partial<Allowed<unknown>>]>([
  ["another rule", { rule: "p/t#2" }],
  ["a rule without a line", { line: null }],
  ["a rule without its policy", { policy: null }],
  ["no reason", { reason: "" }],
  ["the arguments themselves", { args: Object.freeze(INPUT) }],
  ["a part of the arguments", { args: Object.freeze({ to: Object.freeze(INPUT.to) }) }],
  ["a copy that can be changed", { args: { to: Object.freeze({ city: "Rome" }) } }],
  ["a copy that can be changed inside", { args: Object.freeze({ to: { city: "Rome" } }) }],
  ["a copy with less", { args: Object.freeze({ to: Object.freeze({}) }) }],
  ["a copy with more", { args: Object.freeze({ to: Object.freeze({ city: "Rome", zip: "1" }) }) }],
  ["a copy of something else", { args: Object.freeze({ to: Object.freeze({ city: "Oslo" }) }) }],
  ["no arguments", { args: undefined }],
])("%s is one", (_what, change) => {
  expect(disagreement({ ...DECISION, ...change }, OUTCOME, INPUT, [])).not.toBeNull();
});
