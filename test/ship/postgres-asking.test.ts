// `safeclaw audit init-db` and `safeclaw audit --db`: the table, and the same answers from it as from the files.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AuditQuery, readAudit } from "@authensor/safeclaw-runtime/node";
import {
  connectTo,
  type OwnConnection,
  type PostgresConnection,
  postgresTarget,
  readDatabase,
  shipAudit,
} from "@authensor/safeclaw-runtime/postgres";
import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from "vitest";
import type { DecisionRecord } from "../../runtime/audit/audit-sink.js";
import { sealEvent } from "../../runtime/audit/seal.js";
import { allowed, approval, denied, unkept, unknownTool } from "../audit/decisions.js";
import { folder, stream, type Timed } from "../audit/stream-files.js";
import { safeclaw } from "../cli/safeclaw.js";
import {
  isPostgresInstalled,
  PostgresServer,
  password,
  whyNot,
} from "./support/postgres-server.js";

it("a pool and a client of the package `pg` are connections", () => {
  expectTypeOf<pg.Pool>().toExtend<PostgresConnection>();
  expectTypeOf<pg.Client>().toExtend<PostgresConnection>();
});

it.each(["x", "http://u:canary@host/db", "canary", "postgres:canary%"])(
  "%j is no database",
  async (url) => {
    const { exit, stdout, stderr } = await safeclaw(["audit", "--db", url], folder());
    expect({ exit, stdout }).toEqual({ exit: url.startsWith("postgres:") ? 1 : 2, stdout: "" });
    expect(stderr).not.toContain("canary");
  },
);

it("says what to install where the package `pg` is missing", async () => {
  const hooks =
    "export const resolve = (name, context, next) => { if (name === 'pg') throw new Error('no pg'); return next(name, context) }";
  const url = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;
  const register = url(
    `import { register } from "node:module"; register(${JSON.stringify(url(hooks))})`,
  );
  const { exit, stderr } = await safeclaw(["audit", "--db", "postgres://localhost/x"], folder(), {
    NODE_OPTIONS: `--import ${register}`,
  });
  expect({ exit, stderr }).toEqual({
    exit: 1,
    stderr: "error: PostgreSQL needs the package `pg`: install it with `npm i pg`\n",
  });
});

