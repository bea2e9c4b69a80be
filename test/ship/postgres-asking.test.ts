// The log in PostgreSQL, asked by an application: the table, and the same answers from it as from the files.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AuditEntry, type AuditQuery, readAudit } from "@authensor/safeclaw-runtime/node";
import {
  connectTo,
  initDatabase,
  type OwnConnection,
  type PostgresConnection,
  postgresTarget,
  readDatabase,
  scanDatabase,
  shipAudit,
} from "@authensor/safeclaw-runtime/postgres";
import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, expectTypeOf, it, onTestFinished } from "vitest";
import { sealEvent } from "../../runtime/audit/seal.js";
import { allowed } from "../audit/decisions.js";
import { folder, stream, type Timed } from "../audit/stream-files.js";
import { minute, odd, writeAskedLog } from "./support/asked-log.js";
import { isPostgresInstalled, PostgresServer, whyNot } from "./support/postgres-server.js";

it("a pool and a client of the package `pg` are connections", () => {
  expectTypeOf<pg.Pool>().toExtend<PostgresConnection>();
  expectTypeOf<pg.Client>().toExtend<PostgresConnection>();
});

describe.skipIf(!isPostgresInstalled)(`PostgreSQL${whyNot}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
  });
  afterAll(() => server?.remove());

  /** A connection to a database of the test's own, for as long as the test runs. */
  async function database(name: string, options = ""): Promise<OwnConnection> {
    await server.query(`create database ${name} ${options}`);
    const connection = connectTo(server.url(name));
    onTestFinished(() => connection.close());
    return connection;
  }

  /** The same, with all that a folder holds. */
  async function shipped(name: string, directory: string): Promise<OwnConnection> {
    const connection = await database(name);
    await initDatabase(connection);
    await shipAudit(directory, postgresTarget(connection), { closeTimeout: 20_000 }).close();
    return connection;
  }

  /** The same connection, and what is asked over it. */
  function watching(watched: PostgresConnection) {
    const asked: { text: string; values: unknown[] }[] = [];
    const connection: PostgresConnection = {
      query: async (text, values = []) => {
        asked.push({ text, values });
        return await watched.query(text, values);
      },
    };
    return { connection, asked };
  }

  const callsOf = (entries: readonly AuditEntry[]) => entries.map(({ record }) => record.call);

  describe("the table", () => {
    it("is made by as many at once as there are, and then found", async () => {
      const first = await database("empty");
      const others = [1, 2].map(() => connectTo(server.url("empty")));
      const all = await Promise.all([first, ...others].map((each) => initDatabase(each)));
      await Promise.all(others.map((each) => each.close()));
      expect(all).toContainEqual({ from: 0, to: 2 });
      const { rows } = await first.query("select version from safeclaw_audit_versions");
      expect(rows).toEqual([{ version: 1 }, { version: 2 }]);
      // Who may not make tables may ask whether it is there.
      const watched = watching(first);
      expect(await initDatabase(watched.connection)).toEqual({ from: 2, to: 2 });
      expect(watched.asked.filter(({ text }) => !text.startsWith("select "))).toEqual([]);
    });

    it("of a later version is left as it is", async () => {
      const later = await database("later");
      await initDatabase(later);
      await later.query("insert into safeclaw_audit_versions (version) values (3)");
      expect(await initDatabase(later)).toEqual({ from: 3, to: 3 });
    });

    it("has an index for the order, for outcomes, and for what decisions are mostly asked by", async () => {
      const connection = await database("indexes");
      await initDatabase(connection);
      const { rows } = await connection.query(
        "select indexname || split_part(replace(indexdef, '\"', ''), 'btree', 2) as made from pg_indexes where tablename = 'safeclaw_audit'",
      );
      const made = rows.map((row) => Object(row).made).toSorted();
      const columns = ["assistant", "call", "run", "thread", "tool"];
      expect(made).toEqual(
        [
          "safeclaw_audit_pkey (stream, seq)",
          "safeclaw_audit_order (ordered_at, stream, seq) WHERE (kind = 'decision'::text)",
          "safeclaw_audit_outcome (stream, outcome_of) WHERE (kind = 'outcome'::text)",
          "safeclaw_audit_revoked (stream, outcome_of) WHERE ((kind = 'decision'::text) AND (outcome_of IS NOT NULL))",
          ...columns.map(
            (column) =>
              `safeclaw_audit_${column} (left(${column}, 100), ordered_at) WHERE (kind = 'decision'::text)`,
          ),
        ].toSorted(),
      );
    });

    it("is not made where the database cannot hold every text", async () => {
      const latin = await database("latin", "encoding 'LATIN1' template template0");
      await expect(initDatabase(latin)).rejects.toThrow(/encoding is LATIN1: .* UTF8/u);
    });
  });

  describe("what is asked", () => {
    let directory: string;
    let connection: OwnConnection;
    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), "safeclaw-audit-"));
      writeAskedLog(directory);
      await server.query("create database log");
      connection = connectTo(server.url("log"));
      await initDatabase(connection);
      await shipAudit(directory, postgresTarget(connection)).close();
    });
    afterAll(async () => {
      rmSync(directory, { recursive: true, force: true });
      await connection?.close();
    });

    const values = [
      "asst_abc123",
      "asst_*",
      "*",
      "null",
      "null*",
      "refund_order",
      "deny",
      "allow",
      "constraint",
      "run_77",
      "call_1",
      "%",
      "%*",
      "_",
      "_*",
      "asst\\*",
      "'; --",
      odd.tool,
      `${"x".repeat(4990)}*`,
      `${"x".repeat(100)}y`,
      `${"x".repeat(100)}y*`,
    ];
    const keys = [
      "assistant",
      "thread",
      "run",
      "call",
      "tool",
      "effect",
      "code",
      "rule",
      "policy",
    ] as const;
    const moment = fc.option(fc.integer({ min: -1, max: 61 }), { nil: undefined });
    const queries = fc.record({
      filters: fc.array(
        fc.record({ key: fc.constantFrom(...keys), value: fc.constantFrom(...values) }),
        { maxLength: 2 },
      ),
      since: moment,
      until: moment,
      last: fc.option(fc.integer({ min: 1, max: 70 }), { nil: undefined }),
    });

    it("is found as in the files, whatever it is", async () => {
      let matches = 0;
      const compare = async (query: AuditQuery): Promise<void> => {
        const [files, table] = [
          await readAudit(directory, query),
          await readDatabase(connection, query),
        ];
        const shown = ({ entries, more }: Pick<typeof files, "entries" | "more">) => ({
          texts: entries.map(({ text, revoked }) => [text, revoked]),
          more,
        });
        expect(shown(table)).toEqual(shown(files));
        matches += files.entries.length;
      };
      await compare({});
      for (const key of keys)
        for (const value of values) await compare({ filters: [{ key, value }] });
      for (const count of [0, 30, 59]) {
        await compare({ since: new Date(minute(count)) });
        await compare({ until: new Date(minute(count)) });
      }
      await fc.assert(
        fc.asyncProperty(queries, async ({ filters, since, until, last }) => {
          await compare({
            filters,
            ...(since === undefined ? {} : { since: new Date(minute(since)) }),
            ...(until === undefined ? {} : { until: new Date(minute(until)) }),
            ...(last === undefined ? {} : { last }),
          });
        }),
        { numRuns: 100 },
      );
      expect(matches).toBeGreaterThan(1000);
    });

    it("is no SQL: an unknown field is refused", async () => {
      const filter = JSON.parse('{"key":"line or true","value":"x"}');
      await expect(readDatabase(connection, { filters: [filter] })).rejects.toThrow(
        "unknown filter key",
      );
    });
  });

  it("answers page by page from either end, and tells what befell the log itself", async () => {
    const own = folder();
    const many = Array.from({ length: 1203 }, (_, index) => ({
      at: minute(Math.floor(index / 400)),
      record: { ...allowed, call: `call_${index}` },
    }));
    stream(own, "a.jsonl", many);
    for (const [index, at] of [2, 0, 1].entries()) {
      const { bytes } = sealEvent(`event ${at}`, { path: "/x" }, 1, minute(at), "");
      writeFileSync(join(own, `b${index}.jsonl`), bytes);
    }
    const pages = await shipped("pages", own);
    const calls = many.map(({ record }) => record.call);
    const { entries, events, more } = await readDatabase(pages);
    expect({ calls: callsOf(entries), more }).toEqual({ calls, more: false });
    expect(events.map(({ event }) => event)).toEqual(["event 0", "event 1", "event 2"]);
    const recent = await readDatabase(pages, { since: new Date(minute(1)), last: 1 });
    expect(recent.events.map(({ event }) => event)).toEqual(["event 1", "event 2"]);
    const filters = [{ key: "run", value: "run_*" }] as const;
    const last = await readDatabase(pages, { last: 700, filters });
    expect(callsOf(last.entries)).toEqual(calls.slice(-700));
    expect({ more: last.more, events: last.events }).toEqual({ more: true, events: [] });
    const first = [];
    for await (const entry of scanDatabase(pages, { last: 700 }, "oldest first").entries)
      first.push(entry);
    expect(callsOf(first)).toEqual(calls.slice(0, 700));
  });

  it("asks for no more than is wanted", async () => {
    const own = folder();
    stream(
      own,
      "a.jsonl",
      Array.from({ length: 20 }, (_, index) => ({ at: minute(index), record: allowed })),
    );
    const few = await shipped("few", own);
    const { connection, asked } = watching(few);
    const scan = scanDatabase(connection, { last: 3 });
    const entries = [];
    for await (const entry of scan.entries) entries.push(entry);
    expect(entries).toHaveLength(3);
    expect(asked.map(({ values }) => values)).toEqual([[3]]);
  });

  it("keeps each stream in its own order where a clock jumps back, and has what came of a call", async () => {
    const own = folder();
    const timed = (call: string, at: number, record = allowed): Timed => ({
      at: minute(at),
      record: { ...record, call },
    });
    const outcome = { of: 1, status: "ok", ms: 12 } as const;
    stream(own, "a.jsonl", [
      timed("1", 5),
      timed("2", 1),
      timed("done", 9, { ...allowed, args: null, outcome }),
    ]);
    stream(own, "b.jsonl", [timed("0", 3), timed("3", 6)]);
    const { entries } = await readDatabase(await shipped("jumps", own));
    expect(callsOf(entries)).toEqual(["0", "1", "2", "3"]);
    expect(entries.map(({ stream }) => stream)).toEqual(["b", "a", "a", "b"]);
    expect(entries.map((entry) => entry.outcome?.record.outcome?.ms)).toEqual([
      undefined,
      12,
      undefined,
      undefined,
    ]);
    expect(Object.keys(entries[0] ?? {})).not.toContain("outcome");
  });

  it("marks what was changed in the table, and leaves out what is no record any more", async () => {
    const own = folder();
    const outcome = { of: 1, status: "ok", ms: 12 } as const;
    stream(own, "a.jsonl", [
      ...[1, 2, 3, 4, 5].map((at) => ({
        at: minute(at),
        record: { ...allowed, call: `call_${at}` },
      })),
      { at: minute(6), record: { ...allowed, args: null, outcome } },
    ]);
    writeFileSync(join(own, "b.jsonl"), sealEvent("file moved", {}, 1, minute(0), "").bytes);
    const changed = await shipped("changed", own);
    await changed.query(`
      update safeclaw_audit set line = replace(line, '50', '5') where seq in (2, 3);
      update safeclaw_audit set line = 'x' where seq in (4, 6) or kind = 'event';
      update safeclaw_audit set line = replace(line, '"v":2', '"v":99') where seq = 5`);
    const { entries, events, faulty, unreadable } = await readDatabase(changed);
    expect(entries.map(({ record, intact, outcome: came }) => [record.call, intact, came])).toEqual(
      [
        ["call_1", true, undefined],
        ["call_2", false, undefined],
        ["call_3", false, undefined],
      ],
    );
    expect({ events, unreadable }).toEqual({ events: [], unreadable: [] });
    expect(faulty).toHaveLength(3);
    expect(faulty).toEqual(
      expect.arrayContaining([
        { file: "a", fault: "altered", count: 2, line: 2 },
        { file: "a", fault: "foreign", count: 2, line: 0 },
        { file: "a", fault: "newer", count: 1, line: 0 },
      ]),
    );
  });
});
