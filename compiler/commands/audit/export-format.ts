// What a form of export has to say: something before the decisions, each of them, and something after.

import type { AuditEntry, AuditFindings } from "@authensor/safeclaw-runtime/node";
import type { Verdict } from "./verdict.js";

/** What there is to know of an export as a whole. */
export interface Summary {
  readonly verdict: Verdict;
  readonly log: string;
  /** When it was made, UTC. */
  readonly made: string;
  /** What was asked for, in words; empty where that is everything. */
  readonly asked: string;
  readonly decisions: number;
  /** How many of each effect, and of each status of an outcome. */
  readonly counts: ReadonlyMap<string, number>;
  /** The time of the earliest decision, and of the latest; null where there is none. */
  readonly from: string | null;
  readonly to: string | null;
  readonly findings: AuditFindings;
  /** What was skipped or changed, in words. */
  readonly warnings: readonly string[];
}

export interface ExportFormat {
  before(summary: Summary): string;
  row(entry: AuditEntry, verdict: Verdict): string;
  after(summary: Summary): string;
}
