// A sink in memory, in which some step fails where a test says so.

import type { AuditSink, DecisionRecord } from "@authensor/safeclaw-runtime";

export interface MemoryAudit extends AuditSink {
  readonly records: readonly DecisionRecord[];
}

export function memoryAudit(failing: Partial<AuditSink> = {}): MemoryAudit {
  const records: DecisionRecord[] = [];
  return {
    records,
    write: (record) => void records.push(record),
    flush: async () => undefined,
    close: async () => undefined,
    ...failing,
  };
}

export function fails(): never {
  throw new Error("disk full");
}

/** A call's context, and arguments that the desk may call with. */
export const desk = {
  assistantId: "asst_desk",
  threadId: "thread_1",
  runId: "run_1",
  callId: "call_1",
};
export const refund = { order_id: "ord_1", amount: 50 };
