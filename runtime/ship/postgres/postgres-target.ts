// PostgreSQL as a target of shipping: a row for each line, once, however often it is sent.

import { hash } from "node:crypto";
import type { StoredEvent, StoredRecord } from "../../audit/audit-record.js";
import { type AuditTarget, RefusedError, type ShippedLine } from "../audit-target.js";
import { connectTo, type OwnConnection, type PostgresConnection } from "./connection.js";
import { explained, isRefusal, placeOf } from "./explain-error.js";

export interface PostgresTargetOptions {
  /**
   * Under this name it is remembered what the database has: another database needs another one. Default: of a URL, its
   * own; of a connection, `postgres`.
   */
  readonly name?: string;
}

type Value = string | number | boolean | null;
type Column = readonly [name: string, type: string, of: (line: ShippedLine) => Value];

const columns: readonly Column[] = [
  ["stream", "text", ({ stream }) => stream],
  ["seq", "bigint", ({ seq }) => seq],
  ["kind", "text", ({ record }) => kindOf(record)],
  ["time", "timestamptz", ({ record }) => record.time],
  ["ordered_at", "timestamptz", ({ reached }) => reached],
  ["assistant", "text", decided(({ assistant }) => assistant)],
  ["thread", "text", decided(({ thread }) => thread)],
  ["run", "text", decided(({ run }) => run)],
  ["call", "text", decided(({ call }) => call)],
  ["tool", "text", decided(({ tool }) => tool)],
  ["args", "jsonb", decided(({ args }) => (args === null ? null : jsonbOf(args)))],
  ["effect", "text", decided(({ effect }) => effect)],
  ["allowed", "boolean", decided(({ allowed }) => allowed)],
  ["code", "text", decided(({ code }) => code)],
  ["rule", "text", decided(({ rule }) => rule)],
  ["reason", "text", decided(({ reason }) => reason)],
  ["policy", "text", decided(({ policy }) => policy)],
  ["outcome_of", "bigint", decided(({ outcome, revokes }) => (outcome ?? revokes)?.of ?? null)],
  ["line", "text", ({ text }) => text],
];

// A role that may only insert is enough: nothing is read or changed.
// INVARIANT: a line that is there stays as it is, whoever sends another one in its place.
const insert = `insert into safeclaw_audit (${columns.map(([name]) => name).join(", ")})
  select * from unnest(${columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(", ")})
  on conflict do nothing`;

/** `connection`: the URL of a database, or a `Pool` of the package `pg` that the application keeps. */
export function postgresTarget(
  connection: string | PostgresConnection,
  { name }: PostgresTargetOptions = {},
): AuditTarget {
  if (typeof connection !== "string") return targetOf(name ?? "postgres", connection);
  // A log that is shipped to one database does not count as shipped to the next.
  const database = hash("sha256", placeOf(connection)).slice(0, 8);
  const own = connectTo(connection, { holdsProcess: false });
  return targetOf(name ?? `postgres-${database}`, own, own);
}

/** A connection that is not our own is neither cut nor closed. */
function targetOf(name: string, connection: PostgresConnection, own?: OwnConnection): AuditTarget {
  return {
    name,
    send: async (lines, signal) => {
      const drop = (): void => own?.drop();
      signal.addEventListener("abort", drop, { once: true });
      try {
        await connection.query(insert, valuesOf(lines));
        return undefined;
      } catch (cause) {
        const error = own === undefined ? explained(cause) : cause;
        if (!isRefusal(error)) throw error;
        throw new RefusedError(error instanceof Error ? error.message : String(error), { cause });
      } finally {
        signal.removeEventListener("abort", drop);
      }
    },
    close: async () => await own?.close(),
  };
}

/** One list for each column: the statement is the same for any number of lines. */
function valuesOf(lines: readonly ShippedLine[]): unknown[] {
  return columns.map(([, , of]) => lines.map((line) => storable(of(line))));
}

/** PostgreSQL has no NUL in a text; a line has it escaped. */
function storable(value: Value): Value {
  return typeof value === "string" ? value.replaceAll("\0", "\uFFFD") : value;
}

/** The same for the values in it, by their escapes: one NUL would spoil every question about arguments. */
function jsonbOf(value: unknown): string {
  return JSON.stringify(value).replaceAll(/\\(?:u[0-9a-f]{4}|.)/gu, (found) =>
    /^\\u(?:0000|d[89a-f])/u.test(found) ? "\\ufffd" : found,
  );
}

function kindOf(record: StoredRecord | StoredEvent): string {
  if ("event" in record) return "event";
  return record.outcome === undefined ? "decision" : "outcome";
}

function decided(of: (record: StoredRecord) => Value): (line: ShippedLine) => Value {
  return ({ record }) => ("event" in record ? null : of(record));
}
