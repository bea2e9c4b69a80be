// Reads decisions back: from one stream file or a folder of them, whatever state they are in.

import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { type AuditFilter, matchesFilter } from "./audit-filter.js";
import { longestLine, type ParsedLine, parseLine, type StoredRecord } from "./audit-record.js";
import { eachLine, type Line } from "./each-line.js";

export interface AuditQuery {
  /** All of them must hold. */
  readonly filters?: readonly AuditFilter[];
  /** Nothing older. */
  readonly since?: Date;
  /** At most so many, the newest. */
  readonly last?: number;
}

export interface AuditEntry {
  readonly record: StoredRecord;
  /** The line as it is stored, without its newline. */
  readonly text: string;
  /** The name of its stream file. */
  readonly stream: string;
  /** Whether the line still fits its own hash. */
  readonly intact: boolean;
}

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

export interface UnreadableStream {
  readonly file: string;
  readonly error: Error;
}

export interface AuditReading {
  /** By time, then stream, then sequence: the oldest first. */
  readonly entries: readonly AuditEntry[];
  /** Whether older ones match too. */
  readonly more: boolean;
  readonly faulty: readonly FaultyLines[];
  readonly unreadable: readonly UnreadableStream[];
}

/** Rejects only where `path` itself cannot be read; what is wrong further down is told in the answer. */
export async function readAudit(path: string, query: AuditQuery = {}): Promise<AuditReading> {
  const newest = new Newest(query.last ?? Number.POSITIVE_INFINITY);
  const since = query.since?.toISOString() ?? "";
  const filters = query.filters ?? [];
  const faulty: FaultyLines[] = [];
  const unreadable: UnreadableStream[] = [];
  const wanted = (record: StoredRecord): boolean =>
    record.time >= since && filters.every((filter) => matchesFilter(record, filter));
  for (const file of await streamsAt(path)) {
    const faults = new Map<AuditFault, FaultyLines>();
    try {
      await eachLine(file, longestLine, (line) => {
        const entry = entryOf(line, file, faults);
        if (entry !== undefined && wanted(entry.record)) newest.add(entry);
      });
    } catch (error) {
      unreadable.push({ file, error: error instanceof Error ? error : new Error(String(error)) });
    }
    faulty.push(...faults.values());
  }
  return { ...newest.take(), faulty, unreadable };
}

async function streamsAt(path: string): Promise<readonly string[]> {
  const found = await stat(path);
  if (found.isFile()) return [path];
  if (!found.isDirectory()) throw new Error(`${path} is neither a file nor a folder`);
  const names = (await readdir(path)).filter((name) => name.endsWith(".jsonl")).sort();
  const files: string[] = [];
  for (const file of names.map((name) => join(path, name))) {
    // Opening a pipe would wait for ever. A file that is gone by now is reported when it is opened.
    const kind = await stat(file).catch(() => undefined);
    if (kind === undefined || kind.isFile()) files.push(file);
  }
  return files;
}

function entryOf(
  line: Line,
  file: string,
  faults: Map<AuditFault, FaultyLines>,
): AuditEntry | undefined {
  const parsed = line.bytes === null ? undefined : parseLine(line.bytes);
  const intact = (parsed?.kind === "record" || parsed?.kind === "event") && parsed.intact;
  if (!intact) {
    const fault = faultOf(line, parsed?.kind ?? "foreign");
    const known = faults.get(fault) ?? { file, fault, count: 0, line: line.number };
    faults.set(fault, { ...known, count: known.count + 1 });
    // INVARIANT: without its newline only a hash that fits proves that a record is whole.
    if (!line.ended) return undefined;
  }
  if (parsed?.kind !== "record") return undefined;
  return { record: parsed.record, text: parsed.text, stream: basename(file), intact };
}

function faultOf(line: Line, kind: ParsedLine["kind"]): AuditFault {
  if (!line.ended) return "torn";
  return kind === "record" || kind === "event" ? "altered" : kind;
}

/** Keeps the newest entries of any number that pass by. */
class Newest {
  readonly #limit: number;
  #entries: AuditEntry[] = [];
  #more = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(entry: AuditEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > 2 * this.#limit) this.#sort();
  }

  take(): Pick<AuditReading, "entries" | "more"> {
    this.#sort();
    return { entries: this.#entries, more: this.#more };
  }

  #sort(): void {
    this.#entries.sort(byTime);
    const excess = this.#entries.length - this.#limit;
    if (excess <= 0) return;
    this.#entries = this.#entries.slice(excess);
    this.#more = true;
  }
}

function byTime(a: AuditEntry, b: AuditEntry): number {
  return (
    compare(a.record.time, b.record.time) ||
    compare(a.stream, b.stream) ||
    a.record.seq - b.record.seq
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
