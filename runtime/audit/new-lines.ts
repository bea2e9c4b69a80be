// Reads what was added to a file since it was read last, whole lines only.

import type { FileHandle } from "node:fs/promises";
import { longestLine } from "./audit-record.js";
import { readAt } from "./lines-backward.js";

const newline = 0x0a;
const firstChunk = 64 * 1024;

/** Hands over every line without its newline, and where it begins. Returns where to go on. */
export async function newLines(
  file: FileHandle,
  from: number,
  take: (line: Uint8Array, offset: number) => void,
): Promise<number> {
  let offset = from;
  let size = firstChunk;
  for (;;) {
    const chunk = Buffer.allocUnsafe(size);
    const bytes = chunk.subarray(0, await readAt(file, chunk, offset));
    let start = 0;
    for (let end = bytes.indexOf(newline); end !== -1; end = bytes.indexOf(newline, start)) {
      take(bytes.subarray(start, end), offset + start);
      start = end + 1;
    }
    offset += start;
    if (bytes.length < size) return offset;
    // Half a line, or a part of one that is longer than any record.
    if (start === 0 && size > longestLine) offset += bytes.length;
    else if (start === 0) size *= 2;
  }
}
