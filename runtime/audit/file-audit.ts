// The audit sink that appends every decision to a stream of its own: one file after another, written by nobody else.

import { resolve } from "node:path";
import { isMainThread } from "node:worker_threads";
import type { AuditSink, DecisionRecord } from "./audit-sink.js";
import { Backlog } from "./backlog.js";
import { Chain, now } from "./chain.js";
import { type Checkpoints, checkpointsOf } from "./checkpoints.js";
import { cutTornLines } from "./cut-torn-lines.js";
import {
  type AuditEvent,
  type FileAuditOptions,
  type FileAuditSettings,
  warn,
  withDefaults,
} from "./file-audit-options.js";
import { flushAtExit, forget } from "./flush-at-exit.js";
import { Pseudonyms } from "./pseudonyms.js";
import { StreamFile } from "./stream-file.js";
import { fileNameOf, newStreamName } from "./stream-name.js";

/** For how long a record may be held before it is written, in milliseconds. */
const longestHold = 5;
/** How much may be held until then. Other threads hear of no signal, so they hold nothing. In characters. */
const mostHeld = isMainThread ? 32 * 1024 : 0;
/** How much may wait for a sync before one is made at once; and what is kept of denials while the log fails. */
const mostWritten = 16 * 1024 * 1024;
/** A log that fails is tried again no sooner, in milliseconds. */
const retryAfter = 100;

/**
 * Keeps decisions in `directory`, one JSON line each. Directory and file are made at the first decision. `write` holds a
 * line for 5 ms at most; `flush` resolves once the disk has it, and all who wait at once share one sync. While the log
 * cannot be written, `write` throws, and what it has taken is kept for when it can again.
 */
export function fileAudit(directory: string, options: FileAuditOptions = {}): AuditSink {
  if (typeof directory !== "string" || directory === "") {
    throw new TypeError("fileAudit needs the path of a directory");
  }
  return new FileAudit(resolve(directory), withDefaults(options, resolve(directory)));
}

