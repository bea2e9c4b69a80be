// Logs as `fileAudit` writes them, decisions with what came of them.

import type { DecisionRecord } from "../../runtime/audit/audit-sink.js";
import { fileAudit } from "../../runtime/node.js";
import { allowed } from "./decisions.js";

export interface Call {
  readonly decision: DecisionRecord;
  readonly status?: "ok" | "error";
  readonly ms?: number;
}

/** Writes one stream and closes it. Of small files there are many. */
export async function writeCalls(
  directory: string,
  calls: readonly Call[],
  maxFileBytes = 64 * 1024 * 1024,
): Promise<void> {
  const sink = fileAudit(directory, { maxFileBytes });
  for (const { decision, status, ms = 12 } of calls) {
    const of = Number(sink.write(decision));
    if (status !== undefined) {
      sink.write({ ...decision, args: null, outcome: { of, status, ms } });
    }
    await sink.flush();
  }
  await sink.close();
}

/** Calls that are told apart by their ids. */
export function numberedCalls(count: number, part: Partial<DecisionRecord> = {}): readonly Call[] {
  return Array.from({ length: count }, (_, index) => ({
    decision: { ...allowed, call: `call_${index + 1}`, ...part },
    status: index % 3 === 2 ? ("error" as const) : ("ok" as const),
    ms: index + 1,
  }));
}
