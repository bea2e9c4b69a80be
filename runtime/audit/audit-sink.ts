// Where decisions are recorded, and what a record holds before it is written.

import type { DenialCode, Effect, ShadowDecision } from "../decision.js";

/** Who calls, and where. Every part is optional but the assistant, where a policy is scoped to one. */
export interface CallContext {
  readonly assistantId?: string | undefined;
  readonly threadId?: string | undefined;
  readonly runId?: string | undefined;
  readonly callId?: string | undefined;
}

/** One decision, as a sink receives it. The sink adds version, sequence, time and hashes. */
export interface DecisionRecord {
  readonly assistant: string | null;
  readonly thread: string | null;
  readonly run: string | null;
  readonly call: string | null;
  readonly tool: string;
  /** The parsed arguments; the raw text where it could not be parsed; null where there is neither. */
  readonly args: unknown;
  readonly effect: Effect;
  readonly allowed: boolean;
  readonly code: DenialCode | null;
  readonly rule: string | null;
  readonly line: number | null;
  readonly reason: string;
  readonly shadow: ShadowDecision | null;
  readonly policy: string | null;
}

/** A place that keeps records. */
export interface AuditSink {
  /** Takes a record, in order and before it returns: a promise denies the call. Throws while records cannot be kept. */
  write(record: DecisionRecord): void;
  /** Resolves once everything taken so far is durable; rejects where that failed. */
  flush(): Promise<void>;
  /** Flushes and releases what the sink holds. */
  close(): Promise<void>;
}
