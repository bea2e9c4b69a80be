// Turns texts around, the last first, without holding more than a few of them.

import { randomUUID } from "node:crypto";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** In characters. */
const blockSize = 1024 * 1024;

interface Block {
  readonly offset: number;
  readonly length: number;
}

/** What is more than a block waits in a file that nobody else sees. */
export async function* reversed(texts: AsyncIterable<string>): AsyncGenerator<string> {
  const blocks: Block[] = [];
  let file: FileHandle | undefined;
  let held: string[] = [];
  let size = 0;
  let offset = 0;
  try {
    for await (const text of texts) {
      held.push(text);
      size += text.length;
      if (size < blockSize) continue;
      file ??= await scratchFile();
      const bytes = Buffer.from(held.reverse().join(""));
      await file.writeFile(bytes);
      blocks.push({ offset, length: bytes.length });
      offset += bytes.length;
      held = [];
      size = 0;
    }
    yield* held.reverse();
    for (const block of blocks.reverse()) if (file !== undefined) yield await textOf(block, file);
  } finally {
    await file?.close();
  }
}

async function scratchFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `safeclaw-${randomUUID()}`);
  const file = await open(path, "wx+", 0o600);
  // SECURITY: gone before it holds anything, so that no copy of the log is left behind.
  await unlink(path);
  return file;
}

async function textOf({ offset, length }: Block, file: FileHandle): Promise<string> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await file.read(bytes, 0, length, offset);
  if (bytesRead < length) throw new Error("the temporary file is not as it was written");
  return bytes.toString();
}
