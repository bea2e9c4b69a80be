// What an application may ask of a log of files, and what it is told of it.

import { join, resolve } from "node:path";
import { safeClawOptions } from "../check-options.js";
import type { CheckpointEvent, CheckpointOptions } from "./checkpoints.js";

/**
 * What befalls a log. Of a failure there is one event, and one when it is over. `unwritten`: how many lines the disk does
 * not have at the end of the log or of the process, or at a signal to end; each time anew.
 */
export type AuditEvent =
  | { readonly kind: "failed"; readonly error: Error }
  | { readonly kind: "resumed"; readonly unrecorded: number }
  | { readonly kind: "unwritten"; readonly records: number; readonly error: Error }
  | CheckpointEvent;

export interface FileAuditOptions {
  /**
   * What `flush`, and with it `decide`, waits for. `strict`, the default: the disk has the record. `batched`: the
   * operating system has it, and the disk within 5 ms. `os`: the operating system has it, and syncs when it likes.
   */
  readonly durability?: "strict" | "batched" | "os";
  /** A new file is begun after so many bytes; default 64 MiB. */
  readonly maxFileBytes?: number;
  /** A new file is begun after so many milliseconds; default a day. */
  readonly maxFileAge?: number;
  /** The file of the key for arguments that the policy logs as `hash`; default `hash.key` in the directory. */
  readonly hashKey?: string;
  /** Told when the log cannot be written, and when it can again. Default: `process.emitWarning`. */
  readonly onEvent?: (event: AuditEvent) => void;
  /** Signed statements of what the log holds. Default: as the environment's SAFECLAW_AUDIT_KEY has it; else none. */
  readonly checkpoints?: CheckpointOptions;
}

export type FileAuditSettings = Required<Omit<FileAuditOptions, "checkpoints">> &
  Pick<FileAuditOptions, "checkpoints">;

const defaults: Omit<FileAuditSettings, "hashKey"> = {
  durability: "strict",
  maxFileBytes: 64 * 1024 * 1024,
  maxFileAge: 24 * 60 * 60 * 1000,
  onEvent: warn,
};

/** Throws where an option is unknown or makes no sense. */
export function withDefaults(options: FileAuditOptions, directory: string): FileAuditSettings {
  const known = [...Object.keys(defaults), "hashKey", "checkpoints"];
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown !== undefined) {
    const way = safeClawOptions.includes(unknown)
      ? "it is one of `new SafeClaw(policies, { … })`"
      : `there are ${known.join(", ")}`;
    throw new TypeError(`fileAudit has no option \`${unknown}\`: ${way}`);
  }
  const { durability = "strict", maxFileBytes = 1, maxFileAge = 1 } = options;
  if (!["strict", "batched", "os"].includes(durability)) {
    throw new TypeError("fileAudit's `durability` is `strict`, `batched` or `os`");
  }
  const { hashKey = join(directory, "hash.key") } = options;
  if (typeof hashKey !== "string" || hashKey === "") {
    throw new TypeError("fileAudit's `hashKey` is the path of a file");
  }
  if (!(maxFileBytes > 0 && maxFileAge > 0)) {
    throw new TypeError("fileAudit's `maxFileBytes` and `maxFileAge` are numbers above 0");
  }
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(given), hashKey: resolve(hashKey) };
}

/** Where nobody listens, the process's own warnings tell. */
export function warn(event: AuditEvent): void {
  const what = {
    failed: "; calls are denied until it can be written again",
    resumed: "the audit log can be written again",
    unwritten: "",
    "checkpoint-failed": "; the audit log goes on without a new checkpoint",
    "anchor-failed": "; a checkpoint of the audit log did not reach its anchor",
  }[event.kind];
  const why = "error" in event ? event.error.message : "";
  const warning = Object.assign(new Error(`${why}${what}`), { name: "SafeClawAuditWarning" });
  // A process that exits has no next tick, which is when `emitWarning` tells.
  if (event.kind === "unwritten") process.emit("warning", warning);
  else process.emitWarning(warning);
}
