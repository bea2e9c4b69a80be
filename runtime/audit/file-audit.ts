// The audit sink that appends every decision to a stream file of its own.

import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fdatasync,
  ftruncateSync,
  mkdirSync,
  openSync,
  writeSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { longestLine, noHash, seal } from "./audit-record.js";
import type { AuditSink, DecisionRecord } from "./audit-sink.js";

const syncFile = promisify(fdatasync);

/**
 * Keeps decisions in `directory`, one JSON line each, in one file per sink that no one else writes.
 * Directory and file are made at the first decision. `write` hands the line to the operating system;
 * `flush` resolves once the disk has it.
 */
export function fileAudit(directory: string): AuditSink {
  if (typeof directory !== "string" || directory === "") {
    throw new TypeError("fileAudit needs the path of a directory");
  }
  return new FileAudit(resolve(directory));
}

interface Stream {
  readonly path: string;
  readonly fd: number;
}

class FileAudit implements AuditSink {
  readonly #directory: string;
  #stream: Stream | undefined;
  #seq = 0;
  #prev = noHash;
  /** Bytes of whole records in the file, and how many of them the disk is known to have. */
  #size = 0;
  #durable = 0;
  /** Why no further record is taken. */
  #end: Error | undefined;
  #syncs: Promise<void> = Promise.resolve();
  #nextSync: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(directory: string) {
    this.#directory = directory;
  }

  write(record: DecisionRecord): void {
    if (this.#end !== undefined) throw new Error(this.#end.message, { cause: this.#end });
    const sealed = seal(record, this.#seq + 1, new Date().toISOString(), this.#prev);
    const bytes = Buffer.from(`${sealed.text}\n`);
    if (bytes.length > longestLine) throw new RangeError("the audit record is longer than 32 MiB");
    this.#stream ??= openStream(this.#directory);
    this.#append(this.#stream, bytes);
    this.#seq += 1;
    this.#prev = sealed.hash;
  }

  flush(): Promise<void> {
    if (this.#durable === this.#size) return Promise.resolve();
    // INVARIANT: the next sync starts after the running one, and so covers all that was written
    // before any of the calls that share it. Once a sync has failed, every later one rejects: the
    // kernel may have dropped what it could not write, and a second try would lie.
    this.#nextSync ??= this.#syncs = this.#syncs.then(() => this.#sync());
    return this.#nextSync;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#end ??= new Error("the audit log is closed");
    try {
      await this.flush();
    } finally {
      if (this.#stream !== undefined) closeSync(this.#stream.fd);
    }
  }

  async #sync(): Promise<void> {
    this.#nextSync = undefined;
    if (this.#stream === undefined) return;
    const size = this.#size;
    try {
      await syncFile(this.#stream.fd);
    } catch (error) {
      this.#end = failure(`cannot sync the audit log ${this.#stream.path}`, error);
      throw this.#end;
    }
    this.#durable = size;
  }

  #append({ fd, path }: Stream, bytes: Buffer): void {
    let written = 0;
    try {
      while (written < bytes.length) {
        // A full disk takes part of the bytes without an error, then none.
        const count = writeSync(fd, bytes, written);
        if (count === 0) throw new Error("the disk takes no more bytes");
        written += count;
      }
    } catch (error) {
      if (written > 0) this.#cutTornLine({ fd, path });
      throw failure(`cannot write the audit log ${path}`, error);
    }
    this.#size += bytes.length;
  }

  /** INVARIANT: whatever is written next starts on a line of its own. */
  #cutTornLine({ fd, path }: Stream): void {
    try {
      ftruncateSync(fd, this.#size);
    } catch (error) {
      this.#end = failure(`the audit log ${path} ends in a torn line and takes no more`, error);
    }
  }
}

function openStream(directory: string): Stream {
  const start = new Date().toISOString().replace(/[-:.]/gu, "");
  const path = join(directory, `${start}-${process.pid}-${randomBytes(4).toString("hex")}.jsonl`);
  try {
    makeFolder(directory);
    return { path, fd: openSync(path, "ax", 0o640) };
  } catch (error) {
    throw failure(`cannot open an audit log in ${directory}`, error);
  }
}

/**
 * Not `recursive: true`, which reports a read-only disk as a missing folder.
 * SECURITY: arguments may hold personal data, so folder and file are closed to the world.
 */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o750 });
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(path)) throw error;
  }
}

function failure(what: string, cause: unknown): Error {
  return new Error(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
}
