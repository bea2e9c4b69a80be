// Answers the calls of a turn: all are decided and recorded, then the allowed ones run.

import type { DenialCode } from "../decision.js";
import { isRedacted } from "../redaction/redactor.js";
import type { Gate } from "./handlers.js";
import type { CallFault, TurnCall, TurnContext } from "./read-turn.js";
import type { ToolOutput } from "./structural.js";
import { withoutMessage } from "./without-message.js";

/** The call that an exception is about. */
export interface FailedCall extends TurnContext {
  readonly tool: string;
}

export interface AnswerOptions {
  /**
   * Gets every exception that the model is not shown: thrown by a handler, by turning its result into JSON, or by the
   * guard. Default: `console.error`; of a call with arguments that the audit hides, only what was thrown and where.
   */
  readonly onHandlerError?: ((error: unknown, call: FailedCall) => unknown) | undefined;
  /** What the caller knows of facts, by their names, e.g. who is logged in. */
  readonly facts?: object | undefined;
  /** Once aborted, no further handler starts and the turn rejects with its reason. */
  readonly signal?: AbortSignal | undefined;
}

type OwnCode = CallFault | "approval-required" | "no-handler" | "tool-failed" | "internal";

/** The `error.code` that the model sees: a denial of the guard, or what went wrong around it. */
export type ToolErrorCode = DenialCode | OwnCode;

const MESSAGES: Readonly<Record<OwnCode, string>> = {
  "unsupported-call": "only function calls with their arguments as JSON text can be answered",
  "duplicate-call": "this call's id was used more than once, so it was not run",
  // The policy's own reason is for the approver.
  "approval-required": "a person must approve this call before it can run",
  "no-handler": "the tool is not available here",
  "tool-failed": "the tool could not complete this call",
  internal: "the call could not be decided",
};

/** Calls with arguments that the audit hides: what their handlers throw may hold them. */
const discreet = new WeakSet<FailedCall>();

/** Resolves to one output per call id, in order, whatever happens; rejects only where the signal was aborted. */
export async function answerCalls(
  safeclaw: Gate,
  calls: readonly TurnCall[],
  handlers: object,
  options: AnswerOptions,
): Promise<ToolOutput[]> {
  options.signal?.throwIfAborted();
  // SECURITY: no handler starts before every call of the turn is decided and its record durable.
  const answers = await Promise.all(
    calls.map(async (call) => ({
      id: call.context.callId,
      answer: await gate(call, safeclaw, handlers, options),
    })),
  );
  options.signal?.throwIfAborted();
  // A repeated id has the same refusal each time, and is answered once.
  const byId = new Map(answers.map(({ id, answer }) => [id, answer]));
  return Promise.all(
    Array.from(byId, async ([id, answer]) => ({ tool_call_id: id, output: await answer() })),
  );
}

type Answer = () => string | Promise<string>;

async function gate(
  { tool, args, fault, context }: TurnCall,
  safeclaw: Gate,
  handlers: object,
  options: AnswerOptions,
): Promise<Answer> {
  const failed: FailedCall = { tool, ...context };
  try {
    // A call with a fault goes this way too, for the record: undefined arguments are denied.
    const told = { ...context, facts: options.facts };
    const decision = await safeclaw.decide(tool, args, told);
    if (fault !== null) return () => refusal(fault);
    if (decision.code === "approval-required") return () => refusal("approval-required");
    if (decision.allowed !== true) return () => errorText(decision.code, decision.reason);
    // SECURITY: own properties only: a tool called `constructor` has no handler by inheritance.
    const handler: unknown = Object.hasOwn(handlers, tool) ? Reflect.get(handlers, tool) : null;
    if (typeof handler !== "function") return () => refusal("no-handler");
    if (isRedacted(decision.args)) discreet.add(failed);
    const call = (args: unknown): unknown => handler.call(handlers, args);
    return () => run(() => safeclaw.run?.(decision, call) ?? call(decision.args), failed, options);
  } catch (error) {
    report(error, failed, options);
    return () => refusal("internal");
  }
}

async function run(
  handler: () => unknown,
  failed: FailedCall,
  options: AnswerOptions,
): Promise<string> {
  try {
    return asText(await handler());
  } catch (error) {
    // SECURITY: the model gets a fixed text; an exception may hold secrets or steer the model.
    report(error, failed, options);
    return refusal("tool-failed");
  }
}

function asText(result: unknown): string {
  if (typeof result === "string") return result;
  const text: string | undefined = JSON.stringify(result ?? null);
  if (text === undefined) throw new TypeError(`a ${typeof result} is no JSON`);
  return text;
}

function refusal(code: OwnCode): string {
  return errorText(code, MESSAGES[code]);
}

function errorText(code: ToolErrorCode, message: string): string {
  return JSON.stringify({ error: { code, message, retry: false } });
}

async function report(
  error: unknown,
  failed: FailedCall,
  { onHandlerError = logError }: AnswerOptions,
): Promise<void> {
  try {
    await onHandlerError(error, failed);
  } catch (hookError) {
    logError(error, failed);
    logError(hookError, failed);
  }
}

function logError(error: unknown, failed: FailedCall): void {
  const shown = discreet.has(failed) ? withoutMessage(error) : error;
  console.error("safeclaw: a tool call failed", failed, shown);
}
