// PostgreSQL as a target where something is wrong: what is said, what is tried again, and what a connection does. Needs
// no server of PostgreSQL.

import { readdirSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import {
  connectTo,
  type PostgresConnection,
  placeOf,
  postgresAudit,
  postgresTarget,
  type ShippedLine,
} from "@authensor/safeclaw-runtime/postgres";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { parseLine } from "../../runtime/audit/audit-record.js";
import { explained } from "../../runtime/ship/postgres/explain-error.js";
import { allowed } from "../audit/decisions.js";
import { folder, sealAll } from "../audit/stream-files.js";

const at = "2026-11-21T08:00:00.000Z";
const [text = ""] = sealAll([{ at, record: allowed }]);
const parsed = parseLine(Buffer.from(text));
if (parsed.kind !== "record") throw new Error("a record is one");
const line: ShippedLine = { stream: "a", seq: 1, text, record: parsed.record, reached: at };

const failing = (error: unknown): PostgresConnection => ({ query: () => Promise.reject(error) });
const coded = (code: string, message: string) => Object.assign(new Error(message), { code });
const never = new AbortController().signal;

describe("a failure", () => {
  const url = "postgres://user:canary@db.example:5433/app?sslmode=require";
  const place = "db.example:5433/app";

  it.each<[unknown, string]>([
    ...[
      "ECONNREFUSED",
      "ECONNRESET",
      "ENOTFOUND",
      "EAI_AGAIN",
      "ETIMEDOUT",
      "EHOSTUNREACH",
      "ENETUNREACH",
      "ENOENT",
      "EPIPE",
    ].map((code): [unknown, string] => [
      coded(code, "connect"),
      `cannot reach PostgreSQL at ${place}: connect`,
    ]),
    [coded("ECONNREFUSED", ""), `cannot reach PostgreSQL at ${place}: ECONNREFUSED`],
    [
      Object.assign(new AggregateError([new Error("on ::1"), new Error("on 127.0.0.1")]), {
        code: "ECONNREFUSED",
      }),
      `cannot reach PostgreSQL at ${place}: on ::1; on 127.0.0.1`,
    ],
    [
      new Error("Connection terminated unexpectedly"),
      `cannot reach PostgreSQL at ${place}: Connection terminated unexpectedly`,
    ],
    [new Error("timeout expired"), `cannot reach PostgreSQL at ${place}: timeout expired`],
    ...["57P01", "57P02", "57P03"].map((code): [unknown, string] => [
      coded(code, "shutting down"),
      `PostgreSQL at ${place} is starting or stopping: shutting down`,
    ]),
    [
      coded("42P01", "no relation"),
      `the database at ${place} has no table for the log yet: run \`safeclaw audit init-db\` once`,
    ],
    [
      coded("42703", "no column"),
      `the table at ${place} was made by another version of safeclaw: run \`safeclaw audit init-db\``,
    ],
    ...["28000", "28P01", "3D000", "42501"].map((code): [unknown, string] => [
      coded(code, "no"),
      `PostgreSQL at ${place} refuses: no`,
    ]),
    ["a text", "a text"],
    [coded("XX000", ""), "XX000"],
  ])("is said in words: %s", (error, message) => {
    const found = explained(error, url);
    expect(found).toMatchObject({ message, cause: error });
    expect(Object(found).code).toBe(Object(error).code ?? "");
  });

  it("is handed on as it is where there is nothing to add", () => {
    const unknown = coded("XX000", "after a Connection terminated");
    expect(explained(unknown, url)).toBe(unknown);
  });

  it("of a pool names no place", async () => {
    const sent = postgresTarget(failing(coded("EPIPE", "write"))).send([line], never);
    await expect(sent).rejects.toThrow(/^cannot reach PostgreSQL: write$/u);
  });

  it.each<[string, unknown, boolean]>([
    ["a value that is none", coded("22P02", "no"), true],
    ["a broken constraint", coded("23514", "no"), true],
    ["too much", coded("54000", "no"), true],
    ["a statement that is none", coded("42601", "no"), false],
    ["too many connections", coded("53300", "no"), false],
    ["a code of something else", coded("22", "no"), false],
    ["a class that only ends so", coded("0A022", "no"), false],
    ["no error of PostgreSQL", new Error("no"), false],
  ])("is about the lines, or about the way: %s", async (_, error, isRefused) => {
    const sent = postgresTarget(failing(error)).send([line], never);
    await expect(sent).rejects.toMatchObject({
      name: isRefused ? "RefusedError" : "Error",
      message: "no",
      ...(isRefused ? { cause: error } : {}),
    });
  });
});

describe("the place of a database", () => {
  it.each([
    ["postgres://user:canary@db.example:5433/app", "db.example:5433/app"],
    ["postgres:///app", "localhost/app"],
    ["postgresql:///app?host=/run/postgresql", "/run/postgresql/app"],
  ])("of %s is %s", (url, place) => {
    expect(placeOf(url)).toBe(place);
    expect(postgresTarget(url).name).toMatch(/^postgres-[0-9a-f]{8}$/u);
  });

  it("is what its name as a target is made of: by another name, all would be sent again", () => {
    const names = ["u:p@h/db", "v:q@h/db", "h/other"].map(
      (rest) => postgresTarget(`postgres://${rest}`).name,
    );
    expect(names).toEqual(["postgres-fe8a5531", "postgres-fe8a5531", "postgres-da8da02a"]);
    expect(postgresTarget(failing(undefined)).name).toBe("postgres");
    expect(postgresTarget("postgres://h/db", { name: "own" }).name).toBe("own");
  });

  it("gives way to a name of the application's own", async () => {
    const directory = folder();
    const connection: PostgresConnection = { query: async () => ({ rows: [] }) };
    const audit = postgresAudit({ directory, connection, name: "own" });
    audit.write(allowed);
    await audit.close();
    expect(readdirSync(directory)).toContain("own.positions");
  });

  it.each(["x", "http://u:canary@host/db", "canary", "xpostgres://canary/db"])(
    "is not in %j, which is not repeated",
    (url) => {
      expect(() => connectTo(url)).toThrow(
        /^that is no URL of a PostgreSQL database, such as postgres:\/\/host\/database$/u,
      );
    },
  );
});

/** What lets everybody in and never answers a query; its connections are counted, and closed once they are. */
async function silentServer(): Promise<{ url: string; connections: Socket[]; closed: number[] }> {
  const connections: Socket[] = [];
  const closed: number[] = [];
  const server = createServer((socket) => {
    const number = connections.push(socket);
    // Authentication is done, and the server ready for queries.
    const ready = Buffer.from("520000000800000000" + "5a0000000549", "hex");
    socket.once("data", () => socket.write(ready));
    socket.on("error", () => undefined);
    socket.on("close", () => closed.push(number));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of connections) socket.destroy();
    server.close();
  });
  // INVARIANT: it listens on TCP.
  const { port } = server.address() as { port: number };
  return { url: `postgres://user@127.0.0.1:${port}/app`, connections, closed };
}

