// Reads a log back from PostgreSQL: the same questions as of the files, and the same answers.

import { parseLine, type StoredEvent, type StoredRecord } from "../../audit/audit-record.js";
import type { AuditEntry, AuditFault, FaultyLines } from "../../audit/read-audit.js";
import type { PostgresConnection } from "./connection.js";
import {
  type DatabaseQuery,
  decisionsAfter,
  eventsOf,
  type Order,
  type Place,
} from "./page-statement.js";

/** A line of the log. */
export interface DatabaseLine {
  readonly record: StoredRecord;
  /** As it was in its file, without its newline. */
  readonly text: string;
  /** Whether the line still fits its own hash. */
  readonly intact: boolean;
}

/** A decision, and what came of the call, where that was recorded. */
export interface DatabaseEntry extends AuditEntry {
  readonly outcome?: DatabaseLine;
}

export interface DatabaseFindings {
  /** `file` is the stream, `line` the sequence number of the first; 0 where that cannot be read. */
  readonly faulty: readonly FaultyLines[];
  readonly unreadable: readonly never[];
  /** What befell the log itself, the oldest first. Only where there are no filters, which no event matches. */
  readonly events: readonly StoredEvent[];
}

export interface DatabaseScan {
  /** By time, then stream, then sequence, but each stream in its own order. Can be read once. */
  readonly entries: AsyncIterable<DatabaseEntry>;
  /** What there was beside the decisions, in that part of the log which was read. */
  findings(): Promise<DatabaseFindings>;
}

export interface DatabaseReading extends DatabaseFindings {
  /** The oldest first. */
  readonly entries: readonly DatabaseEntry[];
  /** Whether older ones match too. */
  readonly more: boolean;
}

interface Row {
  readonly stream: string;
  readonly seq: string;
  readonly reached: string;
  readonly line: string;
  readonly outcome: string | null;
}

/** So many rows are held at once. */
const pageSize = 500;

export async function readDatabase(
  connection: PostgresConnection,
  { last = Number.POSITIVE_INFINITY, ...query }: DatabaseQuery = {},
): Promise<DatabaseReading> {
  const scan = scanDatabase(connection, { ...query, last: last + 1 });
  const newest: DatabaseEntry[] = [];
  let more = false;
  for await (const entry of scan.entries) {
    more = newest.length === last;
    if (!more) newest.push(entry);
  }
  return { entries: newest.reverse(), more, ...(await scan.findings()) };
}

/** Holds a page of the answer, however long that is. `last` counts from where it begins. */
export function scanDatabase(
  connection: PostgresConnection,
  query: DatabaseQuery = {},
  order: Order = "newest first",
): DatabaseScan {
  const tally = new Tally();
  return {
    entries: entriesOf(connection, query, order, tally),
    findings: async () => ({
      faulty: tally.faulty(),
      unreadable: [],
      events: query.filters?.length ? [] : await readEvents(connection, query),
    }),
  };
}

async function* entriesOf(
  connection: PostgresConnection,
  query: DatabaseQuery,
  order: Order,
  tally: Tally,
): AsyncGenerator<DatabaseEntry> {
  let place: Place | undefined;
  for (let left = query.last ?? Number.POSITIVE_INFINITY; left > 0; ) {
    const size = Math.min(left, pageSize);
    const { text, values } = decisionsAfter(place, query, order, size);
    const { rows } = await connection.query(text, values);
    for (const row of rows) {
      // INVARIANT: these are the columns that the statement names.
      place = row as Row;
      yield* entryOf(row as Row, tally);
    }
    left -= rows.length;
    if (rows.length < size) return;
  }
}

async function readEvents(
  connection: PostgresConnection,
  query: DatabaseQuery,
): Promise<readonly StoredEvent[]> {
  const { text, values } = eventsOf(query);
  const { rows } = await connection.query(text, values);
  return rows.flatMap((row) => {
    const parsed = parseLine(Buffer.from(Object(row).line));
    return parsed.kind === "event" ? [parsed.record] : [];
  });
}

function entryOf({ stream, line, outcome }: Row, tally: Tally): readonly DatabaseEntry[] {
  const decision = lineOf(line, stream, tally);
  if (decision === undefined) return [];
  const came = outcome === null ? undefined : lineOf(outcome, stream, tally);
  return [{ ...decision, stream, ...(came === undefined ? {} : { outcome: came }) }];
}

function lineOf(line: string, stream: string, tally: Tally): DatabaseLine | undefined {
  const parsed = parseLine(Buffer.from(line));
  if (parsed.kind !== "record") {
    tally.add(stream, parsed.kind === "newer" ? "newer" : "foreign", 0);
    return undefined;
  }
  const { record, text, intact } = parsed;
  if (!intact) tally.add(stream, "altered", record.seq);
  return { record, text, intact };
}

class Tally {
  readonly #found = new Map<string, FaultyLines>();

  add(file: string, fault: AuditFault, seq: number): void {
    const key = `${file} ${fault}`;
    const { count, line } = this.#found.get(key) ?? { count: 0, line: seq };
    this.#found.set(key, { file, fault, count: count + 1, line: Math.min(line, seq) });
  }

  faulty(): readonly FaultyLines[] {
    return [...this.#found.values()];
  }
}
