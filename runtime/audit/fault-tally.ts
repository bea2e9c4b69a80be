// Counts what is wrong with the lines of a file, and says where the first of each kind stands.

import { longestLine, type ParsedLine, parseLine } from "./audit-record.js";
import { readAt } from "./lines-backward.js";
import { openLogFile } from "./open-log-file.js";

/**
 * What is wrong with a stream. `altered` records are among the entries; lines of every other kind
 * are not. `torn`: the last line lacks its end. `foreign`: no record of ours, or no longer one.
 */
export type AuditFault = "torn" | "foreign" | "newer" | "altered";

export interface FaultyLines {
  readonly file: string;
  readonly fault: AuditFault;
  readonly count: number;
  /** The first of them, from 1. */
  readonly line: number;
}

/** A line that is one of ours. */
export type ReadLine = Extract<ParsedLine, { readonly kind: "record" | "event" }>;

const newline = 0x0a;
const chunkSize = 1024 * 1024;

export class FaultTally {
  readonly #file: string;
  readonly #found = new Map<AuditFault, { count: number; offset: number }>();

  constructor(file: string) {
    this.#file = file;
  }

  /** Parses a line, without its newline; undefined where it is to be skipped. */
  read(line: Uint8Array, ended: boolean, offset: number): ReadLine | undefined {
    const parsed: ParsedLine = line.length > longestLine ? { kind: "foreign" } : parseLine(line);
    const known = parsed.kind === "record" || parsed.kind === "event" ? parsed : undefined;
    if (!ended || known?.intact !== true) this.#count(faultOf(parsed, ended), offset);
    // INVARIANT: no record without its newline, however whole: the next process cuts off what lacks it.
    return ended ? known : undefined;
  }

  async faulty(): Promise<readonly FaultyLines[]> {
    const found = Array.from(this.#found).toSorted(([, a], [, b]) => a.offset - b.offset);
    if (found.length === 0) return [];
    const offsets = found.map(([, { offset }]) => offset);
    // The file may be gone by now; what was wrong with it is told all the same.
    const lines = await lineNumbers(this.#file, offsets).catch(() => new Map<number, number>());
    return found.map(([fault, { count, offset }]) => ({
      file: this.#file,
      fault,
      count,
      line: lines.get(offset) ?? 1,
    }));
  }

  #count(fault: AuditFault, offset: number): void {
    const { count = 0, offset: first = offset } = this.#found.get(fault) ?? {};
    this.#found.set(fault, { count: count + 1, offset: Math.min(first, offset) });
  }
}

function faultOf({ kind }: ParsedLine, ended: boolean): AuditFault {
  if (!ended) return "torn";
  return kind === "record" || kind === "event" ? "altered" : kind;
}

/** From 1, of the lines that begin at these places, in order. Who reads from the end does not know them. */
async function lineNumbers(
  path: string,
  offsets: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const numbers = new Map<number, number>();
  const { handle } = await openLogFile(path);
  try {
    const chunk = Buffer.allocUnsafe(chunkSize);
    let line = 1;
    let at = 0;
    for (const offset of offsets) {
      while (at < offset) {
        const wanted = chunk.subarray(0, Math.min(chunkSize, offset - at));
        const length = await readAt(handle, wanted, at);
        if (length === 0) break;
        line += newlinesIn(wanted.subarray(0, length));
        at += length;
      }
      numbers.set(offset, line);
    }
  } finally {
    await handle.close();
  }
  return numbers;
}

function newlinesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) count += 1;
  return count;
}
