// How SafeClaw is set up, and bound to one assistant.

import { SafeClaw } from "@authensor/safeclaw-runtime";
import { describe, expect, test } from "vitest";
import { desk, fails, memoryAudit, refund } from "./memory-audit.js";
import { orderDesk } from "./order-desk.js";

describe("setting up", () => {
  // Applications in JavaScript have no compiler to tell them.
  const setUp = (...given: unknown[]) => Reflect.construct(SafeClaw, given);

  test.each<[string, unknown[], RegExp]>([
    [
      "a policy file",
      ["./safeclaw.yaml"],
      /does not read policy files.*npx safeclaw compile.*import \{ policies \}/u,
    ],
    ["nothing", [], /needs compiled policies/u],
    ["null", [null, { audit: false }], /needs compiled policies/u],
    ["something else", [{}, { audit: false }], /needs compiled policies.*npx safeclaw compile/u],
    ["no word on the audit", [orderDesk], /`\{ audit: fileAudit/u],
    ["an empty word on the audit", [orderDesk, { audit: undefined }], /`\{ audit: false \}`/u],
    ["a path as audit", [orderDesk, { audit: ".safeclaw/audit" }], /fileAudit/u],
    ["null for an audit", [orderDesk, { audit: null }], /`\{ audit: fileAudit/u],
    ...["write", "flush", "close"].map((step): [string, unknown[], RegExp] => [
      `a sink that cannot ${step}`,
      [orderDesk, { audit: { ...memoryAudit(), [step]: undefined } }],
      /fileAudit/u,
    ]),
    [
      "a misspelt option",
      [orderDesk, { audit: false, onDecison: fails }],
      /no option `onDecison`: there are `audit`, `facts`, `onDecision`, `onAuditFailure`, `keepResults`\.$/u,
    ],
    [
      "no word that it knows on failures",
      [orderDesk, { audit: false, onAuditFailure: "ask" }],
      /"deny" or "allow"/u,
    ],
    [
      "a word on results that is none",
      [orderDesk, { audit: false, keepResults: "yes" }],
      /true or false/u,
    ],
    ["a listener that is none", [orderDesk, { audit: false, onDecision: "log" }], /onDecision/u],
  ])("with %s throws", (_what, given, message) => {
    expect(() => setUp(...given)).toThrow(message);
  });
});

test.each<[string, object]>([
  ["nothing but an audit", {}],
  [
    "all that there is",
    { facts: {}, onDecision: fails, onAuditFailure: "allow", keepResults: true },
  ],
  ["what is said by default", { onAuditFailure: "deny", keepResults: false }],
  [
    "nothing said of each option",
    { facts: undefined, onDecision: undefined, onAuditFailure: undefined, keepResults: undefined },
  ],
])("setting up with %s is fine", (_what, options) => {
  expect(() => new SafeClaw(orderDesk, { audit: memoryAudit(), ...options })).not.toThrow();
});

describe("a bound assistant", () => {
  test("decides as the assistant it was bound to, whoever the context names", () => {
    const audit = memoryAudit();
    const bound = new SafeClaw(orderDesk, { audit }).for("asst_boss");
    expect(bound.evaluate("refund_order", refund, { threadId: "thread_1" }).code).toBe(
      "approval-required",
    );
    const other: object = desk;
    expect(bound.evaluate("refund_order", refund, other).code).toBe("approval-required");
    expect(audit.records.map(({ assistant }) => assistant)).toEqual(["asst_boss", "asst_boss"]);
  });

  test("whom no policy knows is denied", () => {
    const bound = new SafeClaw(orderDesk, { audit: false }).for("");
    expect(bound.evaluate("get_order", { order_id: "1" }).code).toBe("unknown-assistant");
  });
});
