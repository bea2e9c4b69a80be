// Reads a log back from PostgreSQL: the same questions as of the files, and the same answers.

import { type AuditFilter, auditFilterKeys } from "../../audit/audit-filter.js";
import { parseLine, type StoredRecord } from "../../audit/audit-record.js";
import type { AuditEntry, AuditQuery, FaultyLines } from "../../audit/read-audit.js";
import type { PostgresConnection } from "./connection.js";
import { indexed } from "./schema.js";

export interface DatabaseQuery extends AuditQuery {
  /** Nothing of that moment or newer. */
  readonly until?: Date;
}

/** A decision, and what came of the call, where that was recorded. */
export interface DatabaseEntry extends AuditEntry {
  readonly outcome?: Omit<DatabaseEntry, "outcome" | "stream">;
}

export interface DatabaseReading {
  /** By time, then stream, then sequence, but each stream in its own order: the oldest first. */
  readonly entries: readonly DatabaseEntry[];
  /** Whether older ones match too. */
  readonly more: boolean;
  /** Named by their streams and sequence numbers. */
  readonly faulty: readonly FaultyLines[];
}

/** SQL and its parameters. */
class Statement {
  readonly values: unknown[] = [];

  /** INVARIANT: what somebody asks for stands nowhere in the text of a statement. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** Columns of which an index knows how they begin. */
const found: ReadonlySet<string> = new Set(["assistant", "thread", "run", "call", "tool"]);

export async function readDatabase(
  connection: PostgresConnection,
  query: DatabaseQuery = {},
): Promise<DatabaseReading> {
  const { last } = query;
  const statement = new Statement();
  const limit = last === undefined ? "" : `limit ${statement.add(last + 1)}`;
  // What came of a call is looked up for those that are shown alone.
  const text = `
    select decision.stream, decision.line, outcome.line as outcome
    from (
      select stream, seq, ordered_at, line from safeclaw_audit
      where ${conditionsOf(query, statement).join(" and ")}
      order by ordered_at desc, stream desc, seq desc ${limit}
    ) as decision
    left join lateral (
      select line from safeclaw_audit
      where kind = 'outcome' and stream = decision.stream and outcome_of = decision.seq
      order by seq limit 1
    ) as outcome on true
    order by decision.ordered_at desc, decision.stream desc, decision.seq desc`;
  const { rows } = await connection.query(text, statement.values);
  const tally = new Tally();
  const entries = rows.slice(0, last).flatMap((row) => entryOf(Object(row), tally));
  return {
    entries: entries.reverse(),
    more: last !== undefined && rows.length > last,
    faulty: tally.faulty(),
  };
}

function conditionsOf(
  { filters = [], since, until }: DatabaseQuery,
  statement: Statement,
): readonly string[] {
  const conditions = ["kind = 'decision'"];
  if (since !== undefined) {
    const moment = statement.add(since.toISOString());
    // The first is implied; it is the one that an index answers.
    conditions.push(`ordered_at >= ${moment}`, `time >= ${moment}`);
  }
  if (until !== undefined) conditions.push(`time < ${statement.add(until.toISOString())}`);
  return [...conditions, ...filters.map((filter) => conditionOf(filter, statement))];
}

function conditionOf({ key, value }: AuditFilter, statement: Statement): string {
  // SECURITY: each of these is the name of a column, and nothing else gets into the statement.
  if (!Object.hasOwn(auditFilterKeys, key)) throw new TypeError("unknown filter key");
  if (value.endsWith("*")) return `starts_with(${key}, ${statement.add(value.slice(0, -1))})`;
  const wanted = `${statement.add(value)}::text`;
  if (value === "null") return `coalesce(${key}, 'null') = ${wanted}`;
  const begins = `left(${key}, ${indexed}) = left(${wanted}, ${indexed})`;
  return found.has(key) ? `${begins} and ${key} = ${wanted}` : `${key} = ${wanted}`;
}

interface Row {
  readonly stream: string;
  readonly line: string;
  readonly outcome: string | null;
}

function entryOf({ stream, line, outcome }: Row, tally: Tally): readonly DatabaseEntry[] {
  const decision = read(line, stream, tally);
  if (decision === undefined) return [];
  const came = outcome === null ? undefined : read(outcome, stream, tally);
  return [{ ...decision, stream, ...(came === undefined ? {} : { outcome: came }) }];
}

function read(
  line: string,
  stream: string,
  tally: Tally,
): { record: StoredRecord; text: string; intact: boolean } | undefined {
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

  add(file: string, fault: FaultyLines["fault"], line: number): void {
    const key = `${file} ${fault}`;
    const known = this.#found.get(key) ?? { file, fault, count: 0, line };
    this.#found.set(key, {
      ...known,
      count: known.count + 1,
      line: Math.min(known.line, line),
    });
  }

  faulty(): readonly FaultyLines[] {
    return [...this.#found.values()];
  }
}
