// Reads a log back from PostgreSQL: the same questions as of the files, and the same answers.

import { parseLine, type StoredEvent } from "../../audit/audit-record.js";
import type { AuditEntry, AuditLine, AuditQuery, AuditScan } from "../../audit/audit-scan.js";
import type { AuditFault, FaultyLines } from "../../audit/fault-tally.js";
import type { AuditReading } from "../../audit/read-audit.js";
import type { PostgresConnection } from "./connection.js";
import { decisionsAfter, eventsOf, type Order, type Place } from "./page-statement.js";

interface Row {
  readonly stream: string;
  readonly seq: string;
  readonly reached: string;
  readonly line: string;
  readonly outcome: string | null;
  readonly revoked: boolean;
}

/** So many rows are held at once. */
const pageSize = 500;

/** Of faulty lines, `file` is the stream, and `line` the number of the first; 0 where that cannot be read. */
export async function readDatabase(
  connection: PostgresConnection,
  { last = Number.POSITIVE_INFINITY, ...query }: AuditQuery = {},
): Promise<AuditReading> {
  const scan = scanDatabase(connection, { ...query, last: last + 1 });
  const newest: AuditEntry[] = [];
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
  query: AuditQuery = {},
  order: Order = "newest first",
): AuditScan {
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
  query: AuditQuery,
  order: Order,
  tally: Tally,
): AsyncGenerator<AuditEntry> {
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
  query: AuditQuery,
): Promise<readonly StoredEvent[]> {
  const { text, values } = eventsOf(query);
  const { rows } = await connection.query(text, values);
  return rows.flatMap((row) => {
    const parsed = parseLine(Buffer.from(Object(row).line));
    return parsed.kind === "event" ? [parsed.record] : [];
  });
}

function entryOf({ stream, line, outcome, revoked }: Row, tally: Tally): readonly AuditEntry[] {
  const decision = lineOf(line, stream, tally);
  if (decision === undefined) return [];
  const came = outcome === null ? undefined : lineOf(outcome, stream, tally);
  return [
    {
      ...decision,
      stream,
      ...(came === undefined ? {} : { outcome: came }),
      ...(revoked ? { revoked } : {}),
    },
  ];
}

function lineOf(line: string, stream: string, tally: Tally): AuditLine | undefined {
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
