// One file of a stream: made and written by one process alone, at places that it knows.

import {
  closeSync,
  existsSync,
  fdatasync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  type Stats,
  statSync,
  truncateSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const syncFile = promisify(fdatasync);
const newline = 0x0a;

/** Whether a file is still where it was made. `lost`: it is, but this process has lost hold of it. */
export type Whereabouts = "in place" | "moved" | "deleted" | "cut short" | "lost";

export class StreamFile {
  readonly path: string;
  readonly #made = performance.now();
  readonly #fd: number;
  /** Bytes of whole records, and how many of them the disk is known to have. */
  #size = 0;
  #durable = 0;
  #rewinds = 0;
  #isInDoubt = false;

  /** Throws where the file is there already, or cannot be made. */
  constructor(directory: string, name: string) {
    this.path = join(directory, name);
    try {
      makeFolder(directory);
      this.#fd = openSync(this.path, "wx", 0o640);
    } catch (error) {
      throw failure(`cannot open an audit log in ${directory}`, error);
    }
  }

  get size(): number {
    return this.#size;
  }

  /** In milliseconds. */
  get age(): number {
    return performance.now() - this.#made;
  }

  /** Whether the kernel may have dropped what was appended and not synced: a sync failed, and a second one would lie. */
  get isInDoubt(): boolean {
    return this.#isInDoubt;
  }

  /**
   * Hands whole lines to the operating system, and says how many of the bytes it took: it may be that not all lines find
   * room. Where not even the first one does, it throws, and the file ends as it did before.
   */
  append(lines: Uint8Array): number {
    let written = 0;
    let error: unknown;
    try {
      while (written < lines.length) {
        // A full disk takes part of the bytes without an error, then none.
        const left = lines.length - written;
        // INVARIANT: at a place, so that what is written again after a failure takes the place of what failed.
        const count = writeSync(this.#fd, lines, written, left, this.#size + written);
        if (count === 0) throw new Error("the disk takes no more bytes");
        written += count;
      }
    } catch (cause) {
      error = cause;
    }
    const whole = lines.subarray(0, written).lastIndexOf(newline) + 1;
    this.#size += whole;
    if (error === undefined) return whole;
    this.#cut();
    if (whole === 0) throw failure(`cannot write the audit log ${this.path}`, error);
    return whole;
  }

  /**
   * Resolves once the disk has all that was appended before the call. `tell` hears of it in the same moment as this file
   * counts it as durable, so that both never differ in what is to be written again; it hears nothing of what was forgotten.
   */
  async sync(tell: () => void): Promise<void> {
    const [size, rewinds] = [this.#size, this.#rewinds];
    try {
      await syncFile(this.#fd);
    } catch (error) {
      this.#isInDoubt = true;
      throw failure(`cannot sync the audit log ${this.path}`, error);
    }
    // What was forgotten in the meantime is not there any more, or is written anew.
    if (this.#rewinds !== rewinds || this.#isInDoubt) return;
    this.#durable = Math.max(this.#durable, size);
    tell();
  }

  syncNow(): void {
    try {
      fdatasyncSync(this.#fd);
    } catch (error) {
      this.#isInDoubt = true;
      throw failure(`cannot sync the audit log ${this.path}`, error);
    }
    this.#durable = this.#size;
  }

  /** Takes what was appended for durable, for whoever leaves that to the operating system. */
  trust(): void {
    this.#durable = this.#size;
  }

  /** Forgets what was appended and not synced, which is to be appended again. */
  rewind(): void {
    this.#rewinds += 1;
    this.#isInDoubt = false;
    this.#size = this.#durable;
    this.#cut();
  }

  whereabouts(): Whereabouts {
    try {
      const own = fstatSync(this.#fd);
      if (own.nlink === 0) return "deleted";
      const there = statOf(this.path);
      if (there?.ino !== own.ino || there.dev !== own.dev) return "moved";
      return own.size < this.#size ? "cut short" : "in place";
    } catch {
      return "lost";
    }
  }

  /** Leaves in a lost file what is durable, so that another file can go on from there. */
  abandon(): void {
    try {
      truncateSync(this.path, this.#durable);
    } catch (error) {
      throw failure(`cannot write the audit log ${this.path}`, error);
    }
  }

  close(): void {
    try {
      closeSync(this.#fd);
    } catch {
      // All of it is on disk, or written again elsewhere.
      return;
    }
  }

  /** Where it fails, a torn line stays until it is written over; a reader never takes it for a record. */
  #cut(): void {
    try {
      // Somebody else may have cut off more: to make the file longer would leave a hole in it.
      if (fstatSync(this.#fd).size > this.#size) ftruncateSync(this.#fd, this.#size);
    } catch {
      return;
    }
  }
}

/** Undefined where there is no way to it. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/**
 * Not `recursive: true`, which reports a read-only disk as a missing folder.
 * SECURITY: arguments may hold personal data, so folder and file are closed to the world.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o750 });
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(path)) throw error;
  }
}

export function failure(what: string, cause: unknown): Error {
  return new Error(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
}
