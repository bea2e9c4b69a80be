// What an application says to SafeClaw, and what it gets to work with.

import type { AuditSink, CallContext } from "./audit/audit-sink.js";
import type { ToolTypes } from "./compiled-policy.js";
import type { Allowed, Decision } from "./decision.js";
import type { FactTypes, GivenFacts, NeededFacts } from "./facts/fact-types.js";
import type { PermittedFor, ToolName } from "./permitted.js";
import type { DecidedCall } from "./record.js";

/** How an application sets SafeClaw up. */
export interface SafeClawOptions {
  /** Where decisions are recorded; `false`, in so many words, for nowhere. */
  readonly audit: AuditSink | false;
  /** Told of every decision before it is recorded. Where it throws, or returns a promise, the call is denied. */
  readonly onDecision?: ((decision: Decision, call: DecidedCall) => void) | undefined;
  /** What becomes of a call whose record cannot be kept: `deny`, the default, or `allow`, as if there were no audit. */
  readonly onAuditFailure?: "deny" | "allow" | undefined;
  /** Whether `run` keeps what tools answer, where that is JSON; default false. */
  readonly keepResults?: boolean | undefined;
}

/** Runs the tool of a call that was let through, and records how it went: whether it threw, and how long it took. */
export type RunTool = <Args, Result>(
  decision: Allowed<Args>,
  tool: (args: Args) => Result | PromiseLike<Result>,
) => Promise<Result>;

/**
 * The context argument of a call: required, with the assistant, where some policy is for certain assistants only; and
 * with the facts that must be given.
 */
export type ContextOf<
  Scoped extends boolean,
  Facts extends FactTypes = FactTypes,
  Required extends keyof Facts["values"] = never,
> = [Scoped] extends [false]
  ? [Required] extends [never]
    ? [context?: Omit<CallContext, "facts"> & GivenFacts<Facts>]
    : [context: Omit<CallContext, "facts"> & GivenFacts<Facts, Required>]
  : [context: BoundContext<Facts, Required> & { readonly assistantId: string }];

/** A call's context where the assistant is settled. */
export type BoundContext<
  Facts extends FactTypes = FactTypes,
  Required extends keyof Facts["values"] = never,
> = Omit<CallContext, "assistantId" | "facts"> & GivenFacts<Facts, Required>;

/** The same as an argument, which may be left out where no facts must be given. */
type BoundContextOf<Facts extends FactTypes, Required extends keyof Facts["values"]> = [
  Required,
] extends [never]
  ? [context?: BoundContext<Facts>]
  : [context: BoundContext<Facts, Required>];

/** SafeClaw for the calls of one assistant. */
export interface BoundSafeClaw<
  Tools extends ToolTypes = ToolTypes,
  Facts extends FactTypes = FactTypes,
> {
  evaluate<Name extends string>(
    tool: ToolName<Tools, Name>,
    args: unknown,
    ...context: BoundContextOf<Facts, NeededFacts<Facts, Name>>
  ): Decision<PermittedFor<Tools, Name>>;
  decide<Name extends string>(
    tool: ToolName<Tools, Name>,
    args: unknown,
    context?: BoundContext<Facts>,
  ): Promise<Decision<PermittedFor<Tools, Name>>>;
  readonly run: RunTool;
}