describe.skipIf(!isPostgresInstalled)(`PostgreSQL${whyNot}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await PostgresServer.start();
    await server.query("create database empty");
    await server.query("create database log");
    await safeclaw(["audit", "init-db", "--db", server.url("log")], "/");
  });
  afterAll(() => server?.remove());

  describe("safeclaw audit init-db", () => {
    it("makes the table, by as many at once as there are, and then finds it", async () => {
      const command = ["audit", "init-db", "--db", server.url("empty")];
      const all = await Promise.all([1, 2, 3].map(() => safeclaw(command, folder())));
      for (const { exit, stderr } of all) expect({ exit, stderr }).toEqual({ exit: 0, stderr: "" });
      const place = `127.0.0.1:${server.port}/empty`;
      expect(all.map(({ stdout }) => stdout)).toContain(
        `${place}: made the table safeclaw_audit (version 2)\n`,
      );
      const again = await safeclaw([...command, "--json"], folder());
      expect(JSON.parse(again.stdout)).toEqual({ ok: true, database: place, from: 2, to: 2 });
      expect((await safeclaw(command, folder())).stdout).toBe(
        `${place}: the table safeclaw_audit is there (version 2)\n`,
      );
    });

    it("refuses a database that cannot hold every text", async () => {
      await server.query("create database latin encoding 'LATIN1' template template0");
      const { exit, stderr } = await safeclaw(
        ["audit", "init-db", "--db", server.url("latin")],
        folder(),
      );
      expect(exit).toBe(1);
      expect(stderr).toContain("LATIN1");
    });
  });

  describe("safeclaw audit --db", () => {
    const minute = (count: number): string =>
      new Date(Date.UTC(2026, 10, 21, 8, count)).toISOString();
    const odd: DecisionRecord = {
      ...denied,
      tool: `${"x".repeat(5000)}'; drop table safeclaw_audit; --`,
      call: "null",
      args: { text: "退款 \0" },
    };
    // The third of its stream is the seventh of all.
    const revoking = {
      ...unkept,
      revokes: { of: 3, effect: "allow", code: null, rule: allowed.rule, policy: allowed.policy },
    } as const;
    const records = [
      allowed,
      denied,
      unknownTool,
      approval,
      { ...allowed, assistant: "asst_abc124" },
      odd,
    ];
    const all: readonly Timed[] = Array.from({ length: 60 }, (_, index) => ({
      at: minute(index),
      record: {
        ...(index === 57 ? revoking : (records[index % records.length] ?? allowed)),
        ...(index % 7 === 0 ? { thread: null } : {}),
      },
    }));
    let directory: string;
    let connection: OwnConnection;
    beforeAll(async () => {
      directory = mkdtempSync(join(tmpdir(), "safeclaw-audit-"));
      stream(
        directory,
        "20261121T080000000Z-host-7-0a1b2c3d.0001.jsonl",
        all.filter((_, index) => index % 3 > 0),
      );
      stream(
        directory,
        "20261121T080000000Z-host-8-0a1b2c3e.0001.jsonl",
        all.filter((_, index) => index % 3 === 0),
      );
      connection = connectTo(server.url("log"));
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
      last: fc.option(fc.integer({ min: 1, max: 70 }), { nil: undefined }),
    });

    it("finds what the files have, whatever is asked", async () => {
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
      await fc.assert(
        fc.asyncProperty(queries, async ({ filters, since, last }) => {
          await compare({
            filters,
            ...(since === undefined ? {} : { since: new Date(minute(since)) }),
            ...(last === undefined ? {} : { last }),
          });
        }),
        { numRuns: 100 },
      );
      expect(matches).toBeGreaterThan(1000);
    });

    it.each<readonly string[]>([
      [],
      ["--last", "3"],
      ["--json"],
      ["--filter", "assistant=asst_*", "--filter", "effect=deny"],
      ["--filter", "tool=nowhere"],
      ["--since", "2026-11-21T08:30Z", "--json", "--last", "4"],
      ["stats"],
      ["stats", "--json", "--last", "9"],
      ["stats", "--filter", "tool=refund_*"],
      ["stats", "--filter", "tool=nowhere"],
    ])("shows the same as from the files: %j %j %j %j", async (...options) => {
      const places = [
        ["--log", directory],
        ["--db", server.url("log")],
      ];
      const [files, table] = await Promise.all(
        places.map((place) => safeclaw(["audit", ...place, ...options], folder())),
      );
      expect(table).toEqual(files);
      expect(table?.stdout).not.toBe("");
    });

    it("takes the password from the environment, and shows it nowhere", async () => {
      const url = server.url("log").replace(`:${password}@`, "@");
      const { exit, stdout } = await safeclaw(["audit", "--db", url], folder(), {
        PGPASSWORD: password,
      });
      expect(exit).toBe(0);
      expect(stdout).toContain("refund_order");
    });

    it.each([
      [
        "a wrong password",
        () => server.url("log").replace(password, "another-canary"),
        "password authentication failed",
      ],
      ["no such database", () => server.url("nowhere"), "does not exist"],
      ["no table yet", () => server.url("postgres"), "run `safeclaw audit init-db` once"],
      ["no server", () => server.url("log", 1), "cannot reach PostgreSQL at 127.0.0.1:1/log"],
    ])("says what is wrong: %s", async (what, url, said) => {
      const commands = [
        ["audit"],
        ["audit", "--json"],
        ["audit", "stats", "--json"],
        ["audit", "init-db"],
        ["audit", "init-db", "--json"],
      ];
      const asked = what === "no table yet" ? commands.slice(0, 3) : commands;
      const all = await Promise.all(
        asked.map((command) => safeclaw([...command, "--db", url()], folder())),
      );
      for (const [index, { exit, stdout, stderr }] of all.entries()) {
        const message = expect.stringContaining(said);
        const document = { ok: false, diagnostics: [], error: { message, help: null } };
        const isJson = asked[index]?.includes("--json") === true;
        expect(exit).toBe(1);
        expect(isJson ? JSON.parse(stdout) : stdout).toEqual(isJson ? document : "");
        expect(stderr).toContain(said);
        expect(stdout + stderr).not.toContain("canary");
        expect(stderr.split("\n")).toHaveLength(2);
      }
    });

    it.each([
      [["--log", "."], "a folder or in a database"],
      [["--last", "0"], "whole number"],
      [["--filter", "args=1"], "unknown filter key"],
    ])("refuses %j", async (options, said) => {
      const { exit, stderr } = await safeclaw(
        ["audit", "--db", server.url("log"), ...options],
        folder(),
      );
      expect(exit).toBe(2);
      expect(stderr).toContain(said);
    });

    it("finds as many as there are, page by page, and what befell the log itself", async () => {
      const own = folder();
      await server.query("create database pages");
      await safeclaw(["audit", "init-db", "--db", server.url("pages")], own);
      const many = Array.from({ length: 1203 }, (_, index) => ({
        at: minute(Math.floor(index / 400)),
        record: { ...allowed, call: `call_${index}` },
      }));
      stream(own, "a.jsonl", many);
      const event = sealEvent("file moved", { path: "/x" }, 1, minute(0), "");
      writeFileSync(join(own, "b.jsonl"), event.bytes);
      const pages = connectTo(server.url("pages"));
      await shipAudit(own, postgresTarget(pages), { closeTimeout: 20_000 }).close();
      const { entries, events } = await readDatabase(pages);
      const calls = many.map(({ record }) => record.call);
      expect(entries.map(({ record }) => record.call)).toEqual(calls);
      expect(events.map((each) => each.event)).toEqual(["file moved"]);
      const last = await readDatabase(pages, {
        last: 700,
        filters: [{ key: "run", value: "run_*" }],
      });
      expect(last.entries.map(({ record }) => record.call)).toEqual(calls.slice(-700));
      expect({ more: last.more, events: last.events }).toEqual({ more: true, events: [] });
      await pages.close();
      const { stdout } = await safeclaw(["audit", "--json", "--db", server.url("pages")], own);
      expect(
        stdout
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line).call),
      ).toEqual(calls);
      const shown = async (...options: readonly string[]): Promise<string> =>
        (await safeclaw(["audit", "--db", server.url("pages"), ...options], own)).stderr;
      const told = 'of the log itself: 2026-11-21 08:00:00 file moved {"path":"/x"}\n';
      expect(await shown("--last", "2000")).toBe(told);
      // It is as old as what is not shown.
      expect(await shown("--last", "20")).toBe("");
      expect(await shown("--last", "2000", "--filter", "run=run_*")).toBe("");
    });

    it("marks what was changed in the table", async () => {
      const database = "log";
      await server.query(
        "update safeclaw_audit set line = replace(line, '5000', '50') where seq = 1",
        { database },
      );
      const { exit, stdout, stderr } = await safeclaw(
        ["audit", "--last", "60", "--db", server.url("log")],
        folder(),
      );
      expect(exit).toBe(1);
      expect(stdout).toMatch(/altered: deny constraint/u);
      expect(stderr).toContain("changed after being written");
    });

    it("keeps each stream in its own order where a clock jumps back, and shows what came of a call", async () => {
      const own = folder();
      await server.query("create database jumps");
      await safeclaw(["audit", "init-db", "--db", server.url("jumps")], own);
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
      const jumps = connectTo(server.url("jumps"));
      await shipAudit(own, postgresTarget(jumps)).close();
      const { entries } = await readDatabase(jumps);
      await jumps.close();
      expect(entries.map(({ record }) => record.call)).toEqual(["0", "1", "2", "3"]);
      expect(entries.map((entry) => entry.outcome?.record.outcome?.ms)).toEqual([
        undefined,
        12,
        undefined,
        undefined,
      ]);
      const { stdout } = await safeclaw(["audit", "--json", "--db", server.url("jumps")], own);
      const calls = stdout
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line).call);
      expect(calls).toEqual(["0", "1", "done", "2", "3"]);
    });
  });
});
