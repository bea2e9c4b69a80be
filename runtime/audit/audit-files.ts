// Which files of a folder belong to which stream.

import { existsSync } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { logFilesIn } from "./log-files.js";
import { streamOf } from "./stream-name.js";

export interface NumberedFile {
  readonly path: string;
  /** Its place in the stream, from 1. */
  readonly number: number;
}

export interface AuditFolder {
  /** Null where it is gone. */
  readonly directory: string | null;
  /** The only stream that was asked for. */
  readonly only: string | undefined;
}

const isLogFile = /\.jsonl(?:\.gz)?$/u;

/** What a path asks for: a folder with all its streams, or the stream that a file is a part of. */
export async function folderAt(path: string): Promise<AuditFolder> {
  const found = await stat(path);
  if (found.isDirectory()) return { directory: path, only: undefined };
  if (!found.isFile()) throw new Error(`${path} is neither a file nor a folder`);
  // Its stream is told by its name; under another one, it would be a stream without records.
  if (!isLogFile.test(path))
    throw new Error(`${path} is no file of a log: these end in .jsonl or .jsonl.gz`);
  return { directory: dirname(path), only: streamOf(basename(path)).stream };
}

/** What a path asked for that is no longer there. */
export function goneAt(path: string): AuditFolder {
  if (!isLogFile.test(path)) return { directory: null, only: undefined };
  const folder = dirname(path);
  const directory = existsSync(folder) ? folder : null;
  return { directory, only: streamOf(basename(path)).stream };
}

/** The files of each stream in their order; a file that is there compressed and uncompressed is there twice. */
export async function filesOf({
  directory,
  only,
}: AuditFolder): Promise<ReadonlyMap<string, readonly NumberedFile[]>> {
  const streams = new Map<string, NumberedFile[]>();
  if (directory === null) return streams;
  for (const name of (await logFilesIn(directory)).toSorted()) {
    const { stream, number } = streamOf(name);
    if ((only ?? stream) !== stream) continue;
    const path = join(directory, name);
    const files = streams.get(stream) ?? [];
    streams.set(stream, [...files, { path, number }]);
  }
  for (const files of streams.values()) files.sort((a, b) => a.number - b.number);
  return streams;
}

/** The streams of a log, by name; of a file, the one that it is a part of. */
export async function auditStreams(path: string): Promise<readonly string[]> {
  return [...(await filesOf(await folderAt(path))).keys()];
}

export async function checkpointFilesOf({
  directory,
  only,
}: AuditFolder): Promise<readonly string[]> {
  if (directory === null) return [];
  const names = (await readdir(directory)).filter((name) => name.endsWith(".checkpoints"));
  const wanted = names.filter((name) => only === undefined || name === `${only}.checkpoints`);
  return wanted.sort().map((name) => join(directory, name));
}
