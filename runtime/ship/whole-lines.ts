// Reads whole lines of a stream file from any place on, also where it was compressed.

import { open } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { longestLine } from "../audit/audit-record.js";
import { unlessMissing } from "./unless-missing.js";

const newline = 0x0a;

/**
 * Up to `size` bytes of whole lines, or one line that is longer; empty where there is none. What is longer than any line
 * of ours comes without its end.
 */
export async function wholeLines(path: string, offset: number, size: number): Promise<Uint8Array> {
  for (let wanted = size; ; wanted *= 2) {
    const bytes = await bytesAt(path, offset, wanted);
    const end = bytes.lastIndexOf(newline) + 1;
    // Without a newline at its end, a line may still be being written.
    if (end > 0 || bytes.length < wanted) return bytes.subarray(0, end);
    if (wanted > longestLine) return bytes;
  }
}

/** Fewer than `size` only where the file ends. */
async function bytesAt(path: string, offset: number, size: number): Promise<Uint8Array> {
  if (path.endsWith(".gz")) return await unpackedAt(path, offset, size);
  const handle = await open(path).catch(unlessMissing);
  // Since the folder was read, it may have been compressed.
  if (handle === undefined) return await unpackedAt(`${path}.gz`, offset, size);
  try {
    const bytes = Buffer.alloc(size);
    let length = 0;
    while (length < size) {
      const { bytesRead } = await handle.read(bytes, length, size - length, offset + length);
      if (bytesRead === 0) break;
      length += bytesRead;
    }
    return bytes.subarray(0, length);
  } finally {
    await handle.close();
  }
}

/** What is compressed can be read from its start only. */
async function unpackedAt(path: string, offset: number, size: number): Promise<Uint8Array> {
  const packed = await open(path).catch(unlessMissing);
  // It was removed. Whether that was too early, the numbers of the next lines tell.
  if (packed === undefined) return Buffer.alloc(0);
  const parts: Buffer[] = [];
  let at = 0;
  const unpacked = createGunzip();
  const chunks: AsyncIterable<Buffer> = unpacked;
  pipeline(packed.createReadStream(), unpacked).catch(() => undefined);
  for await (const chunk of chunks) {
    const part = chunk.subarray(Math.max(0, offset - at), Math.max(0, offset + size - at));
    if (part.length > 0) parts.push(part);
    at += chunk.length;
    if (at >= offset + size) break;
  }
  return Buffer.concat(parts);
}
