// Stand-ins of `fileAudit`: the same for the same text, in every process, and none without a key.

import { execFile } from "node:child_process";
import { createHmac } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { SafeClaw } from "@authensor/safeclaw-runtime";
import { fileAudit, readAudit } from "@authensor/safeclaw-runtime/node";
import { describe, expect, test } from "vitest";
import { folder } from "../cli/folder.js";
import { anyone, refunding, shop } from "./shop.js";

const run = promisify(execFile);
const hashing = { customer: { email: "ada@example.org" } };

async function refund(directory: string, options = {}, args: object = hashing) {
  const events: string[] = [];
  const audit = fileAudit(directory, {
    onEvent: (event) => events.push("error" in event ? event.error.message : event.kind),
    ...options,
  });
  const safeclaw = new SafeClaw(await shop, { audit });
  const decision = await safeclaw.decide(refunding, args, anyone);
  const told = events.length;
  const again = await safeclaw.decide(refunding, args, anyone);
  await safeclaw.close();
  const { entries } = await readAudit(directory);
  return { decision, told, again, events, records: entries.map(({ record }) => record) };
}

describe("with a key", () => {
  test("that is made when it is first needed, for its owner alone", async () => {
    const directory = join(folder({}), "audit");
    await refund(directory, {}, { order_id: "1" });
    expect(existsSync(join(directory, "hash.key"))).toBe(false);
    const { decision, records } = await refund(directory);
    expect(decision.allowed).toBe(true);
    const path = join(directory, "hash.key");
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory).filter((name) => name.startsWith("hash.key"))).toHaveLength(1);
    const key = readFileSync(path);
    expect(key).toHaveLength(32);
    const mac = createHmac("sha256", key).update("ada@example.org").digest("hex");
    expect(records.at(-1)).toMatchObject({
      args: { customer: { email: `hmac:${mac}` } },
      redacted: ["customer.email:hash"],
    });
  });

  test("of your own", async () => {
    const path = folder({ "my.key": Buffer.alloc(32, 7) });
    const { records } = await refund(join(path, "audit"), { hashKey: join(path, "my.key") });
    const mac = createHmac("sha256", Buffer.alloc(32, 7)).update("ada@example.org").digest("hex");
    expect(records[0]?.args).toEqual({ customer: { email: `hmac:${mac}` } });
    expect(existsSync(join(path, "audit/hash.key"))).toBe(false);
  });

  test("that is one for all processes that need it at the same time", async () => {
    const directory = join(folder({}), "audit");
    const script = join(import.meta.dirname, "hashing-process.ts");
    const tsx = join(import.meta.dirname, "../../node_modules/tsx/dist/cli.mjs");
    const logs = 40;
    const start = String(Date.now() + 4000);
    const runs = Array.from({ length: 4 }, () =>
      run(process.execPath, [tsx, script, directory, start, String(logs)]),
    );
    const printed = await Promise.all(runs);
    const [first = [], ...others] = printed.map(({ stdout }) => stdout.trim().split("\n"));
    expect(new Set(first).size).toBe(logs);
    expect(first.filter((standIn) => !/^hmac:[0-9a-f]{64}$/u.test(standIn))).toEqual([]);
    expect(others).toEqual([first, first, first]);
  });
});

describe("without one, the call is denied, and the log says so once", () => {
  test.each<[string, (path: string) => void, RegExp]>([
    ["empty", (path) => writeFileSync(path, ""), /shorter than 32 bytes/u],
    ["short", (path) => writeFileSync(path, "secret"), /shorter than 32 bytes/u],
    ["a folder", (path) => void mkdirSync(path), /not a file/u],
  ])("%s", async (_, spoil, message) => {
    const path = join(folder({}), "hash.key");
    spoil(path);
    const { decision, told, again, events, records } = await refund(join(path, "../audit"), {
      hashKey: path,
    });
    expect(decision).toMatchObject({ allowed: false, code: "audit-failed" });
    expect(again).toMatchObject({ allowed: false, code: "audit-failed" });
    expect(told).toBe(1);
    expect(events).toEqual([expect.stringMatching(message)]);
    expect(events[0]).toContain(`the key for hashed arguments, ${path}: `);
    expect(records).toMatchObject([
      { code: "audit-failed", args: { customer: { email: "***" } } },
      { code: "audit-failed", redacted: ["customer.email:mask"] },
    ]);
  });

  test("a place where none can be made", async () => {
    const path = folder({ "a-file": "" });
    const { decision, events } = await refund(join(path, "audit"), {
      hashKey: join(path, "a-file/hash.key"),
    });
    expect(decision.code).toBe("audit-failed");
    expect(events).toHaveLength(1);
  });
});
