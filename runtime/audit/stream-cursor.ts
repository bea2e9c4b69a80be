// Walks one stream from its end, and finds the decisions that are asked for, each with its outcome.

import { type AuditFilter, matchesFilter } from "./audit-filter.js";
import type { StoredEvent } from "./audit-record.js";
import type { AuditEntry, AuditLine, AuditQuery, UnreadableFile } from "./audit-scan.js";
import { FaultTally, type ReadLine } from "./fault-tally.js";
import { isBefore, timeIn, timeLength } from "./line-shape.js";
import { LineSieve } from "./line-sieve.js";
import { type Lines, linesBackward } from "./lines-backward.js";
import type { LogStream } from "./log-files.js";
import { openLogFile } from "./open-log-file.js";

/** How far a walk has come. */
export interface Step {
  /** Of everything that is still to come, nothing is later. */
  readonly time: string;
  readonly entry?: AuditEntry;
}

const newline = 0x0a;
/** After every time of day. */
const endOfTime = "~".repeat(timeLength);

export class StreamCursor {
  readonly name: string;
  readonly #files: readonly string[];
  readonly #sizes: ReadonlyMap<string, number> | undefined;
  readonly #filters: readonly AuditFilter[];
  readonly #sieve: LineSieve;
  readonly #since: string;
  readonly #until: string;
  readonly #sinceBytes: Buffer;
  readonly #untilBytes: Buffer;
  readonly #tallies: FaultTally[] = [];
  readonly #outcomes = new Map<number, AuditLine>();
  readonly #revoked = new Set<number>();
  readonly unreadable: UnreadableFile[] = [];
  readonly events: StoredEvent[] = [];
  /**
   * The earliest time so far. A clock may jump back: where a stream's order and its times disagree, its order holds, and
   * a record counts as no later than those after it.
   */
  readonly #time = Buffer.from(endOfTime);
  /** Where it stands: in the lines at hand it is not copied, since almost every one is earlier than the one after it. */
  #timeBytes: Buffer = this.#time;
  #timeAt = 0;

  /** Of the files, only so many bytes as `sizes` says, where it is given. */
  constructor(stream: LogStream, query: AuditQuery, sizes?: ReadonlyMap<string, number>) {
    this.name = stream.name;
    this.#files = stream.files;
    this.#sizes = sizes;
    this.#filters = query.filters ?? [];
    this.#sieve = new LineSieve(this.#filters);
    this.#since = query.since?.toISOString() ?? "";
    this.#until = query.until?.toISOString() ?? endOfTime;
    this.#sinceBytes = Buffer.from(this.#since);
    this.#untilBytes = Buffer.from(this.#until);
  }

  async *steps(): AsyncGenerator<Step> {
    for (const file of this.#files.toReversed()) {
      try {
        yield* this.#file(file);
      } catch (cause) {
        const error = cause instanceof Error ? cause : new Error(String(cause));
        this.unreadable.push({ file, error });
      }
    }
  }

  async faulty(): ReturnType<FaultTally["faulty"]> {
    const all = await Promise.all(this.#tallies.map((tally) => tally.faulty()));
    return all.flat();
  }

  async *#file(file: string): AsyncGenerator<Step> {
    const tally = new FaultTally(file);
    this.#tallies.push(tally);
    const { handle, fault } = await openLogFile(file);
    if (fault !== undefined) this.unreadable.push({ file, error: fault });
    try {
      const size = this.#sizes?.get(file) ?? (await handle.stat()).size;
      for await (const lines of linesBackward(handle, size)) {
        for (const entry of this.#walk(lines, tally)) yield { time: this.#timeText(), entry };
        this.#keepTime();
        yield { time: this.#timeText() };
      }
    } finally {
      await handle.close();
    }
  }

  #timeText(): string {
    return this.#timeBytes.toString("latin1", this.#timeAt, this.#timeAt + timeLength);
  }

  #keepTime(): void {
    this.#timeBytes.copy(this.#time, 0, this.#timeAt, this.#timeAt + timeLength);
    this.#timeBytes = this.#time;
    this.#timeAt = 0;
  }

  *#walk({ bytes, offset }: Lines, tally: FaultTally): Generator<AuditEntry> {
    const places = this.#sieve.find(bytes);
    let place = places.length - 1;
    for (let end = bytes.length; end > 0; ) {
      const ended = bytes[end - 1] === newline;
      const stop = ended ? end - 1 : end;
      const start = stop === 0 ? 0 : bytes.lastIndexOf(newline, stop - 1) + 1;
      let found = this.#sieve.isOpen;
      for (; (places[place] ?? -1) >= start; place -= 1) found = true;
      if (this.#isToBeRead(bytes, start, stop, found)) {
        const line = tally.read(bytes.subarray(start, stop), ended, offset + start);
        const entry = line && this.#take(line);
        if (entry !== undefined) yield entry;
      }
      end = start;
    }
  }

  /** Looks at a line from outside. What does not look like ours is read, to find out what it is. */
  #isToBeRead(bytes: Buffer, start: number, stop: number, found: boolean): boolean {
    const time = timeIn(bytes, start, stop);
    if (time === -1) return true;
    if (isBefore(bytes, time, this.#timeBytes, this.#timeAt)) {
      this.#timeBytes = bytes;
      this.#timeAt = time;
    }
    if (!found) return false;
    if (isBefore(bytes, time, this.#sinceBytes, 0)) return false;
    const line = bytes.subarray(start, stop);
    // What came of a decision, or took it back, may have been recorded after the time that is asked for.
    if (!isBefore(bytes, time, this.#untilBytes, 0) && !line.includes('":{"of":')) return false;
    return this.#sieve.lets(line);
  }

  #take(line: ReadLine): AuditEntry | undefined {
    if (line.kind === "event") {
      if (this.#isAskedFor(line.record.time)) this.events.push(line.record);
      return undefined;
    }
    const { record, text, intact } = line;
    // The sieve lets it through, since it says what the other one was.
    if (record.revokes !== undefined) this.#revoked.add(record.revokes.of);
    if (!this.#filters.every((filter) => matchesFilter(record, filter))) return undefined;
    return this.#entryOf({ record, text, intact });
  }

  /** Undefined for what came of a decision, which is kept for it: it is still to come. */
  #entryOf(line: AuditLine): AuditEntry | undefined {
    const { seq, time, outcome } = line.record;
    if (outcome !== undefined) {
      if (outcome.of !== null) this.#outcomes.set(outcome.of, line);
      return undefined;
    }
    const answer = this.#outcomes.get(seq);
    this.#outcomes.delete(seq);
    const isRevoked = this.#revoked.delete(seq);
    if (!this.#isAskedFor(time)) return undefined;
    return {
      ...line,
      stream: this.name,
      ...(answer === undefined ? {} : { outcome: answer }),
      ...(isRevoked ? { revoked: true } : {}),
    };
  }

  #isAskedFor(time: string): boolean {
    return time >= this.#since && time < this.#until;
  }
}
