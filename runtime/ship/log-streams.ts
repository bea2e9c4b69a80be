// The streams in a folder, and the files of each in the order in which they were written.

import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { streamOf } from "../audit/stream-name.js";

export interface LogStream {
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly number: number }[];
}

/** By name. A folder that is not there yet has none. */
export async function streamsIn(directory: string): Promise<readonly LogStream[]> {
  const names = new Set(await namesIn(directory));
  const streams = new Map<string, { path: string; number: number }[]>();
  for (const name of names) {
    if (!/\.jsonl(?:\.gz)?$/u.test(name)) continue;
    // While a file is being compressed there are both, and the compressed one is not whole yet.
    if (name.endsWith(".gz") && names.has(name.slice(0, -".gz".length))) continue;
    const { stream, number } = streamOf(name);
    const files = streams.get(stream) ?? [];
    files.push({ path: join(directory, name), number });
    streams.set(stream, files);
  }
  return Array.from(streams, ([name, files]) => ({
    name,
    files: files.toSorted((a, b) => a.number - b.number),
  })).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function namesIn(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
