// The audit sink that appends every decision to a stream of its own: one file after another, written by nobody else.

import { resolve } from "node:path";
import { isMainThread } from "node:worker_threads";
import { type AuditSink, type DecisionRecord, TakenError } from "./audit-sink.js";
import { now } from "./chain.js";
import {
  type AuditEvent,
  type FileAuditOptions,
  type FileAuditSettings,
  warn,
  withDefaults,
} from "./file-audit-options.js";
import { flushAtExit, forget } from "./flush-at-exit.js";
import { GroupCommit } from "./group-commit.js";
import { Pseudonyms } from "./pseudonyms.js";
import { StreamWriter } from "./stream-writer.js";

/** For how long a record may be held before it is written, in milliseconds. */
const longestHold = 5;
/** How much may be held until then. Other threads hear of no signal, so they hold nothing. */
const mostHeld = isMainThread ? 256 * 1024 : 0;
/** What is kept of denials while the log fails. */
const mostKept = 16 * 1024 * 1024;
/** A log that fails is tried again no sooner, in milliseconds. */
const retryAfter = 100;

/**
 * Keeps decisions in `directory`, one JSON line each. Directory and file are made at the first decision. `write` holds a
 * line for 5 ms at most; `flush` resolves once the disk has it, and all who wait at once share one sync. While the log
 * cannot be written, `write` throws, and what it has taken is kept for when it can again.
 */
export function fileAudit(directory: string, options: FileAuditOptions = {}): Required<AuditSink> {
  if (typeof directory !== "string" || directory === "") {
    throw new TypeError("fileAudit needs the path of a directory");
  }
  return new FileAudit(resolve(directory), withDefaults(options, resolve(directory)));
}

class FileAudit implements AuditSink {
  readonly #options: FileAuditSettings;
  readonly #writer: StreamWriter;
  readonly #commits = new GroupCommit(() => this.#sync());
  readonly #pseudonyms: Pseudonyms;
  #failure: Failure | undefined;
  #timer: NodeJS.Timeout | undefined;
  #nextDrain: Promise<void> | undefined;
  #closing: Promise<void> | undefined;
  #isClosed = false;

