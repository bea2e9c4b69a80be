// A run that waits for outputs, with such calls as no server of OpenAI would make.

import type { RunLike } from "@authensor/safeclaw-runtime/openai";

export const customerCall = (id: string, customer_id = "c1") => ({
  id,
  type: "function",
  function: { name: "get_customer", arguments: JSON.stringify({ customer_id }) },
});

/** A run that waits for these calls, which need not be such as OpenAI would make them. */
export const waiting = (...tool_calls: readonly unknown[]): RunLike =>
  Object.assign(structuredClone(waitingRun), {
    required_action: { type: "submit_tool_outputs", submit_tool_outputs: { tool_calls } },
  });

export const waitingRun: RunLike = {
  id: "run_1",
  thread_id: "thread_1",
  assistant_id: "asst_shop",
  status: "requires_action",
  required_action: null,
};
