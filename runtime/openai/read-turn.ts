// Reads the calls of a waiting run, once and defensively: what a caller changes afterwards has no effect.

import { GuardedRunError } from "./guarded-run-error.js";
import type { RunLike } from "./structural.js";

/** Who calls, and where. Taken from the run, never from what the model wrote. */
export interface TurnContext {
  readonly assistantId: string;
  readonly threadId: string;
  readonly runId: string;
  readonly callId: string;
}

/** Why a call is refused whatever the policy says. */
export type CallFault = "unsupported-call" | "duplicate-call";

/** One call of a turn. */
export interface TurnCall {
  readonly tool: string;
  /** The raw text. Undefined, which is malformed to every guard, where the call has a fault. */
  readonly args: string | undefined;
  readonly fault: CallFault | null;
  readonly context: TurnContext;
}

/** `answered` are the ids of earlier turns: an id is for one call of a run, so that no call can run twice. */
export function readTurn(
  run: RunLike,
  answered: ReadonlySet<string> = new Set(),
): readonly TurnCall[] {
  const calls = waitingCalls(run);
  const ids = calls.map((call) => readId(call, run));
  const repeated = new Set(ids.filter((id, at) => answered.has(id) || ids.indexOf(id) !== at));
  const where = { assistantId: run.assistant_id, threadId: run.thread_id, runId: run.id };
  return calls.map((call, index) => {
    const callId = ids[index] ?? "";
    const context = Object.freeze({ ...where, callId });
    const { tool, args } = readCall(call);
    if (repeated.has(callId)) return { tool, args: undefined, fault: "duplicate-call", context };
    return { tool, args, fault: args === undefined ? "unsupported-call" : null, context };
  });
}

function waitingCalls(run: RunLike): readonly unknown[] {
  if (run.status !== "requires_action") {
    const message = `run ${run.id} waits for no tool outputs: its status is ${run.status}`;
    throw new GuardedRunError("not-waiting", message, run);
  }
  const type = field(run.required_action, "type");
  if (type !== "submit_tool_outputs") {
    const message = `run ${run.id} requires an action of type ${type}; only submit_tool_outputs can be answered`;
    throw new GuardedRunError("unknown-action", message, run);
  }
  const calls = field(field(run.required_action, type), "tool_calls");
  if (Array.isArray(calls)) return calls;
  throw new GuardedRunError("malformed-run", `run ${run.id} has no list of tool calls`, run);
}

function readId(call: unknown, run: RunLike): string {
  const id = field(call, "id");
  if (typeof id === "string") return id;
  throw new GuardedRunError("malformed-run", `run ${run.id} has a tool call without an id`, run);
}

function readCall(call: unknown): { tool: string; args: string | undefined } {
  const type = field(call, "type");
  const name = field(field(call, "function"), "name");
  const args = field(field(call, "function"), "arguments");
  if (type === "function" && typeof name === "string" && typeof args === "string") {
    return { tool: name, args };
  }
  return { tool: String(name ?? type), args: undefined };
}

// The types are what the SDK promises; this is what came over the network.
function field(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
