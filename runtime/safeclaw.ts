// Asks the compiled guards about each call, and lets no decision out that is not on record.

import { auditFailed, beginCall, internal } from "./answers.js";
import { type AuditSink, type CallContext, TakenError } from "./audit/audit-sink.js";
import { checkOptions, checkPolicies } from "./check-options.js";
import type { ToolTypes } from "./compiled-policy.js";
import { type Conclude, concluding } from "./conclude.js";
import type { Decision } from "./decision.js";
import type { CompiledPolicies } from "./define-policies.js";
import { type Asked, type AskedOf, FactDesk, type Informed } from "./facts/fact-desk.js";
import type { FactsOption, FactTypes, NeededFacts } from "./facts/fact-types.js";
import { findSources } from "./facts/find-sources.js";
import { recordedFacts } from "./facts/recorded-facts.js";
import { isPromise, refuseLater } from "./late-answers.js";
import type { PermittedFor, ToolName } from "./permitted.js";
import { type DecidedCall, describeCall, recordOf, revocationOf } from "./record.js";
import { type Redactor, redactorOf, shownDecision } from "./redaction/redactor.js";
import type { BoundSafeClaw, ContextOf, RunTool, SafeClawOptions } from "./safeclaw-types.js";

/** A decision, and the call it is about where anybody is told. */
interface Settled<Args> {
  readonly decision: Decision<Args>;
  readonly call: DecidedCall | null;
  /** The number of its record, where there is one and its sink gives it. */
  readonly of: number | null;
}

/** Decides tool calls by compiled policies, and records what it decided. */
export class SafeClaw<
  Tools extends ToolTypes = ToolTypes,
  Scoped extends boolean = boolean,
  Facts extends FactTypes = FactTypes,
