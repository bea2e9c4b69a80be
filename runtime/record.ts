// What is told and kept of a call: who made it, what it asked for, what came of it.

import type { CallContext, DecisionRecord, Outcome } from "./audit/audit-sink.js";
import type { Decision } from "./decision.js";
import { Malformed } from "./malformed.js";
import { parseArguments } from "./parse-arguments.js";

/** A call as `onDecision` is told of it. */
export interface DecidedCall {
  readonly tool: string;
  /** The parsed arguments; the raw text where it could not be parsed; null where there is neither. */
  readonly args: unknown;
  readonly assistantId: string | null;
  readonly threadId: string | null;
  readonly runId: string | null;
  readonly callId: string | null;
}

const longestText = 64 * 1024;

/** Describes a call. `read` is what the guard made of its arguments, null where it had no need to look. */
export function describeCall(
  tool: unknown,
  args: unknown,
  read: object | null,
  assistantId: unknown,
  context: CallContext | undefined,
): DecidedCall {
  return Object.freeze({
    tool: typeof tool === "string" ? cut(tool) : `(${typeof tool})`,
    args: read ?? readable(args),
    assistantId: textOrNull(assistantId),
    threadId: textOrNull(context?.threadId),
    runId: textOrNull(context?.runId),
    callId: textOrNull(context?.callId),
  });
}

/** The record of a decision, as a sink takes it. */
export function recordOf(decision: Decision, call: DecidedCall): DecisionRecord {
  return {
    assistant: call.assistantId,
    thread: call.threadId,
    run: call.runId,
    call: call.callId,
    tool: call.tool,
    args: call.args,
    effect: decision.effect,
    allowed: decision.allowed,
    code: decision.code,
    rule: decision.rule,
    line: decision.line,
    reason: decision.reason,
    shadow: decision.shadow,
    policy: decision.policy,
  };
}

/** The second record of a call that was let through. */
export function outcomeOf(decision: Decision, call: DecidedCall, outcome: Outcome): DecisionRecord {
  return { ...recordOf(decision, call), args: null, outcome };
}

function readable(args: unknown): unknown {
  const read = parseArguments(args);
  if (!(read instanceof Malformed)) {
    return read;
  }
  return typeof args === "string" ? cut(args) : null;
}

function cut(text: string): string {
  const more = text.length - longestText;
  return more <= 0 ? text : `${text.slice(0, longestText)} … (${more} more characters)`;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
