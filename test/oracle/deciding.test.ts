// Which action decides, and with which code: the rules of the policy language as a reader of them would try them.

import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { decide } from "./decide.js";
import type { PolicyFile, Tools } from "./policy-file.js";

const TOOLS: Tools = new Map([
  ["refund", { type: "object", properties: { amount: { type: "number" } } }],
  ["lookup", { type: "object", properties: {} }],
]);

const SCOPED: PolicyFile = parse(`
version: 1
policies:
  - name: everyone
    actions:
      - { tool: lookup, effect: allow }
      - { tool: file_search, effect: deny }
      - { tool: code_interpreter, effect: allow }
  - name: support
    assistant_id: [ann, bob]
    actions:
      - { tool: refund, effect: require_approval, constraints: { max_amount: 100 } }
      - { tool: file_search, effect: allow }
      - { tool: code_interpreter, effect: require_approval }
  - name: billing
    assistant_id: bob
    actions:
      - { tool: refund, effect: allow }
      - { tool: lookup, effect: deny }
`);

const ONLY_SCOPED: PolicyFile = { ...SCOPED, policies: SCOPED.policies.slice(1) };
const SHARED: PolicyFile = { ...SCOPED, policies: SCOPED.policies.slice(0, 1) };
const EMPTY: PolicyFile = { version: 1, policies: [] };

type Row = readonly [
  promise: string,
  file: PolicyFile,
  assistant: string | null,
  tool: string,
  args: unknown,
  answer: string,
  rule: string | null,
];

const ROWS: readonly Row[] = [
  ["nothing allows it", SHARED, "ann", "refund", { amount: 1 }, "deny no-rule", null],
  ["an empty file denies all", EMPTY, null, "lookup", {}, "deny no-rule", null],
  ["an empty file denies built-ins", EMPTY, null, "file_search", {}, "deny no-rule", null],
  ["an action allows it", SHARED, null, "lookup", {}, "allow", "everyone/lookup"],
  ["a shared file serves anybody", SHARED, "zoe", "lookup", {}, "allow", "everyone/lookup"],
  ["no such tool", SHARED, null, "constructor", {}, "deny unknown-tool", null],
  ["tools come before assistants", SCOPED, null, "nope", {}, "deny unknown-tool", null],
  ["who calls?", SCOPED, null, "lookup", {}, "deny unknown-assistant", null],
  ["nobody has an empty id", SCOPED, "", "lookup", {}, "deny unknown-assistant", null],
  ["a stranger has the shared ones", SCOPED, "zoe", "lookup", {}, "allow", "everyone/lookup"],
  ["a stranger has no more", SCOPED, "zoe", "refund", { amount: 1 }, "deny no-rule", null],
  ["no shared ones", ONLY_SCOPED, "zoe", "lookup", {}, "deny unknown-assistant", null],
  ["strangers before names", ONLY_SCOPED, "zoe", "refund", "{", "deny unknown-assistant", null],
  [
    "a scoped deny beats a shared allow",
    SCOPED,
    "bob",
    "lookup",
    {},
    "deny denied",
    "billing/lookup",
  ],
  [
    "a shared deny beats a scoped allow",
    SCOPED,
    "ann",
    "file_search",
    {},
    "deny denied",
    "everyone/file_search",
  ],
  [
    "denied by name, whatever the arguments",
    SCOPED,
    "bob",
    "lookup",
    "{",
    "deny denied",
    "billing/lookup",
  ],
  ["no rule by name, whatever the arguments", SCOPED, "zoe", "refund", "{", "deny no-rule", null],
  [
    "an approval waits",
    SCOPED,
    "ann",
    "refund",
    { amount: 100 },
    "require_approval approval-required",
    "support/refund",
  ],
  [
    "the first in file order decides",
    SCOPED,
    "bob",
    "refund",
    { amount: 100 },
    "require_approval approval-required",
    "support/refund",
  ],
  [
    "approvable only within its limits",
    SCOPED,
    "ann",
    "refund",
    { amount: 101 },
    "deny constraint",
    "support/refund/max_amount",
  ],
  [
    "a failed limit does not fall through",
    SCOPED,
    "bob",
    "refund",
    { amount: 101 },
    "deny constraint",
    "support/refund/max_amount",
  ],
  [
    "a built-in may need approval",
    SCOPED,
    "ann",
    "code_interpreter",
    {},
    "require_approval approval-required",
    "support/code_interpreter",
  ],
  [
    "scoped before shared, wherever it stands",
    SCOPED,
    "bob",
    "code_interpreter",
    {},
    "require_approval approval-required",
    "support/code_interpreter",
  ],
  [
    "shared where no scoped one speaks",
    SCOPED,
    "zoe",
    "code_interpreter",
    {},
    "allow",
    "everyone/code_interpreter",
  ],
  [
    "a built-in is decided by name alone",
    ONLY_SCOPED,
    "ann",
    "file_search",
    "{",
    "allow",
    "support/file_search",
  ],
  ["unreadable arguments", SCOPED, "ann", "refund", "{", "deny malformed-arguments", null],
  ["another type", SCOPED, "ann", "refund", { amount: "1" }, "deny invalid-arguments", null],
  ["a missing argument", SCOPED, "ann", "refund", {}, "deny invalid-arguments", null],
  [
    "an argument too many",
    SCOPED,
    "ann",
    "refund",
    { amount: 1, to: "me" },
    "deny invalid-arguments",
    null,
  ],
  [
    "unreadable before invalid",
    SCOPED,
    "ann",
    "refund",
    { amount: -0 },
    "deny malformed-arguments",
    null,
  ],
];

