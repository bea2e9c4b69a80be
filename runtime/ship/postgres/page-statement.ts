// A question about the log as SQL, a page of the answer at a time.

import { type AuditFilter, auditFilterKeys } from "../../audit/audit-filter.js";
import type { AuditQuery } from "../../audit/audit-scan.js";
import { indexed } from "./schema.js";

/** Where a page ended: the next one begins behind it. */
export interface Place {
  readonly reached: string;
  readonly stream: string;
  readonly seq: string;
}

export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

export type Order = "newest first" | "oldest first";

/** Columns of which an index knows how they begin. */
const begun: ReadonlySet<string> = new Set(["assistant", "thread", "run", "call", "tool"]);
const key = ["ordered_at", "stream", "seq"];
const directions: Readonly<Record<Order, { word: string; behind: string }>> = {
  "newest first": { word: "desc", behind: "<" },
  "oldest first": { word: "asc", behind: ">" },
};

/** At most `size` decisions behind a place, each with what came of it. */
export function decisionsAfter(
  begin: Place | undefined,
  query: AuditQuery,
  direction: Order,
  size: number,
): Statement {
  const { word, behind } = directions[direction];
  const by = (table: string): string => key.map((name) => `${table}.${name} ${word}`).join(", ");
  const values: unknown[] = [];
  const conditions = ["kind = 'decision'", ...conditionsOf(query, values)];
  if (begin !== undefined) {
    const { reached, stream, seq } = begin;
    const place = `${parameter(reached, values)}::timestamptz, ${parameter(stream, values)}::text, ${parameter(seq, values)}::bigint`;
    conditions.push(`(${key}) ${behind} (${place})`);
  }
  // What came of a call is looked up for those alone that are in the answer.
  const text = `
    select decision.stream, decision.seq::text, decision.ordered_at::text as reached, decision.line,
      outcome.line as outcome,
      exists (
        select from safeclaw_audit as later
        where later.kind = 'decision' and later.stream = decision.stream and later.outcome_of = decision.seq
      ) as revoked
    from (
      select stream, seq, ordered_at, line
      from safeclaw_audit where ${conditions.join(" and ")}
      order by ${by("safeclaw_audit")} limit ${parameter(size, values)}
    ) as decision
    left join lateral (
      select line from safeclaw_audit
      where kind = 'outcome' and stream = decision.stream and outcome_of = decision.seq
      order by seq limit 1
    ) as outcome on true
    order by ${by("decision")}`;
  return { text, values };
}

/** What befell the log itself. There is no filter that it matches. */
export function eventsOf(query: AuditQuery): Statement {
  const values: unknown[] = [];
  const conditions = ["kind = 'event'", ...conditionsOf({ ...query, filters: [] }, values)];
  const text = `select stream, line from safeclaw_audit where ${conditions.join(" and ")} order by ${key}`;
  return { text, values };
}

function conditionsOf(
  { filters = [], since, until }: AuditQuery,
  values: unknown[],
): readonly string[] {
  const conditions = filters.map((filter) => conditionOf(filter, values));
  if (since !== undefined) {
    const moment = parameter(since.toISOString(), values);
    // The first is implied; it is the one that an index answers.
    conditions.push(`ordered_at >= ${moment}`, `time >= ${moment}`);
  }
  if (until !== undefined) conditions.push(`time < ${parameter(until.toISOString(), values)}`);
  return conditions;
}

function conditionOf({ key: column, value }: AuditFilter, values: unknown[]): string {
  // SECURITY: each of these is the name of a column, and nothing else gets into the statement.
  if (!Object.hasOwn(auditFilterKeys, column)) throw new TypeError("unknown filter key");
  if (value.endsWith("*")) {
    const prefix = `${parameter(value.slice(0, -1), values)}::text`;
    const begins = `starts_with(left(${column}, ${indexed}), left(${prefix}, ${indexed}))`;
    const all = `starts_with(${column}, ${prefix})`;
    return begun.has(column) ? `${begins} and ${all}` : all;
  }
  const wanted = `${parameter(value, values)}::text`;
  if (value === "null") return `coalesce(${column}, 'null') = ${wanted}`;
  const begins = `left(${column}, ${indexed}) = left(${wanted}, ${indexed})`;
  return begun.has(column) ? `${begins} and ${column} = ${wanted}` : `${column} = ${wanted}`;
}

/** INVARIANT: what somebody asks for stands nowhere in the text of a statement. */
function parameter(value: unknown, values: unknown[]): string {
  values.push(value);
  return `$${values.length}`;
}
