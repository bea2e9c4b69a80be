// Reads the lines of a file from its end, many at a time.

import type { FileHandle } from "node:fs/promises";
import { longestLine } from "./audit-record.js";

export interface Lines {
  /** Whole lines with their newlines; only the file's last line may lack it. Good until the next lines are read. */
  readonly bytes: Buffer;
  /** Where in the file they begin. */
  readonly offset: number;
}

const newline = 0x0a;
/** Many logs are short, and many are open at once. */
const firstChunk = 64 * 1024;
const largestChunk = 4 * 1024 * 1024;
/** Of a chunk's buffer, for the end of a line that begins in it. */
const roomBehind = 64 * 1024;

const nothing: Buffer = Buffer.alloc(0);

/** What stands before `size`. Of a line that is too long, enough comes to see that it is no record. */
export async function* linesBackward(file: FileHandle, size: number): AsyncGenerator<Lines> {
  let next = begin(file, size, firstChunk, nothing);
  let spare = nothing;
  /** Of a line whose beginning is not read yet. */
  let held = nothing;
  for (let chunk = next; chunk !== undefined; chunk = next) {
    const { buffer, offset, length } = chunk;
    const read = await chunk.read;
    if (read < length && offset + length < size) {
      throw new Error("it became shorter while it was read");
    }
    const bytes = join(buffer, read, held);
    // While somebody looks at these, the disk is busy with the next.
    next = begin(file, offset, Math.min(2 * length, largestChunk), spare);
    const found = bytes.indexOf(newline);
    const start = offset === 0 ? 0 : found + 1;
    const isCut = offset > 0 && found === -1;
    if (!isCut && start < bytes.length) {
      yield { bytes: bytes.subarray(start), offset: offset + start };
    }
    held = shorten(isCut ? bytes : bytes.subarray(0, start));
    spare = buffer;
  }
}

interface Chunk {
  readonly buffer: Buffer;
  readonly offset: number;
  readonly length: number;
  readonly read: Promise<number>;
}

/** Starts to read what stands before `end`; into the spare buffer, where it is large enough. */
function begin(file: FileHandle, end: number, most: number, spare: Buffer): Chunk | undefined {
  if (end === 0) return undefined;
  const length = Math.min(most, end);
  const room = length + roomBehind;
  const buffer = spare.length >= room ? spare : Buffer.allocUnsafe(room);
  const read = readAt(file, buffer.subarray(0, length), end - length);
  // Who has seen enough does not wait for it.
  read.catch(() => undefined);
  return { buffer, offset: end - length, length, read };
}

function join(buffer: Buffer, length: number, held: Buffer): Buffer {
  const fits = buffer.length >= length + held.length;
  const roomy = fits ? buffer : Buffer.allocUnsafe(length + held.length);
  if (!fits) buffer.copy(roomy, 0, 0, length);
  held.copy(roomy, length);
  return roomy.subarray(0, length + held.length);
}

/** No JSON ends with a zero byte: whatever comes before it, such a line is never taken for a record. */
function shorten(held: Buffer): Buffer {
  if (held.length <= longestLine) return held;
  return Buffer.from(held.at(-1) === newline ? [0, newline] : [0]);
}

/** How much it could read: less only at the end of the file. */
export async function readAt(file: FileHandle, bytes: Buffer, position: number): Promise<number> {
  let total = 0;
  while (total < bytes.length) {
    const left = bytes.length - total;
    const { bytesRead } = await file.read(bytes, total, left, position + total);
    if (bytesRead === 0) break;
    total += bytesRead;
  }
  return total;
}
