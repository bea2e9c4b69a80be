// Entry `@authensor/safeclaw-runtime/node`: everything that needs Node.js itself.

export { type Anchor, commandAnchor, httpAnchor, stdoutAnchor } from "./audit/anchors.js";
export { auditStreams } from "./audit/audit-files.js";
export {
  type AuditFilter,
  type AuditFilterKey,
  auditFilterKeys,
} from "./audit/audit-filter.js";
export type { StoredEvent, StoredRecord } from "./audit/audit-record.js";
export {
  type AuditEntry,
  type AuditFindings,
  type AuditLine,
  type AuditQuery,
  type AuditScan,
  scanAudit,
  type UnreadableFile,
} from "./audit/audit-scan.js";
export type { CheckpointOptions } from "./audit/checkpoints.js";
export type { CheckpointFault, Place } from "./audit/claims.js";
export type { AuditFault, FaultyLines } from "./audit/fault-tally.js";
export { fileAudit } from "./audit/file-audit.js";
export type { AuditEvent, FileAuditOptions } from "./audit/file-audit-options.js";
export { type AuditFollower, followAudit } from "./audit/follow-audit.js";
export {
  NoProofError,
  type ProveOptions,
  proveRecord,
  type RecordProof,
} from "./audit/prove-record.js";
export { type AuditReading, readAudit } from "./audit/read-audit.js";
export type { NoteKey as AuditKey } from "./audit/signed-note.js";
export { type NewAuditKey, newAuditKey, readAuditKeys } from "./audit/signing-key.js";
export {
  type Verification,
  type VerifiedStream,
  type VerifyOptions,
  verifyAudit,
} from "./audit/verify-audit.js";
export type { Tampering } from "./audit/verify-stream.js";
