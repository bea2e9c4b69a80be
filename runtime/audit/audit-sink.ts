// Where decisions are recorded, and what a record holds before it is written.

import type { DenialCode, Effect, ShadowDecision } from "../decision.js";

/** Who calls, and where. Every part is optional but the assistant, where a policy is scoped to one. */
export interface CallContext {
  readonly assistantId?: string | undefined;
  readonly threadId?: string | undefined;
  readonly runId?: string | undefined;
  readonly callId?: string | undefined;
  /** What the caller knows of facts, by their names. They are checked, and not looked up. */
  readonly facts?: object | undefined;
}

/** What came of a call that was let through. */
export interface Outcome {
  /** The `seq` of the decision's record; null where the sink gives none. */
  readonly of: number | null;
  readonly status: "ok" | "error";
  /** How long the tool took, in milliseconds. */
  readonly ms: number;
  /** What the tool answered, where the application asks for it to be kept. */
  readonly content?: unknown;
}

/** The decision that another record takes back: nobody was told of it, since its record was not kept in time. */
export interface Revoked extends Pick<DecisionRecord, "effect" | "code" | "rule" | "policy"> {
  /** The `seq` of its record. */
  readonly of: number;
}

/** One decision, or the outcome of one, as a sink receives it. The sink adds version, sequence, time and hashes. */
export interface DecisionRecord {
  readonly assistant: string | null;
  readonly thread: string | null;
  readonly run: string | null;
  readonly call: string | null;
  readonly tool: string;
  /** The parsed arguments; the raw text where it could not be parsed; null where there is neither, and for an outcome. */
  readonly args: unknown;
  /** What of the arguments is not as the model sent it: `<path>:<how>`. */
  readonly redacted?: readonly string[];
  /** What conditions were told, where there are facts: `sha256:…` of each, its value, or why there was none. */
  readonly facts?: Readonly<Record<string, unknown>>;
  readonly effect: Effect;
  readonly allowed: boolean;
  readonly code: DenialCode | null;
  readonly rule: string | null;
  readonly line: number | null;
  readonly reason: string;
  readonly shadow: ShadowDecision | null;
  readonly policy: string | null;
  /** Only where this is the second record of a call, and what was decided first does not hold. */
  readonly revokes?: Revoked;
  /** Only where this is the second record of a call: the first one is its decision. */
  readonly outcome?: Outcome;
}

/** Thrown by the `write` of `fileAudit` where it has taken the record, and may keep it yet, although it cannot be kept now. */
export class TakenError extends Error {
  /** The number under which it will be kept. */
  readonly seq: number;

  constructor(seq: number, cause: Error) {
    super(cause.message, { cause });
    this.seq = seq;
  }
}

/** A place that keeps records. */
export interface AuditSink {
  /**
   * Takes a record, in order and before it returns: a promise denies the call. Throws while records cannot be kept.
   * May return the number under which it keeps the record.
   */
  write(record: DecisionRecord): unknown;
  /** Resolves once everything taken so far is as durable as the sink promises; rejects where that failed. */
  flush(): Promise<void>;
  /** Flushes and releases what the sink holds. */
  close(): Promise<void>;
  /** Stands for a text that must not be kept: equal texts give equal stand-ins. */
  pseudonym?(text: string): string;
}