> {
  readonly #policies: CompiledPolicies<Tools, Scoped, Facts>;
  readonly #audit: AuditSink | false;
  readonly #redactor: Redactor;
  readonly #desk: FactDesk;
  readonly #options: Omit<SafeClawOptions, "audit">;
  readonly #conclude: Conclude;

  constructor(
    policies: CompiledPolicies<Tools, Scoped, Facts>,
    options: SafeClawOptions & FactsOption<Facts>,
  ) {
    checkPolicies(policies);
    checkOptions(options);
    const { facts, factDeadlineMs } = policies;
    const sources = findSources(facts, options.facts);
    const redactor = redactorOf(policies, options.audit);
    this.#policies = policies;
    this.#audit = options.audit;
    this.#options = options;
    this.#redactor = redactor;
    this.#desk = new FactDesk(facts, sources, factDeadlineMs);
    this.#conclude = concluding(options, redactor);
  }

  /**
   * Decides a call, and has the record taken. `args` is a parsed value or the model's raw JSON text. Never throws. Facts
   * are those that the context gives: nothing is looked up.
   */
  evaluate<Name extends string>(
    tool: ToolName<Tools, Name>,
    args: unknown,
    ...context: ContextOf<Scoped, Facts, NeededFacts<Facts, Name>>
  ): Decision<PermittedFor<Tools, Name>>;
  evaluate<Name extends string>(
    tool: ToolName<Tools, Name>,
    args: unknown,
    context?: CallContext,
  ): Decision<PermittedFor<Tools, Name>> {
    try {
      const assistantId = context?.assistantId;
      const guard = this.#policies.guard(assistantId);
      const asked: AskedOf<Tools, Name> = { guard, assistantId, tool, args, context };
      return this.#settle(asked, this.#desk.examine(asked)).decision;
    } catch {
      return internal;
    }
  }

  /** As `evaluate`, but looks facts up, and resolves once the record is durable. Never rejects. */
  decide<Name extends string>(
    tool: ToolName<Tools, Name>,
    args: unknown,
    ...context: ContextOf<Scoped, Facts>
  ): Promise<Decision<PermittedFor<Tools, Name>>>;
  decide<Name extends string>(
    tool: ToolName<Tools, Name>,
    args: unknown,
    context?: CallContext,
  ): Promise<Decision<PermittedFor<Tools, Name>>> {
    try {
      const assistantId = context?.assistantId;
      const guard = this.#policies.guard(assistantId);
      return this.#decide<Name>({ guard, assistantId, tool, args, context });
    } catch {
      return Promise.resolve(internal);
    }
  }

  /** Binds an assistant once, for callers that make many calls for the same one. */
  for(assistantId: string): BoundSafeClaw<Tools, Facts> {
    const guard = this.#policies.guard(assistantId);
    return Object.freeze<BoundSafeClaw<Tools, Facts>>({
      evaluate: (tool, args, ...[context]) => {
        try {
          const asked = { guard, assistantId, tool, args, context };
          return this.#settle(asked, this.#desk.examine(asked)).decision;
        } catch {
          return internal;
        }
      },
      decide: (tool, args, context) => {
        try {
          return this.#decide({ guard, assistantId, tool, args, context });
        } catch {
          return Promise.resolve(internal);
        }
      },
      run: this.run,
    });
  }

  /** Resolves to what the tool answers, or rejects with what it throws; once for a decision. */
  readonly run: RunTool = async (decision, tool) => {
    const start = performance.now();
    try {
      const result = await tool(decision.args);
      this.#conclude(decision, { status: "ok", ms: performance.now() - start, result });
      return result;
    } catch (error) {
      this.#conclude(decision, { status: "error", ms: performance.now() - start });
      throw error;
    }
  };

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

  #decide<Name extends string>(
    asked: AskedOf<Tools, Name>,
  ): Promise<Decision<PermittedFor<Tools, Name>>> {
    const examined = this.#desk.lookUp(asked);
    // Without facts to wait for, nothing is waited for twice.
    if (!(examined instanceof Promise)) return this.#durable(this.#settle(asked, examined));
    return examined
      .then((informed) => this.#durable(this.#settle(asked, informed)))
      .catch(() => internal);
  }

  #settle<Args>(
    { assistantId, tool, args: input, context }: Asked,
    { decision, args, facts }: Informed<Args>,
  ): Settled<Args> {
    if (this.#audit === false && this.#options.onDecision === undefined) {
      return { decision, call: null, of: null };
    }
    const kept = this.#redactor.keptOf(tool, input, args, decision.code);
    const used = recordedFacts(facts, this.#policies.facts, { tool, args }, this.#redactor);
    const call = describeCall(tool, kept, assistantId, context, used);
    const announced = this.#announce(decision, call);
    return kept.failed
      ? this.#unrecorded({ decision: announced, call, of: null }, call)
      : this.#record(announced, call);
  }

  #announce<Args>(decision: Decision<Args>, call: DecidedCall): Decision<Args> {
    try {
      const told: unknown = this.#options.onDecision?.(
        shownDecision(decision, call),
        Object.freeze(call),
      );
      return isPromise(told) ? refuseLater(told, internal) : decision;
    } catch {
      return internal;
    }
  }

  // INVARIANT: with an audit, a decision gets out only after the sink has taken its record.
  #record<Args>(decision: Decision<Args>, call: DecidedCall): Settled<Args> {
    if (this.#audit === false) {
      return { decision, call, of: null };
    }
    let of: number | null = null;
    try {
      const kept = this.#audit.write(recordOf(decision, call));
      if (!isPromise(kept)) {
        of = typeof kept === "number" ? kept : null;
        beginCall(decision, { call, of });
        return { decision, call, of };
      }
      refuseLater(kept, auditFailed);
    } catch (error) {
      // What the sink says of it goes to its owner, by the sink's own ways.
      if (error instanceof TakenError) of = error.seq;
    }
    return this.#unrecorded({ decision, call, of }, call);
  }

  /** Without `await`, for which a call would make two promises and wait twice: with 256 at once, that is felt. */
  #durable<Args>(settled: Settled<Args>): Promise<Decision<Args>> {
    const { decision, call } = settled;
    if (this.#audit === false || call === null) return Promise.resolve(decision);
    const failed = (): Decision<Args> =>
      decision.code === "audit-failed" ? auditFailed : this.#unrecorded(settled, call).decision;
    try {
      return Promise.resolve(this.#audit.flush()).then(() => decision, failed);
    } catch {
      return Promise.resolve(failed());
    }
  }

  /** What could not be recorded is another decision: it is told as well, and recorded once that can be done again. */
  #unrecorded<Args>(settled: Settled<Args>, call: DecidedCall): Settled<Args> {
    if (this.#options.onAuditFailure === "allow") return settled;
    const { decision, of } = settled;
    const answer = this.#announce<Args>(auditFailed, call);
    const record =
      of === null ? recordOf(auditFailed, call) : revocationOf(auditFailed, call, decision, of);
    try {
      if (this.#audit !== false) refuseLater(this.#audit.write(record), auditFailed);
    } catch {
      // It was denied for that.
    }
    return { decision: answer, call, of: null };
  }
}
