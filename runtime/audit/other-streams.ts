// What the other streams of a folder have come to, so that a checkpoint can say it: then none of them can vanish unseen.

import { closeSync, fstatSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Extent, notesIn, parseCheckpoint } from "./checkpoint.js";
import { emptyRoot } from "./merkle.js";
import { isSigned, type NoteKey } from "./signed-note.js";
import { streamOf } from "./stream-name.js";

/** How many streams one checkpoint speaks of; the next ones speak of the rest. */
const most = 200;
/** More than the longest checkpoint. */
const tailSize = 128 * 1024;
/** A folder is looked through no more often, in milliseconds. */
const rest = 10_000;

export class OtherStreams {
  readonly #directory: string;
  readonly #own: string;
  readonly #key: NoteKey;
  /** What was said of each, and how long its file of checkpoints was by then. */
  readonly #said = new Map<string, { readonly size: number; readonly length: number }>();
  #lookAt = 0;

  constructor(directory: string, own: string, key: NoteKey) {
    this.#directory = directory;
    this.#own = own;
    this.#key = key;
  }

  /** What has not been said yet. */
  news(): readonly Extent[] {
    const start = performance.now();
    if (start < this.#lookAt) return [];
    const news: Extent[] = [];
    for (const stream of this.#streams()) {
      const found = this.#newsOf(stream);
      if (found !== undefined) news.push(found);
      if (news.length === most) return news;
    }
    // In a folder of many thousands of files, looking takes a while.
    this.#lookAt = start + Math.max(rest, 100 * (performance.now() - start));
    return news;
  }

  #streams(): ReadonlySet<string> {
    const streams = new Set<string>();
    for (const name of readdirSync(this.#directory).sort()) {
      const { stream } = streamOf(name);
      if (!/\.jsonl(?:\.gz)?$/u.test(name) || stream === this.#own || !/^\S+$/u.test(stream))
        continue;
      if (this.#said.has(stream) || isWritten(join(this.#directory, name))) streams.add(stream);
    }
    return streams;
  }

  #newsOf(stream: string): Extent | undefined {
    const path = join(this.#directory, `${stream}.checkpoints`);
    const length = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    const said = this.#said.get(stream);
    if (said?.length === length) return undefined;
    const extent = (length > 0 ? this.#lastOf(stream, path) : undefined) ?? {
      stream,
      size: 0,
      root: emptyRoot,
    };
    this.#said.set(stream, { size: extent.size, length });
    return extent.size > (said?.size ?? -1) ? extent : undefined;
  }

  /** The newest checkpoint of a stream that this key has signed: nothing else is to be vouched for. */
  #lastOf(stream: string, path: string): Extent | undefined {
    for (const note of [...notesIn(tailOf(path))].reverse()) {
      if ("fault" in note) continue;
      const extent = parseCheckpoint(note.text);
      if (extent?.stream === stream && isSigned(note, [this.#key])) return extent;
    }
    return undefined;
  }
}

/** An empty file says nothing, and a killed process may leave one. */
function isWritten(path: string): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** Its first line may be a part of one. */
function tailOf(path: string): string {
  const fd = openSync(path, "r");
  try {
    const { size } = fstatSync(fd);
    const bytes = Buffer.alloc(Math.min(size, tailSize));
    const length = readSync(fd, bytes, 0, bytes.length, size - bytes.length);
    return bytes.toString("utf8", 0, length);
  } finally {
    closeSync(fd);
  }
}