describe("with a tools module", () => {
  test.each(ROWS)("%s", (_promise, file, assistant, tool, args, answer, rule) => {
    const outcome = decide(file, TOOLS, { tool, args, assistant });
    expect([outcome.effect, outcome.code].filter(Boolean).join(" ")).toBe(answer);
    expect(outcome.rule).toBe(rule);
    expect(outcome.allowed).toBe(answer === "allow");
  });
});

test("an allowed built-in has no arguments to hand on", () => {
  const call = { tool: "file_search", args: { query: "x" }, assistant: "ann" };
  expect(decide(ONLY_SCOPED, TOOLS, call).args).toEqual({});
});

test("an allowed call hands on a copy", () => {
  const args = { amount: 5 };
  const { args: copy } = decide(SHARED_REFUND, TOOLS, { tool: "refund", args, assistant: null });
  expect(copy).toEqual(args);
  expect(copy).not.toBe(args);
});

test("without a tools module the tools are those that some policy names, of other assistants too", () => {
  const answer = (tool: string) => decide(ONLY_SCOPED, null, { tool, args: {}, assistant: "ann" });
  expect(answer("lookup").code).toBe("no-rule");
  expect(answer("delete").code).toBe("unknown-tool");
});

test("the second action of a policy on a tool is #2", () => {
  const twice: PolicyFile = parse(`
    version: 1
    policies:
      - name: p
        actions: [{ tool: refund, effect: allow }, { tool: lookup, effect: deny }, { tool: refund, effect: deny }]
  `);
  expect(decide(twice, TOOLS, { tool: "refund", args: {}, assistant: null }).rule).toBe(
    "p/refund#2",
  );
});

test("the first failing constraint in written order is named, with its argument", () => {
  const file: PolicyFile = parse(`
    version: 1
    policies:
      - name: p
        actions:
          - tool: pay
            effect: allow
            constraints: { max_amount: 9, to: { min_length: 3, pattern: "[a-z]+" }, currency: EUR }
  `);
  const failed = (args: unknown) => {
    const { rule, path } = decide(file, null, { tool: "pay", args, assistant: null });
    return [rule, path];
  };
  expect(failed({ amount: 10, to: "me", currency: "EUR" })).toEqual(["p/pay/max_amount", "amount"]);
  expect(failed({ amount: 9, to: "US", currency: "USD" })).toEqual(["p/pay/to.min_length", "to"]);
  expect(failed({ amount: 9, to: "USA", currency: "USD" })).toEqual(["p/pay/to.pattern", "to"]);
  expect(failed({ amount: 9, to: "you", currency: "USD" })).toEqual(["p/pay/currency", "currency"]);
  expect(failed({ amount: 9, to: "you", currency: "EUR" })).toEqual(["p/pay", null]);
});

const SHARED_REFUND: PolicyFile = {
  version: 1,
  policies: [{ name: "p", actions: [{ tool: "refund", effect: "allow" }] }],
};
