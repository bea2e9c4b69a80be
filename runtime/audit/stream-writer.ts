// Writes one stream: its lines are held, handed to the operating system and synced, in one file after another.

import type { EventDetail } from "./audit-record.js";
import type { DecisionRecord } from "./audit-sink.js";
import { Backlog } from "./backlog.js";
import { Chain } from "./chain.js";
import { type CheckpointEvent, type Checkpoints, checkpointsOf } from "./checkpoints.js";
import { cutTornLines } from "./cut-torn-lines.js";
import type { FileAuditSettings } from "./file-audit-options.js";
import { StreamFile } from "./stream-file.js";
import { fileNameOf, newStreamName } from "./stream-name.js";

/** How much may wait for a sync before one is made at once. */
const mostWritten = 16 * 1024 * 1024;

/** Whatever fails is thrown, and nothing is lost by it: after `startOver`, it can be tried again. */
export class StreamWriter {
  readonly #directory: string;
  readonly #options: FileAuditSettings;
  readonly #stream = newStreamName();
  readonly #chain = new Chain(this.#stream);
  readonly #backlog = new Backlog();
  readonly #checkpoints: Checkpoints | undefined;
  #file: StreamFile | undefined;
  #files = 0;

  constructor(
    directory: string,
    options: FileAuditSettings,
    tell: (event: CheckpointEvent) => void,
  ) {
    this.#directory = directory;
    this.#options = options;
    this.#checkpoints = checkpointsOf(directory, this.#stream, options.checkpoints, tell);
  }

  /** Undefined where none was begun, or the last one is full. */
  get file(): StreamFile | undefined {
    return this.#file;
  }

  get heldSize(): number {
    return this.#backlog.heldSize;
  }

  /** Whether the disk has all that was taken. */
  get isEmpty(): boolean {
    return this.#backlog.isEmpty;
  }

  /** How many lines the disk may not have. */
  get unwritten(): number {
    return this.#backlog.lines;
  }

  /** How many bytes are written by now, of all that there ever were. */
  get written(): number {
    return this.#backlog.written;
  }

  /** Gives the number of its line. */
  hold(record: DecisionRecord): number {
    this.#backlog.hold(this.#chain.record(record));
    return this.#chain.seq;
  }

  note(event: string, detail: EventDetail): void {
    this.#backlog.hold(this.#chain.event(event, detail));
  }

  open(): void {
    this.#file = new StreamFile(this.#directory, fileNameOf(this.#stream, this.#files + 1));
    this.#files += 1;
    if (this.#files > 1) return;
    for (const cut of cutTornLines(this.#directory)) this.note("torn line cut off", { ...cut });
  }

  /** Hands to the operating system what is held. Of what finds no room, the disk gets the lines that do. */
  drain(): void {
    this.#follow();
    if (this.#backlog.heldSize === 0) return;
    if (this.#file === undefined) this.open();
    try {
      this.#append();
    } catch (error) {
      if (this.#backlog.writtenSize > 0) this.#file?.syncNow();
      this.#settle(this.#backlog.written);
      throw error;
    }
    if (this.#options.durability === "os") this.#file?.trust();
    else if (this.#backlog.writtenSize <= mostWritten) return;
    else this.#file?.syncNow();
    this.synced(this.#backlog.written);
  }

  /** Writes and syncs all that there is. */
  syncNow(): void {
    this.drain();
    this.#file?.syncNow();
    this.#settle(this.#backlog.written);
  }

  /** The disk has so many bytes, of all that there ever were. */
  synced(count: number): void {
    this.#settle(count);
    const { maxFileBytes, maxFileAge } = this.#options;
    if (this.#file === undefined || !this.#backlog.isEmpty) return;
    if (this.#file.size >= maxFileBytes || this.#file.age >= maxFileAge) this.endFile();
  }

  /** What a failed sync has left in doubt is to be written again, from where that begins. */
  startOver(): void {
    if (this.#file?.isInDoubt !== true) return;
    this.#file.rewind();
    this.#backlog.holdAgain();
  }

  /** What comes next goes into another one. */
  endFile(): void {
    this.#file?.close();
    this.#file = undefined;
  }

  /** Signs what the stream has come to. */
  sign(): void {
    this.#checkpoints?.sign();
  }

  async close(): Promise<void> {
    await this.#checkpoints?.close();
    // A sync that is still under way must not take the closed file for a lost one.
    this.endFile();
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
    this.endFile();
    this.note(`file ${where}`, { path });
  }

  #append(): void {
    while (this.#file !== undefined && this.#backlog.heldSize > 0) {
      this.#backlog.markWritten(this.#file.append(this.#backlog.bytes()));
    }
  }

  #settle(count: number): void {
    const lines = this.#backlog.markSynced(count);
    this.#checkpoints?.add(lines);
  }
}
