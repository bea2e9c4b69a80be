// Entry `@authensor/safeclaw-runtime/node`: everything that needs Node.js itself.

export {
  type AuditFilter,
  type AuditFilterKey,
  auditFilterKeys,
} from "./audit/audit-filter.js";
export type { StoredRecord } from "./audit/audit-record.js";
export { fileAudit } from "./audit/file-audit.js";
export type { AuditEvent, FileAuditOptions } from "./audit/file-audit-options.js";
export {
  type AuditEntry,
  type AuditFault,
  type AuditQuery,
  type AuditReading,
  type FaultyLines,
  readAudit,
  type UnreadableStream,
} from "./audit/read-audit.js";
