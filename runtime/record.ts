// What is told and kept of a call: who made it, what it asked for, what came of it.

import type { CallContext, DecisionRecord, Outcome } from "./audit/audit-sink.js";
import type { Decision } from "./decision.js";
import type { Asking } from "./facts/look-up.js";
import type { RecordedFacts } from "./facts/recorded-facts.js";
import { type KeptArguments, shownDecision } from "./redaction/redactor.js";
import { shortened } from "./shorten.js";

/** A call as `onDecision` is told of it. */
export interface DecidedCall {
  readonly tool: string;
  /** As the record has them: the parsed arguments; the raw text where it could not be parsed; null where there is neither. */
  readonly args: unknown;
  /** What of the arguments is not as the model sent it: `<path>:<how>`. */
  readonly redacted: readonly string[];
  /** What conditions were told, as the record has it; where facts were used. */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly assistantId: string | null;
  readonly threadId: string | null;
  readonly runId: string | null;
  readonly callId: string | null;
}

const longestName = 64 * 1024;

/** Describes a call, with its arguments as they may be recorded. */
export function describeCall(
  tool: unknown,
  { args, redacted }: KeptArguments,
  assistantId: unknown,
  context: CallContext | undefined,
  used: RecordedFacts | null,
): DecidedCall {
  return {
    tool: typeof tool === "string" ? shortened(tool, longestName) : `(${typeof tool})`,
    args,
    redacted: used === null ? redacted : [...redacted, ...used.redacted],
    ...(used === null ? {} : { facts: used.facts }),
    ...callerOf(assistantId, context),
  };
}

/** The record of a decision, as a sink takes it. */
export function recordOf(decision: Decision, call: DecidedCall): DecisionRecord {
  const record: DecisionRecord = {
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
    reason: shownDecision(decision, call).reason,
    shadow: decision.shadow,
    policy: decision.policy,
  };
  const { redacted, facts } = call;
  const hidden = redacted.length === 0 ? record : { ...record, redacted };
  return facts === undefined ? hidden : { ...hidden, facts };
}

/** The record of a decision that holds instead of one that is on record already, or will be: under `of`. */
export function revocationOf(
  decision: Decision,
  call: DecidedCall,
  { effect, code, rule, policy }: Decision,
  of: number,
): DecisionRecord {
  return { ...recordOf(decision, call), revokes: { of, effect, code, rule, policy } };
}

/** The second record of a call that was let through. `redacted` is about what the tool answered. */
export function outcomeOf(
  decision: Decision,
  call: DecidedCall,
  outcome: Outcome,
  redacted: readonly string[],
): DecisionRecord {
  const { redacted: _, facts: __, ...decided } = recordOf(decision, call);
  const hidden = redacted.length === 0 ? {} : { redacted };
  return { ...decided, args: null, ...hidden, outcome };
}

/** Who calls, and where, as far as that is known. */
export function callerOf(assistantId: unknown, context: CallContext | undefined): Asking {
  return {
    assistantId: textOrNull(assistantId),
    threadId: textOrNull(context?.threadId),
    runId: textOrNull(context?.runId),
    callId: textOrNull(context?.callId),
  };
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
