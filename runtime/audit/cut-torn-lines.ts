// Cuts off the torn last lines that killed processes have left.

import { closeSync, fstatSync, ftruncateSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { isOver, streamOf, writerOf } from "./stream-name.js";

export interface CutLine {
  /** The name of the file. */
  readonly file: string;
  /** How many bytes were cut off. */
  readonly bytes: number;
}

const newline = 0x0a;
const chunkSize = 64 * 1024;

/** Looks at the files whose writers are gone. What cannot be mended is left to the reader, who skips it aloud. */
export function cutTornLines(directory: string): readonly CutLine[] {
  const names = readdirSync(directory).filter((name) => name.endsWith(".jsonl"));
  return names.flatMap((file) => {
    const writer = writerOf(streamOf(file).stream);
    if (writer === undefined || !isOver(writer)) return [];
    try {
      const bytes = cut(join(directory, file));
      return bytes === 0 ? [] : [{ file, bytes }];
    } catch {
      return [];
    }
  });
}

/** How many bytes it cut off. */
function cut(path: string): number {
  const fd = openSync(path, "r+");
  try {
    const { size } = fstatSync(fd);
    const whole = endOfLastLine(fd, size);
    if (whole < size) ftruncateSync(fd, whole);
    return size - whole;
  } finally {
    closeSync(fd);
  }
}

/** The length of all whole lines. */
export function endOfLastLine(fd: number, size: number): number {
  const chunk = new Uint8Array(chunkSize);
  for (let end = size; end > 0; ) {
    // Most files end well: one byte tells.
    const start = Math.max(0, end === size ? size - 1 : end - chunkSize);
    const length = readSync(fd, chunk, 0, end - start, start);
    const found = chunk.subarray(0, length).lastIndexOf(newline);
    if (found !== -1) return start + found + 1;
    end = start;
  }
  return 0;
}
