// How far each stream has been shipped to a target, and by whom: a small file for each, beside the log.

import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isOver, newStreamName, writerOf } from "../audit/stream-name.js";

export interface Position {
  /** The number of the file in its stream. */
  readonly file: number;
  /** Up to here, the target has all of it. In bytes, uncompressed. */
  readonly offset: number;
  /** Of the last line that was shipped. */
  readonly seq: number;
  /** The newest time up to there; empty at first. */
  readonly reached: string;
}

interface Stored extends Position {
  readonly shipper: string;
  /** When it was written; 0 where the shipper has left the stream to others. */
  readonly at: number;
}

export interface Claim {
  readonly position: Position;
  /** Whether another shipper is at work on the stream. */
  readonly isTaken: boolean;
}

/** Who has said nothing for so long has left the stream to others, in milliseconds. */
const claimLasts = 10_000;
const start: Position = { file: 1, offset: 0, seq: 0, reached: "" };

/**
 * INVARIANT: a position is written only after the target has acknowledged all up to it, counted from a position that
 * stood here. Two shippers at once can so set each other back, which sends lines twice, but never skip one.
 */
export class Positions {
  readonly #folder: string;
  /** Like a stream's, the name tells which process that is. */
  readonly #shipper = newStreamName();
  /** When this shipper last wrote each. */
  readonly #claimed = new Map<string, number>();

  constructor(directory: string, target: string) {
    this.#folder = join(directory, `${target}.positions`);
  }

  async read(stream: string): Promise<Claim> {
    const { shipper, at, ...position } = await this.#stored(stream);
    // A clock may have jumped: what was claimed in the future is not claimed.
    const isFresh = Math.abs(Date.now() - at) < claimLasts;
    return { position, isTaken: isFresh && shipper !== this.#shipper && !isGone(shipper) };
  }

  /** Keeps others away for a while. */
  async claim(stream: string, position: Position): Promise<void> {
    const age = Date.now() - (this.#claimed.get(stream) ?? 0);
    if (Math.abs(age) > claimLasts / 2) await this.write(stream, position);
  }

  async write(stream: string, position: Position): Promise<void> {
    const at = Date.now();
    await this.#store(stream, { ...position, shipper: this.#shipper, at });
    this.#claimed.set(stream, at);
  }

  /** Others need not wait to go on. */
  async release(): Promise<void> {
    for (const [stream, at] of this.#claimed) {
      if (Date.now() - at > claimLasts) continue;
      const stored = await this.#stored(stream);
      if (stored.shipper === this.#shipper) await this.#store(stream, { ...stored, at: 0 });
    }
  }

  async #store(stream: string, stored: Stored): Promise<void> {
    const path = join(this.#folder, stream);
    const fresh = `${path}.${this.#shipper}`;
    await mkdir(this.#folder, { recursive: true, mode: 0o750 });
    await writeFile(fresh, `${JSON.stringify(stored)}\n`, { mode: 0o640 });
    await rename(fresh, path);
  }

  /** What is missing or damaged means that nothing is known to be shipped: it goes again. */
  async #stored(stream: string): Promise<Stored> {
    const text = await readFile(join(this.#folder, stream), "utf8").catch(() => "");
    try {
      const stored: unknown = JSON.parse(text);
      if (isStored(stored)) return stored;
    } catch {
      // As if there were none.
    }
    return { ...start, shipper: "", at: 0 };
  }
}

function isGone(shipper: string): boolean {
  const process = writerOf(shipper);
  return process !== undefined && isOver(process);
}

function isStored(value: unknown): value is Stored {
  const { file, offset, seq, reached, shipper, at } = Object.assign(Object.create(null), value);
  const counts = [file, offset, seq, at].every(
    (count) => Number.isSafeInteger(count) && count >= 0,
  );
  return counts && typeof reached === "string" && typeof shipper === "string";
}
