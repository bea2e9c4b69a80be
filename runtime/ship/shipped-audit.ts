// An audit sink that keeps records in files, and ships them from there while the process runs.

import type { AuditSink } from "../audit/audit-sink.js";
import { fileAudit } from "../audit/file-audit.js";
import type { FileAuditOptions } from "../audit/file-audit-options.js";
import type { AuditTarget } from "./audit-target.js";
import { shipAudit } from "./ship-audit.js";
import type { ShipOptions } from "./ship-options.js";

export interface ShippedAuditOptions {
  /** The folder of the log, as for `fileAudit`. It stays the source of truth. */
  readonly directory: string;
  /** As for `fileAudit`. */
  readonly log?: FileAuditOptions | undefined;
  readonly shipping?: ShipOptions | undefined;
}

/** Decisions wait for the files alone. */
export function shippedAudit(
  { directory, log, shipping }: ShippedAuditOptions,
  target: AuditTarget,
): AuditSink {
  const files = fileAudit(directory, log);
  const shipper = shipAudit(directory, target, shipping);
  return {
    write: (record) => files.write(record),
    flush: () => files.flush(),
    close: async () => {
      try {
        await files.close();
      } finally {
        await shipper.close();
      }
    },
    pseudonym: (text) => files.pseudonym(text),
  };
}
