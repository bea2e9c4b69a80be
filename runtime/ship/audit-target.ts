// Where the lines of a log are shipped to.

import type { StoredEvent, StoredRecord } from "../audit/audit-record.js";

/** A line of the log, as it stands in its stream file. */
export interface ShippedLine {
  readonly stream: string;
  readonly seq: number;
  /** Without its newline. */
  readonly text: string;
  readonly record: StoredRecord | StoredEvent;
  /** The newest time in the stream so far: by it, streams merge in the order of their own lines. */
  readonly reached: string;
}

/** What a target has taken and not kept. */
export interface Rejection {
  readonly count: number;
  readonly reason: string;
}

export interface AuditTarget {
  /** Under this name it is remembered what the target has: a letter, then letters, digits, `.`, `_` and `-`. */
  readonly name: string;
  /**
   * Resolves once the target has all of these lines, whether or not it had some before. Where it rejects, they come
   * again, unless with a `RefusedError`.
   */
  send(lines: readonly ShippedLine[], signal: AbortSignal): Promise<Rejection | undefined>;
  close(): Promise<void>;
}

/** Lines that a target will never take, however often they come. */
export class RefusedError extends Error {
  override readonly name = "RefusedError";
}

/** A target that asks to be left alone for a while. */
export class BusyError extends Error {
  override readonly name = "BusyError";
  /** In milliseconds. */
  readonly retryAfter: number;

  constructor(message: string, retryAfter: number) {
    super(message);
    this.retryAfter = retryAfter;
  }
}
