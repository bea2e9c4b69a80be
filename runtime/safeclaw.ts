// Asks the compiled guards about each call, and lets no decision out that is not on record.

import { auditFailed, internal } from "./answers.js";
import type { AuditSink, CallContext } from "./audit/audit-sink.js";
import { checkOptions, checkPolicies } from "./check-options.js";
import type { ToolTypes } from "./compiled-policy.js";
import type { Decision, Denied } from "./decision.js";
import type { CompiledPolicies } from "./define-policies.js";
import type { Guard } from "./guard.js";
import type { PermittedFor, ToolName } from "./permitted.js";
import { type DecidedCall, describeCall, recordOf } from "./record.js";

/** How an application sets SafeClaw up. */
export interface SafeClawOptions {
  /** Where decisions are recorded; `false`, in so many words, for nowhere. */
  readonly audit: AuditSink | false;
  /** Told of every decision before it is recorded. Where it throws, or returns a promise, the call is denied. */
  readonly onDecision?: ((decision: Decision, call: DecidedCall) => void) | undefined;
}

/** The context argument of a call: required, with the assistant, where some policy is for certain assistants only. */
export type ContextOf<Scoped extends boolean> = [Scoped] extends [false]
  ? [context?: CallContext]
  : [context: CallContext & { readonly assistantId: string }];

/** A call's context where the assistant is settled. */
export type BoundContext = Omit<CallContext, "assistantId">;

/** SafeClaw for the calls of one assistant. */
export interface BoundSafeClaw<Tools extends ToolTypes = ToolTypes> {
  evaluate<Name extends string>(
    tool: ToolName<Tools, Name>,
    args: unknown,
    context?: BoundContext,
  ): Decision<PermittedFor<Tools, Name>>;
  decide<Name extends string>(
    tool: ToolName<Tools, Name>,
    args: unknown,
    context?: BoundContext,
  ): Promise<Decision<PermittedFor<Tools, Name>>>;
}

/** Decides tool calls by compiled policies, and records what it decided. */
export class SafeClaw<Tools extends ToolTypes = ToolTypes, Scoped extends boolean = boolean> {
  readonly #policies: CompiledPolicies<Tools, Scoped>;
  readonly #audit: AuditSink | false;
  readonly #onDecision: SafeClawOptions["onDecision"];

  constructor(policies: CompiledPolicies<Tools, Scoped>, options: SafeClawOptions) {
    checkPolicies(policies);
    checkOptions(options);
    this.#policies = policies;
    this.#audit = options.audit;
    this.#onDecision = options.onDecision;
  }

  /** Decides a call, and has the record taken. `args` is a parsed value or the model's raw JSON text. Never throws. */
  evaluate<Name extends string>(
    tool: ToolName<Tools, Name>,
    args: unknown,
    ...context: ContextOf<Scoped>
  ): Decision<PermittedFor<Tools, Name>>;
  evaluate<Name extends string>(
    tool: ToolName<Tools, Name>,
    args: unknown,
    context?: CallContext,
  ): Decision<PermittedFor<Tools, Name>> {
    try {
      const assistantId = context?.assistantId;
      const guard = this.#policies.guard(assistantId);
      return this.#settle<Name>(guard, assistantId, tool, args, context);
    } catch {
      return internal;
    }
  }

  /** As `evaluate`, but resolves once the record is durable. Never rejects. */
  decide<Name extends string>(
    tool: ToolName<Tools, Name>,
    args: unknown,
    ...context: ContextOf<Scoped>
  ): Promise<Decision<PermittedFor<Tools, Name>>>;
  async decide<Name extends string>(
    tool: ToolName<Tools, Name>,
    args: unknown,
    context?: CallContext,
  ): Promise<Decision<PermittedFor<Tools, Name>>> {
    try {
      const assistantId = context?.assistantId;
      const guard = this.#policies.guard(assistantId);
      return await this.#durable(this.#settle<Name>(guard, assistantId, tool, args, context));
    } catch {
      return internal;
    }
  }

  /** Binds an assistant once, for callers that make many calls for the same one. */
  for(assistantId: string): BoundSafeClaw<Tools> {
    const guard = this.#policies.guard(assistantId);
    const evaluate: BoundSafeClaw<Tools>["evaluate"] = (tool, args, context) => {
      try {
        return this.#settle(guard, assistantId, tool, args, context);
      } catch {
        return internal;
      }
    };
    return Object.freeze<BoundSafeClaw<Tools>>({
      evaluate,
      decide: (tool, args, context) => this.#durable(evaluate(tool, args, context)),
    });
  }

  /** Resolves once every record so far is durable; rejects where one could not be kept. */
  async flush(): Promise<void> {
    if (this.#audit !== false) {
      await this.#audit.flush();
    }
  }

  /** Flushes and releases the audit. Calls decided later are denied. */
  async close(): Promise<void> {
    if (this.#audit !== false) {
      await this.#audit.close();
    }
  }

  #settle<Name extends string>(
    guard: Guard<Tools>,
    assistantId: unknown,
    tool: ToolName<Tools, Name>,
    input: unknown,
    context: BoundContext | undefined,
  ): Decision<PermittedFor<Tools, Name>> {
    const { decision, args } = guard.examine<Name>(tool, input);
    if (this.#audit === false && this.#onDecision === undefined) {
      return decision;
    }
    const call = describeCall(tool, input, args, assistantId, context);
    const announced = this.#announce(decision, call);
    const recorded = this.#record(announced, call);
    // What could not be recorded is another decision, and is told as well.
    return recorded === announced ? recorded : this.#announce(recorded, call);
  }

  #announce<Args>(decision: Decision<Args>, call: DecidedCall): Decision<Args> {
    try {
      const told: unknown = this.#onDecision?.(decision, call);
      return isPromise(told) ? refuseLater(told, internal) : decision;
    } catch {
      return internal;
    }
  }

  // INVARIANT: with an audit, a decision gets out only after the sink has taken its record.
  #record<Args>(decision: Decision<Args>, call: DecidedCall): Decision<Args> {
    if (this.#audit === false) {
      return decision;
    }
    try {
      const kept: unknown = this.#audit.write(recordOf(decision, call));
      return isPromise(kept) ? refuseLater(kept, auditFailed) : decision;
    } catch {
      return auditFailed;
    }
  }

  async #durable<Args>(decision: Decision<Args>): Promise<Decision<Args>> {
    try {
      await this.flush();
      return decision;
    } catch {
      return auditFailed;
    }
  }
}

/** Of whatever realm or library. */
function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value;
}

/** A sink or a hook that answers with a promise has not done its work yet, and may never. */
function refuseLater(late: PromiseLike<unknown>, denial: Denied): Denied {
  Promise.resolve(late).catch(() => undefined);
  return denial;
}
