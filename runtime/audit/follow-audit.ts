// Tells again and again what was recorded since the last time.

import { stat } from "node:fs/promises";
import { matchesFilter } from "./audit-filter.js";
import type { StoredEvent, StoredRecord } from "./audit-record.js";
import {
  type AuditEntry,
  type AuditLine,
  type AuditQuery,
  compare,
  scanStreams,
  type UnreadableFile,
} from "./audit-scan.js";
import { endOfLastLine } from "./cut-torn-lines.js";
import { FaultTally } from "./fault-tally.js";
import { type LogStream, streamsAt } from "./log-files.js";
import { newLines } from "./new-lines.js";
import { openLogFile } from "./open-log-file.js";
import { type AuditReading, readScan } from "./read-audit.js";

export interface AuditFollower {
  /**
   * The first time what `readAudit` gives, later what has come since. The outcome of a decision that was told of before
   * is an entry of its own. Rejects as `readAudit` does, until there was a first time.
   */
  read(): Promise<AuditReading>;
}

export function followAudit(path: string, query: AuditQuery = {}): AuditFollower {
  return new Follower(path, query);
}

class Follower implements AuditFollower {
  readonly #path: string;
  readonly #query: AuditQuery;
  /** How far each file was read. Whether it was compressed in the meantime makes no difference. */
  #ends: Map<string, number> | undefined;
  /** Each is told of once. */
  readonly #unreadable = new Set<string>();

  constructor(path: string, query: AuditQuery) {
    this.#path = path;
    this.#query = query;
  }

  async read(): Promise<AuditReading> {
    if (this.#ends === undefined) return await this.#readAll();
    const streams = await streamsAt(this.#path).catch(() => []);
    const news = new News(this.#query);
    for (const stream of streams) {
      for (const file of stream.files) await this.#readOn(file, stream, this.#ends, news);
    }
    return await news.reading();
  }

  async #readAll(): Promise<AuditReading> {
    const streams = await streamsAt(this.#path);
    const ends = new Map<string, number>();
    const sizes = new Map<string, number>();
    for (const file of streams.flatMap(({ files }) => files)) {
      const end = await endOf(file).catch(() => 0);
      ends.set(nameOf(file), end);
      if (end !== Number.POSITIVE_INFINITY) sizes.set(file, end);
    }
    const { last, ...matching } = this.#query;
    const reading = await readScan(scanStreams(streams, matching, sizes), last);
    this.#ends = ends;
    for (const { file } of reading.unreadable) this.#unreadable.add(file);
    return reading;
  }

  async #readOn(
    file: string,
    stream: LogStream,
    ends: Map<string, number>,
    news: News,
  ): Promise<void> {
    const from = ends.get(nameOf(file)) ?? 0;
    if (from === Number.POSITIVE_INFINITY) return;
    try {
      if (!isCompressed(file) && (await stat(file)).size === from) return;
      const { handle, fault } = await openLogFile(file);
      try {
        const { size } = await handle.stat();
        // A writer takes back what the disk may not have, and writes it again.
        const start = size < from ? endOfLastLine(handle.fd, size) : from;
        const end = await news.add(handle, start, file, stream.name);
        ends.set(nameOf(file), isCompressed(file) ? Number.POSITIVE_INFINITY : end);
      } finally {
        await handle.close();
      }
      if (fault !== undefined) throw fault;
      this.#unreadable.delete(file);
    } catch (cause) {
      if (!this.#unreadable.has(file)) news.fail(file, cause);
      this.#unreadable.add(file);
    }
  }
}

/** What one look has found. */
class News {
  readonly #query: AuditQuery;
  readonly #tallies: FaultTally[] = [];
  readonly #unreadable: UnreadableFile[] = [];
  readonly #events: StoredEvent[] = [];
  readonly #found = new Map<string, StreamNews>();

  constructor(query: AuditQuery) {
    this.#query = query;
  }

  async add(
    handle: Parameters<typeof newLines>[0],
    from: number,
    file: string,
    stream: string,
  ): Promise<number> {
    const tally = new FaultTally(file);
    this.#tallies.push(tally);
    return await newLines(handle, from, (bytes, offset) => {
      const line = tally.read(bytes, true, offset);
      if (line?.kind === "record") this.#revoke(line.record, stream);
      if (line?.kind === "record" && this.#matches(line.record)) this.#take(line, stream);
      // As for `readAudit`: no filter matches what befell the log.
      if (line?.kind === "event" && !this.#query.filters?.length) this.#events.push(line.record);
    });
  }

  fail(file: string, cause: unknown): void {
    const error = cause instanceof Error ? cause : new Error(String(cause));
    this.#unreadable.push({ file, error });
  }

  async reading(): Promise<AuditReading> {
    const faulty = await Promise.all(this.#tallies.map((tally) => tally.faulty()));
    const entries = Array.from(this.#found.values(), ({ entries }) => entries);
    return {
      entries: merged(entries),
      more: false,
      faulty: faulty.flat(),
      unreadable: this.#unreadable,
      events: this.#events.toSorted((a, b) => compare(a.time, b.time)),
    };
  }

  #matches(record: StoredRecord): boolean {
    const { since, filters = [] } = this.#query;
    if (record.time < (since?.toISOString() ?? "")) return false;
    // Who was told of a decision is told as well that it is taken back.
    return [record, { ...record, ...record.revokes }].some((each) =>
      filters.every((filter) => matchesFilter(each, filter)),
    );
  }

  #revoke({ revokes }: StoredRecord, stream: string): void {
    const { entries = [], places } = this.#found.get(stream) ?? {};
    const place = places?.get(revokes?.of ?? 0) ?? -1;
    const entry = entries[place];
    if (entry !== undefined) entries[place] = { ...entry, revoked: true };
  }

  #take({ record, text, intact }: AuditLine, stream: string): void {
    const news: StreamNews = this.#found.get(stream) ?? { entries: [], places: new Map() };
    const { entries, places } = news;
    this.#found.set(stream, news);
    const line = { record, text, intact };
    const place = places.get(record.outcome?.of ?? 0) ?? -1;
    const decision = entries[place];
    if (decision !== undefined) {
      entries[place] = { ...decision, outcome: line };
      return;
    }
    places.set(record.seq, entries.length);
    entries.push({ ...line, stream });
  }
}

interface StreamNews {
  readonly entries: AuditEntry[];
  /** Where among them a record stands, by its number. */
  readonly places: Map<number, number>;
}

/** By time, but each stream in its own order. */
function merged(streams: readonly (readonly AuditEntry[])[]): readonly AuditEntry[] {
  const timed = streams.flatMap((entries) => {
    let time = "~";
    return entries.toReversed().map((entry) => {
      if (entry.record.time < time) time = entry.record.time;
      return { time, entry };
    });
  });
  const key = ({ time, entry }: (typeof timed)[number]): string => `${time} ${entry.stream}`;
  // Equal keys are of one stream, and stay in its order.
  return timed
    .reverse()
    .toSorted((a, b) => compare(key(a), key(b)))
    .map(({ entry }) => entry);
}

/** After the last whole line; nothing is ever added to what was compressed. */
async function endOf(file: string): Promise<number> {
  if (isCompressed(file)) return Number.POSITIVE_INFINITY;
  const { handle } = await openLogFile(file);
  try {
    return endOfLastLine(handle.fd, (await handle.stat()).size);
  } finally {
    await handle.close();
  }
}

function isCompressed(file: string): boolean {
  return file.endsWith(".gz");
}

function nameOf(file: string): string {
  return file.replace(/\.gz$/u, "");
}