it("a pool of the application's own is neither cut nor closed", async () => {
  let answer = (_: { rows: unknown[] }): void => undefined;
  const pool: PostgresConnection = {
    query: () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  };
  const target = postgresTarget(pool);
  const sending = new AbortController();
  const sent = target.send([line], sending.signal);
  sending.abort();
  answer({ rows: [] });
  expect(await sent).toBeUndefined();
  await target.close();
});

describe("a server that does not answer", () => {
  it("is left once the time is up, and connected to anew", async () => {
    const { url, connections, closed } = await silentServer();
    const target = postgresTarget(url);
    for (const number of [1, 2]) {
      const sending = new AbortController();
      const sent = target.send([line], sending.signal);
      const failed = expect(sent).rejects.toThrow(/^cannot reach PostgreSQL at 127\.0\.0\.1/u);
      await expect.poll(() => connections.length).toBe(number);
      await expect.poll(() => connections[number - 1]?.bytesRead).toBeGreaterThan(200);
      sending.abort();
      await failed;
      await expect.poll(() => closed).toHaveLength(number);
    }
    await target.close();
  });

  it("or goes away between two queries ends nothing, and is connected to anew", async () => {
    const { url, connections } = await silentServer();
    const connection = connectTo(url);
    const first = connection.query("select 1");
    await expect.poll(() => connections[0]?.bytesRead).toBeGreaterThan(50);
    connections[0]?.destroy();
    await expect(first).rejects.toThrow(/^cannot reach PostgreSQL/u);
    const second = connection.query("select 1");
    await expect.poll(() => connections.length).toBe(2);
    connections[1]?.destroy();
    await expect(second).rejects.toThrow(/^cannot reach PostgreSQL/u);
    await connection.close();
  });
});

describe("the package `pg`", () => {
  let isHeld = true;
  let settings: unknown;
  let ended = 0;
  class Client {
    constructor(given: unknown) {
      settings = given;
    }
    unref(): void {
      isHeld = false;
    }
    on(): void {}
    async connect(): Promise<void> {}
    async query(): Promise<object> {
      return { rows: [{ one: 1 }] };
    }
    async end(): Promise<void> {
      ended += 1;
    }
  }
  const broken = (): object => {
    throw new Error("no such package");
  };

  it("keeps the process alive for who asks, and not for shipping", async () => {
    vi.doMock("pg", () => ({ Client }));
    onTestFinished(() => void vi.doUnmock("pg"));
    const url = "postgres://localhost/app";
    const connection = connectTo(url);
    await connection.query("select 1");
    expect(isHeld).toBe(true);
    await connection.close();
    await connection.close();
    expect(ended).toBe(1);
    await postgresTarget(url).send([line], never);
    expect(isHeld).toBe(false);
    const known = { connectionString: url, application_name: "safeclaw", keepAlive: true };
    expect(settings).toMatchObject(known);
  });

  it.each<[string, () => object, RegExp | undefined]>([
    ["is taken by the name of its client", () => ({ Client, default: undefined }), undefined],
    ["is taken as CommonJS", () => ({ Client: undefined, default: { Client } }), undefined],
    [
      "is of a strange version",
      () => ({ Client: 5, default: {} }),
      /^this version of .* no `Client`$/u,
    ],
    ["is missing", broken, /^PostgreSQL needs the package `pg`: install it with `npm i pg`$/u],
  ])("%s", async (_, module, message) => {
    vi.doMock("pg", module);
    onTestFinished(() => void vi.doUnmock("pg"));
    const asked = connectTo("postgres://localhost/app").query("select 1");
    if (message === undefined) expect(await asked).toEqual({ rows: [{ one: 1 }] });
    else await expect(asked).rejects.toThrow(message);
    if (module === broken) await expect(asked).rejects.toHaveProperty("cause.message");
  });
});
