// Reads decisions back: from one stream file or a folder of them, whatever state they are in.

import {
  type AuditEntry,
  type AuditFindings,
  type AuditQuery,
  type AuditScan,
  scanAudit,
} from "./audit-scan.js";

export interface AuditReading extends AuditFindings {
  /** By time, then stream, then sequence: the oldest first. */
  readonly entries: readonly AuditEntry[];
  /** Whether older ones match too. */
  readonly more: boolean;
}

/** Rejects only where `path` itself cannot be read; what is wrong further down is told in the answer. */
export async function readAudit(path: string, query: AuditQuery = {}): Promise<AuditReading> {
  const { last, ...matching } = query;
  return await readScan(await scanAudit(path, matching), last);
}

export async function readScan(
  { entries, findings }: AuditScan,
  last: number = Number.POSITIVE_INFINITY,
): Promise<AuditReading> {
  const newest: AuditEntry[] = [];
  let more = false;
  for await (const entry of entries) {
    more = newest.length === last;
    if (more) break;
    newest.push(entry);
  }
  return { entries: newest.reverse(), more, ...(await findings()) };
}
