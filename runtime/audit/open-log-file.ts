// Opens a file of a log for reading at any place, also where it was compressed.

import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, open, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { constants, createGunzip } from "node:zlib";

export interface LogFile {
  readonly handle: FileHandle;
  /** Why this is not all of it. */
  readonly fault?: Error;
}

export async function openLogFile(path: string): Promise<LogFile> {
  if (path.endsWith(".gz")) return await unzip(path);
  try {
    return { handle: await open(path) };
  } catch (error) {
    // It may have been compressed since the folder was read.
    return await unzip(`${path}.gz`).catch(() => {
      throw error;
    });
  }
}

/** What is compressed can be read from its start only: it is unpacked, into a file that nobody else sees. */
async function unzip(path: string): Promise<LogFile> {
  const packed = await open(path);
  const chunks = createReadStream(path, { fd: packed });
  // What was cut off is still read as far as it goes.
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  let handle: FileHandle | undefined;
  try {
    const unpacked = await scratchFile();
    handle = unpacked;
    await pipeline(chunks, gunzip, async (parts: AsyncIterable<Uint8Array>) => {
      for await (const part of parts) await unpacked.writeFile(part);
    });
    return { handle };
  } catch (cause) {
    chunks.destroy();
    const fault = cause instanceof Error ? cause : new Error(String(cause));
    if (handle === undefined) throw fault;
    return { handle, fault };
  }
}

async function scratchFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `safeclaw-${randomUUID()}`);
  const handle = await open(path, "wx+", 0o600);
  // SECURITY: gone before it holds anything, so that no copy of the log is left behind.
  await unlink(path);
  return handle;
}