class FileAudit implements AuditSink {
  readonly #directory: string;
  readonly #options: FileAuditSettings;
  readonly #stream = newStreamName();
  readonly #chain = new Chain(this.#stream);
  readonly #backlog = new Backlog();
  readonly #checkpoints: Checkpoints | undefined;
  readonly #pseudonyms: Pseudonyms;
  #file: StreamFile | undefined;
  #files = 0;
  #failure: Failure | undefined;
  #timer: NodeJS.Timeout | undefined;
  #syncing = false;
  /** Resolves once no sync is running, however it went. */
  #running: Promise<void> = Promise.resolve();
  #nextSync: Promise<void> | undefined;
  #nextDrain: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(directory: string, options: FileAuditSettings) {
    this.#directory = directory;
    this.#options = options;
    this.#checkpoints = checkpointsOf(directory, this.#stream, options.checkpoints, (event) =>
      this.#tell(event),
    );
    this.#pseudonyms = new Pseudonyms(options.hashKey, (error) =>
      this.#tell({ kind: "failed", error }),
    );
  }

  write(record: DecisionRecord): number {
    if (this.#closing !== undefined) throw new Error("the audit log is closed");
    if (!this.#recover()) this.#refuse(record);
    else if (this.#file === undefined) this.#attempt(() => this.#open());
    this.#backlog.hold(this.#chain.record(record));
    if (this.#failure !== undefined) return this.#chain.seq;
    if (this.#backlog.heldSize > mostHeld) this.#early();
    if (this.#timer === undefined) this.#wakeAfter(longestHold);
    return this.#chain.seq;
  }

  pseudonym(text: string): string {
    return this.#pseudonyms.of(text);
  }

  flush(): Promise<void> {
    if (this.#closing !== undefined) return this.#closing;
    if (this.#backlog.isEmpty && this.#failure === undefined) return Promise.resolve();
    return this.#options.durability === "strict" ? this.#joinSync() : this.#joinDrain();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  flushNow(): void {
    try {
      if (this.#failure !== undefined) this.#startOver();
      this.#drain();
      this.#file?.syncNow();
      this.#settle(this.#backlog.written);
      this.#checkpoints?.sign();
    } catch (error) {
      // Where the application handles the signal, the process goes on.
      this.#fail(error);
    }
  }

  async #close(): Promise<void> {
    try {
      await this.#running;
      // There is no later time to try again.
      if (this.#failure !== undefined) this.#failure.retryAt = 0;
      if (!this.#backlog.isEmpty || this.#failure !== undefined) await this.#joinSync();
    } finally {
      clearTimeout(this.#timer);
      await this.#checkpoints?.close();
      forget(this);
      // A sync that is still under way must not take the closed file for a lost one.
      this.#endFile();
    }
  }

  #open(): void {
    this.#file = new StreamFile(this.#directory, fileNameOf(this.#stream, this.#files + 1));
    this.#files += 1;
    if (this.#files > 1) return;
    flushAtExit(this);
    for (const cut of cutTornLines(this.#directory)) this.#note("torn line cut off", { ...cut });
  }

  #note(event: string, detail: Readonly<Record<string, unknown>>): void {
    this.#backlog.hold(this.#chain.event(event, detail));
  }

  /** Hands to the operating system what is held. */
  #drain(): void {
    this.#follow();
    if (this.#backlog.heldSize === 0) return;
    if (this.#file === undefined) this.#open();
    this.#file?.append(this.#backlog.bytes());
    this.#backlog.markWritten();
    if (this.#options.durability === "os") this.#file?.trust();
    else if (this.#backlog.writtenSize <= mostWritten) return;
    else this.#file?.syncNow();
    this.#synced(this.#backlog.written);
  }

  /** A file that is gone, was moved or was cut takes no more; what it may have lost is written again, into a new one. */
  #follow(): void {
    const where = this.#file?.whereabouts() ?? "in place";
    if (this.#file === undefined || where === "in place") return;
    const { path } = this.#file;
    if (where === "lost") this.#file.abandon();
    if (where === "moved") {
      this.#file.syncNow();
      this.#settle(this.#backlog.written);
    } else this.#backlog.holdAgain();
    this.#endFile();
    this.#note(`file ${where}`, { path });
  }

  /** All who ask at once share one write. */
  #joinDrain(): Promise<void> {
    this.#nextDrain ??= Promise.resolve().then(() => {
      this.#nextDrain = undefined;
      if (!this.#recover()) throw this.#failure?.error;
      this.#attempt(() => this.#drain());
    });
    return this.#nextDrain;
  }

  /** All who ask while a sync is running share the next one. */
  #joinSync(): Promise<void> {
    // INVARIANT: it begins later, and so covers all that was written before any of the calls that share it.
    this.#nextSync ??= this.#running.then(() => {
      this.#nextSync = undefined;
      return this.#begin();
    });
    return this.#nextSync;
  }

  /** Much is held already: the disk begins with it while more comes in. */
  #early(): void {
    this.#attempt(() => this.#drain());
    if (this.#syncing || this.#options.durability !== "strict") return;
    this.#begin().catch(() => undefined);
  }

  #begin(): Promise<void> {
    const sync = this.#sync();
    this.#syncing = true;
    const done = (): void => {
      this.#syncing = false;
    };
    this.#running = sync.then(done, done);
    return sync;
  }

  async #sync(): Promise<void> {
    if (!this.#recover()) throw this.#failure?.error;
    this.#attempt(() => this.#drain());
    const file = this.#file;
    const covered = this.#backlog.written;
    if (file === undefined || this.#backlog.writtenSize === 0) return;
    const fault = await file.sync().then(
      () => undefined,
      (error: unknown) => error,
    );
    // In the meantime, another file may have been begun, which has what this one may lack.
    if (this.#file !== file || this.#failure !== undefined) return await this.#sync();
    if (fault !== undefined) throw this.#fail(fault);
    this.#synced(covered);
  }

  #synced(count: number): void {
    this.#settle(count);
    const { maxFileBytes, maxFileAge } = this.#options;
    if (this.#file === undefined || !this.#backlog.isEmpty) return;
    if (this.#file.size >= maxFileBytes || this.#file.age >= maxFileAge) this.#endFile();
  }

  /** The disk has so many lines, of all that there ever were. */
  #settle(count: number): void {
    const lines = this.#backlog.markSynced(count);
    this.#checkpoints?.add(lines);
  }

  /** What comes next goes into another one. */
  #endFile(): void {
    this.#file?.close();
    this.#file = undefined;
  }

  #wakeAfter(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#tick(), milliseconds).unref();
  }

  /** What nobody waits for. Who is denied for it is told by `write`, all others by the event. */
  #tick(): void {
    this.#timer = undefined;
    if (this.#failure !== undefined) this.#recover();
    else if (this.#backlog.isEmpty) return;
    else if (this.#options.durability === "os") this.#joinDrain().catch(() => undefined);
    else this.#joinSync().catch(() => undefined);
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

  /** Whether the log can be written; after a failure, all that it has taken and the disk may not have is written first. */
  #recover(): boolean {
    const failed = this.#failure;
    if (failed === undefined) return true;
    if (performance.now() < failed.retryAt) return false;
    try {
      this.#startOver();
      if (isTooLarge(failed.error)) this.#endFile();
      this.#drain();
      this.#file?.syncNow();
      this.#settle(this.#backlog.written);
    } catch (error) {
      this.#fail(error);
      return false;
    }
    this.#failure = undefined;
    const { unrecorded, since, error } = failed;
    this.#note("log resumed", { since, unrecorded, error: error.message });
    this.#wakeAfter(longestHold);
    this.#tell({ kind: "resumed", unrecorded });
    return true;
  }

  /** Whatever the disk may not have is to be written again, from where that begins. */
  #startOver(): void {
    this.#file?.rewind();
    this.#backlog.holdAgain();
  }

  /** While the log fails, all that it takes is that a call was denied for it, and what came of calls that already ran. */
  #refuse({ code, outcome }: DecisionRecord): void {
    const failed = this.#failure;
    if (failed === undefined) return;
    const isPast = code === "audit-failed" || outcome !== undefined;
    if (isPast && this.#backlog.heldSize < mostWritten) return;
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
