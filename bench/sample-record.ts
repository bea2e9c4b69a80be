// A decision like any other, which benchmarks of the log write.

import type { DecisionRecord } from "../runtime/audit/audit-sink.js";

export const sampleRecord: DecisionRecord = {
  assistant: "asst_abc123",
  thread: "thread_Q1",
  run: "run_77",
  call: "call_1",
  tool: "refund_order",
  args: { order_id: "ord_1001", amount: 50 },
  effect: "allow",
  allowed: true,
  code: null,
  rule: "support-assistant/refund_order",
  line: 12,
  reason: "Refunds up to 100",
  shadow: null,
  policy: `sha256:${"0a1b2c3d".repeat(8)}`,
};
