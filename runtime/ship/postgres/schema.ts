// The table that holds the log in PostgreSQL, and how it came to be what it is.

import type { PostgresConnection } from "./connection.js";

/** How far a column of an index reaches: longer texts would be refused. */
export const indexed = 100;

/**
 * What each version adds to the one before, where that is not there yet. Once released, an entry does not change.
 * `line` has the record to the letter; the other columns are what it is found by. `ordered_at` is the newest time in the
 * stream so far, so that no jump of a clock changes the order of a stream's own lines.
 */
const versions: readonly (readonly string[])[] = [
  [
    `create table if not exists safeclaw_audit (
      stream text collate "C" not null,
      seq bigint not null,
      kind text collate "C" not null check (kind in ('decision', 'outcome', 'event')),
      time timestamptz not null,
      ordered_at timestamptz not null,
      assistant text collate "C",
      thread text collate "C",
      run text collate "C",
      call text collate "C",
      tool text collate "C",
      args jsonb,
      effect text collate "C",
      allowed boolean,
      code text collate "C",
      rule text collate "C",
      reason text collate "C",
      policy text collate "C",
      outcome_of bigint,
      line text not null,
      stored_at timestamptz not null default now(),
      primary key (stream, seq)
    )`,
    index("order", "ordered_at, stream, seq", "decision"),
    index("outcome", "stream, outcome_of", "outcome"),
    ...["assistant", "thread", "run", "call", "tool"].map((column) =>
      index(column, `left(${column}, ${indexed}), ordered_at`, "decision"),
    ),
  ],
  [
    `create index if not exists safeclaw_audit_revoked on safeclaw_audit (stream, outcome_of)
      where kind = 'decision' and outcome_of is not null`,
  ],
];

function index(name: string, on: string, kind: string): string {
  return `create index if not exists safeclaw_audit_${name} on safeclaw_audit (${on}) where kind = '${kind}'`;
}

export interface Initialised {
  /** The version that was there; 0 where there was none. */
  readonly from: number;
  readonly to: number;
}

/** Makes the table, or brings one of an earlier version up to date. As often as one likes, by any number at once. */
export async function initDatabase(connection: PostgresConnection): Promise<Initialised> {
  const encoding = await scalar(connection, "select current_setting('server_encoding')");
  if (encoding !== "UTF8") {
    throw new Error(`the database's encoding is ${encoding}: the log needs one of UTF8`);
  }
  const from = await versionOf(connection);
  if (from >= versions.length) return { from, to: from };
  // INVARIANT: statements that are sent at once, without parameters, are one transaction.
  await connection.query(
    [
      // Two at once would get into each other's way.
      "select pg_advisory_xact_lock(hashtext('safeclaw_audit'))",
      `create table if not exists safeclaw_audit_versions (
        version int primary key, since timestamptz not null default now())`,
      ...versions.slice(from).flat(),
      `insert into safeclaw_audit_versions (version)
        select generate_series(1, ${versions.length}) on conflict do nothing`,
    ].join(";\n"),
  );
  return { from, to: versions.length };
}

async function versionOf(connection: PostgresConnection): Promise<number> {
  const table = await scalar(connection, "select to_regclass('safeclaw_audit_versions')");
  if (table === null) return 0;
  return Number(await scalar(connection, "select max(version) from safeclaw_audit_versions"));
}

async function scalar(connection: PostgresConnection, text: string): Promise<unknown> {
  const { rows } = await connection.query(text);
  return Object.values(Object(rows[0]))[0];
}
