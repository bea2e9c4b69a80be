// The adapters for OpenAI tell SafeClaw what the application knows of facts, and which run asks.

import type { FactContext } from "@authensor/safeclaw-runtime";
import { toolOutputs } from "@authensor/safeclaw-runtime/openai";
import { expect, it } from "vitest";
import { deskOf, fine, isStaff, reads, refund } from "./facts-desk.js";

const run = {
  id: "run_1",
  status: "requires_action",
  thread_id: "thread_1",
  assistant_id: "asst_1",
  required_action: {
    type: "submit_tool_outputs",
    submit_tool_outputs: {
      tool_calls: ["call_1", "call_2"].map((id) => ({
        id,
        type: "function",
        function: { name: "refund_order", arguments: JSON.stringify(refund) },
      })),
    },
  },
};

const handlers = { refund_order: () => "refunded" };

it.each([
  [{ facts: { staff: true } }, "refunded"],
  [{ facts: { staff: false } }, "no-rule"],
  [{ facts: {} }, "fact-failed"],
  [{}, "fact-failed"],
])("%j: %s", async (options, says) => {
  const { safeclaw } = deskOf([{ effect: "allow", when: isStaff }]);
  const outputs = await toolOutputs(safeclaw, run, handlers, options);
  expect(outputs.map(({ output }) => output)).toEqual([
    expect.stringContaining(says),
    expect.stringContaining(says),
  ]);
});

it("facts are looked up for the run, and once in it where that is declared", async () => {
  const asked: unknown[] = [];
  const order = (_: object, { signal: _signal, ...context }: FactContext) => {
    asked.push(context);
    return fine();
  };
  const both = reads(() => true, "order", "user");
  const { safeclaw, calls } = deskOf([{ effect: "allow", when: both }], { order });
  await toolOutputs(safeclaw, run, handlers);
  const who = { assistantId: "asst_1", threadId: "thread_1", runId: "run_1" };
  expect(asked).toEqual([
    { ...who, callId: "call_1" },
    { ...who, callId: "call_2" },
  ]);
  expect(calls).toEqual({ order: 2, user: 1 });
});
