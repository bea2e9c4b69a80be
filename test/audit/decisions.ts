// Decisions as the guard reports them.

import type { DecisionRecord } from "../../runtime/audit/audit-sink.js";

export const allowed: DecisionRecord = {
  assistant: "asst_abc123",
  thread: "thread_Q1",
  run: "run_77",
  call: "call_1",
  tool: "refund_order",
  args: { order_id: "ord_1001", amount: 50, currency: "EUR" },
  effect: "allow",
  allowed: true,
  code: null,
  rule: "support-assistant/refund_order",
  line: 12,
  reason: "Refunds up to 100",
  shadow: null,
  policy: "sha256:0a1b2c",
};

export const denied: DecisionRecord = {
  ...allowed,
  call: "call_2",
  args: { order_id: "ord_1002", amount: 5000, currency: "EUR" },
  effect: "deny",
  allowed: false,
  code: "constraint",
  rule: "support-assistant/refund_order/max_amount",
  line: 15,
  reason: "`amount` must be at most 100",
};

export const unknownTool: DecisionRecord = {
  ...denied,
  assistant: null,
  thread: null,
  run: null,
  call: null,
  tool: "drop_tables",
  args: null,
  code: "unknown-tool",
  rule: null,
  line: null,
  reason: "`drop_tables` is not a tool of this application",
  policy: null,
};

/** Instead of `allowed`, where that is the second record of its stream and could not be kept in time. */
export const unkept: DecisionRecord = {
  ...denied,
  call: "call_1",
  args: allowed.args,
  code: "audit-failed",
  rule: null,
  line: null,
  policy: null,
  reason: "the call could not be recorded, and what is not recorded does not run",
  revokes: {
    of: 2,
    effect: allowed.effect,
    code: null,
    rule: allowed.rule,
    policy: allowed.policy,
  },
};

export const approval: DecisionRecord = {
  ...denied,
  assistant: "asst_dispatch",
  tool: "close_account",
  args: { account_id: "acc_1" },
  effect: "require_approval",
  code: "approval-required",
  rule: "dispatch/close_account",
  line: 41,
  reason: "A person must approve this",
};
