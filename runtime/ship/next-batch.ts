// What of a stream is to be shipped next.

import { basename } from "node:path";
import { type ParsedLine, parseLine } from "../audit/audit-record.js";
import type { LogStream } from "../audit/log-files.js";
import { streamOf } from "../audit/stream-name.js";
import type { ShippedLine } from "./audit-target.js";
import type { Position } from "./positions.js";
import { wholeLines } from "./whole-lines.js";

export interface Batch {
  /** Empty where all that comes next is to be skipped. */
  readonly lines: readonly ShippedLine[];
  /** Where the stream goes on after them. */
  readonly next: Position;
  /** Lines that are not to be had, by reason. */
  readonly skipped: ReadonlyMap<string, number>;
}

export interface BatchLimits {
  readonly batchLines: number;
  readonly batchBytes: number;
}

const newline = 0x0a;
const foreign = "no record of ours, or no longer one";
const lost = "gone before it was shipped";

/** Undefined where there is nothing whole to ship. Throws where a newer version must go on. */
export async function nextBatch(
  stream: LogStream,
  position: Position,
  limits: BatchLimits,
): Promise<Batch | undefined> {
  // INVARIANT: who lists the files reads them later: a file that has a successor in the list is at its end.
  for (const path of stream.files) {
    const { number } = streamOf(basename(path));
    if (number < position.file) continue;
    const offset = number === position.file ? position.offset : 0;
    const bytes = await wholeLines(path, offset, limits.batchBytes);
    if (bytes.length > 0) {
      return new Gathering(stream.name, { ...position, file: number, offset }).take(bytes, limits);
    }
  }
  return undefined;
}

class Gathering {
  readonly #stream: string;
  readonly #lines: ShippedLine[] = [];
  readonly #skipped = new Map<string, number>();
  #at: Position;

  constructor(stream: string, at: Position) {
    this.#stream = stream;
    this.#at = at;
  }

  take(bytes: Uint8Array, { batchLines }: BatchLimits): Batch {
    for (let begin = 0; begin < bytes.length && this.#lines.length < batchLines; ) {
      const end = bytes.indexOf(newline, begin);
      const line = bytes.subarray(begin, end === -1 ? bytes.length : end);
      const parsed = parseLine(line);
      if (parsed.kind === "newer") {
        if (begin > 0) break;
        throw new Error(`a newer version of safeclaw has to ship ${this.#stream}`);
      }
      this.#add(parsed);
      begin += line.length + (end === -1 ? 0 : 1);
      this.#at = { ...this.#at, offset: this.#at.offset + line.length + (end === -1 ? 0 : 1) };
    }
    return { lines: this.#lines, next: this.#at, skipped: this.#skipped };
  }

  #add(parsed: Exclude<ParsedLine, { kind: "newer" }>): void {
    if (parsed.kind === "foreign") {
      this.#skip(foreign, 1);
      return;
    }
    const { record, text } = parsed;
    const { seq, time } = record;
    // A file that was deleted while it was being written is written again.
    if (seq <= this.#at.seq) return;
    if (seq > this.#at.seq + 1) this.#skip(lost, seq - this.#at.seq - 1);
    const reached = time > this.#at.reached ? time : this.#at.reached;
    this.#at = { ...this.#at, seq, reached };
    this.#lines.push({ stream: this.#stream, seq, text, record, reached });
  }

  #skip(reason: string, count: number): void {
    this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + count);
  }
}
