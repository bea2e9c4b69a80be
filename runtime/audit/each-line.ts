// Walks the lines of a file of any size without holding more than one of them.

import { bytesOf } from "./file-bytes.js";

export interface Line {
  /** Without its newline; null where it is longer than the limit. */
  readonly bytes: Uint8Array | null;
  /** From 1. */
  readonly number: number;
  /** False for what stands after the last newline. */
  readonly ended: boolean;
}

const newline = 0x0a;

/** Hands over every line in order; the bytes are the callee's for the length of the call. */
export async function eachLine(
  path: string,
  limit: number,
  take: (line: Line) => void,
): Promise<void> {
  let number = 1;
  let length = 0;
  let parts: Buffer[] = [];
  const hold = (part: Buffer): void => {
    length += part.length;
    if (length <= limit) parts.push(part);
    else parts = [];
  };
  const release = (ended: boolean): void => {
    const [first] = parts;
    const whole = parts.length === 1 && first !== undefined ? first : Buffer.concat(parts);
    take({ bytes: length > limit ? null : whole, number, ended });
    number += 1;
    length = 0;
    parts = [];
  };
  const chunks: AsyncIterable<Buffer> = bytesOf(path);
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(newline); end !== -1; end = chunk.indexOf(newline, start)) {
      const part = chunk.subarray(start, end);
      if (length === 0 && part.length <= limit) {
        // Nearly all lines, and so without the detour.
        take({ bytes: part, number, ended: true });
        number += 1;
      } else {
        hold(part);
        release(true);
      }
      start = end + 1;
    }
    if (start < chunk.length) hold(chunk.subarray(start));
  }
  if (length > 0) release(false);
}