  constructor(directory: string, options: FileAuditSettings) {
    this.#options = options;
    this.#writer = new StreamWriter(directory, options, (event) => this.#tell(event));
    this.#pseudonyms = new Pseudonyms(options.hashKey, (error) =>
      this.#tell({ kind: "failed", error }),
    );
  }

  write(record: DecisionRecord): number {
    // While it closes, a decision that was recorded before may turn out to be denied.
    const isLate = this.#closing !== undefined && record.revokes === undefined;
    if (isLate || this.#isClosed) throw new Error("the audit log is closed");
    if (!this.#recover()) this.#refuse(record);
    else if (this.#writer.file === undefined) this.#open();
    const seq = this.#writer.hold(record);
    if (this.#failure !== undefined) return seq;
    if (this.#writer.heldSize > mostHeld) this.#early(seq);
    if (this.#timer === undefined) this.#wakeAfter(longestHold);
    return seq;
  }

  pseudonym(text: string): string {
    return this.#pseudonyms.of(text);
  }

  flush(): Promise<void> {
    if (this.#closing !== undefined) return this.#closing;
    if (this.#writer.isEmpty && this.#failure === undefined) return Promise.resolve();
    return this.#options.durability === "strict" ? this.#commits.join() : this.#joinDrain();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  flushNow(): void {
    // There may be no later time to try again.
    if (this.#failure !== undefined) this.#failure.retryAt = 0;
    try {
      if (!this.#recover()) throw this.#failure?.error;
      this.#attempt(() => this.#writer.syncNow());
    } catch (error) {
      // Where the application handles the signal, the process goes on.
      this.#endUnwritten(error);
    }
    this.#writer.sign();
  }

  async #close(): Promise<void> {
    try {
      await this.#commits.idle();
      if (this.#failure !== undefined) this.#failure.retryAt = 0;
      while (!this.#writer.isEmpty || this.#failure !== undefined) await this.#commits.join();
    } catch (error) {
      throw this.#endUnwritten(error);
    } finally {
      this.#isClosed = true;
      clearTimeout(this.#timer);
      await this.#writer.close();
      forget(this);
    }
  }

  #open(): void {
    flushAtExit(this);
    this.#attempt(() => this.#writer.open());
  }

  /** All who ask at once share one write. */
  #joinDrain(): Promise<void> {
    this.#nextDrain ??= Promise.resolve().then(() => {
      this.#nextDrain = undefined;
      if (!this.#recover()) throw this.#failure?.error;
      this.#attempt(() => this.#writer.drain());
    });
    return this.#nextDrain;
  }

  /** Much is held already: the disk begins with it while more comes in. */
  #early(seq: number): void {
    try {
      this.#writer.drain();
    } catch (error) {
      throw new TakenError(seq, this.#fail(error));
    }
    if (this.#options.durability === "strict") this.#commits.begin();
  }

  async #sync(): Promise<void> {
    if (!this.#recover()) throw this.#failure?.error;
    this.#attempt(() => this.#writer.drain());
    const { file, written } = this.#writer;
    if (file === undefined || this.#writer.isEmpty) return;
    let isDone = false;
    const synced = (): void => {
      // In the meantime, another file may have been begun, which has what this one may lack.
      if (this.#writer.file !== file) return;
      this.#writer.synced(written);
      isDone = true;
    };
    const fault = await file.sync(synced).then(
      () => undefined,
      (error: unknown) => error,
    );
    if (isDone) return;
    if (this.#writer.file !== file || this.#failure !== undefined) return await this.#sync();
    if (fault !== undefined) throw this.#fail(fault);
  }

  #wakeAfter(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tick(), milliseconds).unref();
  }

  /** What nobody waits for. Who is denied for it is told by `write`, all others by the event. */
  #tick(): void {
    this.#timer = undefined;
    if (this.#failure !== undefined) this.#recover();
    else if (this.#writer.isEmpty) return;
    else if (this.#options.durability === "os") this.#joinDrain().catch(() => undefined);
    else this.#commits.join().catch(() => undefined);
  }

  #attempt(action: () => void): void {
    try {
      action();
    } catch (error) {
      throw this.#fail(error);
    }
  }

  #fail(cause: unknown): Error {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    const { since = now(), unrecorded = 0 } = this.#failure ?? {};
    const isNew = this.#failure === undefined;
    this.#failure = { error, since, unrecorded, retryAt: performance.now() + retryAfter };
    this.#wakeAfter(10 * retryAfter);
    if (isNew) this.#tell({ kind: "failed", error });
    return error;
  }

  /** Says how many records the disk may not have when the log, or the process, ends. */
  #endUnwritten(cause: unknown): unknown {
    const records = this.#writer.unwritten + (this.#failure?.unrecorded ?? 0);
    if (records === 0 || !(cause instanceof Error)) return cause;
    const what = records === 1 ? "1 record is" : `${records} records are`;
    const error = new Error(`${cause.message}; ${what} not written`, { cause });
    this.#tell({ kind: "unwritten", records, error });
    return error;
  }

  /** Whether the log can be written; after a failure, all that it has taken and the disk may not have is written first. */
  #recover(): boolean {
    const failed = this.#failure;
    if (failed === undefined) return true;
    if (performance.now() < failed.retryAt) return false;
    try {
      this.#writer.startOver();
      if (isTooLarge(failed.error)) this.#writer.endFile();
      this.#writer.syncNow();
    } catch (error) {
      this.#fail(error);
      return false;
    }
    this.#failure = undefined;
    const { unrecorded, since, error } = failed;
    this.#writer.note("log resumed", { since, unrecorded, error: error.message });
    this.#wakeAfter(longestHold);
    this.#tell({ kind: "resumed", unrecorded });
    return true;
  }

  /** While the log fails, all that it takes is that a call was denied for it, and what came of calls that already ran. */
  #refuse({ code, outcome }: DecisionRecord): void {
    const failed = this.#failure;
    if (failed === undefined) return;
    const isPast = code === "audit-failed" || outcome !== undefined;
    if (isPast && this.#writer.heldSize < mostKept) return;
    if (isPast) failed.unrecorded += 1;
    throw new Error(failed.error.message, { cause: failed.error });
  }

  #tell(event: AuditEvent): void {
    try {
      this.#options.onEvent(event);
    } catch (error) {
      warn(event);
      process.emitWarning(error instanceof Error ? error : String(error));
    }
  }
}

interface Failure {
  error: Error;
  /** When it began. */
  readonly since: string;
  /** Denials and outcomes that there was no more room to keep. */
  unrecorded: number;
  /** By the clock of `performance`, which never goes back. */
  retryAt: number;
}

/** Whether it is this file that takes no more, and not the disk. */
function isTooLarge({ cause }: Error): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "EFBIG";
}
