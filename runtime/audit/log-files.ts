// Which files a log consists of: its streams, and the files of each in the order in which they were written.

import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { streamOf } from "./stream-name.js";

export interface LogStream {
  readonly name: string;
  /** Their paths, the oldest first. */
  readonly files: readonly string[];
}

/** By name. Rejects where `path` is neither a folder nor a file that can be read. */
export async function streamsAt(path: string): Promise<readonly LogStream[]> {
  const found = await stat(path);
  if (found.isFile()) return [{ name: streamOf(basename(path)).stream, files: [path] }];
  if (!found.isDirectory()) throw new Error(`${path} is neither a file nor a folder`);
  const streams = new Map<string, string[]>();
  const names = new Set(await logFilesIn(path));
  for (const file of names) {
    // While a file is being compressed there are both, and the compressed one is not whole yet.
    if (file.endsWith(".gz") && names.has(file.slice(0, -".gz".length))) continue;
    const { stream } = streamOf(file);
    streams.set(stream, [...(streams.get(stream) ?? []), file]);
  }
  const inOrder = (a: string, b: string): number => streamOf(a).number - streamOf(b).number;
  return Array.from(streams, ([name, files]) => ({
    name,
    files: files.toSorted(inOrder).map((file) => join(path, file)),
  })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** The names of a folder's log files, in no order; one that is there compressed and uncompressed is there twice. */
export async function logFilesIn(folder: string): Promise<readonly string[]> {
  const names: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const { name } = entry;
    if (!/\.jsonl(?:\.gz)?$/u.test(name)) continue;
    if (entry.isFile() || (await mayBeFile(join(folder, name)))) names.push(name);
  }
  return names;
}

/** Opening a pipe would wait for ever. A file that is gone by now is reported when it is opened. */
async function mayBeFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found === undefined || found.isFile();
}
