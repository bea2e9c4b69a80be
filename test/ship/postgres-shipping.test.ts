// Every record arrives in PostgreSQL exactly once, whatever happens to the server and the way to it meanwhile.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  connectTo,
  initDatabase,
  postgresAudit,
  postgresTarget,
  type ShipEvent,
  shipAudit,
} from "@authensor/safeclaw-runtime/postgres";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sealEvent } from "../../runtime/audit/seal.js";
import { allowed, denied } from "../audit/decisions.js";
import { folder } from "../audit/stream-files.js";
import { CrookedProxy } from "./support/crooked-proxy.js";
import {
  isPostgresInstalled,
  PostgresServer,
  password,
  whyNot,
} from "./support/postgres-server.js";
import { runShortLife } from "./support/run-short-life.js";

/** All lines of a folder, by stream and number. */
function linesIn(directory: string): string[] {
  return readdirSync(directory)
    .toSorted()
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) => readFileSync(join(directory, name), "utf8").split("\n").slice(0, -1));
}

const script = fileURLToPath(new URL("./support/endless-writer.ts", import.meta.url));
const quick = { interval: 20, closeTimeout: 20_000, sendTimeout: 1000, batchLines: 100 };

describe.skipIf(!isPostgresInstalled)(`shipping to PostgreSQL${whyNot}`, () => {
  let server: PostgresServer;
  let proxy: CrookedProxy;
  let databases = 0;
  beforeAll(async () => {
    server = await PostgresServer.start();
    proxy = await CrookedProxy.before(server.port);
  });
  afterAll(async () => {
    await proxy?.close();
    await server?.remove();
  });

  /** A database of the test's own, with the table in it. */
  async function database(): Promise<string> {
    databases += 1;
    const name = `log_${databases}`;
    await server.query(`create database ${name}`);
    const connection = connectTo(server.url(name));
    await initDatabase(connection);
    await connection.close();
    return name;
  }

  const stored = async (name: string): Promise<string[]> =>
    (
      await server.query<{ line: string }>("select line from safeclaw_audit", { database: name })
    ).map(({ line }) => line);

  it("brings decisions, outcomes and events to the table, each with its fields", async () => {
    const name = await database();
    const directory = folder();
    const audit = postgresAudit({ directory, connection: server.url(name), shipping: quick });
    audit.write(allowed);
    audit.write({ ...allowed, args: null, outcome: { of: 1, status: "ok", ms: 12.5 } });
    audit.write({
      ...denied,
      tool: "a\0b",
      args: { text: "\0 \ud800 \\u0000 退款 '); drop table x; --" },
    });
    await audit.flush();
    const { bytes } = sealEvent("file moved", {}, 1, new Date(0).toISOString(), "");
    writeFileSync(join(directory, "b.jsonl"), bytes);
    await audit.close();
    const lines = linesIn(directory);
    expect((await stored(name)).toSorted()).toEqual(lines.toSorted());
    const rows = await server.query<Record<string, unknown>>(
      "select * from safeclaw_audit order by stream = 'b', seq",
      { database: name },
    );
    const { line: _, shadow: __, ...columns } = allowed;
    const { time, stream } = Object(rows[0]);
    const own = { stream, ordered_at: expect.any(Date), stored_at: expect.any(Date) };
    const nothing = Object.fromEntries(Object.keys(columns).map((column) => [column, null]));
    const event = { ...own, stream: "b", seq: "1", kind: "event", outcome_of: null };
    expect(rows).toEqual([
      { ...own, ...columns, seq: "1", kind: "decision", time, outcome_of: null, line: lines[0] },
      {
        ...own,
        ...columns,
        ...{ seq: "2", kind: "outcome", time: expect.any(Date), args: null, outcome_of: "1" },
        line: lines[1],
      },
      expect.objectContaining({
        seq: "3",
        tool: "a\uFFFDb",
        code: "constraint",
        args: { text: "\uFFFD \uFFFD \\u0000 退款 '); drop table x; --" },
        line: lines[2],
      }),
      { ...event, ...nothing, time: new Date(0), ordered_at: new Date(0), line: lines[3] },
    ]);
    expect(time.toISOString()).toBe(JSON.parse(lines[0] ?? "").time);
  });

  it("keeps every record once while the server stops, is killed, stands still, and the way is slow and cut", async () => {
    const name = await database();
    const directory = folder();
    const events: ShipEvent[] = [];
    const connection = server.url(name, proxy.port);
    const log = { maxFileBytes: 40_000 };
    const shipping = { ...quick, onEvent: (event: ShipEvent) => events.push(event) };
    const writers = Array.from({ length: 3 }, () =>
      postgresAudit({ directory, connection, log, shipping }),
    );
    let isOver = false;
    let decided = 0;
    const writing = writers.map(async (writer, index) => {
      while (!isOver) {
        for (let count = 0; count < 20; count += 1) {
          decided += 1;
          writer.write({ ...allowed, call: `call_${index}_${decided}` });
        }
        await writer.flush();
        await sleep(5);
      }
    });
    await sleep(200);
    await server.stop();
    await sleep(300);
    await server.start();
    await sleep(300);
    await server.kill();
    await server.start();
    await sleep(300);
    proxy.delay = 30;
    await sleep(300);
    for (let count = 0; count < 10; count += 1) {
      proxy.cut();
      await sleep(40);
    }
    proxy.delay = 0;
    server.pause();
    await sleep(1300);
    server.resume();
    isOver = true;
    await Promise.all(writing);
    await Promise.all(writers.map((writer) => writer.close()));

    const lines = linesIn(directory);
    expect(decided).toBeGreaterThan(1000);
    expect(lines).toHaveLength(decided);
    expect(readdirSync(directory).filter((file) => file.endsWith(".jsonl")).length).toBeGreaterThan(
      3,
    );
    expect((await stored(name)).toSorted()).toEqual(lines.toSorted());
    const kinds = new Set(events.map(({ kind }) => kind));
    expect(kinds).toEqual(new Set(["ship-failed", "ship-resumed"]));
    expect(
      JSON.stringify(events.map((event) => ("error" in event ? event.error.message : ""))),
    ).not.toContain(password);
  });

  it("denies and delays nothing while there is no server, and goes on in the next process", async () => {
    const name = await database();
    const directory = folder();
    const events: ShipEvent[] = [];
    const onEvent = (event: ShipEvent) => events.push(event);
    const connection = server.url(name, proxy.port);
    proxy.isClosed = true;
    const first = postgresAudit({
      directory,
      connection,
      shipping: { ...quick, closeTimeout: 300, onEvent },
    });
    for (let count = 0; count < 500; count += 1) first.write({ ...allowed, call: `call_${count}` });
    await first.flush();
    await first.close();
    expect(events.map(({ kind }) => kind)).toEqual(["ship-failed", "ship-unfinished"]);
    const place = `127.0.0.1:${proxy.port}/${name}`;
    expect(events[0]).toMatchObject({
      error: { message: expect.stringMatching(`^cannot reach PostgreSQL at ${place}: [^:]*$`) },
    });
    expect(await stored(name)).toEqual([]);
    proxy.isClosed = false;
    const second = postgresAudit({ directory, connection, shipping: quick });
    second.write(denied);
    await second.flush();
    await expect.poll(() => stored(name), { timeout: 20_000 }).toHaveLength(501);
    await second.close();
    expect((await stored(name)).toSorted()).toEqual(linesIn(directory).toSorted());
  });

  it("goes on after every kill of the process that decides and ships", async () => {
    const name = await database();
    const directory = folder();
    for (const life of [150, 40, 300, 90]) {
      const writer = spawn(process.execPath, [
        "--import",
        "tsx",
        script,
        directory,
        server.url(name),
      ]);
      await once(writer.stdout, "data");
      await sleep(life);
      writer.kill("SIGKILL");
      await once(writer, "exit");
    }
    const last = postgresAudit({ directory, connection: server.url(name), shipping: quick });
    last.write(allowed);
    await last.flush();
    await expect
      .poll(() => stored(name), { timeout: 20_000 })
      .toHaveLength(linesIn(directory).length);
    await last.close();
    expect((await stored(name)).toSorted()).toEqual(linesIn(directory).toSorted());
  });

  it.each(["closes", "does not close"])("lets a process end that %s its log", async (way) => {
    const name = await database();
    const directory = folder();
    const { status, stderr } = await runShortLife(directory, server.url(name), way);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const lines = linesIn(directory);
    expect(lines).toHaveLength(2);
    if (way === "closes") expect(await stored(name)).toEqual(lines);
  });

  it("needs no more than the right to insert, and a pool of the application's own will do", async () => {
    const name = await database();
    const directory = folder();
    await server.query(
      "create role shipper login password 'x'; grant insert on safeclaw_audit to shipper",
      { database: name },
    );
    const connectionString = server.url(name).replace(/safeclaw:[^@]*/u, "shipper:x");
    const pool = new pg.Pool({ connectionString });
    const audit = postgresAudit({ directory, connection: pool, shipping: quick });
    audit.write(allowed);
    await audit.close();
    expect(await stored(name)).toEqual(linesIn(directory));
    await expect(pool.query("select * from safeclaw_audit")).rejects.toThrow(/permission denied/u);
    // What was shipped and then forgotten is sent again, and is there already.
    const again = shipAudit(directory, postgresTarget(pool, { name: "again" }), quick);
    await again.close();
    expect(await stored(name)).toEqual(linesIn(directory));
    await pool.end();
  });

  it("says what is missing where the table is not there yet, and ships once it is", async () => {
    databases += 1;
    const name = `log_${databases}`;
    await server.query(`create database ${name}`);
    const directory = folder();
    const events: ShipEvent[] = [];
    const shipping = { ...quick, onEvent: (event: ShipEvent) => events.push(event) };
    const audit = postgresAudit({ directory, connection: server.url(name), shipping });
    audit.write(allowed);
    await audit.flush();
    await expect.poll(() => events).toHaveLength(1);
    expect(events).toMatchObject([
      {
        kind: "ship-failed",
        error: { message: expect.stringContaining("safeclaw audit init-db") },
      },
    ]);
    const connection = connectTo(server.url(name));
    await initDatabase(connection);
    await connection.close();
    await audit.close();
    expect(await stored(name)).toEqual(linesIn(directory));
  });
});
